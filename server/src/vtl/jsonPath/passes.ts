import {
  type Budget,
  compareDecimals,
  isNumber,
  JavaList,
  JavaMap,
  type JavaNumber,
  javaEquals,
  parseDecimal,
  print,
  type Value,
} from "../values";
import { matchesPattern, type Pattern } from "./pattern";
import type { TestOperator } from "./types";

/** A side of a test after its path is read; undefined if nothing matches. */
export type TestSide = Value | Pattern | undefined;

/** The cost of examining one list item, in characters. */
const look = 16;

/** Compares as newer versions of JsonPath do; false for operands that do not fit the operator. */
export function passes(left: TestSide, operator: TestOperator, right: TestSide, budget: Budget): boolean {
  switch (operator) {
    case "==":
      return isSame(left, right);
    case "!=":
      return !isSame(left, right);
    case "<":
      return order(left, right) < 0;
    case "<=":
      return order(left, right) <= 0;
    case ">":
      return order(left, right) > 0;
    case ">=":
      return order(left, right) >= 0;
    case "=~":
      return matches(left, right, budget);
    case "in":
      return right instanceof JavaList && holds(right, left, budget);
    case "nin":
      return right instanceof JavaMap || (right instanceof JavaList && !holds(right, left, budget));
    case "contains":
      if (typeof left === "string" && typeof right === "string") return left.includes(right);
      return left instanceof JavaList && holds(left, right, budget);
    case "size":
      return isAnyNumber(right) && sizeOf(left) === Math.trunc(Number(print(right)));
    case "empty":
      return typeof right === "boolean" && isEmpty(left) === right;
    default:
      return ofLists(left, operator, right, budget);
  }
}

function ofLists(
  left: TestSide,
  operator: "subsetof" | "anyof" | "noneof",
  right: TestSide,
  budget: Budget,
): boolean {
  if (!(left instanceof JavaList) || !(right instanceof JavaList)) return false;
  const isHeld = (item: Value): boolean => holds(right, item, budget);
  switch (operator) {
    case "subsetof":
      return left.items.every(isHeld);
    case "anyof":
      return left.items.some(isHeld);
    case "noneof":
      return !left.items.some(isHeld);
  }
}

function holds({ items }: JavaList, wanted: TestSide, budget: Budget): boolean {
  budget.spend(items.length * look);
  return items.some((item) => isSame(wanted, item));
}

/** Equality; a number equals its text. */
function isSame(left: TestSide, right: TestSide): boolean {
  if (left === undefined || right === undefined || isPattern(left) || isPattern(right)) return false;
  if (isNumber(left))
    return (isNumber(right) || typeof right === "string") && orderOfNumbers(left, right) === 0;
  if (typeof left === "string") return left === (isNumber(right) ? print(right) : right);
  return javaEquals(left, right);
}

/** Negative, positive or 0; NaN if there is no order. Only two numbers or two strings have one. */
function order(left: TestSide, right: TestSide): number {
  if (typeof left === "string" && typeof right === "string") return left < right ? -1 : left > right ? 1 : 0;
  return isAnyNumber(left) && isAnyNumber(right) ? orderOfNumbers(left, right) : Number.NaN;
}

function orderOfNumbers(left: JavaNumber, right: JavaNumber | string): number {
  const first = parseDecimal(print(left));
  const second = parseDecimal(print(right));
  return first && second ? compareDecimals(first, second) : Number.NaN;
}

function matches(left: TestSide, right: TestSide, budget: Budget): boolean {
  if (isPattern(left)) return !isPattern(right) && matchesPattern(left, textOf(right), budget);
  return isPattern(right) && matchesPattern(right, textOf(left), budget);
}

/** The text that a pattern is matched against; empty for values without text. */
function textOf(side: Exclude<TestSide, Pattern>): string {
  return typeof side === "string" || typeof side === "boolean" || isAnyNumber(side) ? print(side) : "";
}

function sizeOf(side: TestSide): number | undefined {
  if (typeof side === "string") return side.length;
  return side instanceof JavaList ? side.items.length : undefined;
}

function isEmpty(side: TestSide): boolean | undefined {
  return side instanceof JavaMap
    ? side.size === 0
    : sizeOf(side) === undefined
      ? undefined
      : sizeOf(side) === 0;
}

function isPattern(side: TestSide): side is Pattern {
  return typeof side === "object" && side !== null && side.kind === "pattern";
}

function isAnyNumber(side: TestSide): side is JavaNumber {
  return side !== undefined && !isPattern(side) && isNumber(side);
}
