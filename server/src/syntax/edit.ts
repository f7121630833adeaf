import type { Change, TextEdit } from "./change";
import { editJson } from "./editJson";
import { editYaml } from "./editYaml";
import type { ParsedDocument } from "./nodes";

export type { TextEdit } from "./change";

/** Turns a change of the tree into edits of the document's text, in its format. */
export function edit(document: ParsedDocument, change: Change): readonly TextEdit[] {
  if (change.kind === "all") return change.changes.flatMap((single) => edit(document, single));
  return document.format === "json" ? editJson(document, change) : editYaml(document, change);
}
