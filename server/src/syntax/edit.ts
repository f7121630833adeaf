import type { Change, TextEdit } from "./change";
import { editJson } from "./editJson";
import { editText, replacedText } from "./editText";
import { editYaml } from "./editYaml";
import type { ParsedDocument, TemplateDocument } from "./nodes";

export type { TextEdit } from "./change";

/** Turns a change of the tree into edits of the document's text. */
export function edit(document: ParsedDocument | TemplateDocument, change: Change): readonly TextEdit[] {
  if (change.kind === "all") return change.changes.flatMap((single) => edit(document, single));
  if (change.kind === "replaceText") {
    const { node } = change;
    const edits = editText(document, change);
    return edits ?? edit(document, { kind: "replaceValue", node, value: replacedText(change) });
  }
  // A template file has no tree to change.
  if (document.format === "vtl") return [];
  return document.format === "json" ? editJson(document, change) : editYaml(document, change);
}
