/** Methods of `java.lang.Number` and its subclasses, `Boolean` and `Character`, including static ones. */
import {
  compareNumbers,
  isNumber,
  JavaBigDecimal,
  JavaBigInteger,
  JavaChar,
  JavaDouble,
  JavaFloat,
  JavaLong,
  type JavaNumber,
  toDouble,
  type Value,
} from "../../values";
import { JavaFault } from "../stops";
import { isStripped, trim } from "./strip";
import { comparable, isInteger, isString, type Method, type MethodTable, table } from "./table";

const INT_MIN = -2147483648;
const INT_MAX = 2147483647;
const LONG_MAX = 2n ** 63n - 1n;

/** The integer part of any number. */
export function wholeOf(value: JavaNumber): bigint {
  if (typeof value === "number") return BigInt(value);
  if (value instanceof JavaBigDecimal) {
    const { unscaled, scale } = value;
    if (scale <= 0) return scale < -1000 ? 0n : unscaled * 10n ** BigInt(-scale);
    return scale > 100_000 ? 0n : unscaled / 10n ** BigInt(scale);
  }
  if (value instanceof JavaLong || value instanceof JavaBigInteger) return value.value;
  const number = toDouble(value);
  if (Number.isNaN(number)) return 0n;
  // Converting a double saturates at the bounds of a Long.
  if (number >= 2 ** 63) return LONG_MAX;
  return number <= -(2 ** 63) ? -LONG_MAX - 1n : BigInt(Math.trunc(number));
}

export function intValue(value: JavaNumber): number {
  if (typeof value === "number") return value;
  if (value instanceof JavaDouble || value instanceof JavaFloat) {
    if (Number.isNaN(value.value)) return 0;
    return Math.max(INT_MIN, Math.min(INT_MAX, Math.trunc(value.value)));
  }
  return Number(BigInt.asIntN(32, wholeOf(value)));
}

const long = (value: bigint): JavaLong => new JavaLong(BigInt.asIntN(64, value));

/** Java's `Integer.parseInt`, which accepts neither blanks nor a decimal point. */
function parseWhole(text: string, radix: number, bits: number): bigint {
  const digits = /^[+-]?([0-9A-Za-z]+)$/.exec(text)?.[1];
  if (digits !== undefined && radix >= 2 && radix <= 36 && digits.length < 100) {
    let result = 0n;
    let valid = true;
    for (const digit of digits) {
      const worth = Number.parseInt(digit, 36);
      if (worth >= radix) valid = false;
      result = result * BigInt(radix) + BigInt(worth);
    }
    const signed = text.startsWith("-") ? -result : result;
    if (valid && BigInt.asIntN(bits, signed) === signed) return signed;
  }
  throw new JavaFault(`"${text.slice(0, 40)}" is not a valid number.`);
}

function parseDouble(text: string): number {
  const trimmed = trim(text);
  const number = /^([+-]?)(NaN|Infinity)$/.exec(trimmed);
  if (number !== null) return number[2] === "NaN" ? Number.NaN : number[1] === "-" ? -Infinity : Infinity;
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?$/.test(trimmed)) {
    return Number(trimmed.replace(/[dDfF]$/, ""));
  }
  throw new JavaFault(`"${text.slice(0, 40)}" is not a valid number.`);
}

const none = (values: readonly Value[]): boolean => values.length === 0;

/** Methods of all numbers. */
const numbers: Readonly<Record<string, Method<JavaNumber>>> = {
  intValue: (number, values) => (none(values) ? intValue(number) : undefined),
  longValue: (number, values) => (none(values) ? long(wholeOf(number)) : undefined),
  doubleValue: (number, values) => (none(values) ? new JavaDouble(toDouble(number)) : undefined),
  floatValue: (number, values) => (none(values) ? new JavaFloat(Math.fround(toDouble(number))) : undefined),
  shortValue: (number, values) => (none(values) ? (intValue(number) << 16) >> 16 : undefined),
  byteValue: (number, values) => (none(values) ? (intValue(number) << 24) >> 24 : undefined),
  compareTo: (number, values) => {
    const isSame = (value: Value | undefined): value is JavaNumber =>
      value !== undefined && isNumber(value) && kindOf(value) === kindOf(number);
    return comparable(values, isSame, (other) => order(number, other));
  },
};

/** `Double.compareTo` is a total order: NaN is the greatest value, and -0.0 is less than 0.0. */
function order(a: JavaNumber, b: JavaNumber): number {
  if (a instanceof JavaDouble && b instanceof JavaDouble) {
    if (Object.is(a.value, b.value)) return 0;
    if (Number.isNaN(a.value)) return 1;
    if (Number.isNaN(b.value)) return -1;
    if (a.value === b.value) return Object.is(a.value, -0) ? -1 : 1;
  }
  return Math.sign(compareNumbers(a, b) ?? 0);
}

const kindOf = (number: JavaNumber): string => (typeof number === "number" ? "integer" : number.kind);

/** Static methods of Integer, Long and Double, which Velocity can call on an instance. */
const statics: Readonly<Record<string, Method<JavaNumber>>> = {
  parseInt: (number, [text, radix]) => {
    if (kindOf(number) !== "integer" || !isString(text)) return undefined;
    return Number(parseWhole(text, isInteger(radix) ? radix : 10, 32));
  },
  parseLong: (number, [text, radix]) => {
    if (kindOf(number) !== "long" || !isString(text)) return undefined;
    return long(parseWhole(text, isInteger(radix) ? radix : 10, 64));
  },
  parseDouble: (number, [text]) =>
    kindOf(number) === "double" && isString(text) ? new JavaDouble(parseDouble(text)) : undefined,
  toHexString: (number, [value]) => inRadix(number, value, 16),
  toBinaryString: (number, [value]) => inRadix(number, value, 2),
  toOctalString: (number, [value]) => inRadix(number, value, 8),
  max: (number, values) => among(number, values, Math.max),
  min: (number, values) => among(number, values, Math.min),
  sum: (number, values) => among(number, values, (a, b) => (a + b) | 0),
  compare: (number, values) => among(number, values, (a, b) => Math.sign(a - b)),
  signum: (number, [value]) =>
    kindOf(number) === "integer" && isInteger(value) ? Math.sign(value) : undefined,
  isNaN: (number, values) =>
    number instanceof JavaDouble && none(values) ? Number.isNaN(number.value) : undefined,
  isInfinite: (number, values) =>
    number instanceof JavaDouble && none(values)
      ? !Number.isFinite(number.value) && !Number.isNaN(number.value)
      : undefined,
};

