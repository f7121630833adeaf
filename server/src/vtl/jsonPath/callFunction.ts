import {
  type Budget,
  isNumber,
  JavaDouble,
  JavaList,
  JavaMap,
  JavaView,
  print,
  toDouble,
  type Value,
} from "../values";
import { ReadError } from "./compare";
import type { FunctionName } from "./types";

/** The cost of one item, in characters. */
const look = 16;

/**
 * Calls a function as JsonPath 2.4 and newer do.
 * @param model the value that the path before the call leads to.
 * @throws ReadError where JsonPath throws: for missing numbers or items.
 */
export function callFunction(
  name: FunctionName,
  model: Value,
  parameters: readonly Value[],
  budget: Budget,
): Value {
  if (model instanceof JavaList) budget.spend(model.items.length * look);
  switch (name) {
    case "length":
    case "size":
      return lengthOf(model);
    case "keys":
      return model instanceof JavaMap ? new JavaView(model, "keys") : null;
    case "concat":
      return concatenated(model, parameters, budget);
    case "append":
      // Java modifies the document, too.
      if (model instanceof JavaList) for (const value of parameters) model.items.push(value);
      return model;
    case "first":
      return itemOf(model, 0);
    case "last":
      return itemOf(model, -1);
    case "index":
      return itemOf(model, indexIn(parameters));
    default:
      return new JavaDouble(aggregate(name, numbersIn(model, parameters)));
  }
}

/** The number of values in these objects and arrays. */
export function childrenOf(values: readonly Value[]): number {
  return values.reduce<number>((count, value) => {
    if (value instanceof JavaList) return count + value.items.length;
    return value instanceof JavaMap ? count + value.size : count;
  }, 0);
}

/** The number of items or characters; null for other values. */
export function lengthOf(value: Value): Value {
  if (typeof value === "string") return value.length;
  if (value instanceof JavaList) return value.items.length;
  return value instanceof JavaMap ? value.size : null;
}

type Aggregate = "min" | "max" | "avg" | "stddev" | "sum";

function aggregate(name: Aggregate, numbers: readonly number[]): number {
  const sum = (): number => numbers.reduce((total, each) => total + each, 0);
  const count = numbers.length;
  switch (name) {
    case "min":
      return numbers.reduce((least, each) => Math.min(least, each), Number.MAX_VALUE);
    case "max":
      // Java starts from Double.MIN_VALUE, the smallest positive number, so negative maxima are lost.
      return numbers.reduce((most, each) => Math.max(most, each), Number.MIN_VALUE);
    case "sum":
      return sum();
    case "avg":
      return sum() / count;
    case "stddev": {
      const squares = numbers.reduce((total, each) => total + each * each, 0);
      const total = sum();
      return Math.sqrt(squares / count - (total * total) / count / count);
    }
  }
}

function numbersIn(model: Value, parameters: readonly Value[]): readonly number[] {
  const own = model instanceof JavaList ? model.items : [];
  const numbers = [...own, ...spread(parameters)].filter(isNumber).map(toDouble);
  if (numbers.length === 0) {
    throw new ReadError("Aggregation function attempted to calculate value using empty array");
  }
  return numbers;
}

/** Joins the strings of the array and the text of all parameters. */
function concatenated(model: Value, parameters: readonly Value[], budget: Budget): string {
  let text = "";
  const own = model instanceof JavaList ? model.items.filter((item) => typeof item === "string") : [];
  const given = spread(parameters).filter((value) => value !== null);
  for (const value of [...own, ...given]) {
    const more = print(value, budget);
    budget.spend(more.length);
    text += more;
  }
  return text;
}

/** The parameters, with arrays replaced by their items. */
function spread(parameters: readonly Value[]): readonly Value[] {
  return parameters.flatMap((value) => (value instanceof JavaList ? value.items : [value]));
}

function indexIn(parameters: readonly Value[]): number {
  const index = spread(parameters).find(isNumber);
  if (index === undefined) throw new ReadError("`index()` requires a number.");
  return Math.trunc(toDouble(index));
}

/** A negative index counts from the end. */
function itemOf(model: Value, index: number): Value {
  if (!(model instanceof JavaList)) {
    throw new ReadError("Aggregation function attempted to calculate value using empty array");
  }
  const { items } = model;
  const item = items[index < 0 ? items.length + index : index];
  if (item === undefined) {
    throw new ReadError(`Target index:${index} larger than object count:${items.length}`);
  }
  return item;
}
