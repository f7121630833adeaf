import * as assert from "node:assert/strict";
import * as vscode from "vscode";

/** The workspace folder: a fresh copy of `samples/` for every suite. */
export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "a folder is open");
  return folder.uri;
}

/** Opens a file of the workspace in an editor. */
export async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(vscode.Uri.joinPath(workspaceFolder(), name));
}

/** Writes a file to the workspace and opens it. */
export async function openWith(name: string, text: string): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), name);
  const isOpen = vscode.workspace.textDocuments.some(
    (document) => document.uri.toString() === uri.toString(),
  );
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const editor = await vscode.window.showTextDocument(uri);
  // An open document follows its file a moment later.
  if (isOpen) await textOf(editor.document, (current) => current === text);
  return editor;
}

/** Opens a file with the cursor at the `|` in the text, which is removed. */
export async function openAtCursor(name: string, marked: string): Promise<vscode.TextEditor> {
  const offset = marked.indexOf("|");
  assert.notEqual(offset, -1, "the text marks the cursor");
  const editor = await openWith(name, marked.slice(0, offset) + marked.slice(offset + 1));
  const cursor = editor.document.positionAt(offset);
  editor.selection = new vscode.Selection(cursor, cursor);
  return editor;
}

/** Replaces the entire text of an editor's document. */
export async function replaceText(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  const all = new vscode.Range(new vscode.Position(0, 0), document.positionAt(document.getText().length));
  assert.ok(await editor.edit((edit) => edit.replace(all, text)), "the edit was applied");
}

/** Waits until the text of a document matches, and returns it. */
export async function textWhen(uri: vscode.Uri, wanted: RegExp): Promise<string> {
  return textOf(await vscode.workspace.openTextDocument(uri), (text) => wanted.test(text));
}

function textOf(document: vscode.TextDocument, isWanted: (text: string) => boolean): Promise<string> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isWanted(document.getText())) return;
      subscription.dispose();
      resolve(document.getText());
    };
    const subscription = vscode.workspace.onDidChangeTextDocument(look);
    look();
  });
}
