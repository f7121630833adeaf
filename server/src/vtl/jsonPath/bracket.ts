import type { Span } from "../../syntax/nodes";
import { FaultFound } from "./fault";
import { compileFilter, type PathCompiler } from "./filter";
import type { PathStep } from "./types";

const space = 32;
const quote = 39;
const comma = 44;
const minus = 45;
const colon = 58;
const question = 63;
const at = 64;
const close = 93;

/**
 * Compiles the content of brackets. The first significant character decides: `?` for a filter, a quote for names, a
 * digit, `-`, `:` or `@` for indexes. Anything before it is ignored.
 * @param text includes both brackets.
 * @param offset of the text in the path as written.
 * @param compilePath compiles the paths in a filter; absent if filters are not allowed.
 */
export function compileBracket(
  text: string,
  offset: number,
  span: Span,
  compilePath: PathCompiler | undefined,
): PathStep {
  if (text === "[*]") return { kind: "wildcard", span };
  if (/^\[[ \t\n\v\f\r]*\?[ \t\n\v\f\r,?*]*\]$/.test(text)) {
    if (!compilePath) throw new FaultFound("indefinitePredicate", span.start, span.end);
    return { kind: "placeholder", span };
  }
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === question) {
      if (!compilePath) throw new FaultFound("indefinitePredicate", span.start, span.end);
      return { kind: "filter", span, groups: compileFilter(text, i, offset, compilePath) };
    }
    if (unit === quote) return { kind: "property", span, names: readNames(text, i, span) };
    if (unit === at) return readFromSize(text, i, offset, span);
    if (isDigit(unit) || unit === colon || unit === minus) return new Indexes(text, i, offset, span).read();
  }
  throw new FaultFound("badBracket", span.start, span.end);
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** Reads the quoted names up to the first `]`, even a quoted one. There are no escapes. */
function readNames(text: string, start: number, span: Span): readonly string[] {
  const end = text.indexOf("]", start);
  if (end < 0) throw new FaultFound("unclosedBracket", span.start, span.end);
  const pieces = text.slice(start, end).split("'");
  // Every other piece is quoted, unless its quote is not closed.
  return pieces.filter((_, index) => index % 2 === 1 && index < pieces.length - 1);
}

/** Reads `(@.length - 1)`; the number with its sign is added to the size. */
function readFromSize(text: string, start: number, offset: number, span: Span): PathStep {
  const sign = text.indexOf("-", start + 2);
  if (sign < 0) throw new FaultFound("unknownSize", span.start, span.end);
  const name = text.slice(start + 2, sign).replace(/[ ()]/g, "");
  if (name !== "size" && name !== "length")
    throw new FaultFound("unknownSize", offset + start, offset + sign);
  const end = text.indexOf(")", sign);
  if (end < 0) throw new FaultFound("unclosedBracket", span.start, span.end);
  const index = integer(text.slice(sign, end).replaceAll(" ", ""), offset + sign, offset + end);
  return { kind: "index", span, index, fromSize: true };
}

/** Java's `Integer.parseInt`. */
function integer(digits: string, start: number, end: number): number {
  const value = /^[+-]?\d+$/.test(digits) ? Number(digits) : Number.NaN;
  if ((value | 0) !== value) throw new FaultFound("badNumber", start, Math.max(end, start + 1));
  return value | 0;
}

/** Reads indexes and slices. If they are mixed, the order of the checks in `read` decides. */
class Indexes {
  private readonly numbers: number[] = [];
  private digits = "";
  private start: number;

  constructor(
    private readonly text: string,
    private pos: number,
    private readonly offset: number,
    private readonly span: Span,
  ) {
    this.start = pos;
  }

  read(): PathStep {
    const { span, numbers } = this;
    let listed = false;
    let from = false;
    let to = false;
    let between = false;
    for (let unit = this.unit(); this.isListed(unit); ) {
      if (unit === colon) {
        if (this.digits === "") {
          to = true;
          this.readDigits();
          this.add();
        } else {
          this.add();
          this.readDigits();
          if (this.digits === "") from = true;
          else {
            between = true;
            this.add();
          }
        }
      } else if (unit === comma) {
        this.add();
        listed = true;
      } else if (unit !== space) this.digits += String.fromCharCode(unit);
      if (this.unit() === close) break;
      this.pos++;
      unit = this.unit();
    }
    if (this.digits !== "") this.add();
    const [first = 0, second = 0] = numbers;
    if (numbers.length === 1 && !to && !from) return { kind: "index", span, index: first, fromSize: false };
    if (listed) return { kind: "indexes", span, indexes: numbers };
    if (from) return { kind: "slice", span, from: first };
    if (to) return { kind: "slice", span, to: first };
    if (between) return { kind: "slice", span, from: first, to: second };
    throw new FaultFound("badBracket", span.start, span.end);
  }

  private unit(): number {
    if (this.pos >= this.text.length) throw new FaultFound("unclosedBracket", this.span.start, this.span.end);
    return this.text.charCodeAt(this.pos);
  }

  private isListed(unit: number): boolean {
    return isDigit(unit) || unit === comma || unit === space || unit === colon || unit === minus;
  }

  /** Reads the digits after a colon. */
  private readDigits(): void {
    this.start = ++this.pos;
    for (let unit = this.unit(); isDigit(unit) || unit === space || unit === minus; unit = this.unit()) {
      if (unit !== space) this.digits += String.fromCharCode(unit);
      this.pos++;
    }
  }

  private add(): void {
    this.numbers.push(integer(this.digits, this.offset + this.start, this.offset + this.pos));
    this.digits = "";
    this.start = this.pos;
  }
}
