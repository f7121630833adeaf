/**
 * Finds the call, directive or index whose brackets the cursor is in. It reads the text, because the tree ends where a
 * quote or a parenthesis is missing, as it is while somebody is typing.
 */

/** Something that is opened before the cursor, and not closed until there. */
export interface OpenBracket {
  /** A call of a method, a directive or macro with arguments, or an index in `[…]`. */
  readonly kind: "method" | "directive" | "index";
  /** Of the method, directive or macro; empty for an index. */
  readonly name: string;
  /** The offset after the opening bracket. */
  readonly start: number;
  /** What the method or index is applied to, from its `$` to before the dot or the bracket. */
  readonly base: { readonly start: number; readonly end: number };
  /** The index of the argument that the cursor is in. */
  readonly argument: number;
  /** The string that the cursor is in. */
  readonly string?: OpenString;
}

export interface OpenString {
  readonly quote: '"' | "'";
  /** The offset after the quote. */
  readonly start: number;
}

/** Longer calls do not occur in practice. */
const LONGEST = 2000;
const MOST_STARTS = 200;

/** Returns what is open at the offset, the innermost last; empty if nothing is. */
export function openBrackets(text: string, offset: number): readonly OpenBracket[] {
  const limit = Math.max(0, offset - LONGEST);
  let starts = 0;
  for (let at = offset - 1; at >= limit && starts < MOST_STARTS; at--) {
    const unit = text[at];
    if (unit !== "$" && unit !== "#") continue;
    starts++;
    if (text[at - 1] === "\\" || (unit === "#" && text[at - 1] === "#")) continue;
    const open = new Scan(text, offset).from(at);
    if (open) return open;
  }
  return [];
}

/** A bracket during the scan; `kind` is undefined for one that only groups. */
interface Frame {
  readonly kind: OpenBracket["kind"] | undefined;
  readonly name: string;
  readonly start: number;
  readonly base: { readonly start: number; readonly end: number };
  argument: number;
  /** Of a macro: whether the cursor is after an argument. */
  isAfterArgument: boolean;
}

