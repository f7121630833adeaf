import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { serverLookedAtAll } from "../support/host/diagnostics";
import { openAtCursor } from "../support/host/files";

describe("names in a template in a JSON string", () => {
  // Before the server runs, VS Code answers requests with nothing.
  before(serverLookedAtAll);

  const marked =
    '{ "RequestTemplates": { "a/b": "#set($total = 1)\\n{\\"total\\": $tot|al}", "c/d": "$total" } }\n';
  const text = marked.replace("|", "");

  it("lead to their definition with F12", async () => {
    const editor = await openAtCursor("definition.integration.json", marked);
    await vscode.commands.executeCommand("editor.action.revealDefinition");
    await cursorAt(editor, text.indexOf("total = "));
  });

  it("are renamed with F2, and only in their template", async () => {
    const { document, selection } = await openAtCursor("rename.integration.json", marked);
    const { placeholder } = await vscode.commands.executeCommand<{ placeholder: string }>(
      "vscode.prepareRename",
      document.uri,
      selection.active,
    );
    assert.equal(placeholder, "total");
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      selection.active,
      "sum",
    );
    assert.ok(await vscode.workspace.applyEdit(edit), "the edit was applied");
    assert.equal(
      document.getText(),
      '{ "RequestTemplates": { "a/b": "#set($sum = 1)\\n{\\"total\\": $sum}", "c/d": "$total" } }\n',
    );
  });

  it("say why they cannot be renamed", async () => {
    const { document, selection } = await openAtCursor(
      "predefined.integration.json",
      '{ "RequestTemplates": { "a/b": "$in|put.body" } }\n',
    );
    const rename = vscode.commands.executeCommand("vscode.prepareRename", document.uri, selection.active);
    await assert.rejects(Promise.resolve(rename), /`\$input` is predefined, so it cannot be renamed/);
  });
});

/** Waits until the cursor is at the offset. */
function cursorAt(editor: vscode.TextEditor, offset: number): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (editor.document.offsetAt(editor.selection.active) !== offset) return;
      subscription.dispose();
      resolve();
    };
    const subscription = vscode.window.onDidChangeTextEditorSelection(look);
    look();
  });
}
