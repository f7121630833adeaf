import {
  type Budget,
  compareDecimals,
  isNumber,
  type JavaNumber,
  parseDecimal,
  print,
  type Value,
} from "../values";
import { matchesPattern, type Pattern } from "./pattern";
import type { Comparison } from "./types";

/** A side of a comparison after its path is read. */
export type Side = Value | Pattern;

/** Thrown where JsonPath throws an exception that ends the evaluation of the path. */
export class ReadError extends Error {}

/**
 * Compares as JsonPath 2.0 does. The right side is the expected value: its text is parsed as a number or boolean if the
 * left side is one. Values that cannot be compared are neither equal nor different.
 * @throws ReadError for text that should be a number but is not.
 */
export function holds(left: Side, operator: Comparison, right: Side, budget: Budget): boolean {
  if (operator === "=~") return matches(left, right, budget);
  const ordered = operator !== "==" && operator !== "!=";
  if (ordered && (left === null) !== (right === null)) return false;
  const order = compare(right, left);
  if (order === undefined) return false;
  switch (operator) {
    case "==":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order > 0;
    case "<=":
      return order >= 0;
    case ">":
      return order < 0;
    case ">=":
      return order <= 0;
  }
}

/** The order of two values; undefined if they cannot be compared. */
function compare(expected: Side, value: Side): number | undefined {
  if (expected === value && typeof expected !== "string") return 0;
  const expectsNull = isNullish(expected);
  const isNull = isNullish(value);
  if (expectsNull || isNull) return expectsNull && isNull ? 0 : expectsNull ? -1 : 1;
  if (isPattern(expected) || isPattern(value)) return undefined;
  if (typeof expected === "string") {
    if (typeof value === "string") return compareTexts(expected.replaceAll("\\'", "'"), value);
    if (isNumber(value)) return compareAsDecimals(expected, value);
    if (typeof value === "boolean") return Number(expected.toLowerCase() === "true") - Number(value);
  }
  if (isNumber(expected) && isNumber(value)) return compareAsDecimals(print(expected), value);
  if (typeof expected === "boolean" && typeof value === "boolean") return Number(expected) - Number(value);
  return undefined;
}

/** True for null and the unquoted word `null`. */
const isNullish = (value: Side): boolean => value === null || value === "null";

const isPattern = (value: Side): value is Pattern =>
  typeof value === "object" && value !== null && value.kind === "pattern";

const compareTexts = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

function compareAsDecimals(expected: string, value: JavaNumber): number {
  const left = parseDecimal(expected);
  const right = parseDecimal(print(value));
  if (!left || !right) throw new ReadError(`"${left ? print(value) : expected}" is not a number.`);
  return compareDecimals(left, right);
}

/** One side, or both, is a pattern that must match the whole text of the other. */
function matches(left: Side, right: Side, budget: Budget): boolean {
  const pattern = isPattern(left) ? left : right;
  const subject = isPattern(left) ? right : left;
  if (!isPattern(pattern)) {
    if (pattern === null && subject === null) return false;
    throw new ReadError("`=~` requires a pattern: `/…/`.");
  }
  if (subject === null) return false;
  return matchesPattern(pattern, isPattern(subject) ? subject.source : print(subject, budget), budget);
}
