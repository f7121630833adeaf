import { decimalOfDouble } from "./decimal";
import type { Budget } from "./limits";
import { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaFloat, JavaLong, type JavaNumber } from "./numbers";
import type { Value } from "./types";

/**
 * The result of Velocity's arithmetic. Integers overflow into Long and BigInteger; with a Double operand, the result is
 * a Double; with a BigDecimal, or a BigInteger and a fraction, it is a BigDecimal. Null for a division by zero, as in
 * Velocity; undefined where Java throws an ArithmeticException or NumberFormatException.
 */
export type ArithmeticResult = JavaNumber | null | undefined;

export type Operator = "+" | "-" | "*" | "/" | "%";

/** The type in which Velocity calculates. */
type Base = "long" | "float" | "double" | "bigInteger" | "bigDecimal";

/** True for a `java.lang.Number`. */
export function isNumber(value: Value): value is JavaNumber {
  if (typeof value === "number") return true;
  if (typeof value !== "object" || value === null) return false;
  switch (value.kind) {
    case "long":
    case "bigInteger":
    case "double":
    case "float":
    case "bigDecimal":
      return true;
    default:
      return false;
  }
}

/**
 * Calculates `left operator right`.
 * @param budget is charged for the digits of big numbers before they are computed.
 */
export function calculate(
  operator: Operator,
  left: JavaNumber,
  right: JavaNumber,
  budget?: Budget,
): ArithmeticResult {
  if (typeof left === "number" && typeof right === "number") return ofIntegers(operator, left, right);
  if ((operator === "/" || operator === "%") && isZero(right)) return null;
  switch (baseOf(left, right)) {
    case "long":
      return ofLongs(operator, longOf(left), longOf(right));
    case "bigInteger": {
      const a = longOf(left);
      const b = longOf(right);
      budget?.spend(sizeOf(a) + sizeOf(b));
      if (operator === "%") {
        // BigInteger.mod rejects a negative modulus and never returns a negative result.
        return b < 0n ? undefined : new JavaBigInteger(((a % b) + b) % b);
      }
      return new JavaBigInteger(ofBigints(operator, a, b));
    }
    case "float":
      return new JavaFloat(Math.fround(ofDoubles(operator, floatOf(left), floatOf(right))));
    case "double":
      return new JavaDouble(ofDoubles(operator, toDouble(left), toDouble(right)));
    default:
      return ofDecimals(operator, left, right, budget);
  }
}

function ofIntegers(operator: Operator, left: number, right: number): ArithmeticResult {
  let result: number;
  switch (operator) {
    case "+":
      result = left + right;
      break;
    case "-":
      result = left - right;
      break;
    case "*":
      result = left * right;
      if (result > Number.MAX_SAFE_INTEGER || result < Number.MIN_SAFE_INTEGER) {
        return ofLongs("*", BigInt(left), BigInt(right));
      }
      break;
    case "/":
      if (right === 0) return null;
      result = Math.trunc(left / right);
      break;
    case "%":
      if (right === 0) return null;
      result = left % right;
      break;
  }
  const integer = result | 0;
  return integer === result ? integer : new JavaLong(BigInt(result));
}

/** With a Long operand, the result is a Long, however small. */
function ofLongs(operator: Operator, left: bigint, right: bigint): JavaNumber {
  const result = operator === "%" ? left % right : ofBigints(operator, left, right);
  // Long.MIN_VALUE divided or multiplied by -1 overflows unnoticed.
  const wrapped = BigInt.asIntN(64, result);
  const unnoticed = right === -1n && (operator === "/" || operator === "*");
  return wrapped === result || unnoticed ? new JavaLong(wrapped) : new JavaBigInteger(result);
}

function ofBigints(operator: Operator, left: bigint, right: bigint): bigint {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
  }
}

function ofDoubles(operator: Operator, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
  }
}

/** Exponents further apart than this are not aligned: the digits between them would fill the memory. */
const widestScale = 100_000;

function ofDecimals(
  operator: Operator,
  left: JavaNumber,
  right: JavaNumber,
  budget?: Budget,
): ArithmeticResult {
  const a = toDecimal(left);
  const b = toDecimal(right);
  if (!a || !b || operator === "%") return undefined;
  if (operator === "*") {
    budget?.spend(sizeOf(a.unscaled) + sizeOf(b.unscaled));
    return decimal(a.unscaled * b.unscaled, a.scale + b.scale);
  }
  const apart = Math.abs(a.scale - b.scale);
  if (apart > widestScale) return undefined;
  budget?.spend(sizeOf(a.unscaled) + sizeOf(b.unscaled) + apart);
  const x = a.scale < b.scale ? a.unscaled * 10n ** BigInt(apart) : a.unscaled;
  const y = b.scale < a.scale ? b.unscaled * 10n ** BigInt(apart) : b.unscaled;
  if (operator === "/") {
    // The quotient has the scale of the dividend and is rounded half down.
    if (Math.abs(a.scale) > widestScale) return undefined;
    return decimal(
      a.scale >= 0 ? halfDown(x * 10n ** BigInt(a.scale), y) : halfDown(x, y * 10n ** BigInt(-a.scale)),
      a.scale,
    );
  }
  return decimal(operator === "+" ? x + y : x - y, Math.max(a.scale, b.scale));
}

