/** The parts of `Fn::Join`. */
import { lineStartAt } from "../../syntax/decode";
import type { ArrayNode, ParsedDocument, Span, StringNode, ValueNode } from "../../syntax/nodes";
import { quoted } from "../../syntax/printYaml";
import { callOf, referenceOf } from "./call";
import { type Part, partsOfPlain } from "./parts";

/** Returns the parts of an item that is a call, if it is known to be text; otherwise what is known about its value. */
export type PartsOfCall = (node: ValueNode) => readonly Part[] | { readonly typical?: readonly string[] };

/** Returns the parts of the items, with the separator between them. */
export function partsOfJoin(
  document: ParsedDocument,
  list: ArrayNode,
  separator: StringNode,
  textOf: (node: ValueNode) => StringNode | undefined,
  partsOfCall: PartsOfCall,
): readonly Part[] {
  const parts: Part[] = [];
  const { items } = list;
  const isText = (index: number): boolean => {
    const item = items[index];
    return item !== undefined && textOf(item) !== undefined;
  };
  const addSeam = (index: number): void => {
    if (separator.value === "" && !isText(index - 1) && !isText(index)) {
      parts.push({ kind: "seam", insert: (text) => inserted(document, list, index, text) });
    }
  };
  for (const [index, item] of items.entries()) {
    if (index > 0 && separator.value !== "") {
      const end = items[index - 1]?.span.end ?? list.span.start;
      parts.push({ kind: "fixed", text: separator.value, source: { start: end, end } });
    }
    addSeam(index);
    const text = textOf(item);
    if (text) {
      parts.push(...partsOfPlain(document, text));
      continue;
    }
    const known = partsOfCall(item);
    if (isParts(known)) parts.push(...known);
    else parts.push({ kind: "hole", text: placeholderOf(item), source: item.span, ...known });
  }
  addSeam(items.length);
  return parts;
}

function isParts(known: ReturnType<PartsOfCall>): known is readonly Part[] {
  return Array.isArray(known);
}

/** What stands for a call in the text: what `Fn::Sub` would have for it, where there is such a thing. */
function placeholderOf(node: ValueNode): string {
  const call = callOf(node);
  const reference = call && referenceOf(call);
  return `\${${(reference ?? [call?.name ?? "unknown"]).join(".").replace(/[{}$]/g, "")}}`;
}

/** Returns the edit that adds an item with the text before the item at the index. */
function inserted(
  { text: source, format }: ParsedDocument,
  { items, span, indentation }: ArrayNode,
  index: number,
  text: string,
): { readonly span: Span; readonly newText: string } {
  const item = format === "json" ? JSON.stringify(text) : quoted(text);
  const before = items[index - 1];
  const at = (start: number, newText: string) => ({ span: { start, end: start }, newText });
  if (indentation === undefined) {
    if (before) return at(before.span.end, `, ${item}`);
    return at(span.start + 1, items.length > 0 ? `${item}, ` : item);
  }
  const next = items[index];
  const spaces = " ".repeat(indentation);
  const lineEnd = source.includes("\r\n") ? "\r\n" : "\n";
  if (!next) return at(before?.span.end ?? span.end, `${lineEnd}${spaces}- ${item}`);
  return at(dashBefore(source, next.span.start, indentation, span.start), `- ${item}${lineEnd}${spaces}`);
}

/** Returns the offset of the dash of an item in a list whose dashes are in a column. */
function dashBefore(text: string, offset: number, column: number, first: number): number {
  for (let line = lineStartAt(text, offset); line > first; line = lineStartAt(text, line - 1)) {
    const dash = line + column;
    if (text[dash] === "-" && text.slice(line, dash).trim() === "") return dash;
  }
  return first;
}
