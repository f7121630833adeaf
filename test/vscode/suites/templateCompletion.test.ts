import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { accept, completionsAt, itemLabelled, labelOf } from "../support/host/completion";
import { serverLookedAtAll } from "../support/host/diagnostics";
import { openAtCursor, openWith } from "../support/host/files";

/** The items, once the server knows the sample file: the client sends its text after the input is opened. */
async function itemsWith(
  editor: vscode.TextEditor,
  label: string,
): Promise<readonly vscode.CompletionItem[]> {
  for (;;) {
    const items = await completionsAt(editor);
    if (items.some((item) => labelOf(item) === label)) return items;
  }
}

async function writeSample(name: string, body: object): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder);
  const text = new TextEncoder().encode(JSON.stringify({ body }));
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, `${name}.request.json`), text);
}

describe("completion in templates", () => {
  before(serverLookedAtAll);

  it("offers the members of the sample request while a path is typed in a JSON string", async () => {
    await writeSample("members.put-integration", { name: "Ann", "a b": 1 });
    const editor = await openAtCursor(
      "members.put-integration.json",
      '{ "requestTemplates": { "application/json": "{\\"a\\": $input.json(|)}" } }\n',
    );
    await vscode.commands.executeCommand("type", { text: "'$." });
    const items = await itemsWith(editor, "name");
    const quoted = itemLabelled(items, "a b");
    assert.ok(quoted.documentation instanceof vscode.MarkdownString);
    assert.match(quoted.documentation.value, /In the sample file: `1`/);
    await accept(editor, itemLabelled(items, "name"));
    assert.match(editor.document.getText(), /\$input\.json\('\$\.name/);
  });

  it("follows the sample file when it changes", async () => {
    const marked = '{ "requestTemplates": { "application/json": "$input.path(\'$.|\')" } }\n';
    await writeSample("changed.put-integration", { before: 1 });
    const editor = await openAtCursor("changed.put-integration.json", marked);
    await itemsWith(editor, "before");
    await writeSample("changed.put-integration", { renamed: 1 });
    await itemsWith(editor, "renamed");
  });

  it("uses the models of the settings", async () => {
    await openWith("models/order.json", '{"properties": {"total": {"type": "number"}}}');
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    const settings = vscode.workspace.getConfiguration("apigw");
    const target = vscode.ConfigurationTarget.Workspace;
    await settings.update("models", { "application/json": "models/order.json" }, target);
    try {
      const marked = '{ "requestTemplates": { "application/json": "$input.path(\'$.|\')" } }\n';
      await itemsWith(await openAtCursor("models.put-integration.json", marked), "total");
    } finally {
      await settings.update("models", undefined, target);
    }
  });

  it("marks the parameter of a call in signature help", async () => {
    const marked = '{ "requestTemplates": { "application/json": "$input.body.replaceAll(\'a\', |)" } }\n';
    const { document, selection } = await openAtCursor("signature.put-integration.json", marked);
    const help = await vscode.commands.executeCommand<vscode.SignatureHelp>(
      "vscode.executeSignatureHelpProvider",
      document.uri,
      selection.active,
      ",",
    );
    assert.equal(help.signatures[0]?.label, "replaceAll(pattern, new)");
    assert.equal(help.activeParameter, 1);
  });
});
