/** Rewrites a YAML string in another style, with the same text. */

import { applyEdits } from "../applyEdits";
import { isBlock } from "../blockLines";
import type { TextEdit } from "../change";
import { lineEndAt, readBlockHeader } from "../decode";
import { difference } from "../difference";
import type { ParsedDocument, StringNode } from "../nodes";
import { parse } from "../parse";
import { isInFlow, placeOf } from "../place";
import { quoted } from "../printYaml";
import { stringAt } from "../stringAt";
import { UNWRITABLE } from "./flowing";
import { writeText } from "./text";

/**
 * Returns the edit that turns a string into a literal block scalar (`|`): a quoted or plain string with escapes or
 * several lines, or a folded one. Anchors, tags and the comment on its line are kept. Returns undefined if the string is
 * readable as it is, or if its text or its place does not allow a block scalar.
 */
export function toLiteral(document: ParsedDocument, node: StringNode): TextEdit | undefined {
  const { text, format } = document;
  const { value, span, style, closed } = node;
  const place = placeOf(document, node);
  if (format !== "yaml" || style === "literal" || !closed || node.anchored || !place.container)
    return undefined;
  if (isInFlow(place) || !isHardToRead(text, node) || UNWRITABLE.test(value)) return undefined;
  const { comment, end } = commentOf(text, node);
  if (comment === undefined) return undefined;
  // A literal string of one letter, in which the real text is then written as in any other.
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const indentation = " ".repeat(Math.max(place.container.indentation ?? 0, 0) + 2);
  const newText = `|-${comment}${lineBreak}${indentation}x`;
  const started = parse(applyEdits(text, [{ span: { start: span.start, end }, newText }]), "yaml");
  const letter = stringAt(started, span.start);
  if (letter?.style !== "literal" || letter.value !== "x") return undefined;
  const written = applyEdits(started.text, writeText(started, letter, value));
  return verified(document, node, written, "literal");
}

/**
 * Returns the edit that turns a block scalar into a double-quoted string on one line. Anchors, tags and the comment of
 * the header are kept. Returns undefined for other strings.
 */
export function toQuoted(document: ParsedDocument, node: StringNode): TextEdit | undefined {
  const { text, format } = document;
  if (format !== "yaml" || !isBlock(node)) return undefined;
  const { comment, end } = commentOf(text, node);
  const newText = quoted(node.value) + (comment ?? "");
  const written = applyEdits(text, [{ span: { start: node.span.start, end }, newText }]);
  return verified(document, node, written, "double");
}

/** True for a string with escapes, doubled quotes or line breaks. */
function isHardToRead(text: string, { value, span, style }: StringNode): boolean {
  const quotes = style === "plain" ? 0 : 1;
  return style === "folded" || text.slice(span.start + quotes, span.end - quotes) !== value;
}

/**
 * Returns the comment after a string, with the blanks before it: on its last line, or on the line of its header.
 * `comment` is undefined if something else follows. `end` is the end of what the string takes up.
 */
function commentOf(
  text: string,
  node: StringNode,
): { readonly comment: string | undefined; readonly end: number } {
  const { start, end } = node.span;
  const from = isBlock(node) ? readBlockHeader(text, start).end : end;
  const lineEnd = lineEndAt(text, from);
  const rest = text.slice(from, lineEnd).trimEnd();
  const comment = rest === "" || /^\s+#/.test(rest) ? rest : undefined;
  return { comment, end: isBlock(node) ? end : lineEnd };
}

/** Returns the difference between the texts, if the string has the same value in both and nothing else broke. */
function verified(
  before: ParsedDocument,
  node: StringNode,
  written: string,
  style: StringNode["style"],
): TextEdit | undefined {
  const after = parse(written, "yaml");
  const found = stringAt(after, node.span.start);
  const isSame = found?.style === style && found.value === node.value;
  return isSame && faultsIn(after) <= faultsIn(before) ? difference(before.text, written)[0] : undefined;
}

function faultsIn({ problems }: ParsedDocument): number {
  return problems.filter(({ kind }) => kind === "syntax").length;
}