function decimal(unscaled: bigint, scale: number): JavaBigDecimal | undefined {
  return Math.abs(scale) > 0x7fffffff ? undefined : new JavaBigDecimal(unscaled, scale);
}

function halfDown(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  const twice = 2n * (rest < 0n ? -rest : rest);
  if (twice <= (divisor < 0n ? -divisor : divisor)) return quotient;
  return dividend < 0n === divisor < 0n ? quotient + 1n : quotient - 1n;
}

/**
 * Compares two numbers: negative, 0 or positive; undefined where Java throws, for a BigDecimal and NaN. In Velocity,
 * NaN equals every Double.
 */
export function compareNumbers(left: JavaNumber, right: JavaNumber): number | undefined {
  if (typeof left === "number" && typeof right === "number") return left - right;
  switch (baseOf(left, right)) {
    case "long":
    case "bigInteger":
      return sign(longOf(left), longOf(right));
    case "float":
      return sign(floatOf(left), floatOf(right));
    case "double":
      return sign(toDouble(left), toDouble(right));
    default: {
      const a = toDecimal(left);
      const b = toDecimal(right);
      return a && b ? compareDecimals(a, b) : undefined;
    }
  }
}

const sign = <T extends bigint | number>(left: T, right: T): number =>
  left < right ? -1 : left > right ? 1 : 0;

/** Compares by value, ignoring the scale: 1.0 equals 1.00. */
export function compareDecimals(left: JavaBigDecimal, right: JavaBigDecimal): number {
  const a = left.unscaled;
  const b = right.unscaled;
  const signs = sign(sign(a, 0n), sign(b, 0n));
  if (signs !== 0 || a === 0n) return signs;
  const negative = a < 0n;
  // Numbers of different magnitude are compared without writing out their digits.
  const magnitudes = sign(sizeOf(a) - left.scale, sizeOf(b) - right.scale);
  if (magnitudes !== 0) return negative ? -magnitudes : magnitudes;
  const apart = BigInt(Math.abs(left.scale - right.scale));
  return left.scale < right.scale ? sign(a * 10n ** apart, b) : sign(a, b * 10n ** apart);
}

/** The number of decimal digits. */
function sizeOf(value: bigint): number {
  return String(value < 0n ? -value : value).length;
}

function baseOf(left: JavaNumber, right: JavaNumber): Base {
  const a = typeof left === "number" ? "long" : left.kind;
  const b = typeof right === "number" ? "long" : right.kind;
  const whole = isWhole(a) && isWhole(b);
  const big = a === "bigInteger" || b === "bigInteger";
  if (a === "bigDecimal" || b === "bigDecimal" || (big && !whole)) return "bigDecimal";
  if (whole) return big ? "bigInteger" : "long";
  return a === "double" || b === "double" ? "double" : "float";
}

const isWhole = (base: Base): boolean => base === "long" || base === "bigInteger";

function isZero(value: JavaNumber): boolean {
  if (typeof value === "number") return value === 0;
  if (value.kind === "bigDecimal") return value.unscaled === 0n;
  return value.kind === "long" || value.kind === "bigInteger" ? value.value === 0n : value.value === 0;
}

/** The integer in a number of an integer type. */
function longOf(value: JavaNumber): bigint {
  if (typeof value === "number") return BigInt(value);
  return typeof value.kind === "string" && (value.kind === "long" || value.kind === "bigInteger")
    ? value.value
    : 0n;
}

function floatOf(value: JavaNumber): number {
  return Math.fround(toDouble(value));
}

/** `doubleValue()`. */
export function toDouble(value: JavaNumber): number {
  if (typeof value === "number") return value;
  if (value.kind === "bigDecimal") return Number(`${value.unscaled}e${-value.scale}`);
  return Number(value.value);
}

/** Converts to BigDecimal as Velocity does: exactly, but a Long through a double. Undefined for NaN and infinities. */
function toDecimal(value: JavaNumber): JavaBigDecimal | undefined {
  if (typeof value === "number") return new JavaBigDecimal(BigInt(value), 0);
  if (value.kind === "bigDecimal") return value;
  if (value.kind === "bigInteger") return new JavaBigDecimal(value.value, 0);
  return decimalOfDouble(Number(value.value));
}
