import * as vscode from "vscode";
import { fitsGlob, operationOfFileName } from "../../server/src/model/fileNames";
import { mayHoldIntegration } from "../../server/src/model/sniff";

/** The languages whose documents may be integration inputs or mapping templates. */
export const LANGUAGES: readonly string[] = ["json", "jsonc", "yaml", "vtl", "velocity"];

/** Those of mapping templates in files of their own, all of which are ours. */
const TEMPLATE_LANGUAGES: readonly string[] = ["vtl", "velocity"];

/** A cheap look at whether a document may be an integration input; the server decides. */
export function isCandidate(document: vscode.TextDocument): boolean {
  if (!LANGUAGES.includes(document.languageId)) return false;
  if (TEMPLATE_LANGUAGES.includes(document.languageId)) return true;
  const settings = vscode.workspace.getConfiguration("apigw", document);
  const path = settingsPath(document.uri);
  return (
    operationOfFileName(path) !== undefined ||
    [...settings.get<string[]>("files", []), ...Object.keys(settings.get<object>("pins", {}))].some((glob) =>
      fitsGlob(glob, path),
    ) ||
    mayHoldIntegration(document.getText())
  );
}

/** The path by which settings know a file: relative to its workspace folder where it has one. */
export function settingsPath(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri)
    ? vscode.workspace.asRelativePath(uri, false)
    : uri.path.replace(/^\/+/, "");
}