const REFERENCE = /\$!?\{?[A-Za-z_][\w-]*/y;
const METHOD = /\.([A-Za-z_][\w-]*)\(/y;
const PROPERTY = /\.[A-Za-z_][\w-]*/y;
const DIRECTIVE = /#\{?@?([A-Za-z_]\w*)\}?[ \t]*\(/y;
const WORD = /[A-Za-z_][\w-]*/y;

class Scan {
  readonly #frames: Frame[] = [];
  #at = 0;

  constructor(
    private readonly text: string,
    private readonly end: number,
  ) {}

  /** Reads from a `$` or `#` to the cursor; undefined if everything is closed before it. */
  from(start: number): readonly OpenBracket[] | undefined {
    this.#at = start;
    if (!this.#reference() && !this.#directive()) return undefined;
    while (this.#at < this.end) {
      if (this.#frames.length === 0) return undefined;
      const string = this.#step();
      if (string) return this.#open(string);
    }
    return this.#open();
  }

  #open(string?: OpenString): readonly OpenBracket[] | undefined {
    const open = this.#frames.flatMap(({ kind, name, start, base, argument, isAfterArgument }) =>
      kind ? [{ kind, name, start, base, argument: isAfterArgument ? argument + 1 : argument }] : [],
    );
    const last = open.at(-1);
    if (!last) return undefined;
    return string ? [...open.slice(0, -1), { ...last, string }] : open;
  }

  /** Reads one piece of the arguments. Returns the string if the cursor is in it. */
  #step(): OpenString | undefined {
    const { text } = this;
    const unit = text[this.#at] ?? "";
    const frame = this.#frames.at(-1);
    switch (unit) {
      case '"':
      case "'":
        return this.#string(unit);
      case "$":
        this.#touch();
        if (!this.#reference()) this.#at++;
        return undefined;
      case "(":
      case "[":
      case "{":
        this.#touch();
        this.#push(undefined, "", { start: this.#at, end: this.#at }, this.#at + 1);
        return undefined;
      case ")":
      case "]":
      case "}":
        this.#pop();
        return undefined;
      case ",":
        if (frame?.kind === "method") frame.argument++;
        else if (frame?.kind === "directive") this.#gap(frame);
        this.#at++;
        return undefined;
      case "=":
        if (frame?.kind === "directive" && frame.name === "set") frame.argument = 1;
        this.#at++;
        return undefined;
      case " ":
      case "\t":
      case "\n":
      case "\r":
        if (frame?.kind === "directive") this.#gap(frame);
        this.#at++;
        return undefined;
      default:
        this.#touch();
        WORD.lastIndex = this.#at;
        if (frame?.kind === "directive" && WORD.test(text)) {
          const isIn = text.slice(this.#at, WORD.lastIndex) === "in" && WORD.lastIndex < this.end;
          if (frame.name === "foreach" && isIn) frame.argument = 1;
          this.#at = WORD.lastIndex;
        } else this.#at++;
        return undefined;
    }
  }

  /** Notes that an argument of a macro is read. */
  #touch(): void {
    const frame = this.#frames.at(-1);
    if (!frame?.isAfterArgument) return;
    frame.isAfterArgument = false;
    frame.argument++;
  }

  /** White space and commas separate the arguments of macros. */
  #gap(frame: Frame): void {
    if (!DIRECTIVES.has(frame.name) && this.#at > frame.start) frame.isAfterArgument = true;
  }

  #string(quote: '"' | "'"): OpenString | undefined {
    this.#touch();
    const start = this.#at + 1;
    for (let at = this.text.indexOf(quote, start); ; at = this.text.indexOf(quote, at + 2)) {
      if (at < 0 || at >= this.end) {
        this.#at = this.end;
        return { quote, start };
      }
      // A doubled quote is a quote in the string. Right before the cursor, the second may be the end.
      if (this.text[at + 1] === quote && at + 1 < this.end) continue;
      this.#at = at + 1;
      return undefined;
    }
  }

  #directive(): boolean {
    DIRECTIVE.lastIndex = this.#at;
    const match = DIRECTIVE.exec(this.text);
    if (!match || DIRECTIVE.lastIndex > this.end) return false;
    this.#push("directive", match[1] ?? "", { start: this.#at, end: this.#at }, DIRECTIVE.lastIndex);
    return true;
  }

  #reference(): boolean {
    const start = this.#at;
    REFERENCE.lastIndex = start;
    if (!REFERENCE.test(this.text) || REFERENCE.lastIndex > this.end) return false;
    this.#at = REFERENCE.lastIndex;
    this.#parts(start);
    return true;
  }

  /** Reads properties, up to the first bracket that is not closed at once. */
  #parts(start: number): void {
    for (;;) {
      const { text } = this;
      const base = { start, end: this.#at };
      METHOD.lastIndex = this.#at;
      const call = METHOD.exec(text);
      if (call && METHOD.lastIndex <= this.end) {
        this.#push("method", call[1] ?? "", base, METHOD.lastIndex);
        return;
      }
      if (text[this.#at] === "[" && this.#at < this.end) {
        this.#push("index", "", base, this.#at + 1);
        return;
      }
      PROPERTY.lastIndex = this.#at;
      if (!PROPERTY.test(text) || PROPERTY.lastIndex > this.end) break;
      this.#at = PROPERTY.lastIndex;
    }
    if (
      this.text[this.#at] === "}" &&
      this.text.startsWith("{", start + (this.text[start + 1] === "!" ? 2 : 1))
    )
      this.#at++;
  }

  #push(kind: Frame["kind"], name: string, base: Frame["base"], start: number): void {
    this.#frames.push({ kind, name, base, start, argument: 0, isAfterArgument: false });
    this.#at = start;
  }

  #pop(): void {
    const closed = this.#frames.pop();
    this.#at++;
    if (closed?.kind === "method" || closed?.kind === "index") this.#parts(closed.base.start);
  }
}

/** Directives whose arguments are not separated by white space. */
const DIRECTIVES: ReadonlySet<string> = new Set([
  "set",
  "if",
  "elseif",
  "foreach",
  "define",
  "evaluate",
  "parse",
  "include",
  "stop",
  "break",
  "literal",
]);
