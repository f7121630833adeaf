import { stat } from "node:fs/promises";
import * as vscode from "vscode";

export function isDirty(uri: vscode.Uri): boolean {
  return documentOf(uri)?.isDirty === true;
}

export function documentOf(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => isSameUri(document.uri, uri));
}

export function isSameUri(one: vscode.Uri, other: vscode.Uri): boolean {
  return one.toString() === other.toString();
}

/** Returns where a file is after it or a folder around it was moved; undefined if it was not. */
export function movedUri(uri: vscode.Uri, from: vscode.Uri, to: vscode.Uri): vscode.Uri | undefined {
  if (uri.scheme !== from.scheme || uri.authority !== from.authority) return undefined;
  if (uri.path !== from.path && !uri.path.startsWith(`${from.path}/`)) return undefined;
  return uri.with({ path: to.path + uri.path.slice(from.path.length) });
}

export async function isReadOnlyFile(uri: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    if ((permissions & vscode.FilePermission.Readonly) !== 0) return true;
    // VS Code lets users edit write-protected files, and fails to save them.
    return uri.scheme === "file" && ((await stat(uri.fsPath)).mode & OWNER_CAN_WRITE) === 0;
  } catch {
    // An untitled document has no file.
    return false;
  }
}

const OWNER_CAN_WRITE = 0o200;
