import type { TextEdit } from "./change";
import { afterBreak } from "./decode";
import type { Span } from "./nodes";

/**
 * Returns edits that escape the line breaks, tabs and other control characters in a JSON string. Every line break
 * becomes `\n`. A backslash before one, which starts no valid escape, is escaped too, so that the value stays the same.
 */
export function escapedControls(text: string, { start, end }: Span): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = start; at < end; ) {
    const first = at;
    const isEscape = text.charCodeAt(at) === 92;
    if (isEscape) at++;
    const unit = text.charCodeAt(at);
    at = Math.max(afterBreak(text, at), at + 1);
    if (unit >= 32 || at > end) continue;
    const character = unit === 13 ? "\n" : String.fromCharCode(unit);
    const newText = JSON.stringify((isEscape ? "\\" : "") + character).slice(1, -1);
    edits.push({ span: { start: first, end: at }, newText });
  }
  return edits;
}

/** Returns the first line break in the span, with the blanks and breaks after it; undefined if there is none. */
export function firstBreaks(text: string, { start, end }: Span): Span | undefined {
  for (let at = start; at < end; at++) {
    if (afterBreak(text, at) === at) continue;
    let after = at;
    while (after < end && /[ \t\r\n]/.test(text.charAt(after))) after++;
    return { start: at, end: after };
  }
  return undefined;
}
