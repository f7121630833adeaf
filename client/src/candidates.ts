import type * as vscode from "vscode";
import { matchWithoutTree } from "../../server/src/service";
import { settingsOf, settingsPath } from "./fileSettings";

/** The languages whose documents may be integration inputs or mapping templates. */
export const LANGUAGES: readonly string[] = ["json", "jsonc", "yaml", "vtl", "velocity"];

/** Those of mapping templates in files of their own, all of which are ours. */
const TEMPLATE_LANGUAGES: readonly string[] = ["vtl", "velocity"];

/** A cheap look at whether a document may be an integration input; the server decides. */
export function isCandidate(document: vscode.TextDocument): boolean {
  if (!LANGUAGES.includes(document.languageId)) return false;
  if (TEMPLATE_LANGUAGES.includes(document.languageId)) return true;
  const { uri } = document;
  return matchWithoutTree(settingsPath(uri), document.getText(), settingsOf(uri)) !== undefined;
}
