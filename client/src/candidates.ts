import type * as vscode from "vscode";
import { matchWithoutTree } from "../../server/src/service";
import { settingsOf, settingsPath } from "./fileSettings";
import { LANGUAGES, TEMPLATE_LANGUAGES } from "./languages";

/** Checks cheaply whether a document may be an integration input. The server has the final say. */
export function isCandidate(document: vscode.TextDocument): boolean {
  if (!LANGUAGES.includes(document.languageId)) return false;
  if (TEMPLATE_LANGUAGES.includes(document.languageId)) return true;
  const { uri } = document;
  return matchWithoutTree(settingsPath(uri), document.getText(), settingsOf(uri)) !== undefined;
}
