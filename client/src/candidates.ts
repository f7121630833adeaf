import type * as vscode from "vscode";
import { isMappingTemplate, matchWithoutTree } from "../../server/src/service";
import { settingsOf, settingsPath } from "./fileSettings";
import { LANGUAGES, TEMPLATE_LANGUAGES } from "./languages";

/** Checks cheaply whether a document may be an integration input. The server has the final say. */
export function isCandidate(document: vscode.TextDocument): boolean {
  if (!LANGUAGES.includes(document.languageId)) return false;
  const { uri, languageId } = document;
  const [path, text, settings] = [settingsPath(uri), document.getText(), settingsOf(uri)];
  if (TEMPLATE_LANGUAGES.includes(languageId)) return isMappingTemplate({ path, languageId, text }, settings);
  return matchWithoutTree(path, text, settings) !== undefined;
}
