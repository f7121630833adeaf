import type { Span, StringNode } from "./nodes";

/** Receives the decoded text of a string in pieces, each with its position in the source. */
export interface Sink {
  /** Text that is the same in the source. */
  copy(start: number, end: number): void;
  /** Text that is written differently in the source, between the offsets. */
  put(text: string, start: number, end: number): void;
}

/** A sink that only collects the text. */
export class TextSink implements Sink {
  value = "";
  constructor(private readonly source: string) {}

  copy(start: number, end: number): void {
    this.value += this.source.slice(start, end);
  }

  put(text: string): void {
    this.value += text;
  }
}

const JSON_ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

const YAML_ESCAPES: Readonly<Record<string, string>> = {
  ...JSON_ESCAPES,
  "0": "\0",
  a: "\x07",
  "\t": "\t",
  v: "\v",
  e: "\x1b",
  " ": " ",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};

const HEX_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Decodes a string node of any style into the sink. */
export function decode(
  text: string,
  node: Pick<StringNode, "style" | "span" | "closed" | "indentation">,
  sink: Sink,
): void {
  const { style, span, closed } = node;
  switch (style) {
    case "json":
      decodeJsonString(text, span, closed, sink);
      break;
    case "bare":
    case "composed":
      sink.copy(span.start, span.end);
      break;
    case "plain":
      decodeFlowing(text, span.start, span.end, "plain", sink);
      break;
    case "single":
    case "double":
      decodeFlowing(text, span.start + 1, closed ? span.end - 1 : span.end, style, sink);
      break;
    case "literal":
    case "folded":
      decodeBlock(text, span.start, node.indentation ?? 0, sink);
  }
}

/** Decodes a JSON string. Keeps invalid escapes as text, so that completion works while one is typed. */
export function decodeJsonString(text: string, span: Span, closed: boolean, sink: Sink): void {
  const end = closed ? span.end - 1 : span.end;
  // Without the rest of the text, which would be searched for a backslash again for each string.
  const head = text.slice(0, end);
  let from = span.start + 1;
  for (let at = head.indexOf("\\", from); at >= 0; at = head.indexOf("\\", at)) {
    const escaped = readEscape(text, at, end, JSON_ESCAPES);
    if (escaped && text[at + 1] !== "x" && text[at + 1] !== "U") {
      sink.copy(from, at);
      sink.put(escaped.value, at, escaped.end);
      from = at = escaped.end;
    } else {
      // The character after the backslash does not start an escape either.
      at += 2;
    }
  }
  sink.copy(from, end);
}

/** Reads the escape at the backslash. Returns undefined if it is invalid. */
export function readEscape(
  text: string,
  at: number,
  end: number,
  escapes: Readonly<Record<string, string>> = YAML_ESCAPES,
): { readonly value: string; readonly end: number } | undefined {
  const letter = text[at + 1];
  if (letter === undefined || at + 1 >= end) return undefined;
  const value = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
  if (value !== undefined) return { value, end: at + 2 };
  const length = Object.hasOwn(HEX_LENGTHS, letter) ? HEX_LENGTHS[letter] : undefined;
  if (length === undefined || at + 2 + length > end) return undefined;
  const digits = text.slice(at + 2, at + 2 + length);
  const code = /^[0-9a-fA-F]+$/.test(digits) ? Number.parseInt(digits, 16) : Number.POSITIVE_INFINITY;
  return code <= 0x10ffff ? { value: String.fromCodePoint(code), end: at + 2 + length } : undefined;
}

/** True for the code units of a space and a tab. */
function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9;
}

/** Returns the offset after the line break at the offset, or the offset itself if there is none. */
export function afterBreak(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  if (unit === 13) return text.charCodeAt(offset + 1) === 10 ? offset + 2 : offset + 1;
  return unit === 10 ? offset + 1 : offset;
}

/** The start of the offset's line. */
export function lineStartAt(text: string, offset: number): number {
  let at = offset;
  for (; at > 0; at--) {
    const unit = text.charCodeAt(at - 1);
    if (unit === 10 || unit === 13) break;
  }
  return at;
}

/** The end of the offset's line, before its break. */
export function lineEndAt(text: string, offset: number): number {
  let at = offset;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) break;
  }
  return at;
}

