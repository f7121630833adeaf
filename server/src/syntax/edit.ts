import type { Change, SingleChange, TextEdit, TreeChange } from "./change";
import { editJson } from "./editJson";
import { editText } from "./editText";
import { editYaml } from "./editYaml";
import { formatSupport } from "./formats";
import type { MemberNode, ParsedDocument, TemplateDocument, ValueNode } from "./nodes";

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
    ...(member?.origin && { member: writtenMember(member) }),
    ...(object?.origin?.kind === "object" && { object: writtenValue(object) }),
    ...(node?.origin && { node: writtenValue(node) }),
  };
}

/** Returns the member that is written in the file: a host may make a node from one that it made before. */
export function writtenMember(member: MemberNode): MemberNode {
  let at = member;
  while (at.origin) at = at.origin;
  return at;
}

/** Returns the value that is written in the file. */
export function writtenValue(node: ValueNode): ValueNode {
  let at = node;
  while (at.origin) at = at.origin;
  return at;
}
