import { compareNumbers, isNumber } from "./arithmetic";
import { type Budget, TooDeepError, tooDeep } from "./limits";
import { print } from "./print";
import type { JavaList, JavaMap, JavaRange, Value } from "./types";

/**
 * Velocity's `==`: compares numbers by value, objects of the same class with `equals`, and everything else by its
 * printed text, so that `'42' == 42` holds. Null only equals null.
 */
export function velocityEquals(left: Value, right: Value, budget?: Budget): boolean {
  if (typeof left === "string" && typeof right === "string") return equalTexts(left, right, budget);
  if (left === right && typeof left !== "object") return true;
  if (left === null || right === null) return left === right;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  if (className(left) === className(right)) return javaEquals(left, right, budget);
  return print(left, budget) === print(right, budget);
}

/** A name shared by kinds that are the same class, or a class and its subclass, in Java. */
function className(value: Exclude<Value, null>): string {
  if (typeof value !== "object") return typeof value;
  if (value.kind === "range") return "list";
  return value.kind === "view" ? value.of : value.kind;
}

/** Java's `equals`: the Integer 1 is not the Long 1, and 1.0 is not 1.00. */
export function javaEquals(left: Value, right: Value, budget?: Budget): boolean {
  return equals(left, right, 0, budget);
}

function equalTexts(left: string, right: string, budget: Budget | undefined): boolean {
  if (left.length !== right.length) return false;
  budget?.spend(left.length);
  return left === right;
}

/** What a comparison costs. */
const comparison = 16;

function equals(left: Value, right: Value, depth: number, budget: Budget | undefined): boolean {
  budget?.spend(comparison);
  if (typeof left === "string" && typeof right === "string") return equalTexts(left, right, budget);
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (depth > tooDeep) throw new TooDeepError();
  switch (left.kind) {
    case "long":
    case "bigInteger":
    case "char":
      return right.kind === left.kind && left.value === right.value;
    case "double":
    case "float":
      return right.kind === left.kind && Object.is(left.value, right.value);
    case "bigDecimal":
      return right.kind === left.kind && left.unscaled === right.unscaled && left.scale === right.scale;
    case "list":
    case "range":
      return (right.kind === "list" || right.kind === "range") && equalLists(left, right, depth, budget);
    case "map":
      return right.kind === "map" && equalMaps(left, right, depth, budget);
    case "entry":
      return (
        right.kind === "entry" &&
        equals(left.key, right.key, depth + 1, budget) &&
        equals(left.value, right.value, depth + 1, budget)
      );
    case "view":
      return right.kind === "view" && equalViews(left, right, depth, budget);
    default:
      return false;
  }
}

function equalLists(
  left: JavaList | JavaRange,
  right: JavaList | JavaRange,
  depth: number,
  budget: Budget | undefined,
): boolean {
  const size = sizeOf(left);
  if (size !== sizeOf(right)) return false;
  for (let i = 0; i < size; i++) {
    if (!equals(itemOf(left, i), itemOf(right, i), depth + 1, budget)) return false;
  }
  return true;
}

const sizeOf = (list: JavaList | JavaRange): number => (list.kind === "list" ? list.items.length : list.size);

const itemOf = (list: JavaList | JavaRange, index: number): Value =>
  list.kind === "list" ? (list.items[index] ?? null) : list.at(index);

function equalMaps(left: JavaMap, right: JavaMap, depth: number, budget: Budget | undefined): boolean {
  if (left.size !== right.size) return false;
  for (const [key, value] of left.pairs()) {
    if (!right.has(key, budget) || !equals(value, right.get(key, budget), depth + 1, budget)) return false;
  }
  return true;
}

/** Compares key sets by content and entry sets like their maps; collections of values are never equal. */
function equalViews(
  left: { readonly map: JavaMap; readonly of: string },
  right: { readonly map: JavaMap; readonly of: string },
  depth: number,
  budget: Budget | undefined,
): boolean {
  if (left.of !== right.of || left.of === "values") return false;
  if (left.of === "entries") return equalMaps(left.map, right.map, depth, budget);
  if (left.map.size !== right.map.size) return false;
  for (const [key] of left.map.pairs()) if (!right.map.has(key, budget)) return false;
  return true;
}
