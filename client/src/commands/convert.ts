import * as vscode from "vscode";
import {
  CONVERT_COMMAND,
  CONVERT_REQUEST,
  type ConvertParams,
  type ConvertResult,
} from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";

const TARGETS: readonly (vscode.QuickPickItem & { readonly target: ConvertParams["target"] })[] = [
  { label: "YAML", target: "yaml" },
  { label: "JSON", target: "json" },
  { label: "put-integration", description: "of a REST API", target: "apigateway" },
  { label: "create-integration", description: "of an HTTP or WebSocket API", target: "apigatewayv2" },
];

/** The command that opens a file as another input, and tells what has no place in it. */
export function registerConvertCommand(server: LanguageServer): vscode.Disposable {
  return vscode.commands.registerCommand(
    CONVERT_COMMAND,
    async (uri?: string, target?: ConvertParams["target"]) => {
      const source = uri ?? vscode.window.activeTextEditor?.document.uri.toString();
      if (source === undefined) {
        void vscode.window.showInformationMessage("Open the file of an integration first.");
        return;
      }
      const to =
        target ?? (await vscode.window.showQuickPick(TARGETS, { placeHolder: "Into what?" }))?.target;
      if (!to) return;
      const result = await server.request<ConvertParams, ConvertResult>(CONVERT_REQUEST, {
        uri: source,
        target: to,
      });
      if (!result) {
        void vscode.window.showErrorMessage("This file is not complete, or has no such counterpart.");
        return;
      }
      const document = await vscode.workspace.openTextDocument({
        language: result.format,
        content: result.text,
      });
      await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
      if (result.lost.length > 0) {
        void vscode.window.showWarningMessage(
          `These have no counterpart and are left out: ${result.lost.join(", ")}.`,
        );
      }
    },
  );
}
