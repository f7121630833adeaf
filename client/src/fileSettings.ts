import * as vscode from "vscode";
import type { Settings } from "../../server/src/protocol";
import { readSettings } from "../../server/src/service";

/** What is set for a file, read as the language server reads it. */
export function settingsOf(uri: vscode.Uri): Settings {
  const own = vscode.workspace.getConfiguration("apigw", uri);
  return readSettings({ files: own.get("files"), pins: own.get("pins"), rules: own.get("rules") });
}

/** The path by which settings know a file: relative to its workspace folder where it has one. */
export function settingsPath(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri)
    ? vscode.workspace.asRelativePath(uri, false)
    : uri.path.replace(/^\/+/, "");
}
