import type * as vscode from "vscode";
import { matchWithoutTree } from "../../server/src/service";
import { settingsOf, settingsPath } from "./fileSettings";

/** The languages whose documents may be integration inputs or mapping templates. */
export const LANGUAGES: readonly string[] = ["json", "jsonc", "yaml", "vtl", "velocity"];

/** The languages of standalone mapping templates; every such document is ours. */
const TEMPLATE_LANGUAGES: readonly string[] = ["vtl", "velocity"];

/** Checks cheaply whether a document may be an integration input. The server has the final say. */
export function isCandidate(document: vscode.TextDocument): boolean {
  if (!LANGUAGES.includes(document.languageId)) return false;
  if (TEMPLATE_LANGUAGES.includes(document.languageId)) return true;
  const { uri } = document;
  return matchWithoutTree(settingsPath(uri), document.getText(), settingsOf(uri)) !== undefined;
}
