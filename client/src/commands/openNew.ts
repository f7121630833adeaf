import * as vscode from "vscode";
import type { Format, OperationName } from "../../../server/src/service";

/** Opens an empty, unsaved file for an operation's input. */
export async function openNew(operation: OperationName, format: Format): Promise<vscode.TextEditor> {
  const uri = await freeUri(operation, format);
  const document = await (uri
    ? vscode.workspace.openTextDocument(uri.with({ scheme: "untitled" }))
    : vscode.workspace.openTextDocument({ language: format }));
  return vscode.window.showTextDocument(document);
}

/**
 * Finds an unused path in the workspace whose file name identifies the operation, because content alone cannot
 * distinguish an update from a creation. Nothing is written until the user saves. Undefined if no folder on
 * disk is open.
 */
export async function freeUri(operation: OperationName, format: Format): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const folder =
    (active && vscode.workspace.getWorkspaceFolder(active)) ?? vscode.workspace.workspaceFolders?.[0];
  if (folder?.uri.scheme !== "file") return undefined;
  for (let number = 1; ; number++) {
    // `apigateway update-integration` differs from the other operation of that name by its content.
    const name = `${operation.split(" ").at(-1)}${number === 1 ? "" : `-${number}`}.${format}`;
    const uri = vscode.Uri.joinPath(folder.uri, name);
    if (!(await isTaken(uri))) return uri;
  }
}

/** Whether a file exists, or is open and not saved yet. */
export async function isTaken(uri: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.textDocuments.some((document) => document.uri.path === uri.path)) return true;
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
