/** Writes text into block scalars: YAML's literal (`|`) and folded (`>`) strings. */

import { applyEdits } from "../applyEdits";
import { hasCommentBelow } from "../blockLines";
import type { TextEdit } from "../change";
import { afterBreak, type BlockHeader, decodeBlock, lineEndAt, readBlockHeader, TextSink } from "../decode";
import { difference } from "../difference";
import type { ParsedDocument, Span, StringNode } from "../nodes";
import { placeOf } from "../place";
import { quoted } from "../printYaml";
import type { Block, BlockTarget } from "./blockTypes";
import { smallest, UNWRITABLE } from "./flowing";
import { foldedEditInPlace, foldedEdits } from "./foldedLines";
import { literalEdits } from "./literalLines";

/**
 * Returns the edit that gives a block scalar its new text. Changes its indicators only where it has to, and writes a
 * double-quoted string only for text that no block scalar can hold.
 */
export function writeBlock(
  document: ParsedDocument,
  node: StringNode,
  newText: string,
): TextEdit | undefined {
  const block = readBlock(document, node);
  const body = withoutTrailingBreaks(newText);
  const [change] = difference(block.body, body);
  if (UNWRITABLE.test(change?.newText ?? "")) return inQuotes(block, newText);
  const target = targetOf(block, body);
  if (!target) return inQuotes(block, newText);
  const header = headerFor(block, target);
  const end = endFor(block, target, newText.length - body.length);
  const write = (lines: readonly TextEdit[]): TextEdit | undefined =>
    joinedEdit(block.text, [...header(end.chomping), ...lines, ...end.edits]);
  if (node.style === "literal") return write(literalEdits(block, target));
  const inPlace = change && !target.isMoved ? foldedEditInPlace(block, target, change) : undefined;
  const smallEdit = inPlace && write([inPlace]);
  if (smallEdit && readsAs(block, target, smallEdit, newText)) return smallEdit;
  return write(foldedEdits(block, target));
}

function readBlock(document: ParsedDocument, node: StringNode): Block {
  const { text } = document;
  const header = readBlockHeader(text, node.span.start);
  const headerEnd = lineEndAt(text, node.span.start);
  const breakEnd = afterBreak(text, headerEnd);
  const lineBreak =
    breakEnd > headerEnd ? text.slice(headerEnd, breakEnd) : text.includes("\r\n") ? "\r\n" : "\n";
  const body = withoutTrailingBreaks(node.value);
  const parent = placeOf(document, node).container?.indentation ?? -1;
  return { text, node, header, headerEnd, body, contentEnd: node.span.end, parent, lineBreak };
}

function withoutTrailingBreaks(text: string): string {
  let end = text.length;
  while (text[end - 1] === "\n") end--;
  return text.slice(0, end);
}

/** Returns how the text is written; undefined if it cannot be. */
function targetOf(block: Block, body: string): BlockTarget | undefined {
  const { node, parent, header, text } = block;
  const least = Math.max(parent, 0) + 2;
  const own = node.indentation ?? least;
  const kept = block.body === "" && header.increment === undefined ? Math.max(own, least) : own;
  const digit = kept - Math.max(parent, 0);
  const needsOther = kept === 0 ? /^(?:---|\.\.\.)(?:[ \t]|$)/m.test(body) : false;
  const isUnfit = needsDigit(block, body) && header.increment === undefined && (digit < 1 || digit > 9);
  if (!needsOther && !isUnfit) return { body, indentation: kept, isMoved: false };
  // A comment below would become part of text that is indented less.
  return hasCommentBelow(text, node.span.end) ? undefined : { body, indentation: least, isMoved: true };
}

/** True if the indentation of the text cannot be seen from its first line. */
function needsDigit({ text, node }: Block, body: string): boolean {
  return body === "" ? hasCommentBelow(text, node.span.end) : /^\n* /.test(body);
}

type Chomping = BlockHeader["chomping"];

const CHOMPING_INDICATORS: Readonly<Record<Chomping, string>> = { clip: "", strip: "-", keep: "+" };

