/** One path through the JSON of a template: what can come next, and inside which brackets. */

import type { Span } from "../syntax/nodes";
import { type PlacedText, sourceAt } from "./executionPaths";

/**
 * What is expected next. `any` after a reference, which may have printed nothing, a value, or more; `printed` after one
 * that prints a value where one is expected, and `printedLine` if the line ends after it.
 */
export type Expected =
  | "value"
  | "valueOrClose"
  | "key"
  | "keyOrClose"
  | "colon"
  | "next"
  | "end"
  | "start"
  | "any"
  | "printed"
  | "printedLine";

/** An open bracket and those around it. Each combination exists only once, so that states can compare identities. */
export class Brackets {
  #braces: Brackets | undefined;
  #squares: Brackets | undefined;
  readonly id: number;
  /** Offset of the bracket that was last opened here. */
  at = 0;

  private constructor(
    readonly bracket: "" | "{" | "[",
    readonly outer: Brackets | undefined,
    private readonly ids: { next: number },
  ) {
    this.id = ids.next++;
  }

  static none(): Brackets {
    return new Brackets("", undefined, { next: 0 });
  }

  open(bracket: "{" | "[", at: number): Brackets {
    const known = bracket === "{" ? this.#braces : this.#squares;
    const opened = known ?? new Brackets(bracket, this, this.ids);
    opened.at = at;
    if (bracket === "{") this.#braces = opened;
    else this.#squares = opened;
    return opened;
  }
}

export interface JsonState {
  readonly expected: Expected;
  readonly stack: Brackets;
  /** Inside a string; `expected` then already says what follows the string. */
  readonly isInString: boolean;
  /** Right after a backslash in the string. */
  readonly isEscaped: boolean;
  /** Offset of the opening quote of that string. */
  readonly open: number;
  /** A number or literal name that may continue. */
  readonly word: string;
  /** The choices of the paths that lead here, as bits. */
  readonly choices: number;
  /** The first point from which this path cannot lead to JSON; the state after it is a guess. */
  readonly fault?: Fault;
}

/** A range of the template that cannot be part of JSON. */
export interface Fault extends Span {
  readonly message: string;
}

/** True for states that continue in the same way. */
export function behaveAlike(a: JsonState, b: JsonState): boolean {
  return (
    a.expected === b.expected &&
    a.stack === b.stack &&
    a.isInString === b.isInString &&
    a.isEscaped === b.isEscaped &&
    a.word === b.word
  );
}

/** True after a reference. */
function isOpenEnded(expected: Expected): boolean {
  return expected === "any" || expected === "printed" || expected === "printedLine";
}

/** The state before anything is printed. */
export function startState(): JsonState {
  return {
    expected: "start",
    stack: Brackets.none(),
    isInString: false,
    isEscaped: false,
    open: 0,
    word: "",
    choices: 0,
  };
}

export function isInString(at: JsonState): boolean {
  return at.isInString;
}

/** True if the template can end in this state. */
export function isAtEnd({ expected, stack, isInString: inString, word }: JsonState): boolean {
  if (inString || stack.bracket !== "") return false;
  if (word !== "") return isWord(word);
  return expected === "end" || expected === "start" || isOpenEnded(expected);
}

/** Returns what is wrong at the end of the text, unless some path leads to complete JSON. */
export function faultAtEnd(states: readonly JsonState[], end: number): Fault | undefined {
  const [first] = states;
  if (!first || states.some((state) => !state.fault && isAtEnd(state))) return undefined;
  if (first.fault && states.every((state) => state.fault)) return first.fault;
  return endFault(first, end);
}

/** Returns what is missing in a state that is not complete. */
export function endFault(state: JsonState, end: number): Fault {
  const { stack, word, open } = state;
  if (isInString(state)) {
    return { start: open, end: open + 1, message: "This string has no closing quote." };
  }
  if (stack.bracket !== "") {
    return { start: stack.at, end: stack.at + 1, message: `This \`${stack.bracket}\` is never closed.` };
  }
  if (word !== "") return { start: Math.max(end - word.length, 0), end, message: badWord(word) };
  return { start: end - 1, end, message: "The JSON is incomplete here." };
}

/**
 * The state after a printed reference.
 * @param printsValue whether it prints a whole value if one is expected, and nothing else.
 * @param isJson whether it prints JSON.
 */
