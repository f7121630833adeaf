import { parseDecimal } from "../decimal";
import { JavaBigInteger, JavaDouble, JavaFloat, JavaLong } from "../numbers";
import { JavaList, JavaMap, type Value } from "../types";

/**
 * Levels of nesting that json-smart reads. Some of its builds (Debian's 2.2) forget to count down behind an object
 * and so refuse the 401st object of a text, which no one means.
 */
export const deepestJson = 400;

/**
 * Reads JSON as json-smart does in its permissive mode, which Jayway's JsonPath uses: also without quotes, with
 * single quotes, with superfluous commas and whatever follows the value. Numbers keep their Java types. Undefined
 * for what even that refuses, such as a missing bracket.
 */
export function parseJson(text: string): Value | undefined {
  const parser = new Parser(text);
  const value = parser.first();
  return parser.failed ? undefined : value;
}

/** json-smart marks the end of the text with this character, so that one in the text ends it, too. */
const end = 26;

const tab = 9;
const newline = 10;
const carriageReturn = 13;
const space = 32;
const doubleQuote = 34;
const singleQuote = 39;
const plus = 43;
const comma = 44;
const minus = 45;
const period = 46;
const zero = 48;
const nine = 57;
const colon = 58;
const upperE = 69;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const lowerE = 101;
const openBrace = 123;
const closeBrace = 125;
/** Characters from here on never stop a word and never make one of a number. */
const firstNeverStop = 126;

class Parser {
  failed = false;
  private pos = 0;
  private depth = 0;
  /** Where the next backslash is, from some place at or before the current one. */
  private nextBackslash = -1;

  constructor(private readonly text: string) {
    this.nextBackslash = this.backslashFrom(0);
  }

  /** The value at the start; a word there goes on to the end of the text. */
  first(): Value {
    return this.value(end, end);
  }

  private at(pos: number): number {
    return pos < this.text.length ? this.text.charCodeAt(pos) : end;
  }

  private fail(): null {
    this.failed = true;
    return null;
  }

  /** The value that comes next; one of the two stops, or the end, ends a word. */
  private value(stop: number, otherStop: number): Value {
    let c = this.at(this.pos);
    while (c === space || c === newline || c === carriageReturn || c === tab) c = this.at(++this.pos);
    switch (c) {
      case openBrace:
        return this.object();
      case openBracket:
        return this.array();
      case doubleQuote:
      case singleQuote:
        return this.string(c);
      case colon:
      case closeBracket:
      case closeBrace:
        return this.fail();
      default:
        if (c === minus || (c >= zero && c <= nine)) return this.number(stop, otherStop);
        return named(this.word(this.pos, stop, otherStop), c);
    }
  }

  private object(): Value {
    if (++this.depth > deepestJson) return this.fail();
    const map = new JavaMap();
    for (;;) {
      const c = this.at(++this.pos);
      switch (c) {
        case tab:
        case newline:
        case carriageReturn:
        case space:
        case comma:
          continue;
        case colon:
        case openBracket:
        case closeBracket:
        case openBrace:
          return this.fail();
        case closeBrace:
          this.pos++;
          this.depth--;
          return map;
      }
      const key = c === doubleQuote || c === singleQuote ? this.string(c) : this.word(this.pos, colon, colon);
      this.skipSpace();
      if (this.failed || key === null || this.at(this.pos) !== colon) return this.fail();
      if (++this.pos >= this.text.length) return this.fail();
      const value = this.value(comma, closeBrace);
      if (this.failed) return null;
      map.put(key, value);
      this.skipSpace();
      switch (this.at(this.pos)) {
        case closeBrace:
          this.pos++;
          this.depth--;
          return map;
        case comma:
          continue;
        default:
          return this.fail();
      }
    }
  }

  private array(): Value {
    if (++this.depth > deepestJson) return this.fail();
    const items: Value[] = [];
    this.pos++;
    for (;;) {
      const c = this.at(this.pos);
      switch (c) {
        case tab:
        case newline:
        case carriageReturn:
        case space:
        case comma:
          this.pos++;
          continue;
        case closeBracket:
          this.pos++;
          this.depth--;
          return new JavaList(items, true);
        case colon:
        case closeBrace:
        case end:
          return this.fail();
      }
      items.push(this.value(comma, closeBracket));
      if (this.failed) return null;
    }
  }

  /** Control characters count as space behind names and values. */
  private skipSpace(): void {
    let c = this.at(this.pos);
    while (c <= space && c !== end) c = this.at(++this.pos);
  }

  /** Text without quotes, trimmed. */
  private word(from: number, stop: number, otherStop: number): string {
    let c = this.at(this.pos);
    while (c !== end && c !== stop && c !== otherStop) c = this.at(++this.pos);
    return trim(this.text, from, this.pos);
  }

