import * as vscode from "vscode";
import type { Settings } from "../../server/src/protocol";
import { readSettings } from "../../server/src/service";

/** Reads the settings that apply to a file, the same way as the language server. */
export function settingsOf(uri: vscode.Uri): Settings {
  const own = vscode.workspace.getConfiguration("apigw", uri);
  return readSettings({
    files: own.get("files"),
    templateFiles: own.get("templateFiles"),
    tests: own.get("tests"),
    models: own.get("models"),
    pins: own.get("pins"),
    rules: own.get("rules"),
    hosts: own.get("hosts"),
  });
}

/** The path that settings use for a file: relative to its workspace folder, if it is in one. */
export function settingsPath(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri)
    ? vscode.workspace.asRelativePath(uri, false)
    : uri.path.replace(/^\/+/, "");
}
