import * as vscode from "vscode";
import type { LanguageServer } from "../languageServer";

export function registerRestartCommand(server: LanguageServer): vscode.Disposable {
  return vscode.commands.registerCommand("apigw.restartServer", () => server.restart());
}
