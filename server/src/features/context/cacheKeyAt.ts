import { memberName } from "../../model/memberNames";
import type { Operation } from "../../model/operations";
import { isInside, isOn, lastBefore } from "../../syntax/cursor";
import { lineStartAt } from "../../syntax/decode";
import { findMember } from "../../syntax/locate";
import type { ArrayNode, ObjectNode, ValueNode } from "../../syntax/nodes";

/** A cursor on an item of `cacheKeyParameters`, the only list of an input, or where one can be typed. */
export interface CacheKeyContext {
  readonly kind: "cacheKey";
  readonly root: ObjectNode;
  readonly list: ArrayNode;
  /** The item that the cursor is on; undefined if nothing is typed yet. */
  readonly node: ValueNode | undefined;
}

/** Returns the context of a cursor in `cacheKeyParameters`; undefined anywhere else. */
export function cacheKeyAt(
  text: string,
  root: ObjectNode,
  { family, members }: Operation,
  offset: number,
): CacheKeyContext | undefined {
  const name = memberName(family, "cacheKeys");
  if (name === undefined || !members.has(name)) return undefined;
  const list = findMember(root, name)?.value;
  if (list?.kind !== "array" || list.anchored) return undefined;
  const before = lastBefore(list.items, offset);
  const node = before && isOn(before, offset) ? before : undefined;
  if (!node && !canStart(text, list, before, offset)) return undefined;
  return { kind: "cacheKey", root, list, node };
}

/** True after a dash, and after an opening bracket or a comma. */
function canStart(text: string, list: ArrayNode, previous: ValueNode | undefined, offset: number): boolean {
  if (list.indentation !== undefined) {
    return /^[ \t]*-[ \t]+$/.test(text.slice(lineStartAt(text, offset), offset));
  }
  if (!isInside(list, offset)) return false;
  const between = text.slice(previous?.span.end ?? list.span.start + 1, offset).trim();
  return between === (previous ? "," : "");
}
