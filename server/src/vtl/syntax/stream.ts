/** What all parts of the parser share: tokens with lookahead, problems, and error recovery. */
import type { Span } from "../../syntax/nodes";
import { isWhite, isWordStart, NEWLINE } from "./characters";
import { type Cursor, enterArguments, leaveSet, restart, startOf } from "./cursor";
import { isMasked, unmasked } from "./holes";
import type { SyntaxProblem, SyntaxProblemKind } from "./problems";
import { nextToken } from "./scanner";
import * as T from "./tokens";

export interface ParseOptions {
  /** Whether `#evaluate` is a directive, as in Velocity; API Gateway prints it as text. */
  readonly evaluate: boolean;
  /** The template as it is written, if it has holes; they are masked in the text that is scanned. */
  readonly written?: string;
}

/** How many levels of nested blocks, brackets and strings are parsed; each takes up call stack. */
const DEEPEST = 300;

/** More problems than this would be noise. */
const MOST_PROBLEMS = 100;

export class TokenStream {
  /** The next token, once it is read. */
  #token: T.Token | undefined;
  /** The end of the last token taken. */
  end = 0;
  /** True after an error until its statement is left; meanwhile, nothing is taken or reported. */
  failed = false;
  /** True once the nesting is too deep; the rest of the template is not parsed. */
  ended = false;
  /** The last string taken, to explain an error right after it. */
  lastString: Span | undefined;
  /** Where to resume after an error, if the error suggests a place. */
  #resume: number | undefined;
  readonly #cursor: Cursor;

  /**
   * @param text the template, or the content of an interpolated string.
   * @param macros names of the macros defined so far, shared with the templates inside strings.
   * @param base offset of the string's content in the whole template.
   * @param offsets source offset of each character of a string's content, if adding `base` is not enough.
   */
  constructor(
    readonly text: string,
    readonly problems: SyntaxProblem[],
    readonly macros: Set<string>,
    readonly options: ParseOptions,
    public depth = 0,
    readonly base = 0,
    readonly offsets?: Int32Array,
    /** Length without the blank that Velocity appends to a string's content. */
    readonly length = text.length,
  ) {
    this.#cursor = startOf(text, options.written !== undefined);
  }

  /** Converts an offset in this text to one in the whole template. */
  at(offset: number): number {
    if (this.offsets) return this.offsets[offset] ?? 0;
    return Math.min(offset, this.length) + this.base;
  }

  /** Returns the template as it is written between two offsets in this text. */
  written(start: number, end: number): string {
    const text = this.text.slice(start, end);
    const { written } = this.options;
    return written === undefined ? text : unmasked(text, (offset) => written.charAt(this.at(start + offset)));
  }

