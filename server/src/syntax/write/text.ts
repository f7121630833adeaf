import type { TextEdit } from "../change";
import { difference } from "../difference";
import { editJson } from "../editJson";
import { editYaml } from "../editYaml";
import type { ParsedDocument, StringNode, TemplateDocument } from "../nodes";
import { writeBlock } from "./block";
import { smallest, writeFlowing } from "./flowing";

/**
 * Returns the edit that makes a string's text the new one: a single edit, or none if the text is the same. Everything
 * that does not change stays as it is written, and the rest is escaped as the string is. Only where a style cannot
 * hold the text does the string get another: a literal or a double-quoted one. An alias becomes a string of its own.
 */
export function writeText(
  document: ParsedDocument | TemplateDocument,
  node: StringNode,
  newText: string,
): readonly TextEdit[] {
  const { text } = document;
  if (node.value === newText) return [];
  if (document.format === "vtl") return difference(text, newText);
  if (node.composition) return node.composition.write(newText) ?? [];
  const edit = node.anchored ? undefined : inItsStyle(document, node, newText);
  if (edit) return [edit];
  const change = { kind: "replaceValue", node, value: newText } as const;
  const edits = document.format === "json" ? editJson(document, change) : editYaml(document, change);
  return edits.flatMap((whole) => smallest(text, whole) ?? []);
}

function inItsStyle(document: ParsedDocument, node: StringNode, newText: string): TextEdit | undefined {
  const isBlock = node.style === "literal" || node.style === "folded";
  return isBlock ? writeBlock(document, node, newText) : writeFlowing(document, node, newText);
}
