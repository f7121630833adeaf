/** Writes text into strings of one piece: JSON strings, and YAML's quoted and plain scalars. */
import type { TextEdit } from "../change";
import { decode, lineStartAt, TextSink } from "../decode";
import { difference } from "../difference";
import type { ParsedDocument, Span, StringNode } from "../nodes";
import { isInFlow, placeOf } from "../place";
import { type StringMap, stringMap } from "../stringMap";
import { resolvePlain } from "../yaml/resolve";
import { escaperFor } from "./spelling";

/** What a single-quoted or plain scalar cannot hold, because YAML or the AWS CLI reads it as something else. */
export const UNWRITABLE =
  /[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

/** Returns the edit that gives the string its new text in the same style; undefined if the style cannot hold it. */
export function writeFlowing(
  document: ParsedDocument,
  node: StringNode,
  newText: string,
): TextEdit | undefined {
  const { text } = document;
  const { value } = node;
  const encode = encoderFor(document, node);
  const map = stringMap(document, node);
  const [change] = difference(value, newText);
  if (!change || (node.style === "plain" && !isPlainText(document, node, newText))) return undefined;
  const content = contentSpan(node);
  // From the smallest edit to the largest: text next to a folded line can change what the fold means.
  const near = surroundedBy(value, change.span);
  const attempts = [
    { span: change.span, source: map.toSource(change.span) },
    { span: near, source: between(map, value, near, content) },
    { span: { start: 0, end: value.length }, source: content },
  ];
  for (const { span, source } of attempts) {
    const added = newText.slice(span.start, newText.length - (value.length - span.end));
    for (const escapesBlanks of node.style === "double" ? [false, true] : [false]) {
      const newSource = encode(added, escapesBlanks);
      if (newSource === undefined) return undefined;
      const edit = { span: source, newText: newSource };
      // Text at the start of an empty line would lack the indentation of the string's lines.
      if (/[\r\n]/.test(text.charAt(source.start - 1))) continue;
      if (reads(text, node, edit, newText)) return smallest(text, edit);
    }
  }
  return undefined;
}

/** The source between the code units around the span, with line breaks and indentation that are not in the text. */
function between(map: StringMap, value: string, { start, end }: Span, content: Span): Span {
  return {
    start: start > 0 ? map.toSource({ start: start - 1, end: start }).end : content.start,
    end: end < value.length ? map.toSourceOffset(end) : content.end,
  };
}

/** The source between the quotes. */
function contentSpan({ style, span, closed }: StringNode): Span {
  const quotes = style === "plain" ? 0 : 1;
  return { start: span.start + quotes, end: closed ? span.end - quotes : span.end };
}

/** Extends the span by the white space around it. */
function surroundedBy(value: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from > 0 && /\s/.test(value.charAt(from - 1))) from--;
  while (to < value.length && /\s/.test(value.charAt(to))) to++;
  return { start: from, end: to };
}

/** Leaves out what the edit does not change. */
export function smallest(text: string, { span, newText }: TextEdit): TextEdit | undefined {
  const [edit] = difference(text.slice(span.start, span.end), newText);
  return (
    edit && {
      span: { start: span.start + edit.span.start, end: span.start + edit.span.end },
      newText: edit.newText,
    }
  );
}

/** True if the string reads as the new text after the edit. */
function reads(text: string, node: StringNode, { span, newText }: TextEdit, expected: string): boolean {
  const source = text.slice(node.span.start, span.start) + newText + text.slice(span.end, node.span.end);
  const sink = new TextSink(source);
  const { style, closed } = node;
  decode(source, { style, closed, span: { start: 0, end: source.length } }, sink);
  return sink.value === expected;
}

type Encoder = (added: string, escapesBlanks: boolean) => string | undefined;

function encoderFor(document: ParsedDocument, node: StringNode): Encoder {
  if (node.style === "json" || node.style === "double") {
    const print = escaperFor(document.text, node);
    return (added, escapesBlanks) => (escapesBlanks ? print(added).replace(/^ | $/g, "\\x20") : print(added));
  }
  let breaks: string | undefined;
  return (added) => {
    if (UNWRITABLE.test(added)) return undefined;
    const quoted = node.style === "single" ? added.replaceAll("'", "''") : added;
    if (!quoted.includes("\n")) return quoted;
    const place = placeOf(document, node);
    // The indentation that the lines need is not known inside braces and brackets.
    if (isInFlow(place)) return undefined;
    breaks ??= continuation(document.text, node, place.container?.indentation ?? -1);
    const lineBreak = document.text.includes("\r\n") ? "\r\n" : "\n";
    // One line break would be read as a space.
    return quoted.replace(/\n+/g, (run) => lineBreak.repeat(run.length + 1) + breaks);
  };
}

/** The indentation of the string's further lines. */
function continuation(text: string, { span }: StringNode, parent: number): string {
  const lastLine = lineStartAt(text, span.end);
  const own = lastLine > span.start ? /^ */.exec(text.slice(lastLine, span.end))?.[0].length : undefined;
  return " ".repeat(own !== undefined && own > parent ? own : Math.max(parent, 0) + 2);
}

/** True for text that reads as that string without quotes. */
function isPlainText(document: ParsedDocument, node: StringNode, text: string): boolean {
  if (/^(?:[,[\]{}#&*!|>'"%@`\s]|[-?:](?:\s|$))|\s$|:(?:\s|$)|\s#|\t|(?:^|\n)(?:---|\.\.\.)/.test(text))
    return false;
  if (text === "=" || text === "<<" || UNWRITABLE.test(text)) return false;
  if (/[,[\]{}]/.test(text) && isInFlow(placeOf(document, node))) return false;
  return resolvePlain(text, "1.2").kind === "string" && resolvePlain(text, "1.1").kind === "string";
}
