/** Finds the ends of literals and words, given a text and an offset. */
import {
  CLOSE_BRACE,
  isBlank,
  isDigit,
  isNameStart,
  isWordPart,
  MINUS,
  NEWLINE,
  OPEN_BRACE,
  OPEN_PARENTHESIS,
  PLUS,
  POINT,
  RETURN,
  SPACE,
} from "./characters";
import * as T from "./tokens";

/** Words in directives that are operators or values. */
export const SPECIAL_WORDS: ReadonlyMap<string, number> = new Map([
  ["true", T.TRUE],
  ["false", T.FALSE],
  ["and", T.AND],
  ["or", T.OR],
  ["not", T.NOT],
  ["lt", T.LESS],
  ["le", T.LESS_EQUAL],
  ["gt", T.GREATER],
  ["ge", T.GREATER_EQUAL],
  ["eq", T.EQUAL],
  ["ne", T.NOT_EQUAL],
]);

/** The end of the word whose first character is at the offset. */
export function wordEnd(text: string, start: number): number {
  let at = start + 1;
  while (isWordPart(text.charCodeAt(at))) at++;
  return at;
}

/** The end of a `{word}`; 0 if there is none. */
export function bracketedWordEnd(text: string, start: number): number {
  if (text.charCodeAt(start) !== OPEN_BRACE || !isNameStart(text.charCodeAt(start + 1))) return 0;
  const end = wordEnd(text, start + 1);
  return text.charCodeAt(end) === CLOSE_BRACE ? end + 1 : 0;
}

/** The end of a `#set(` or `#{set}(` whose `#` is at the offset; 0 if there is none. */
export function setEnd(text: string, hash: number): number {
  let at = text.startsWith("set", hash + 1) ? hash + 4 : text.startsWith("{set}", hash + 1) ? hash + 6 : 0;
  if (at === 0) return 0;
  while (text.charCodeAt(at) === SPACE) at++;
  return text.charCodeAt(at) === OPEN_PARENTHESIS ? at + 1 : 0;
}

/** The offset after blanks and one line break, if they follow; otherwise the given offset. */
export function lineEnd(text: string, start: number): number {
  let at = start;
  while (isBlank(text.charCodeAt(at))) at++;
  const code = text.charCodeAt(at);
  if (code === NEWLINE) return at + 1;
  if (code !== RETURN) return start;
  return text.charCodeAt(at + 1) === NEWLINE ? at + 2 : at + 1;
}

/** The end of the string that starts with a quote at the offset; 0 if it is not closed. */
export function stringEnd(text: string, start: number): number {
  const quote = text[start] ?? "";
  let end = 0;
  let at = start + 1;
  for (;;) {
    at = text.indexOf(quote, at);
    if (at < 0) return end;
    end = at + 1;
    // A doubled quote continues the string, unless the text contains no further quote.
    if (text[end] !== quote) return end;
    at = end + 1;
  }
}

const NO_NUMBER = { end: 0, kind: 0 } as const;

/** The end and kind of the number at the offset. `1..3` starts with an integer, `1.` is a double. */
export function numberEnd(
  text: string,
  start: number,
): { readonly end: number; readonly kind: 0 | typeof T.INTEGER | typeof T.FLOAT } {
  const first = text.charCodeAt(start);
  if (!isDigit(first) && first !== MINUS && first !== POINT) return NO_NUMBER;
  let at = start;
  if (first === MINUS) at++;
  const digits = at;
  while (isDigit(text.charCodeAt(at))) at++;
  if (text.charCodeAt(at) === POINT) {
    if (at > digits && text.charCodeAt(at + 1) === POINT) return { end: at, kind: T.INTEGER };
    let fraction = at + 1;
    while (isDigit(text.charCodeAt(fraction))) fraction++;
    if (at > digits || fraction > at + 1) return { end: exponentEnd(text, fraction), kind: T.FLOAT };
    return NO_NUMBER;
  }
  if (at === digits) return NO_NUMBER;
  const end = exponentEnd(text, at);
  return end > at ? { end, kind: T.FLOAT } : { end: at, kind: T.INTEGER };
}

function exponentEnd(text: string, start: number): number {
  const letter = text.charCodeAt(start) | 32;
  if (letter !== 101) return start;
  const sign = text.charCodeAt(start + 1);
  let at = sign === PLUS || sign === MINUS ? start + 2 : start + 1;
  const digits = at;
  while (isDigit(text.charCodeAt(at))) at++;
  return at > digits ? at : start;
}