  private string(quote: number): string | null {
    const start = this.pos + 1;
    const close = this.text.indexOf(quote === doubleQuote ? '"' : "'", start);
    if (close < 0) return this.fail();
    if (this.nextBackslash < start) this.nextBackslash = this.backslashFrom(start);
    if (this.nextBackslash > close) {
      this.pos = close + 1;
      return this.text.slice(start, close);
    }
    return this.escapedString(quote, start);
  }

  private backslashFrom(start: number): number {
    const at = this.text.indexOf("\\", start);
    return at < 0 ? this.text.length : at;
  }

  /** Reads a string that may contain escapes; control characters are dropped there, and only there. */
  private escapedString(quote: number, start: number): string | null {
    let result = "";
    let from = start;
    let i = start;
    for (;;) {
      const c = this.at(i);
      if (c === quote) {
        result += this.text.slice(from, i);
        this.pos = i + 1;
        return result;
      }
      if (c === end) return this.fail();
      if (c === backslash) {
        result += this.text.slice(from, i);
        const escaped = this.at(i + 1);
        i += 2;
        if (escaped === 117 || escaped === 120) {
          const digits = escaped === 117 ? 4 : 2;
          const code = this.hex(i, digits);
          if (code === undefined) return this.fail();
          result += String.fromCharCode(code);
          i += digits;
        } else result += unescaped(escaped);
        from = i;
      } else if (c < space || c === 127) {
        result += this.text.slice(from, i);
        from = ++i;
      } else i++;
    }
  }

  private hex(start: number, digits: number): number | undefined {
    let code = 0;
    for (let i = start; i < start + digits; i++) {
      const digit = hexDigit(this.at(i));
      if (digit < 0) return undefined;
      code = code * 16 + digit;
    }
    return code;
  }

  private number(stop: number, otherStop: number): Value {
    const start = this.pos++;
    let c = this.skipDigits();
    const whole = c !== period && c !== upperE && c !== lowerE;
    if (c === period) {
      this.pos++;
      c = this.skipDigits();
    }
    if (c === upperE || c === lowerE) {
      c = this.at(++this.pos);
      if (c !== plus && c !== minus && !(c >= zero && c <= nine)) return this.word(start, stop, otherStop);
      this.pos++;
      this.skipDigits();
    }
    this.skipSpace();
    c = this.at(this.pos);
    if (c < firstNeverStop && c !== stop && c !== otherStop && c !== end)
      return this.word(start, stop, otherStop);
    const digits = trim(this.text, start, this.pos);
    return (whole ? wholeNumber(digits) : fraction(digits)) ?? this.fail();
  }

  private skipDigits(): number {
    let c = this.at(this.pos);
    while (c >= zero && c <= nine) c = this.at(++this.pos);
    return c;
  }
}

/** What a word stands for; one behind control characters, which `trim` took away, is a string. */
function named(word: string, first: number): Value {
  if (word.charCodeAt(0) !== first) return word;
  switch (word) {
    case "null":
      return null;
    case "true":
      return true;
    case "false":
      return false;
    case "NaN":
      return new JavaFloat(Number.NaN);
    default:
      return word;
  }
}

/** Java's `trim`: everything up to the space goes. */
function trim(text: string, from: number, to: number): string {
  let start = from;
  let stop = to;
  while (start < stop && text.charCodeAt(start) <= space) start++;
  while (stop > start && text.charCodeAt(stop - 1) <= space) stop--;
  return text.slice(start, stop);
}

function hexDigit(c: number): number {
  if (c >= zero && c <= nine) return c - zero;
  if (c >= 65 && c <= 70) return c - 55;
  return c >= 97 && c <= 102 ? c - 87 : -1;
}

/** What stands behind a backslash; what is no escape is dropped. */
function unescaped(c: number): string {
  switch (c) {
    case 116:
      return "\t";
    case 110:
      return "\n";
    case 114:
      return "\r";
    case 102:
      return "\f";
    case 98:
      return "\b";
    case backslash:
      return "\\";
    case 47:
      return "/";
    case singleQuote:
      return "'";
    case doubleQuote:
      return '"';
    default:
      return "";
  }
}

/** Digits behind an optional minus: the smallest type that holds them, a BigInteger from 20 digits on. */
function wholeNumber(digits: string): Value {
  const negative = digits.charCodeAt(0) === minus;
  const count = negative ? digits.length - 1 : digits.length;
  if (count <= 15) {
    const value = digits === "-" ? 0 : Number(digits);
    const integer = value | 0;
    return integer === value ? integer : new JavaLong(BigInt(value));
  }
  const value = BigInt(digits);
  if (count > 19 || BigInt.asIntN(64, value) !== value) return new JavaBigInteger(value);
  const integer = Number(value) | 0;
  return BigInt(integer) === value ? integer : new JavaLong(value);
}

/** Up to 18 characters make a Double, more a BigDecimal; undefined for what neither reads, such as `-.`. */
function fraction(digits: string): Value | undefined {
  if (digits.length > 18) return parseDecimal(digits);
  const value = Number(digits);
  return Number.isNaN(value) ? undefined : new JavaDouble(value);
}
