import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { type DeploymentRequest, type Memory, Records } from "../../../deployment/src";
import { type Format, pinnedOperation } from "../../../server/src/service";
import { settingsOf, settingsPath } from "../fileSettings";
import type { StatusItem } from "../statusItem";

/** A file's address, as lenses and menus give it; a line of the view of the workspace has one, too. */
export function uriIn(value: unknown): vscode.Uri | undefined {
  if (typeof value === "string") return vscode.Uri.parse(value);
  if (value instanceof vscode.Uri) return value;
  const uri = typeof value === "object" && value !== null && "uri" in value ? value.uri : undefined;
  return uri instanceof vscode.Uri ? uri : undefined;
}

/** The file that a command is for: the given one, else the active editor's. */
export async function documentFor(uri: vscode.Uri | undefined): Promise<vscode.TextDocument | undefined> {
  if (uri) return vscode.workspace.openTextDocument(uri);
  const document = vscode.window.activeTextEditor?.document;
  if (!document) void vscode.window.showInformationMessage("Open the file of an integration first.");
  return document;
}

/** The document as it stands in the editor, saved or not, for a plan. */
export function requestFor(document: vscode.TextDocument, status: StatusItem): DeploymentRequest {
  const { uri } = document;
  // The server has not looked at a file that was never shown.
  const operation = status.of(uri)?.operation ?? pinnedOperation(settingsPath(uri), settingsOf(uri));
  const memory = memoryFor(uri);
  return {
    text: document.getText(),
    fileName: uri.path,
    format: formatOf(document),
    ...(operation && { operation }),
    ...(memory && { memory }),
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

/** Where deployments of a file on the disk are remembered: the nearest folder with a record, else its workspace folder. */
export function memoryFor(uri: vscode.Uri): Memory | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (uri.scheme !== "file" || !folder) return undefined;
  const records = new Records(recordFolder(uri.fsPath, folder.uri.fsPath));
  return { records, file: records.nameOf(uri.fsPath) };
}

function recordFolder(path: string, workspaceFolder: string): string {
  for (let folder = dirname(path); folder.startsWith(workspaceFolder); folder = dirname(folder)) {
    if (existsSync(join(folder, ".apigw"))) return folder;
    if (folder === dirname(folder)) break;
  }
  return workspaceFolder;
}