/** Decodes an unquoted or quoted YAML scalar: one line break becomes a space, and n of them become n - 1. */
function decodeFlowing(
  text: string,
  start: number,
  end: number,
  style: "plain" | "single" | "double",
  sink: Sink,
): void {
  let from = start;
  let at = start;
  while (at < end) {
    const unit = text.charCodeAt(at);
    if (unit === 39 && style === "single" && at + 1 < end) {
      sink.copy(from, at);
      sink.put("'", at, at + 2);
      from = at += 2;
    } else if (unit === 92 && style === "double") {
      const afterIt = afterBreak(text, at + 1);
      const escaped = readEscape(text, at, end);
      if (at + 1 < end && afterIt > at + 1) {
        sink.copy(from, at);
        from = at = putBreaks(text, afterIt, afterIt, end, sink).end;
      } else if (escaped) {
        sink.copy(from, at);
        sink.put(escaped.value, at, escaped.end);
        from = at = escaped.end;
      } else at += 2;
    } else if (unit === 10 || unit === 13 || isBlank(unit)) {
      let gap = at;
      while (gap < end && isBlank(text.charCodeAt(gap))) gap++;
      const afterGap = gap < end ? afterBreak(text, gap) : gap;
      if (afterGap > gap) {
        sink.copy(from, at);
        const breaks = putBreaks(text, at, afterGap, end, sink);
        if (breaks.count === 0) sink.put(" ", at, breaks.end);
        from = at = breaks.end;
      } else at = gap;
    } else at++;
  }
  sink.copy(from, end);
}

/**
 * Emits the blank lines from the start of a line on. The first one includes the source from `first` on. Returns their
 * number and where the next text starts.
 */
function putBreaks(
  text: string,
  first: number,
  start: number,
  end: number,
  sink: Sink,
): { readonly count: number; readonly end: number } {
  let at = start;
  for (let count = 0; ; count++) {
    const line = at;
    while (at < end && isBlank(text.charCodeAt(at))) at++;
    const next = at < end ? afterBreak(text, at) : at;
    if (next === at) return { count, end: at };
    sink.put("\n", count === 0 ? first : line, next);
    at = next;
  }
}

export interface BlockHeader {
  readonly chomping: "clip" | "strip" | "keep";
  /** The indentation indicator, if there is one. */
  readonly increment?: number;
  /** The offset after the indicators. */
  readonly end: number;
}

/** Reads the indicators after the `|` or `>` at the offset. */
export function readBlockHeader(text: string, offset: number): BlockHeader {
  const indicators = /^(?:[+-][1-9]?|[1-9][+-]?)/.exec(text.slice(offset + 1, offset + 4))?.[0] ?? "";
  const digit = /[1-9]/.exec(indicators)?.[0];
  return {
    chomping: indicators.includes("+") ? "keep" : indicators.includes("-") ? "strip" : "clip",
    ...(digit !== undefined && { increment: Number(digit) }),
    end: offset + 1 + indicators.length,
  };
}

/**
 * Decodes the block scalar whose `|` or `>` is at the offset. Returns the end of its last non-blank line.
 */
export function decodeBlock(text: string, offset: number, indentation: number, sink: Sink): number {
  const isFolded = text[offset] === ">";
  const header = readBlockHeader(text, offset);
  let end = lineEndAt(text, header.end);
  let line = afterBreak(text, end);
  /** The line breaks since the last text: first the one that ends it, then one for each blank line. */
  let breaks: Span[] = [];
  let hasText = false;
  let wasIndented = false;
  while (line < text.length) {
    let start = line;
    while (start - line < indentation && text.charCodeAt(start) === 32) start++;
    const lineEnd = lineEndAt(text, start);
    const next = afterBreak(text, lineEnd);
    if (start === lineEnd) {
      if (next === lineEnd) break;
      breaks.push({ start: line, end: next });
    } else {
      if (start - line < indentation) break;
      if (indentation === 0 && isDocumentMark(text, line)) break;
      const isIndented = isBlank(text.charCodeAt(start));
      const folds = isFolded && hasText && !wasIndented && !isIndented;
      for (const [index, gap] of breaks.entries()) {
        const previous = folds && index === 1 ? breaks[0] : undefined;
        if (!folds || index > 0) sink.put("\n", (previous ?? gap).start, gap.end);
        else if (breaks.length === 1) sink.put(" ", gap.start, gap.end);
      }
      sink.copy(start, lineEnd);
      hasText = true;
      wasIndented = isIndented;
      end = lineEnd;
      breaks = next > lineEnd ? [{ start: lineEnd, end: next }] : [];
    }
    line = next;
    if (next === lineEnd) break;
  }
  const kept = header.chomping === "keep" ? breaks.length : header.chomping === "clip" && hasText ? 1 : 0;
  for (const gap of breaks.slice(0, kept)) sink.put("\n", gap.start, gap.end);
  return end;
}

/** True for `---` or `...` at the start of a line, followed by a blank or nothing. */
export function isDocumentMark(text: string, lineStart: number): boolean {
  const mark = text.slice(lineStart, lineStart + 3);
  return (mark === "---" || mark === "...") && /^[ \t\r\n]?$/.test(text.slice(lineStart + 3, lineStart + 4));
}
