import type { Change, TextEdit } from "./change";
import { editJson } from "./editJson";
import { editText } from "./editText";
import { editYaml } from "./editYaml";
import type { ParsedDocument, TemplateDocument } from "./nodes";

export type { TextEdit } from "./change";

/** Turns a change of the tree into edits of the document's text. */
export function edit(document: ParsedDocument | TemplateDocument, change: Change): readonly TextEdit[] {
  if (change.kind === "all") return change.changes.flatMap((single) => edit(document, single));
  if (change.kind === "replaceText") return editText(document, change);
  // A template file has no tree to change.
  if (document.format === "vtl") return [];
  return document.format === "json" ? editJson(document, change) : editYaml(document, change);
}