/** Returns a function that makes the edit of the indicators, which keeps their order. */
function headerFor(block: Block, target: BlockTarget): (chomping: Chomping) => readonly TextEdit[] {
  const { header, node, parent } = block;
  return (chomping) => {
    const needed = target.isMoved || (header.increment === undefined && needsDigit(block, target.body));
    const digit = needed ? target.indentation - Math.max(parent, 0) : header.increment;
    if (chomping === header.chomping && digit === header.increment) return [];
    const span = { start: node.span.start + 1, end: header.end };
    const isDigitFirst = /\d/.test(block.text.charAt(span.start));
    const number = digit === undefined ? "" : String(digit);
    const sign = CHOMPING_INDICATORS[chomping];
    return [{ span, newText: isDigitFirst ? number + sign : sign + number }];
  };
}

/** Returns the chomping that gives the text its line breaks at the end, and the edits of the lines after the text. */
function endFor(
  block: Block,
  target: BlockTarget,
  wanted: number,
): { readonly chomping: Chomping; readonly edits: readonly TextEdit[] } {
  const { contentEnd, header, lineBreak } = block;
  const hasText = target.body !== "";
  const breaks = breaksAfter(block);
  const hasFinalBreak = breaks.length > 0;
  const count = hasText ? breaks.length : Math.max(breaks.length - 1, 0);
  const isKept = header.chomping === "keep";
  const present = isKept ? count : header.chomping === "clip" && hasText ? Math.min(count, 1) : 0;
  if (present === wanted) return { chomping: header.chomping, edits: [] };
  if (wanted === 0) return { chomping: "strip", edits: [] };
  const isClip = wanted === 1 && hasText && !isKept;
  const chomping = isClip ? "clip" : "keep";
  if (isClip && count >= 1) return { chomping, edits: [] };
  if (count > wanted) {
    const start = breaks[hasText ? wanted - 1 : wanted]?.end ?? contentEnd;
    return { chomping, edits: [{ span: { start, end: breaks.at(-1)?.end ?? start }, newText: "" }] };
  }
  const missing = wanted - count + (hasText || hasFinalBreak ? 0 : 1);
  const at = { start: contentEnd, end: contentEnd };
  return { chomping, edits: [{ span: at, newText: lineBreak.repeat(missing) }] };
}

/** The line break after the text and those of the blank lines below it. */
function breaksAfter({ text, contentEnd }: Block): readonly Span[] {
  const breaks: Span[] = [];
  for (let line = contentEnd; line < text.length; ) {
    let end = line;
    while (text.charCodeAt(end) === 32) end++;
    const next = afterBreak(text, end);
    if (next === end) break;
    breaks.push({ start: line, end: next });
    line = next;
  }
  return breaks;
}

/** Joins edits of the block, in order, into one. */
function joinedEdit(text: string, edits: readonly TextEdit[]): TextEdit | undefined {
  const [first] = edits;
  const last = edits.at(-1);
  if (!first || !last) return undefined;
  const { start } = first.span;
  const { end } = last.span;
  const shifted = edits.map(({ span, newText }) => ({
    span: { start: span.start - start, end: span.end - start },
    newText,
  }));
  return smallest(text, { span: { start, end }, newText: applyEdits(text.slice(start, end), shifted) });
}

/** True if the block reads as the new text after the edit. */
function readsAs(block: Block, target: BlockTarget, edit: TextEdit, expected: string): boolean {
  const { text, node } = block;
  const end = breaksAfter(block).at(-1)?.end ?? block.contentEnd;
  const last = Math.max(end, edit.span.end);
  const source =
    text.slice(node.span.start, edit.span.start) + edit.newText + text.slice(edit.span.end, last);
  const sink = new TextSink(source);
  decodeBlock(source, 0, target.indentation, sink);
  return sink.value === expected;
}

/** Returns the edit that writes the string in quotes, with the comment of the block's header after them. */
function inQuotes({ text, node, header, headerEnd }: Block, newText: string): TextEdit | undefined {
  const comment = text.slice(header.end, headerEnd).trimEnd();
  return smallest(text, { span: node.span, newText: quoted(newText) + comment });
}
