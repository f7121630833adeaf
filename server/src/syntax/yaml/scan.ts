import { afterBreak, isDocumentMark, lineEndAt, readEscape } from "../decode";
import type { Span } from "../nodes";

/** True at a blank, a line break or the end of the text. */
export function isGap(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  return unit === 32 || unit === 9 || unit === 10 || unit === 13 || offset >= text.length;
}

/** True at a comma, bracket or brace. */
export function isFlowIndicator(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  return unit === 44 || unit === 91 || unit === 93 || unit === 123 || unit === 125;
}

/** The name of the anchor or alias whose `&` or `*` is at the offset. */
export function anchorNameAt(text: string, offset: number): string {
  let end = offset + 1;
  while (!isGap(text, end) && !isFlowIndicator(text, end)) end++;
  return text.slice(offset + 1, end);
}

/** True at a colon that ends a key. */
export function isColon(text: string, offset: number, inFlow: boolean): boolean {
  if (text.charCodeAt(offset) !== 58) return false;
  return isGap(text, offset + 1) || (inFlow && isFlowIndicator(text, offset + 1));
}

/** Returns the first offset, from `offset` on, that is not a space. */
export function afterSpaces(text: string, offset: number): number {
  let at = offset;
  while (text.charCodeAt(at) === 32) at++;
  return at;
}

export interface PlainScan {
  readonly end: number;
  /** Where the text before its last line ends; absent for a text on one line. */
  readonly endBeforeLastLine?: number;
  readonly tabs: readonly Span[];
}

/** Finds the end of an unquoted scalar. Its further lines start at `minColumn` or after it. */
export function scanPlain(text: string, start: number, inFlow: boolean, minColumn: number): PlainScan {
  const tabs: Span[] = [];
  let end = start;
  let endBeforeLastLine: number | undefined;
  for (let line = start; ; ) {
    const lineEnd = endOfPlainLine(text, line, inFlow, tabs);
    if (lineEnd === line) break;
    if (line > start) endBeforeLastLine = end;
    end = lineEnd;
    const next = nextPlainLine(text, end, inFlow, minColumn);
    if (next === undefined) break;
    line = next;
  }
  return { end, ...(endBeforeLastLine !== undefined && { endBeforeLastLine }), tabs };
}

function endOfPlainLine(text: string, start: number, inFlow: boolean, tabs: Span[]): number {
  let end = start;
  let tab = -1;
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) break;
    if (unit === 9) tab = at;
    if (unit === 32 || unit === 9) continue;
    if (unit === 58 && isColon(text, at, inFlow)) break;
    if (unit === 35 && end < at) break;
    if (inFlow && isFlowIndicator(text, at)) break;
    if (tab >= 0 && !inFlow) tabs.push({ start: tab, end: tab + 1 });
    tab = -1;
    end = at + 1;
  }
  return end;
}

/** Returns the offset where the scalar continues on a later line; undefined if it does not. */
function nextPlainLine(text: string, end: number, inFlow: boolean, minColumn: number): number | undefined {
  let blank = end;
  while (text.charCodeAt(blank) === 32 || text.charCodeAt(blank) === 9) blank++;
  let line = afterBreak(text, blank);
  if (line === blank) return undefined;
  while (line < text.length) {
    let at = afterSpaces(text, line);
    if (inFlow) while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
    const next = afterBreak(text, at);
    if (next === at) {
      const ends = at - line < minColumn || text[at] === "#" || isDocumentMark(text, line);
      return ends || at >= text.length ? undefined : at;
    }
    line = next;
  }
  return undefined;
}

export interface QuotedScan {
  readonly end: number;
  readonly closed: boolean;
  readonly isOnOneLine: boolean;
  readonly badEscapes: readonly Span[];
}

/**
 * Finds the end of the quoted scalar at the offset, which may span lines. While its closing quote is still to be
 * typed, the next quote belongs to something else. So if a later line has a quote that cannot end a value, the
 * scalar ends with its first line.
 */
export function scanQuoted(text: string, start: number, inFlow: boolean): QuotedScan {
  const quote = text.charCodeAt(start);
  const badEscapes: Span[] = [];
  // The end of the line is searched for only when it matters, because a line can hold many quoted scalars.
  let isOnOneLine = true;
  for (let at = start + 1; at < text.length; ) {
    const unit = text.charCodeAt(at);
    if (unit === quote) {
      if (quote === 39 && text.charCodeAt(at + 1) === 39) {
        at += 2;
        continue;
      }
      const end = at + 1;
      if (!isOnOneLine && !mayFollowQuote(text, end, inFlow)) break;
      return { end, closed: true, isOnOneLine, badEscapes };
    }
    if (unit === 92 && quote === 34) {
      const escaped = readEscape(text, at, text.length);
      const next = escaped?.end ?? afterBreak(text, at + 1);
      if (next <= at + 1) badEscapes.push({ start: at, end: Math.min(at + 2, text.length) });
      else if (!escaped) isOnOneLine = false;
      at = Math.max(next, at + 2);
    } else {
      const next = afterBreak(text, at);
      if (next > at) isOnOneLine = false;
      if (next > at && isDocumentMark(text, next)) break;
      at = Math.max(next, at + 1);
    }
  }
  const firstLine = lineEndAt(text, start);
  const known = badEscapes.filter(({ end }) => end <= firstLine);
  return { end: firstLine, closed: false, isOnOneLine: true, badEscapes: known };
}

const AFTER_QUOTE = /[ \t]*(?:#|:(?:[ \t]|$)|$)/my;
const AFTER_QUOTE_IN_FLOW = /[ \t]*(?:[,:\]}#]|$)/my;

function mayFollowQuote(text: string, offset: number, inFlow: boolean): boolean {
  const rest = inFlow ? AFTER_QUOTE_IN_FLOW : AFTER_QUOTE;
  rest.lastIndex = offset;
  return rest.test(text);
}

/** True if the bracket at the offset is closed somewhere. */
export function isFlowClosed(text: string, start: number): boolean {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 91 || unit === 123) depth++;
    else if (unit === 93 || unit === 125) {
      depth--;
      if (depth === 0) return true;
    } else if (unit === 35 && isGap(text, at - 1)) at = lineEndAt(text, at);
    else if ((unit === 34 || unit === 39) && /[\s,:[{]/.test(text.charAt(at - 1))) {
      at = scanQuoted(text, at, true).end - 1;
    }
  }
  return false;
}
