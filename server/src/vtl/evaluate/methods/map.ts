/** Methods of `java.util.Map`. */
import { COLLECTION_BYTES, JavaMap, JavaView, javaEquals, type Value } from "../../values";
import type { Machine } from "../machine";
import { MapObject } from "../objects/mapObject";
import { table, VOID } from "./table";

const one = (values: readonly Value[]): Value | undefined => (values.length === 1 ? values[0] : undefined);

const MAP = table<JavaMap>(
  {
    get: (map, values, { meter }) => {
      const key = one(values);
      return key === undefined ? undefined : map.get(key, meter);
    },
    put: (map, [key, value], machine) => {
      if (key === undefined || value === undefined) return undefined;
      return putInto(map, key, value, machine);
    },
    size: (map, { length }) => (length === 0 ? map.size : undefined),
    isEmpty: (map, { length }) => (length === 0 ? map.size === 0 : undefined),
    keySet: (map, { length }) => (length === 0 ? new JavaView(map, "keys") : undefined),
    values: (map, { length }) => (length === 0 ? new JavaView(map, "values") : undefined),
    entrySet: (map, { length }) => (length === 0 ? new JavaView(map, "entries") : undefined),
    containsKey: (map, values, { meter }) => {
      const key = one(values);
      return key === undefined ? undefined : map.has(key, meter);
    },
    containsValue: (map, values, { meter }) => {
      const wanted = one(values);
      if (wanted === undefined) return undefined;
      for (const [, value] of map.pairs()) if (javaEquals(value, wanted, meter)) return true;
      return false;
    },
    getOrDefault: (map, values, { meter }) => {
      const [key, value] = values;
      if (key === undefined || value === undefined || values.length !== 2) return undefined;
      return map.has(key, meter) ? map.get(key, meter) : value;
    },
    putAll: (map, values, machine) => {
      const from = mapOf(one(values));
      if (from === undefined) return undefined;
      machine.meter.spend(from.size * 16);
      machine.meter.allocate(from.size * COLLECTION_BYTES.entry);
      for (const key of from.keys()) map.put(key, from.get(key, machine.meter), machine.meter);
      return VOID;
    },
    putIfAbsent: (map, values, machine) => {
      const [key, value] = values;
      if (key === undefined || value === undefined || values.length !== 2) return undefined;
      const former = map.get(key, machine.meter);
      if (former === null) putInto(map, key, value, machine);
      return former;
    },
    remove: (map, values, { meter }) => {
      const [key, value] = values;
      if (key === undefined) return undefined;
      if (value === undefined) return map.remove(key, meter);
      if (!map.has(key, meter) || !javaEquals(map.get(key, meter), value, meter)) return false;
      map.remove(key, meter);
      return true;
    },
    replace: (map, values, machine) => {
      const [key, former, value] = values;
      const { meter } = machine;
      if (key === undefined || former === undefined) return undefined;
      if (value === undefined) return map.has(key, meter) ? putInto(map, key, former, machine) : null;
      if (!map.has(key, meter) || !javaEquals(map.get(key, meter), former, meter)) return false;
      putInto(map, key, value, machine);
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
      machine.meter.allocate(map.size * COLLECTION_BYTES.entry);
      return map.copy();
    },
  },
  [],
  { put: 2, remove: [1, 2], replace: [2, 3] },
);

/** Puts a value into a map, and charges for both. */
export function putInto(map: JavaMap, key: Value, value: Value, { meter }: Machine): Value {
  meter.spend(16);
  meter.keep(key);
  meter.keep(value);
  return map.put(key, value, meter);
}

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
