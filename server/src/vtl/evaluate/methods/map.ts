/** Methods of `java.util.Map`. */
import { JavaMap, JavaView, javaEquals, type Value } from "../../values";
import type { Machine } from "../machine";
import { MapObject } from "../objects/mapObject";
import { table, VOID } from "./table";

const one = (values: readonly Value[]): Value | undefined => (values.length === 1 ? values[0] : undefined);

const MAP = table<JavaMap>(
  {
    get: (map, values) => {
      const key = one(values);
      return key === undefined ? undefined : map.get(key);
    },
    put: (map, [key, value], machine) => {
      if (key === undefined || value === undefined) return undefined;
      machine.meter.spend(16);
      return map.put(key, value);
    },
    size: (map, { length }) => (length === 0 ? map.size : undefined),
    isEmpty: (map, { length }) => (length === 0 ? map.size === 0 : undefined),
    keySet: (map, { length }) => (length === 0 ? new JavaView(map, "keys") : undefined),
    values: (map, { length }) => (length === 0 ? new JavaView(map, "values") : undefined),
    entrySet: (map, { length }) => (length === 0 ? new JavaView(map, "entries") : undefined),
    containsKey: (map, values) => {
      const key = one(values);
      return key === undefined ? undefined : map.has(key);
    },
    containsValue: (map, values) => {
      const wanted = one(values);
      if (wanted === undefined) return undefined;
      for (const [, value] of map.pairs()) if (javaEquals(value, wanted)) return true;
      return false;
    },
    getOrDefault: (map, values) => {
      const [key, value] = values;
      if (key === undefined || value === undefined || values.length !== 2) return undefined;
      return map.has(key) ? map.get(key) : value;
    },
    putAll: (map, values, machine) => {
      const from = mapOf(one(values));
      if (from === undefined) return undefined;
      machine.meter.spend(from.size * 16);
      for (const key of from.keys()) map.put(key, from.get(key));
      return VOID;
    },
    putIfAbsent: (map, values) => {
      const [key, value] = values;
      if (key === undefined || value === undefined || values.length !== 2) return undefined;
      const former = map.get(key);
      if (former === null) map.put(key, value);
      return former;
    },
    remove: (map, values) => {
      const [key, value] = values;
      if (key === undefined) return undefined;
      if (value === undefined) return map.remove(key);
      if (!map.has(key) || !javaEquals(map.get(key), value)) return false;
      map.remove(key);
      return true;
    },
    replace: (map, values) => {
      const [key, former, value] = values;
      if (key === undefined || former === undefined) return undefined;
      if (value === undefined) return map.has(key) ? map.put(key, former) : null;
      if (!map.has(key) || !javaEquals(map.get(key), former)) return false;
      map.put(key, value);
      return true;
    },
    clear: (map, { length }) => {
      if (length > 0) return undefined;
      map.clear();
      return VOID;
    },
    clone: (map, { length }, machine) => {
      if (length > 0) return undefined;
      machine.meter.spend(map.size * 16);
      return map.copy();
    },
  },
  [],
  { put: 2, remove: [1, 2], replace: [2, 3] },
);

/** The map that a value is or wraps; undefined for other values. */
export function mapOf(value: Value | undefined): JavaMap | undefined {
  if (value instanceof JavaMap) return value;
  return value instanceof MapObject ? value.map : undefined;
}

/** Calls a method of a map; undefined if there is no such method for these arguments. */
export function callMapMethod(
  machine: Machine,
  map: JavaMap,
  name: string,
  values: readonly Value[],
): Value | undefined {
  return MAP.get(name)?.(map, values, machine);
}
