import * as vscode from "vscode";
import {
  CONVERT_COMMAND,
  CONVERT_REQUEST,
  type ConvertParams,
  type ConvertResult,
} from "../../../server/src/protocol";
import { conversionsOf } from "../../../server/src/service";
import type { LanguageServer } from "../languageServer";
import type { StatusItem } from "../statusItem";

const TARGETS: Readonly<Record<ConvertParams["target"], Omit<vscode.QuickPickItem, "kind">>> = {
  json: { label: "JSON" },
  yaml: { label: "YAML" },
  apigateway: { label: "put-integration", description: "REST API" },
  apigatewayv2: { label: "create-integration", description: "HTTP or WebSocket API" },
};

/** Registers the command that opens a converted copy of a file and names the members that were lost. */
export function registerConvertCommand(server: LanguageServer, status: StatusItem): vscode.Disposable {
  return vscode.commands.registerCommand(
    CONVERT_COMMAND,
    async (uri?: string, target?: ConvertParams["target"]) => {
      const document = vscode.window.activeTextEditor?.document;
      const source = uri ?? document?.uri.toString();
      const to = target ?? (document && (await pickTarget(document, status)));
      if (source !== undefined && to) await convert(server, { uri: source, target: to });
    },
  );
}

async function pickTarget(
  document: vscode.TextDocument,
  status: StatusItem,
): Promise<ConvertParams["target"] | undefined> {
  const name = status.of(document.uri)?.operation;
  if (!name) {
    void vscode.window.showInformationMessage("This file is not recognized as an integration input.");
    return undefined;
  }
  const format = document.languageId === "yaml" ? "yaml" : "json";
  const items = conversionsOf({ format }, { name }).map((target) => ({ ...TARGETS[target], target }));
  return (await vscode.window.showQuickPick(items, { placeHolder: "Convert to" }))?.target;
}

async function convert(server: LanguageServer, params: ConvertParams): Promise<void> {
  const result = await server.request<ConvertParams, ConvertResult>(CONVERT_REQUEST, params);
  if (!result) {
    void vscode.window.showErrorMessage("This file cannot be converted because of syntax errors.");
    return;
  }
  const { format, text, lost } = result;
  const document = await vscode.workspace.openTextDocument({ language: format, content: text });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
  if (lost.length > 0) {
    void vscode.window.showWarningMessage(
      `Left out because the new input has no counterpart: ${lost.join(", ")}.`,
    );
  }
}
