import type { Change, SingleChange, TextEdit, TreeChange } from "./change";
import { editJson } from "./editJson";
import { editText } from "./editText";
import { editYaml } from "./editYaml";
import { formatSupport } from "./formats";
import type { ParsedDocument, TemplateDocument } from "./nodes";

export type { TextEdit } from "./change";

/** Turns a change of the tree into edits of the document's text. */
export function edit(document: ParsedDocument | TemplateDocument, change: Change): readonly TextEdit[] {
  if (change.kind === "all") return change.changes.flatMap((single) => edit(document, single));
  if (change.kind === "replaceText") return editText(document, change);
  // A template file has no tree to change.
  if (document.format === "vtl") return [];
  return editTree(document, asWritten(change));
}

function editTree(document: ParsedDocument, change: TreeChange): readonly TextEdit[] {
  if (change.kind === "replaceValue" && change.node.kind === "string" && change.node.composition) {
    return typeof change.value === "string" ? (change.node.composition.write(change.value) ?? []) : [];
  }
  if (document.format === "json") return editJson(document, change);
  if (document.format === "yaml") return editYaml(document, change);
  return formatSupport(document.format)?.edit(document, change) ?? [];
}

/** The change of what is written in the file, where nodes were made from others. */
function asWritten<C extends Exclude<SingleChange, { kind: "replaceText" }>>(change: C): C {
  const { member, object, node } = { member: undefined, object: undefined, node: undefined, ...change };
  return {
    ...change,
    ...(member?.origin && { member: member.origin }),
    ...(object?.origin?.kind === "object" && { object: object.origin }),
    ...(node?.origin && { node: node.origin }),
  };
}
