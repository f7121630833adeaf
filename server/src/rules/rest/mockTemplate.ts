import type { Span } from "../../syntax/nodes";

/** A member of an object at the top of a template's text. */
export interface TemplateMember {
  readonly name: string;
  /** What stands between its colon and the next comma, without blanks around it. */
  readonly value: Span;
}

/** What a MOCK's template tells of the JSON that it renders, as far as its text goes. */
export interface MockTemplate {
  readonly members: readonly TemplateMember[];
  /** Offset of the first object's brace. */
  readonly brace?: number;
  /** The first place that strict JSON does not take. */
  readonly relaxed?: { readonly kind: "unquoted" | "singleQuotes" | "trailingComma"; readonly span: Span };
  /** True where a name may come from a reference or directive, or where the text does not add up. */
  readonly open: boolean;
  /** True where a directive decides what is rendered. */
  readonly branches: boolean;
}

/** Directives that render nothing by themselves. */
const SILENT = new Set(["set", "if", "elseif", "else", "end", "foreach", "break", "stop"]);

/** Reads a template's text tolerantly, stepping over Velocity. Linear, and never fails. */
export function readMockTemplate(text: string): MockTemplate {
  return new Reader(text).read();
}

class Reader {
  #at = 0;
  #depth = 0;
  /** True inside of an object at the top, where members are. */
  #inTop = false;
  #expectsValue = false;
  #name: string | undefined;
  #valueStart: number | undefined;
  #valueEnd = 0;
  /** Offset of a comma with nothing behind it so far. */
  #comma: number | undefined;
  #open = false;
  #branches = false;
  #brace: number | undefined;
  #relaxed: MockTemplate["relaxed"];
  readonly #members: TemplateMember[] = [];

  constructor(readonly text: string) {}

