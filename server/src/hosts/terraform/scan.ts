/**
 * Finds the strings and comments of an HCL text. The grammar of tree-sitter loses blanks in strings, and one bad piece
 * in a template makes it lose the rest of the file. Therefore it only sees the structure: what is inside strings and
 * comments is blanked, and strings are read by `readTemplate`.
 */
import type { Span } from "../../syntax/nodes";
import { ESCAPE, endOfSequence } from "./sequences";

/** A quoted string, with the text inside its quotes. */
export interface QuotedString {
  readonly kind: "quoted";
  /** With the quotes. */
  readonly span: Span;
  readonly closed: boolean;
}

/** A heredoc, with the text between its first line and the line of its closing marker. */
export interface Heredoc {
  readonly kind: "heredoc";
  /** From `<<` to the end of the closing marker. */
  readonly span: Span;
  readonly closed: boolean;
  readonly from: number;
  readonly to: number;
  /** True for `<<-`, which removes the common indentation. */
  readonly isFlush: boolean;
}

export type HclString = QuotedString | Heredoc;

export interface Scan {
  /** The text with blanks instead of comments and of what is in strings. Each offset is one of the text. */
  readonly masked: string;
  /** The strings by where they start. */
  readonly strings: ReadonlyMap<number, HclString>;
  readonly comments: readonly Span[];
  /** Where the lines start that end heredocs. */
  readonly markers: ReadonlySet<number>;
}

const OPENING = /<<(-?)([\p{L}_][\p{L}\p{N}_-]*)[^\S\n]*\n/uy;
const MARKER_LINE = /^[ \t]*([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?$/gmu;
const NEXT = /["#]|\/[/*]|<</g;

/** Scans an HCL text. Takes linear time. */
export function scanHcl(text: string): Scan {
  const strings = new Map<number, HclString>();
  const comments: Span[] = [];
  const masked: string[] = [];
  const markers = new Set<number>();
  const words = markerLines(text);
  let done = 0;
  const blank = (from: number, to: number, instead?: string): void => {
    masked.push(text.slice(done, from), instead ?? blanks(text, from, to));
    done = to;
  };
  let at = 0;
  for (;;) {
    NEXT.lastIndex = at;
    const next = NEXT.exec(text);
    if (!next) break;
    const start = next.index;
    if (next[0] === '"') {
      const { end, closed } = endOfQuoted(text, start);
      strings.set(start, { kind: "quoted", span: { start, end }, closed });
      if (closed) blank(start + 1, end - 1);
      // The quote that is missing takes the place of the last character.
      else if (end > start + 1) blank(start + 1, end, `${blanks(text, start + 1, end - 1)}"`);
      else blank(start, end);
      at = end;
    } else if (next[0] === "<<") {
      const heredoc = heredocAt(text, start, words);
      if (heredoc) {
        strings.set(start, heredoc);
        if (heredoc.closed) markers.add(heredoc.to);
        blank(heredoc.from, heredoc.closed ? heredoc.to : heredoc.span.end);
      }
      at = heredoc?.span.end ?? start + 2;
    } else {
      const end = endOfComment(text, start, next[0]);
      comments.push({ start, end });
      blank(start, end);
      at = end;
    }
  }
  masked.push(text.slice(done));
  return { masked: masked.join(""), strings, comments, markers };
}

function blanks(text: string, from: number, to: number): string {
  return text.slice(from, to).replace(/[^\r\n]/g, " ");
}

function endOfComment(text: string, start: number, opening: string): number {
  const isBlock = opening === "/*";
  const end = text.indexOf(isBlock ? "*/" : "\n", start + 2);
  return end < 0 ? text.length : isBlock ? end + 2 : end;
}

/** Where a quoted string ends: after its closing quote or, if there is none, with its line. */
export function endOfQuoted(text: string, start: number): { readonly end: number; readonly closed: boolean } {
  let at = start + 1;
  while (at < text.length) {
    const unit = text[at];
    if (unit === '"') return { end: at + 1, closed: true };
    if (unit === "\n" || (unit === "\r" && text[at + 1] === "\n")) break;
    if (unit === "\\") at += ESCAPE.test(text.slice(at, at + 2)) ? 2 : 1;
    else if (unit === "$" || unit === "%") at = endOfSequence(text, at, text.length, "quoted");
    else at++;
  }
  return { end: at, closed: false };
}

/** The lines that consist of a single word, by the word: each may end a heredoc. */
function markerLines(text: string): ReadonlyMap<string, readonly RegExpExecArray[]> {
  const lines = new Map<string, RegExpExecArray[]>();
  if (!text.includes("<<")) return lines;
  for (const line of text.matchAll(MARKER_LINE)) {
    const [, word = ""] = line;
    const list = lines.get(word);
    if (list) list.push(line);
    else lines.set(word, [line]);
  }
  return lines;
}

function heredocAt(
  text: string,
  start: number,
  markers: ReadonlyMap<string, readonly RegExpExecArray[]>,
): Heredoc | undefined {
  OPENING.lastIndex = start;
  const opening = OPENING.exec(text);
  if (!opening) return undefined;
  const [{ length }, dash, marker = ""] = opening;
  const from = start + length;
  const closing = firstFrom(markers.get(marker) ?? [], from);
  const isFlush = dash === "-";
  if (closing) {
    const end = closing.index + closing[0].trimEnd().length;
    return { kind: "heredoc", span: { start, end }, closed: true, from, to: closing.index, isFlush };
  }
  // Most likely the heredoc ends before the block that it is in.
  const brace = text.indexOf("\n}", from - 1);
  const to = brace < 0 ? text.length : brace + 1;
  return { kind: "heredoc", span: { start, end: to }, closed: false, from, to, isFlush };
}

function firstFrom(lines: readonly RegExpExecArray[], offset: number): RegExpExecArray | undefined {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.index ?? 0) >= offset) high = middle;
    else low = middle + 1;
  }
  return lines[low];
}
