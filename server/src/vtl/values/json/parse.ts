import { parseDecimal } from "../decimal";
import { type Budget, COLLECTION_BYTES } from "../limits";
import { JavaBigInteger, JavaDouble, JavaFloat, JavaLong } from "../numbers";
import { JavaList, JavaMap, type Value } from "../types";

/**
 * Levels of nesting that json-smart reads. Some builds (Debian's 2.2) do not count down after an object and therefore
 * reject the 401st object of a text; that bug is not reproduced.
 */
export const deepestJson = 400;

/**
 * Parses JSON as json-smart does in its permissive mode, which Jayway's JsonPath uses: it also accepts unquoted and
 * single-quoted strings, extra commas, and anything after the value. Numbers keep their Java types. Undefined if even
 * that mode rejects the text, for example because a bracket is missing.
 * @param budget is charged for the memory of the value.
 */
export function parseJson(text: string, budget?: Budget): Value | undefined {
  const parser = new Parser(text, budget);
  const value = parser.first();
  return parser.failed ? undefined : value;
}

/** json-smart marks the end of the text with this character, so it also ends the text where it occurs inside. */
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
/** Characters from here on never end a word and never turn a number into one. */
const firstNeverStop = 126;

class Parser {
  failed = false;
  private pos = 0;
  private depth = 0;
  /** Offset of the next backslash, as of an earlier position or the current one. */
  private nextBackslash = -1;

  constructor(
    private readonly text: string,
    private readonly budget: Budget | undefined,
  ) {
    this.nextBackslash = this.backslashFrom(0);
  }

  /** Reads the top-level value; an unquoted word there extends to the end of the text. */
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

  /** Reads the next value; either of the two stops, or the end, ends an unquoted word. */
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
    this.budget?.allocate?.(COLLECTION_BYTES.map);
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
      this.budget?.allocate?.(COLLECTION_BYTES.entry);
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
    this.budget?.allocate?.(COLLECTION_BYTES.list);
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
      this.budget?.allocate?.(COLLECTION_BYTES.item);
      items.push(this.value(comma, closeBracket));
      if (this.failed) return null;
    }
  }

  /** After names and values, control characters count as white space. */
  private skipSpace(): void {
    let c = this.at(this.pos);
    while (c <= space && c !== end) c = this.at(++this.pos);
  }

  /** Reads an unquoted string, trimmed. */
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

  /** Reads a string that may contain escapes. Only such strings lose their control characters. */
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
        this.budget?.allocate?.(COLLECTION_BYTES.item);
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

/** The value of an unquoted word; a word after control characters, which `trim` removed, is always a string. */
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

/** Java's `trim`: removes all characters up to and including the space character. */
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

/** The character for an escape; unknown escapes are dropped. */
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

/** Parses digits after an optional minus into the smallest type that fits; from 20 digits on, a BigInteger. */
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

/** Parses up to 18 characters into a Double, more into a BigDecimal; undefined for text such as `-.`. */
function fraction(digits: string): Value | undefined {
  if (digits.length > 18) return parseDecimal(digits);
  const value = Number(digits);
  return Number.isNaN(value) ? undefined : new JavaDouble(value);
}