export function onReference(
  before: JsonState,
  node: Span,
  { printsValue, isJson }: { readonly printsValue: boolean; readonly isJson: boolean },
): JsonState {
  const { isInString: inString, isEscaped, expected } = before;
  if (inString) return isEscaped ? { ...before, isEscaped: false } : before;
  const isValue = printsValue && (expected === "value" || expected === "valueOrClose");
  const fault =
    before.fault ??
    (isJson && expected === "printedLine"
      ? { start: node.start, end: node.end, message: "Expected a comma before this value." }
      : undefined);
  const after = { ...before, expected: isValue ? ("printed" as const) : ("any" as const), open: 0, word: "" };
  return fault ? { ...after, fault } : after;
}

/** The escape at the offset, with four digits after a `u`. */
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/y;

/** True for the characters of numbers and literal names. */
function isWordUnit(code: number): boolean {
  const isDigit = code >= 48 && code <= 57;
  const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return isDigit || isLetter || code === 43 || code === 45 || code === 46 || code === 95;
}

/** True for JSON white space. */
function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** The end of the word at the offset. */
function wordEnd(text: string, start: number): number {
  let at = start;
  while (isWordUnit(text.charCodeAt(at))) at++;
  return at;
}

/** The end of the characters that a string contains literally. */
function pieceEnd(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34 || code === 92 || code < 32) break;
  }
  return at;
}

function badWord(word: string): string {
  return `\`${word.slice(0, 40)}\` is not valid JSON. Strings require double quotes.`;
}

function badEscape(unit: string): string {
  return `\`\\${unit}\` is not a valid JSON escape.`;
}

