import type { KeyNode, Span, StringNode } from "../../syntax/nodes";
import { Recent } from "../../syntax/recent";
import { type StringMap, stringMap } from "../../syntax/stringMap";
import type { Fix } from "../engine/finding";

const MAX_SHOWN = 80;

const maps = /* @__PURE__ */ new Recent<StringNode, StringMap>(4);

/** Returns the span in the file of a part of a string's value. The whole value includes its quotes. */
export function spanIn(
  { document }: { readonly document: { readonly text: string } },
  node: KeyNode,
  part: Span,
): Span {
  // A string may have many faults, so its map is cached.
  return placedIn(node, part, (string) => maps.of(string, () => stringMap(document, string)));
}

/** Like `spanIn`, for many parts of one string. The map is released with the returned function. */
export function spansIn(document: { readonly text: string }, node: StringNode): (part: Span) => Span {
  const map = stringMap(document, node);
  return (part) => placedIn(node, part, () => map);
}

function placedIn(node: KeyNode, part: Span, mapOf: (node: StringNode) => StringMap): Span {
  const isWhole = part.start === 0 && part.end >= node.value.length;
  // A problem in an alias is reported at the alias: its value may be fine where it is anchored.
  if (isWhole || part.start >= part.end || node.anchored) return node.span;
  if (node.kind === "word") {
    return { start: node.span.start + part.start, end: node.span.start + part.end };
  }
  return mapOf(node).toSource(part);
}

/** Returns a fix that replaces a part of a string's value. */
export function replacePart(node: StringNode, { start, end }: Span, text: string, title?: string): Fix {
  const value = node.value.slice(0, start) + text + node.value.slice(end);
  // Menus have no room for long values.
  const shown = value.length > MAX_SHOWN ? text : value;
  return { title: title ?? `Write "${shown}"`, change: { kind: "replaceValue", node, value } };
}
