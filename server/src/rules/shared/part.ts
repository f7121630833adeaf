import type { KeyNode, Span, StringNode } from "../../syntax/nodes";
import { type StringMap, stringMap } from "../../syntax/stringMap";
import type { Fix } from "../engine/finding";

const MAX_SHOWN = 80;

const maps = new WeakMap<StringNode, StringMap>();

/** Where a range of a string's text stands in the file; the whole text with its quotes. */
export function spanIn(
  { document }: { readonly document: { readonly text: string } },
  node: KeyNode,
  part: Span,
): Span {
  return placedIn(node, part, (string) => {
    // A string may have many faults: one map serves them all.
    const map = maps.get(string) ?? stringMap(document, string);
    maps.set(string, map);
    return map;
  });
}

/** `spanIn` for a string that only the caller asks about, with a map of its own. */
export function spansIn(document: { readonly text: string }, node: StringNode): (part: Span) => Span {
  const map = stringMap(document, node);
  return (part) => placedIn(node, part, () => map);
}

function placedIn(node: KeyNode, part: Span, mapOf: (node: StringNode) => StringMap): Span {
  const isWhole = part.start === 0 && part.end >= node.value.length;
  // An alias is judged where it is used: what it stands for may be fine elsewhere.
  if (isWhole || part.start >= part.end || node.anchored) return node.span;
  if (node.kind === "word") {
    return { start: node.span.start + part.start, end: node.span.start + part.end };
  }
  return mapOf(node).toSource(part);
}

/** Writes something else in the place of a range of a string's text. */
export function replacePart(node: StringNode, { start, end }: Span, text: string, title?: string): Fix {
  const value = node.value.slice(0, start) + text + node.value.slice(end);
  // A menu has no room for a long one.
  const shown = value.length > MAX_SHOWN ? text : value;
  return { title: title ?? `Write "${shown}"`, change: { kind: "replaceValue", node, value } };
}
