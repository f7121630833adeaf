import type { Span } from "../syntax/nodes";

/** A piece of an expression, with its span in the decoded string. */
export interface Part {
  readonly text: string;
  readonly span: Span;
}

/** Returns the piece of `text` between two offsets. */
export function part(text: string, start: number, end: number): Part {
  return { text: text.slice(start, end), span: { start, end } };
}

/** Shifts a piece, for an expression that is parsed separately but is part of another one. */
export function shifted(piece: Part, by: number): Part {
  return { text: piece.text, span: { start: piece.span.start + by, end: piece.span.end + by } };
}

/** True for an offset inside the span or at either end, where typing changes the piece. */
export function isAt(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Returns the first run of characters that `allowed`, a pattern for one character, rejects; undefined if there is none. */
export function firstForeign({ text, span }: Part, allowed: RegExp): Part | undefined {
  let start = 0;
  while (start < text.length && allowed.test(text[start] ?? "")) start++;
  if (start === text.length) return undefined;
  let end = start + 1;
  while (end < text.length && !allowed.test(text[end] ?? "")) end++;
  return shifted(part(text, start, end), span.start);
}

/** Returns the offset of a character outside `${…}` and `#{…}`, from the given offset on; -1 if there is none. */
export function indexOutside(text: string, wanted: string, from = 0): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === wanted) return i;
    if ((text[i] === "$" || text[i] === "#") && text[i + 1] === "{") i = closingBrace(text, i + 2) ?? i;
  }
  return -1;
}

/** Returns the offset of the brace that closes a variable; undefined if another one opens first. */
export function closingBrace(text: string, from: number): number | undefined {
  for (let i = from; i < text.length && text[i] !== "{"; i++) if (text[i] === "}") return i;
  return undefined;
}

/** Splits a piece at each separator. The parts do not include the separators. */
export function split({ text, span }: Part, separator: string): readonly Part[] {
  const parts: Part[] = [];
  let start = 0;
  for (const piece of text.split(separator)) {
    parts.push(shifted({ text: piece, span: { start, end: start + piece.length } }, span.start));
    start += piece.length + separator.length;
  }
  return parts;
}
