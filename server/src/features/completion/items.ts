import { isInside, isOn, lastBefore } from "../../syntax/cursor";
import { lineStartAt } from "../../syntax/decode";
import { findMember } from "../../syntax/locate";
import type { ArrayNode, ValueNode } from "../../syntax/nodes";
import type { CompletionItem, Source } from "./item";
import { placeOf } from "./place";
import { cacheKeys } from "./strings/cacheKeys";
import { suggested } from "./values";
import { layoutOf } from "./write";

/** The items of the only list that an input has: `cacheKeyParameters`. */
export function completeItems(source: Source, offset: number): readonly CompletionItem[] {
  const { document, root, operation } = source;
  const list = findMember(root, "cacheKeyParameters")?.value;
  if (list?.kind !== "array" || list.anchored || !operation.members.has("cacheKeyParameters")) return [];
  const node = lastBefore(list.items, offset);
  const isOnItem = node !== undefined && isOn(node, offset);
  if (!isOnItem && !mayStart(document.text, list, node, offset)) return [];
  const isBlock = list.indentation !== undefined;
  const layout = { ...layoutOf(document.format), kind: isBlock ? "block" : "braces" } as const;
  const follows = list.items.some(({ span }) => span.start >= (isOnItem ? node.span.end : offset));
  // A comma before the next item is there, or it is the next item's own fault.
  const place = placeOf(document, isOnItem ? node : undefined, offset, {
    layout,
    comma: !isBlock && follows && !isOnItem ? "," : "",
  });
  return place ? suggested(place, cacheKeys(source, list, place)) : [];
}

/** True behind a dash, and behind a bracket or comma. */
function mayStart(text: string, list: ArrayNode, previous: ValueNode | undefined, offset: number): boolean {
  if (list.indentation !== undefined) {
    return /^[ \t]*-[ \t]+$/.test(text.slice(lineStartAt(text, offset), offset));
  }
  if (!isInside(list, offset)) return false;
  const between = text.slice(previous?.span.end ?? list.span.start + 1, offset).trim();
  return between === (previous ? "," : "");
}
