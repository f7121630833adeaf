import type { JavaList, JavaMap, Value } from "../values";
import { ReadError } from "./compare";

/** Thrown for an index into a value that is not an array. */
export class NoArray extends ReadError {}

/** JsonPath's PathNotFoundException. A single instance is enough, because it has no details. */
export class NotFound extends Error {}

export const notFound = new NotFound();

export function isMap(value: Value): value is JavaMap {
  return typeof value === "object" && value !== null && value.kind === "map";
}

export function isList(value: Value): value is JavaList {
  return typeof value === "object" && value !== null && value.kind === "list";
}

export function itemsOf(value: Value): readonly Value[] {
  if (value === null) throw notFound;
  if (!isList(value)) throw new NoArray("An index can only be applied to an array.");
  return value.items;
}

/** Resolves a negative index, which counts from the end. */
export const fromStart = (items: readonly Value[], index: number): number =>
  index < 0 ? items.length + index : index;

export function itemAt(items: readonly Value[], index: number): Value {
  const item = items[index];
  if (item === undefined) throw notFound;
  return item;
}

/** Negative bounds count from the end only in slices that are open at one side. */
export function sliceBounds(
  from: number | undefined,
  to: number | undefined,
  size: number,
): readonly [number, number] {
  if (size === 0) return [0, 0];
  if (from !== undefined && to !== undefined) return [from, Math.min(size, to)];
  if (from !== undefined) return [Math.max(0, from < 0 ? size + from : from), size];
  return to === undefined ? [0, 0] : [0, Math.min(size, to < 0 ? size + to : to)];
}
