import type { Json } from "./json";
import { resolvePlain } from "./yaml/resolve";

/** Prints a string as YAML, without quotes where that is safe. */
export function printText(text: string, inFlow = false): string {
  return isPlain(text) && !(inFlow && /[,[\]{}]/.test(text)) ? text : quoted(text);
}

/** Prints a value on one line. */
export function printInline(value: Json): string {
  if (typeof value === "string") return printText(value);
  return quoted(value);
}

type Container = readonly Json[] | { readonly [key: string]: Json };

/**
 * Returns the lines of an object's members or a list's items, not indented. Without literals every string stays
 * on one line, because a comment after the lines could become part of a literal block.
 */
export function printBlock(value: Container, withLiterals: boolean): readonly string[] {
  return Array.isArray(value)
    ? value.flatMap((item: Json) => printItem(item, withLiterals))
    : Object.entries(value).flatMap(([name, member]: [string, Json]) =>
        printMember(name, member, withLiterals),
      );
}

/** A key must be written after a question mark if its colon is further away than this. */
const MAX_KEY = 1024;

/** Returns the lines of one member. */
export function printMember(name: string, value: Json, withLiterals: boolean): readonly string[] {
  const key = printText(name);
  const isLong = key.length > MAX_KEY;
  const [first, ...rest] = printAfterKey(value, withLiterals);
  return isLong ? [`? ${key}`, `:${first}`, ...rest] : [`${key}:${first}`, ...rest];
}

/** Returns what follows the colon of a member, on its line and on further lines. */
function printAfterKey(value: Json, withLiterals: boolean): readonly [string, ...string[]] {
  const literal = typeof value === "string" && withLiterals ? literalLines(value) : undefined;
  if (literal) return [` ${literal[0]}`, ...literal.slice(1).map(indented)];
  if (!isFilled(value)) return [` ${printInline(value)}`];
  return ["", ...printBlock(value, withLiterals).map(indented)];
}

/** Returns the header and lines of a string as a literal block; undefined if it does not fit one. */
export function literalLines(text: string): readonly string[] | undefined {
  const body = text.endsWith("\n") ? text.slice(0, -1) : text;
  const isFit =
    body.includes("\n") && !/^[ \n]|\n$|[^\n\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe]/.test(body);
  return isFit ? [text === body ? "|-" : "|", ...body.split("\n")] : undefined;
}

/** True for an object or list that is not empty, which is printed on lines of its own. */
export function isFilled(value: Json): value is Container {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

function printItem(item: Json, withLiterals: boolean): readonly string[] {
  if (!isFilled(item)) return [`- ${printInline(item)}`];
  const [first = "", ...rest] = printBlock(item, withLiterals);
  return [`- ${first}`, ...rest.map(indented)];
}

function indented(line: string): string {
  return line === "" ? "" : `  ${line}`;
}

/** True for text that is the same string with and without quotes, in YAML 1.1 and 1.2. */
function isPlain(text: string): boolean {
  return (
    /^[\w$/.(+][\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/.test(text) &&
    !/: |:$| #| $/.test(text) &&
    !text.startsWith("...") &&
    resolvePlain(text, "1.2").kind === "string" &&
    resolvePlain(text, "1.1").kind === "string"
  );
}

/** Prints a value as JSON, which is also YAML, and escapes characters that YAML does not allow. */
export function quoted(value: Json): string {
  // A fast path for names: completion prints dozens of them at a time.
  if (typeof value === "string" && /^\w*$/.test(value)) return `"${value}"`;
  return JSON.stringify(value).replace(
    /[\x7f-\x9f\ufeff\ufffe\uffff\u2028\u2029]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
