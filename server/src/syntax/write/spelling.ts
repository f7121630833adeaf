import { decode, type Sink } from "../decode";
import type { StringNode } from "../nodes";
import { quoted } from "../printYaml";

/**
 * Returns a function that escapes text for a `json` or `double` string in the way that the string is written: a
 * character that the string always escapes is escaped in the same way, and a string that escapes everything except
 * ASCII gets no other characters.
 */
export function escaperFor(text: string, node: StringNode): (added: string) => string {
  const isJson = node.style === "json";
  const print = (added: string): string => (isJson ? JSON.stringify(added) : quoted(added)).slice(1, -1);
  let spelling: Spelling | undefined;
  return (added) => {
    // Most edits add what is never escaped.
    if (/^[\w .,;()!?=+-]*$/.test(added)) return added;
    spelling ??= readSpelling(text, node);
    const { always, isAscii } = spelling;
    if (always.size === 0 && !isAscii) return print(added);
    let escaped = "";
    for (const character of added) {
      const known = always.get(character);
      if (known !== undefined) escaped += known;
      else if (isAscii && character > "\x7f") escaped += unicodeEscape(character, isJson);
      else escaped += print(character);
    }
    return escaped;
  };
}

interface Spelling {
  /** How the characters are written that the string always escapes. */
  readonly always: ReadonlyMap<string, string>;
  /** True if the string has characters outside ASCII, and escapes them all. */
  readonly isAscii: boolean;
}

class EscapeSink implements Sink {
  readonly counts = new Map<string, number>();
  readonly spelled = new Map<string, string>();
  #half = { value: "", end: -1 };

  constructor(private readonly text: string) {}

  copy(): void {
    // Copied text has no escapes.
  }

  put(value: string, start: number, end: number): void {
    if (this.text[start] !== "\\") return;
    const { value: high, end: highEnd } = this.#half;
    this.#half = { value: "", end: -1 };
    if (/^[\ud800-\udbff]$/.test(value)) this.#half = { value, end };
    // JSON writes a character outside the basic plane as two escapes.
    else if (highEnd === start && /^[\udc00-\udfff]$/.test(value)) this.#add(high + value, start - 6, end);
    else this.#add(value, start, end);
  }

  #add(character: string, start: number, end: number): void {
    this.counts.set(character, (this.counts.get(character) ?? 0) + 1);
    if (!this.spelled.has(character)) this.spelled.set(character, this.text.slice(start, end));
  }
}

function readSpelling(text: string, node: StringNode): Spelling {
  const sink = new EscapeSink(text);
  decode(text, node, sink);
  const written = new Map<string, number>();
  let isAscii = false;
  for (const character of node.value) {
    if (sink.counts.has(character)) written.set(character, (written.get(character) ?? 0) + 1);
    isAscii ||= character > "\x7f";
  }
  const always = new Map(
    [...sink.spelled].filter(([character]) => sink.counts.get(character) === written.get(character)),
  );
  return { always, isAscii: isAscii && isAsciiBetween(text, node) };
}

function isAsciiBetween(text: string, { span }: StringNode): boolean {
  return !/[^\0-\x7f]/.test(text.slice(span.start, span.end));
}

function unicodeEscape(character: string, isJson: boolean): string {
  const code = character.codePointAt(0) ?? 0;
  if (!isJson && code > 0xffff) return `\\U${code.toString(16).padStart(8, "0")}`;
  return Array.from(
    { length: character.length },
    (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`,
  ).join("");
}