  read(): MockTemplate {
    while (this.#at < this.text.length) this.#step();
    return {
      members: this.#members,
      ...(this.#brace !== undefined && { brace: this.#brace }),
      ...(this.#relaxed && { relaxed: this.#relaxed }),
      open: this.#open || this.#depth !== 0,
      branches: this.#branches,
    };
  }

  #step(): void {
    const start = this.#at;
    const unit = this.text[start] ?? "";
    if (unit === " " || unit === "\n" || /\s/.test(unit)) this.#at++;
    else if (unit === "#" && this.#directive()) return;
    else if (unit === "$" && this.#reference()) {
      if (this.#depth === 0 || (this.#isAtMember() && !this.#expectsValue)) this.#open = true;
      this.#token(start);
    } else if (unit === '"' || unit === "'") this.#string(unit);
    else if (unit === "{" || unit === "[") this.#enter(unit);
    else if (unit === "}" || unit === "]") this.#leave();
    else if (unit === ":" && this.#isAtMember() && !this.#expectsValue) {
      this.#expectsValue = true;
      this.#valueStart = undefined;
      this.#at++;
    } else if (unit === ",") {
      this.#endMember();
      this.#comma = start;
      this.#at++;
    } else this.#word();
  }

  #isAtMember(): boolean {
    return this.#depth === 1 && this.#inTop;
  }

  /** Notes what was read as a piece of a value. */
  #token(start: number): void {
    this.#comma = undefined;
    if (!this.#isAtMember() || !this.#expectsValue) return;
    this.#valueStart ??= start;
    this.#valueEnd = this.#at;
  }

  #enter(unit: string): void {
    if (this.#depth === 0) {
      this.#inTop = unit === "{";
      this.#expectsValue = false;
      if (this.#inTop) this.#brace ??= this.#at;
    }
    this.#at++;
    this.#depth++;
    this.#comma = undefined;
    if (this.#depth === 2 && this.#inTop && this.#expectsValue) this.#valueStart ??= this.#at - 1;
  }

  #leave(): void {
    if (this.#comma !== undefined) {
      this.#relax("trailingComma", { start: this.#comma, end: this.#comma + 1 });
    }
    this.#comma = undefined;
    this.#endMember();
    this.#at++;
    if (this.#depth === 0) this.#open = true;
    else this.#depth--;
    if (this.#depth === 1) this.#valueEnd = this.#at;
  }

  #endMember(): void {
    if (!this.#isAtMember()) return;
    if (this.#name !== undefined && this.#valueStart !== undefined) {
      this.#members.push({ name: this.#name, value: { start: this.#valueStart, end: this.#valueEnd } });
    }
    this.#expectsValue = false;
    this.#name = undefined;
    this.#valueStart = undefined;
  }

  #string(quote: string): void {
    const start = this.#at++;
    let holdsReference = false;
    while (this.#at < this.text.length && this.text[this.#at] !== quote) {
      const unit = this.text[this.#at];
      if (unit === "\\") this.#at += 2;
      else if (unit === "$" && this.#reference()) holdsReference = true;
      else if (unit !== "#" || !this.#directive()) this.#at++;
    }
    this.#at = Math.min(this.#at + 1, this.text.length);
    if (quote === "'") this.#relax("singleQuotes", { start, end: this.#at });
    if (this.#isAtMember() && !this.#expectsValue) {
      if (holdsReference) this.#open = true;
      this.#name = this.text.slice(start + 1, this.#at - 1);
    }
    this.#token(start);
  }

  #word(): void {
    const start = this.#at++;
    while (this.#at < this.text.length && !/[\s{}[\]:,"'$#]/.test(this.text[this.#at] ?? "")) this.#at++;
    if (this.#isAtMember() && !this.#expectsValue) {
      this.#name = this.text.slice(start, this.#at);
      this.#relax("unquoted", { start, end: this.#at });
    }
    this.#token(start);
  }

  #relax(kind: "unquoted" | "singleQuotes" | "trailingComma", span: Span): void {
    if (this.#depth > 0) this.#relaxed ??= { kind, span };
  }

  /** Steps over a comment or a directive; false for a plain number sign. */
  #directive(): boolean {
    const { text } = this;
    const start = this.#at;
    const ends = text.startsWith("##", start)
      ? "\n"
      : text.startsWith("#*", start)
        ? "*#"
        : text.startsWith("#[[", start)
          ? "]]#"
          : undefined;
    if (ends !== undefined) {
      // What stands between #[[ and ]]# is printed as it is.
      if (ends === "]]#") this.#open = true;
      const end = text.indexOf(ends, start + 2);
      this.#at = end < 0 ? text.length : end + ends.length;
      return true;
    }
    const [whole, name = ""] = /^#\{?@?([A-Za-z_]\w{0,99})\}?/.exec(text.slice(start, start + 104)) ?? [];
    if (whole === undefined) return false;
    this.#at += whole.length;
    if (!SILENT.has(name)) this.#open = true;
    if (name !== "set") this.#branches = true;
    if (name === "else" || name === "end" || name === "stop" || name === "break") return true;
    let open = this.#at;
    while (text[open] === " " || text[open] === "\t") open++;
    if (text[open] === "(") this.#at = this.#pastBracket(open);
    return true;
  }

  /** Steps over a reference; false for a plain dollar. */
  #reference(): boolean {
    const { text } = this;
    let at = this.#at + 1;
    if (text[at] === "!") at++;
    if (text[at] === "{") {
      this.#at = this.#pastBracket(at);
      return true;
    }
    if (!/[A-Za-z_]/.test(text[at] ?? "")) return false;
    while (/[\w-]/.test(text[at] ?? "")) at++;
    for (;;) {
      if (text[at] === "(" || text[at] === "[") at = this.#pastBracket(at);
      else if (text[at] === "." && /[A-Za-z_]/.test(text[at + 1] ?? "")) {
        at++;
        while (/[\w-]/.test(text[at] ?? "")) at++;
      } else break;
    }
    this.#at = at;
    return true;
  }

  /** The offset behind the bracket that closes the one at `start`; the text's end where none does. */
  #pastBracket(start: number): number {
    const { text } = this;
    let depth = 0;
    let quote: string | undefined;
    for (let at = start; at < text.length; at++) {
      const unit = text[at] ?? "";
      if (quote !== undefined) {
        if (unit === quote) quote = undefined;
      } else if (unit === '"' || unit === "'") quote = unit;
      else if ("([{".includes(unit)) depth++;
      else if (")]}".includes(unit) && --depth === 0) return at + 1;
    }
    return text.length;
  }
}
