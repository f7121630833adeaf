import type * as vscode from "vscode";
import { isMappingTemplate, matchWithoutTree, mayBeHost } from "../../server/src/service";
import { settingsOf, settingsPath } from "./fileSettings";
import { isOurs, TEMPLATE_LANGUAGES } from "./languages";

/** Checks cheaply whether a document may be an integration input, or hold some. The server has the final say. */
export function isCandidate(document: vscode.TextDocument): boolean {
  const { uri, languageId } = document;
  if (!isOurs({ languageId, path: uri.path })) return false;
  const [path, text, settings] = [settingsPath(uri), document.getText(), settingsOf(uri)];
  if (TEMPLATE_LANGUAGES.includes(languageId)) return isMappingTemplate({ path, languageId, text }, settings);
  return matchWithoutTree(path, text, settings) !== undefined || isHostCandidate(document);
}

/** Checks cheaply whether a document may hold integrations among other things. */
export function isHostCandidate(document: vscode.TextDocument): boolean {
  const { uri, languageId } = document;
  if (TEMPLATE_LANGUAGES.includes(languageId)) return false;
  // A new document has no extension.
  const path = /\.[^/.]+$/.test(uri.path)
    ? uri.path
    : `${uri.path}.${languageId === "yaml" ? "yaml" : "json"}`;
  return mayBeHost({ path, text: document.getText() }, settingsOf(uri).hosts);
}
