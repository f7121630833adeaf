import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { openWith, textWhen, workspaceFolder } from "./files";

/** A template in its own editor, and the document that it is written in. */
export interface EditedTemplate {
  readonly host: vscode.TextDocument;
  readonly template: vscode.TextEditor;
}

/** Writes a file, and opens the template at the first place of a text in its own editor. */
export async function editTemplate(file: string, text: string, at = "#set"): Promise<EditedTemplate> {
  const { document } = await openWith(file, text);
  return { host: document, template: await editTemplateAt(document, at) };
}

/** Opens the template at the first place of a text in its own editor. */
export async function editTemplateAt(host: vscode.TextDocument, at: string): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(host, vscode.ViewColumn.One);
  const position = host.positionAt(host.getText().indexOf(at));
  editor.selection = new vscode.Selection(position, position);
  await vscode.commands.executeCommand("apigw.editTemplate");
  const template = vscode.window.activeTextEditor;
  assert.equal(template?.document.uri.scheme, "apigw-template");
  return template;
}

/** Saves the document and waits for the text of the other one. */
export async function saveAndSee(
  document: vscode.TextDocument,
  host: vscode.TextDocument,
  wanted: RegExp,
): Promise<string> {
  assert.ok(await document.save(), "the template is saved");
  return textWhen(host.uri, wanted);
}

/** Replaces the first place of a text in a document, as an extension or another editor of it would. */
export async function replaceIn(document: vscode.TextDocument, old: string, text: string): Promise<void> {
  const start = document.getText().indexOf(old);
  assert.notEqual(start, -1, `${old} is in the document`);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + old.length));
  edit.replace(document.uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Reads a file of the workspace from disk. */
export async function onDisk(file: string): Promise<string> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), file);
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** Closes all editors, without the unsaved changes in them. */
export async function discardAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
