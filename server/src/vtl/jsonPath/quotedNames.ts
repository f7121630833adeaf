import type { PathStep } from "./types";

const comma = 44;
const doubleQuote = 34;
const open = /\[\s*"/y;
const escapes = /\\(?:u([\da-f]{4})|(.)|$)/gis;

/** Escapes for control characters; after a backslash, any other character stands for itself. */
const escaped: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/**
 * Compiles `["name"]` and `["a", "b"]`, which newer versions accept but JsonPath 2.0 does not.
 * @param start of the bracket.
 * @returns undefined for anything else.
 */
export function compileQuotedNames(
  text: string,
  start: number,
  offset: number,
): { readonly step: PathStep; readonly end: number } | undefined {
  open.lastIndex = start;
  if (!open.test(text)) return undefined;
  const names: string[] = [];
  let at = open.lastIndex - 1;
  for (;;) {
    if (text.charCodeAt(at) !== doubleQuote) return undefined;
    const end = stringEnd(text, at);
    if (end === 0) return undefined;
    names.push(unescaped(text.slice(at + 1, end - 1)));
    at = afterSpace(text, end);
    if (text.charCodeAt(at) !== comma) break;
    at = afterSpace(text, at + 1);
  }
  if (text[at] !== "]") return undefined;
  const span = { start: offset + start, end: offset + at + 1 };
  return { step: { kind: "property", span, names, isDoubleQuoted: true }, end: at + 1 };
}

/** The offset after the closing quote of the string that starts at an offset, or 0. A backslash escapes a quote. */
export function stringEnd(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === quote) return at + 1;
    if (unit === 92) at++;
  }
  return 0;
}

/** Resolves the escapes of a string, given the text between its quotes. */
export function unescaped(text: string): string {
  return text.replace(escapes, (_, hex?: string, other?: string) =>
    hex === undefined
      ? (escaped.get(other ?? "") ?? other ?? "")
      : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** The offset after white space. */
export function afterSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return at;
}

/**
 * The offset after the bracket, brace or parenthesis that closes the one at an offset, or 0. Those in strings are ignored.
 * @param quotes the quotes that can delimit strings.
 */
export function closingEnd(text: string, start: number, quotes: string): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const unit = text.charAt(at);
    if (quotes.includes(unit)) {
      const end = stringEnd(text, at);
      if (end === 0) return 0;
      at = end - 1;
    } else if (unit === "(" || unit === "[" || unit === "{") depth++;
    else if ((unit === ")" || unit === "]" || unit === "}") && --depth === 0) return at + 1;
  }
  return 0;
}