function inRadix(number: JavaNumber, value: Value | undefined, radix: number): Value | undefined {
  if (kindOf(number) === "integer" && isInteger(value)) return (value >>> 0).toString(radix);
  if (kindOf(number) !== "long") return undefined;
  const whole = isInteger(value) ? BigInt(value) : value instanceof JavaLong ? value.value : undefined;
  return whole === undefined ? undefined : BigInt.asUintN(64, whole).toString(radix);
}

function among(
  number: JavaNumber,
  [a, b]: readonly Value[],
  choose: (a: number, b: number) => number,
): Value | undefined {
  return kindOf(number) === "integer" && isInteger(a) && isInteger(b) ? choose(a, b) : undefined;
}

const numberValueOf: Method<JavaNumber> = (number, [value, radix]) => {
  switch (kindOf(number)) {
    case "integer":
      if (isInteger(value)) return value;
      return isString(value) ? Number(parseWhole(value, isInteger(radix) ? radix : 10, 32)) : undefined;
    case "long":
      if (isInteger(value)) return long(BigInt(value));
      if (value instanceof JavaLong) return value;
      return isString(value) ? long(parseWhole(value, isInteger(radix) ? radix : 10, 64)) : undefined;
    case "double":
      if (isString(value)) return new JavaDouble(parseDouble(value));
      return value !== undefined && value !== null && isNumber(value)
        ? new JavaDouble(toDouble(value))
        : undefined;
  }
  return undefined;
};

const toText: Method<JavaNumber> = (number, [value, radix]) => {
  if (kindOf(number) !== "integer" || !isInteger(value)) return undefined;
  return isInteger(radix) && radix >= 2 && radix <= 36 ? value.toString(radix) : String(value);
};

export const NUMBER: MethodTable<JavaNumber> = table(
  { ...numbers, ...statics },
  [
    ["valueOf", numberValueOf],
    ["toString", toText],
  ],
  {
    parseInt: [1, 2],
    parseLong: [1, 2],
    parseDouble: 1,
    toHexString: 1,
    toBinaryString: 1,
    toOctalString: 1,
    max: 2,
    min: 2,
    sum: 2,
    compare: 2,
    signum: 1,
  },
);

const isBoolean = (value: Value | undefined): value is boolean => typeof value === "boolean";
const isChar = (value: Value | undefined): value is JavaChar => value instanceof JavaChar;

export const BOOLEAN: MethodTable<boolean> = table(
  {
    booleanValue: (value, values) => (none(values) ? value : undefined),
    compareTo: (value, values) => comparable(values, isBoolean, (other) => Number(value) - Number(other)),
    parseBoolean: (_value, [text]) => (isString(text) ? text.toLowerCase() === "true" : undefined),
    logicalAnd: (_value, [a, b]) => (typeof a === "boolean" && typeof b === "boolean" ? a && b : undefined),
    logicalOr: (_value, [a, b]) => (typeof a === "boolean" && typeof b === "boolean" ? a || b : undefined),
    logicalXor: (_value, [a, b]) => (typeof a === "boolean" && typeof b === "boolean" ? a !== b : undefined),
  },
  [
    [
      "valueOf",
      (_value, [what]) => {
        if (typeof what === "boolean") return what;
        return isString(what) ? what.toLowerCase() === "true" : undefined;
      },
    ],
    ["toString", (_value, [what]) => (typeof what === "boolean" ? String(what) : undefined)],
  ],
);

export const CHARACTER: MethodTable<JavaChar> = table({
  charValue: (char, values) => (none(values) ? char : undefined),
  compareTo: (char, values) =>
    comparable(values, isChar, (other) => char.value.charCodeAt(0) - other.value.charCodeAt(0)),
  isDigit: (_char, [what]) => tests(what, /^\p{Nd}$/u),
  isLetter: (_char, [what]) => tests(what, /^\p{L}$/u),
  isLetterOrDigit: (_char, [what]) => tests(what, /^[\p{L}\p{Nd}]$/u),
  isUpperCase: (_char, [what]) => tests(what, /^\p{Lu}$/u),
  isLowerCase: (_char, [what]) => tests(what, /^\p{Ll}$/u),
  isWhitespace: (_char, [what]) => (what instanceof JavaChar ? isStripped(what.value) : undefined),
  toUpperCase: (_char, [what]) =>
    what instanceof JavaChar ? new JavaChar(what.value.toUpperCase().charAt(0)) : undefined,
  toLowerCase: (_char, [what]) =>
    what instanceof JavaChar ? new JavaChar(what.value.toLowerCase().charAt(0)) : undefined,
  getNumericValue: (_char, [what]) => {
    if (!(what instanceof JavaChar)) return undefined;
    const worth = Number.parseInt(what.value, 36);
    return Number.isNaN(worth) ? -1 : worth;
  },
});

function tests(what: Value | undefined, pattern: RegExp): boolean | undefined {
  return what instanceof JavaChar ? pattern.test(what.value) : undefined;
}