function isWord(word: string): boolean {
  return /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(word);
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Advances a state through a text. After the first fault, it continues with a guess. */
export function scanText(from: JsonState, text: PlacedText): JsonState {
  const scan = new Scan(from, text);
  scan.run();
  const { expected, stack, inString: isInString, isEscaped, open, word, fault } = scan;
  const { choices } = from;
  const end = { expected, stack, isInString, isEscaped, open, word, choices };
  return fault ? { ...end, fault } : end;
}

class Scan {
  expected: Expected;
  stack: Brackets;
  inString: boolean;
  isEscaped: boolean;
  open: number;
  word: string;
  fault: Fault | undefined;
  #at = 0;

  readonly text: string;

  constructor(
    from: JsonState,
    private readonly printed: PlacedText,
  ) {
    this.text = printed.value;
    this.expected = from.expected;
    this.stack = from.stack;
    this.inString = from.isInString;
    this.isEscaped = from.isEscaped;
    this.open = from.open;
    this.word = from.word;
    this.fault = from.fault;
  }

  run(): void {
    const { text } = this;
    while (this.#at < text.length) {
      if (this.inString) this.#string();
      else this.#token();
    }
  }

  #fail(offset: number, length: number, message: string): void {
    if (this.fault) return;
    const start = sourceAt(this.printed, offset);
    this.fault = { start, end: Math.max(sourceAt(this.printed, offset + length), start + 1), message };
  }

  #string(): void {
    const { text } = this;
    if (this.isEscaped) {
      // The backslash ended the previous text, so the escaped character comes first here.
      const escaped = text[this.#at] ?? "";
      if (!/["\\/bfnrtu]/.test(escaped)) this.#fail(this.#at - 1, 2, badEscape(escaped));
      this.isEscaped = false;
      this.#at++;
      return;
    }
    this.#at = pieceEnd(text, this.#at);
    const unit = text[this.#at];
    if (unit === undefined) return;
    if (unit === '"') {
      this.inString = false;
      this.#at++;
    } else if (unit === "\\") {
      const end = endOf(ESCAPE, text, this.#at);
      if (end === this.#at && this.#at + 1 < text.length) {
        this.#fail(this.#at, 2, badEscape(text[this.#at + 1] ?? ""));
      }
      this.isEscaped = this.#at + 1 === text.length;
      this.#at = end === this.#at ? Math.min(this.#at + 2, text.length) : end;
    } else {
      const what = unit === "\n" || unit === "\r" ? "A line break" : "This character";
      this.#fail(this.#at, 1, `${what} is not allowed in a JSON string; escape it.`);
      this.#at++;
    }
  }

  #token(): void {
    const { text } = this;
    const start = this.#at;
    const code = text.charCodeAt(start);
    if (isWordUnit(code)) {
      this.#readWord(start, wordEnd(text, start));
      return;
    }
    this.#endWord(start);
    this.#at++;
    if (isSpace(code)) {
      if (this.expected === "printed" && code !== 32 && code !== 9) this.expected = "printedLine";
      return;
    }
    const unit = text[start];
    switch (unit) {
      case '"':
        this.#beginString(start);
        return;
      case "{":
      case "[":
        this.#value(start, `\`${unit}\``);
        this.stack = this.stack.open(unit, sourceAt(this.printed, start));
        this.expected = unit === "{" ? "keyOrClose" : "valueOrClose";
        return;
      case "}":
      case "]":
        this.#close(unit, start);
        return;
      case ":":
        if (this.expected !== "colon" && !(isOpenEnded(this.expected) && this.stack.bracket === "{")) {
          this.#fail(start, 1, "Unexpected colon.");
        }
        this.expected = "value";
        return;
      case ",":
        if (this.expected !== "next" && !isOpenEnded(this.expected)) {
          this.#fail(start, 1, "Expected a value before this comma.");
        } else if (this.stack.bracket === "" && !isOpenEnded(this.expected)) {
          this.#fail(start, 1, "Unexpected content after the end of the JSON.");
        }
        this.expected = this.stack.bracket === "{" ? "key" : this.stack.bracket === "[" ? "value" : "any";
        return;
      default:
        this.#fail(start, 1, `Unexpected \`${unit}\` in JSON.`);
    }
  }

  #beginString(start: number): void {
    const isKey = this.expected === "key" || this.expected === "keyOrClose";
    if (isKey) this.expected = "colon";
    else this.#value(start, "a string");
    this.inString = true;
    this.open = sourceAt(this.printed, start);
  }

  /** A value starts here; sets `expected` to what comes after it. */
  #value(start: number, what: string): void {
    switch (this.expected) {
      case "value":
      case "valueOrClose":
      case "start":
        break;
      case "any":
      case "printed":
        // This may be the end of something, or a value of its own.
        this.expected = "any";
        return;
      case "printedLine":
        this.#fail(start, 1, `Expected a comma before ${what}.`);
        break;
      case "end":
        this.#fail(start, 1, "Unexpected content after the end of the JSON.");
        break;
      case "next":
        this.#fail(start, 1, `Expected a comma before ${what}.`);
        break;
      case "colon":
        this.#fail(start, 1, `Expected a colon before ${what}.`);
        break;
      default:
        this.#fail(start, 1, "Expected a property name in double quotes.");
    }
    this.expected = this.stack.bracket === "" ? "end" : "next";
  }

  #readWord(start: number, end: number): void {
    const piece = this.text.slice(start, end);
    this.#at = end;
    // A reference may have printed its beginning.
    if (isOpenEnded(this.expected)) {
      this.expected = "any";
      return;
    }
    if (this.word === "") this.#value(start, `\`${piece}\``);
    this.word += piece;
    if (end < this.text.length) this.#endWord(end);
  }

  /** Checks a word once it is complete. */
  #endWord(end: number): void {
    const { word } = this;
    if (word === "") return;
    this.word = "";
    if (!isWord(word)) {
      const start = Math.max(end - word.length, 0);
      this.#fail(start, end - start, badWord(word));
    }
  }

  #close(unit: "}" | "]", start: number): void {
    const fits = this.stack.bracket === (unit === "}" ? "{" : "[");
    if (!fits) {
      const message =
        this.stack.bracket === ""
          ? `This \`${unit}\` has no matching opening bracket.`
          : `\`${unit}\` does not close \`${this.stack.bracket}\`.`;
      this.#fail(start, 1, message);
    } else if (this.expected === "value" || this.expected === "key") {
      this.#fail(start, 1, "Expected a value before this. JSON does not allow trailing commas.");
    } else if (this.expected === "colon") this.#fail(start, 1, "This property has no value.");
    if (fits) this.stack = this.stack.outer ?? this.stack;
    this.expected = this.stack.bracket === "" ? "end" : "next";
  }
}
