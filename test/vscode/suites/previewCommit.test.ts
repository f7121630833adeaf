import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as vscode from "vscode";
import { answering } from "../support/host/dialogs";
import { openWith, replaceText, workspaceFolder } from "../support/host/files";
import { previewShows, tabsWhen } from "../support/host/preview";

const FILE = "committed.put-integration.json";
const textWith = (template: string): string =>
  JSON.stringify({ type: "HTTP", requestTemplates: { "application/json": template } });

function git(...parameters: readonly string[]): void {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  execFileSync("git", [...identity, ...parameters], { cwd: workspaceFolder().fsPath, stdio: "pipe" });
}

describe("a comparison with the last commit", () => {
  const compare = () => vscode.commands.executeCommand("apigw.compareWithCommit");

  async function openTemplate(template: string): Promise<vscode.TextEditor> {
    // Without one, the preview offers to create it.
    const sample = vscode.Uri.joinPath(workspaceFolder(), FILE.replace(/json$/, "request.json"));
    await vscode.workspace.fs.writeFile(sample, new TextEncoder().encode("{}"));
    const editor = await openWith(FILE, textWith(template));
    const position = editor.document.positionAt(editor.document.getText().indexOf("[1"));
    editor.selection = new vscode.Selection(position, position);
    // By then, the template at the cursor is known.
    await vscode.commands.executeCommand("apigw.previewTemplate");
    await previewShows(template);
    return editor;
  }

  it("says that there is no commit to compare with", async () => {
    await openTemplate("[1]");
    const { texts } = await answering([], compare);
    assert.deepEqual(texts, ["The file is not in a Git repository."]);
    git("init", "--quiet");
    const again = await answering([], compare);
    assert.deepEqual(again.texts, ["The file has not been committed yet."]);
  });

  it("shows the output before and after, and follows the changes of the file", async () => {
    git("add", FILE);
    git("commit", "--quiet", "--message", "first");
    const editor = await openTemplate("[1, 2]");
    await compare();
    await tabsWhen((all) =>
      all.some(
        ({ input, label }) =>
          input instanceof vscode.TabInputTextDiff &&
          label === `application∕json – ${FILE} (HEAD ↔ Working Copy)`,
      ),
    );
    const sides = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .flatMap(({ input }) =>
        input instanceof vscode.TabInputTextDiff ? [input.original, input.modified] : [],
      );
    const texts = sides.map((uri) =>
      vscode.workspace.textDocuments
        .find((document) => document.uri.toString() === uri.toString())
        ?.getText(),
    );
    assert.deepEqual(texts, ["[1]", "[1, 2]"]);
    const shown = await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.Two);
    await replaceText(shown, textWith("[3]"));
    await previewShows("[3]");
    await previewShows("[1]");
  });
});
