import type { Span } from "../syntax/nodes";
import type { RegexFault, RegexFaultKind } from "./types";
import type { Units } from "./units";

/** What `read` and `peek` return at the end of the pattern. */
export const END = 0;

/** The flags in force: `(?xdUism)`. */
export interface Flags {
  readonly comments: boolean;
  readonly unixLines: boolean;
  readonly unicodeClasses: boolean;
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
}

const NO_FLAGS: Flags = {
  comments: false,
  unixLines: false,
  unicodeClasses: false,
  ignoreCase: false,
  dotAll: false,
  multiline: false,
};

/**
 * A cursor over a pattern's units. In comments mode it skips blanks and comments exactly where Java does,
 * which is not everywhere. After a fault the cursor is at the end, where every loop stops.
 */
export class Scanner {
  pos = 0;
  flags: Flags = NO_FLAGS;
  fault: RegexFault | undefined;
  /** The first construct that the matcher does not support. */
  unsupported: string | undefined;
  readonly #units: Units;

  constructor(units: Units) {
    this.#units = units;
  }

  get length(): number {
    return this.#units.codes.length;
  }

  get isAtEnd(): boolean {
    return this.pos >= this.length;
  }

  at(index: number): number {
    return this.#units.codes[index] ?? END;
  }

  /** The unit at the cursor. */
  peek(): number {
    if (this.flags.comments) this.#skipBlanks();
    return this.at(this.pos);
  }

  /** Advances by one, and returns the unit at the new position. */
  next(): number {
    this.pos++;
    return this.peek();
  }

  /** Returns the unit at the cursor and advances past it. */
  read(): number {
    const code = this.peek();
    this.pos++;
    return code;
  }

  /** Like `read`, without skipping blanks: after a backslash they count. */
  readRaw(): number {
    return this.at(this.pos++);
  }

  text(start: number, end: number): string {
    let text = "";
    for (let i = start; i < Math.min(end, this.length); i++) text += String.fromCodePoint(this.at(i));
    return text;
  }

  span(start: number, end: number): Span {
    const { offsets } = this.#units;
    const last = offsets.at(-1) ?? 0;
    return { start: offsets[start] ?? last, end: offsets[end] ?? last };
  }

  /** Records something that the matcher does not support; reading goes on. */
  reject(what: string): void {
    this.unsupported ??= what;
  }

  /** Records the first fault, and stops all reading. */
  fail(kind: RegexFaultKind, start: number, end = this.pos): void {
    if (!this.fault) {
      const span = this.span(start, Math.max(end, start));
      // At the end there is nothing to point at, so point at the last unit.
      this.fault = { kind, span: span.start < span.end ? span : this.span(Math.max(0, start - 1), end) };
    }
    this.pos = this.length;
  }

  #skipBlanks(): void {
    for (;;) {
      const code = this.at(this.pos);
      if (isBlank(code)) this.pos++;
      else if (code === 0x23) this.#skipLine();
      else return;
    }
  }

  #skipLine(): void {
    do this.pos++;
    while (this.pos < this.length && this.at(this.pos) !== END && !this.#isLineEnd(this.at(this.pos)));
  }

  #isLineEnd(code: number): boolean {
    if (this.flags.unixLines) return code === 0x0a;
    return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029;
  }
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
}

export function isLatinLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