  get peek(): T.Token {
    if (this.#token === undefined) this.#token = nextToken(this.#cursor);
    return this.#token;
  }

  get kind(): number {
    return this.peek.kind;
  }

  /** The token after another one. */
  after(token: T.Token): T.Token {
    if (token.next === undefined) token.next = nextToken(this.#cursor);
    return token.next;
  }

  take(): T.Token {
    const token = this.peek;
    this.#token = token.next;
    this.end = token.end;
    return token;
  }

  /** Takes a token of this kind, or fails. */
  expect(kind: number, what: string): boolean {
    if (this.failed) return false;
    if (this.peek.kind !== kind) {
      this.fail(what);
      return false;
    }
    this.take();
    return true;
  }

  skipWhite(): void {
    if (!this.failed && this.peek.kind === T.WHITESPACE) this.take();
  }

  enterArguments(): boolean {
    return enterArguments(this.#cursor);
  }

  leaveSet(): void {
    leaveSet(this.#cursor);
  }

  image(token: T.Token): string {
    return this.text.slice(token.start, token.end);
  }

  report(kind: SyntaxProblemKind, start: number, end: number, message: string): void {
    if (this.problems.length >= MOST_PROBLEMS) return;
    this.problems.push({ kind, start: this.at(start), end: this.at(end), message });
  }

  /** Goes one level deeper. If that is too deep, returns false and gives up on the rest of the template. */
  deeper(): boolean {
    if (this.depth < DEEPEST) {
      this.depth++;
      return true;
    }
    if (!this.ended && !this.failed) {
      const { start } = this.peek;
      this.report("tooDeep", start, Math.min(start + 1, this.text.length), "Nested too deeply.");
    }
    this.ended = true;
    this.failed = true;
    return false;
  }

  higher(): void {
    this.depth--;
  }

  /** Reports that something other than the next token was expected. */
  fail(expected: string): void {
    if (this.failed) return;
    this.failed = true;
    const token = this.peek;
    if (this.options.written !== undefined && this.#isNearHole(token)) return;
    const { lastString } = this;
    if (lastString !== undefined && lastString.end === token.start && this.#explain(lastString)) return;
    if (token.kind === T.END_OF_TEXT) {
      this.report("unexpectedEnd", this.end, token.end, `Expected ${expected}, but the template ends here.`);
    } else if (token.kind === T.UNKNOWN) {
      this.unknown(token);
    } else {
      const image = this.image(token).trim();
      const end = image === "" ? token.end : token.start + this.image(token).trimEnd().length;
      const found =
        image === "" ? "white space" : `\`${image.length > 30 ? `${image.slice(0, 30)}…` : image}\``;
      this.report("unexpected", token.start, end, `Expected ${expected}, found ${found}.`);
    }
  }

  /** True if the token is a hole or next to one: what the host puts there may be what is expected. */
  #isNearHole({ start, end, kind }: T.Token): boolean {
    if (kind === T.HOLE || isMasked(this.text.charCodeAt(end))) return true;
    let before = start - 1;
    while (before > 0 && isWhite(this.text.charCodeAt(before))) before--;
    return isMasked(this.text.charCodeAt(before)) || isMasked(this.text.charCodeAt(start));
  }

  /** Reports the string right before an error, if it is the cause. */
  #explain({ start, end }: Span): boolean {
    const string = this.text.slice(start, end);
    if (string.endsWith('\\"')) {
      this.report(
        "escapedQuote",
        end - 2,
        end,
        'A backslash does not escape a quote in Velocity, so the string ends here. Write `""` instead, or `#set($q = \'"\')`.',
      );
      return true;
    }
    const newline = string.indexOf("\n");
    if (newline < 0) return false;
    // Problems found inside are wrong, because that text is not a string.
    while ((this.problems.at(-1)?.start ?? -1) > this.at(start)) this.problems.pop();
    this.report("unclosedString", start, start + newline, "This string has no closing quote on its line.");
    this.#resume = start + newline;
    return true;
  }

  /** Reports a token that the scanner could not recognize. */
  unknown(token: T.Token): void {
    const image = this.image(token);
    const first = image.trimStart()[0] ?? "";
    if (first === '"' || first === "'") {
      this.report("unclosedString", token.start, token.end, "This string has no closing quote.");
    } else if (token.end < this.text.length || !/[$#]|#\[\[|\*$/.test(image)) {
      this.report("badCharacter", token.start, token.end, `Unexpected \`${image}\`.`);
    } else if (image.startsWith("#[[") || image.startsWith("#*")) {
      this.report(
        "unclosedBlock",
        token.start,
        token.end,
        `\`${image.startsWith("#*") ? "#*" : "#[["}\` is never closed.`,
      );
    } else {
      this.report(
        "danglingSign",
        token.start,
        token.end,
        `Velocity cannot parse a template that ends with \`${image}\`.`,
      );
    }
  }

  /** After an error: resumes at the next line, or at the next directive on this one. Returns the skipped span. */
  recover(statementStart: number): Span {
    const { text } = this;
    const token = this.peek;
    // Never before the offending token or before what was already taken, so that each step makes progress.
    const from = Math.max(this.end, statementStart + 1, token.kind === T.UNKNOWN ? token.end : 0);
    let at = Math.min(this.#resume ?? from, text.length);
    this.#resume = undefined;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE) break;
      if (code === 35 && (isWordStart(text.charCodeAt(at + 1)) || text.charCodeAt(at + 1) === 123)) break;
      at++;
    }
    this.#token = undefined;
    restart(this.#cursor, at);
    const span = { start: this.end, end: at };
    this.end = at;
    this.lastString = undefined;
    this.failed = false;
    return span;
  }
}
