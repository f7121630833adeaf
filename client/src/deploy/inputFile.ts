import * as vscode from "vscode";
import { type DeploymentHistory, type DeploymentRequest, historyOf } from "../../../deployment/src";
import { type Format, pinnedOperation } from "../../../server/src/service";
import { settingsOf, settingsPath } from "../fileSettings";
import type { StatusItem } from "../statusItem";

/** The URI in a command argument: a string from a lens, a URI from a menu, or a node of the Workspace view. */
export function uriIn(value: unknown): vscode.Uri | undefined {
  if (typeof value === "string") return vscode.Uri.parse(value);
  if (value instanceof vscode.Uri) return value;
  const uri = typeof value === "object" && value !== null && "uri" in value ? value.uri : undefined;
  return uri instanceof vscode.Uri ? uri : undefined;
}

/** The document that a command is for: the given one, or the active editor's. */
export async function documentFor(uri: vscode.Uri | undefined): Promise<vscode.TextDocument | undefined> {
  if (uri) return vscode.workspace.openTextDocument(uri);
  const document = vscode.window.activeTextEditor?.document;
  if (!document) void vscode.window.showInformationMessage("Open an integration file first.");
  return document;
}

/** A deployment request for the document as it is in the editor, saved or not. */
export function requestFor(document: vscode.TextDocument, status: StatusItem): DeploymentRequest {
  const { uri } = document;
  // The server has no status for a file that was never opened.
  const operation = status.of(uri)?.operation ?? pinnedOperation(settingsPath(uri), settingsOf(uri));
  const history = historyFor(uri);
  return {
    text: document.getText(),
    fileName: uri.path,
    format: formatOf(document),
    ...(operation && { operation }),
    ...(history && { history }),
    wantsFacts: true,
  };
}

export function formatOf({ languageId }: vscode.TextDocument): Format {
  return languageId === "yaml" ? "yaml" : "json";
}

/** The file's name without its folders. */
export function nameOf(uri: vscode.Uri): string {
  return uri.path.split("/").at(-1) ?? uri.path;
}

/** The deployment history of a file on disk; a new record is in the workspace folder. */
export function historyFor(uri: vscode.Uri): DeploymentHistory | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (uri.scheme !== "file" || !folder) return undefined;
  return historyOf(uri.fsPath, folder.uri.fsPath);
}
