import type { Span } from "../syntax/nodes";
import type { RegexFault, RegexFaultKind } from "./types";
import type { Units } from "./units";

/** What `read` and `peek` give behind the end. */
export const END = 0;

/** The flags that change how a pattern is read; Java has more that only change what it matches. */
export interface Flags {
  readonly comments: boolean;
  readonly unixLines: boolean;
  readonly unicodeClasses: boolean;
}

/**
 * A cursor over a pattern's units. In comments mode it passes over blanks and comments just where Java
 * does, which is not everywhere. After a fault it stands behind the end, where every loop stops.
 */
export class Scanner {
  pos = 0;
  flags: Flags = { comments: false, unixLines: false, unicodeClasses: false };
  fault: RegexFault | undefined;
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
    if (this.flags.comments) this.#passBlanks();
    return this.at(this.pos);
  }

  /** Moves by one, and gives the unit that is there then. */
  next(): number {
    this.pos++;
    return this.peek();
  }

  /** Gives the unit at the cursor and moves behind it. */
  read(): number {
    const code = this.peek();
    this.pos++;
    return code;
  }

  /** The same where a blank counts, behind a backslash. */
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

  /** Records the first fault, and stops all reading. */
  fail(kind: RegexFaultKind, start: number, end = this.pos): void {
    if (!this.fault) {
      const span = this.span(start, Math.max(end, start));
      // Nothing is left to point at behind the end, so the last unit stands in.
      this.fault = { kind, span: span.start < span.end ? span : this.span(Math.max(0, start - 1), end) };
    }
    this.pos = this.length;
  }

  #passBlanks(): void {
    for (;;) {
      const code = this.at(this.pos);
      if (isBlank(code)) this.pos++;
      else if (code === 0x23) this.#passLine();
      else return;
    }
  }

  #passLine(): void {
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
