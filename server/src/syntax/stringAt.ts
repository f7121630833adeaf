import { touches } from "./cursor";
import type { ParsedDocument, StringNode } from "./nodes";
import { findPlace } from "./place";

/**
 * Finds the string value that the offset is in or at an end of, or whose key it is in. Returns undefined for an alias,
 * whose text is written elsewhere.
 */
export function stringAt(document: ParsedDocument, offset: number): StringNode | undefined {
  let found: StringNode | undefined;
  findPlace(document, offset, (node, member) => {
    const isHere = touches(node.span, offset) || (member !== undefined && touches(member.key.span, offset));
    if (node.kind !== "string" || node.anchored || !isHere) return false;
    found = node;
    return true;
  });
  return found;
}
