import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { diagnosticsWhen } from "../support/host/diagnostics";
import { answering } from "../support/host/dialogs";
import { openWith, textWhen, workspaceFolder } from "../support/host/files";

const JSON_FILE = "orders.put-integration.json";
const jsonWith = (template: string): string =>
  `{\n  "type": "MOCK",\n  "requestTemplates": {\n    "application/json": "${template}"\n  }\n}\n`;

const VTL = '#set($a = 1)\n{"statusCode": $a}';

describe("a template", () => {
  afterEach(closeAll);

  it("is copied as the text that it stands for", async () => {
    await openAtCursor(JSON_FILE, jsonWith('{\\"a\\"§: 1}'));
    await vscode.commands.executeCommand("apigw.copyTemplate");
    assert.equal(await vscode.env.clipboard.readText(), '{"a": 1}');
  });
});

describe("a template as a file", () => {
  afterEach(closeAll);

  it("is extracted to a copy, and inserted from it", async () => {
    const { document } = await openAtCursor(JSON_FILE, jsonWith('{\\"a\\"§: 1}'));
    let proposed: vscode.Uri | undefined;
    const { texts } = await answering([], () =>
      withDialog(
        "showSaveDialog",
        async (options) => {
          proposed = (options as vscode.SaveDialogOptions).defaultUri;
          return proposed;
        },
        () => vscode.commands.executeCommand("apigw.extractTemplate"),
      ),
    );
    assert.equal(
      proposed?.toString(),
      vscode.Uri.joinPath(workspaceFolder(), "orders.put-integration.application-json.vtl").toString(),
    );
    assert.match(texts.join(), /is a copy: orders\.put-integration\.json still contains the template/);
    assert.equal(document.getText(), jsonWith('{\\"a\\": 1}'));
    const file = vscode.window.activeTextEditor;
    assert.equal(file?.document.getText(), '{"a": 1}');
    await file.edit((edit) => edit.replace(new vscode.Range(0, 6, 0, 7), "2\n"));

    const host = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    const inside = document.positionAt(document.getText().indexOf("a\\"));
    host.selection = new vscode.Selection(inside, inside);
    await withDialog(
      "showOpenDialog",
      async () => [file.document.uri],
      () => vscode.commands.executeCommand("apigw.insertTemplate"),
    );
    await textWhen(document.uri, /2/);
    assert.equal(document.getText(), jsonWith('{\\"a\\": 2\\n}'));
    assert.equal(document.isDirty, true);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), jsonWith('{\\"a\\": 1}'));
  });

  it("is added under a new key", async () => {
    const text = '{\n  "type": "MOCK",\n  "requestParameters": {}\n}\n';
    const { document } = await openAtCursor(JSON_FILE, `§${text}`);
    const file = vscode.Uri.joinPath(workspaceFolder(), "new.vtl");
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(`${VTL}\n`));
    await answering(["text/plain"], () =>
      withDialog(
        "showOpenDialog",
        async () => [file],
        () => vscode.commands.executeCommand("apigw.insertTemplate"),
      ),
    );
    await textWhen(document.uri, /text\/plain/);
    assert.deepEqual(JSON.parse(document.getText()).requestTemplates, { "text/plain": VTL });
  });
});

describe("a line break in a JSON string", () => {
  afterEach(closeAll);

  for (const [title, run] of [
    ["is fixed by the key for the preferred fix", "editor.action.autoFix"],
    ["is fixed with everything else", "editor.action.fixAll"],
  ] as const) {
    it(title, async () => {
      const { document } = await openAtCursor(JSON_FILE, jsonWith('{\n  \\"statusCode\\": 200\n}§'));
      // Reported by VS Code itself, for which our fix is, too.
      await diagnosticsWhen(document.uri, (all) => all.some(({ source }) => source === "json"));
      await vscode.commands.executeCommand(run);
      await textWhen(document.uri, /\{\\n/);
      assert.equal(document.getText(), jsonWith('{\\n  \\"statusCode\\": 200\\n}'));
    });
  }
});

/** Opens a file with the cursor at the `§` in the text. */
async function openAtCursor(name: string, marked: string): Promise<vscode.TextEditor> {
  const editor = await openWith(name, marked.replace("§", ""));
  const cursor = editor.document.positionAt(marked.indexOf("§"));
  editor.selection = new vscode.Selection(cursor, cursor);
  return editor;
}

type Dialog = (options: unknown) => Promise<unknown>;

/** Answers a file dialog while something runs. */
async function withDialog(
  name: "showSaveDialog" | "showOpenDialog",
  answer: Dialog,
  run: () => Thenable<unknown>,
): Promise<void> {
  const window = vscode.window as unknown as Record<string, Dialog>;
  const original = window[name];
  window[name] = answer;
  try {
    await run();
  } finally {
    Object.assign(window, { [name]: original });
  }
}

async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor) {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
}
