import { decimalText } from "./decimal";
import type { JavaMap } from "./map";
import type { HostObject, JavaArray, JavaIterator, JavaView, Value } from "./types";

/**
 * What a JavaScript Map takes for a Java key: plain for null, booleans, Integers and most Strings, a marked text
 * for what Java compares by content, the object itself for what it compares by identity.
 */
export type MapKey =
  | null
  | boolean
  | number
  | string
  | JavaArray
  | JavaIterator
  | JavaView
  | HostObject
  | JavaMap;

/** Marks texts that are not a String itself. Strings that begin with it are marked as well. */
const mark = "\0";

/** Deeper lists and maps are keys by identity; no template nests its keys like that. */
const deepest = 200;

/** True for a map key that is the Java key itself. */
export function isPlainKey(id: MapKey): id is null | boolean | number | string {
  return typeof id === "string" ? id.charCodeAt(0) !== 0 : typeof id !== "object" || id === null;
}

/** Two values have the same map key just where Java's `equals` holds for them. */
export function mapKey(value: Value): MapKey {
  if (typeof value === "string") return value.charCodeAt(0) === 0 ? `${mark}s${value}` : value;
  if (typeof value !== "object" || value === null) return value;
  return objectKey(value, 0);
}

function objectKey(value: Exclude<Value, null | boolean | number | string>, depth: number): MapKey {
  switch (value.kind) {
    case "long":
      return `${mark}l${value.value}`;
    case "bigInteger":
      return `${mark}i${value.value}`;
    case "double":
    case "float":
      return `${mark}${value.kind}${Object.is(value.value, -0) ? "-0" : value.value}`;
    case "bigDecimal":
      return `${mark}b${decimalText(value)}|${value.scale}`;
    case "char":
      return `${mark}c${value.value}`;
    case "list":
      return listKey(value.items, depth) ?? identityKey(value);
    case "range":
      return listKey(value.asList().items, depth) ?? identityKey(value);
    case "map":
      return mapContentKey(value, depth) ?? value;
    case "entry":
      return `${mark}e${lengthed(partKey(value.key, depth + 1))}${lengthed(partKey(value.value, depth + 1))}`;
    default:
      return value;
  }
}

function listKey(items: readonly Value[], depth: number): string | undefined {
  if (depth >= deepest) return undefined;
  let key = `${mark}[`;
  for (const item of items) key += lengthed(partKey(item, depth + 1));
  return key;
}

/** Maps are equal whatever the order of their keys. */
function mapContentKey(map: JavaMap, depth: number): string | undefined {
  if (depth >= deepest) return undefined;
  const parts = map
    .entries()
    .map((entry) => lengthed(partKey(entry.key, depth + 1)) + lengthed(partKey(entry.value, depth + 1)));
  return `${mark}{${parts.sort().join("")}`;
}

/** Lengths keep the parts apart whatever they contain. */
const lengthed = (text: string): string => `${text.length}:${text}`;

function partKey(value: Value, depth: number): string {
  if (typeof value === "string") return `"${value}`;
  if (typeof value !== "object" || value === null) return String(value);
  const key = objectKey(value, depth);
  return typeof key === "string" ? key : identityKey(value);
}

const identities = new WeakMap<object, string>();
let lastIdentity = 0;

/** A text for one object; a number in the order of asking. */
function identityKey(value: object): string {
  let key = identities.get(value);
  if (key === undefined) {
    key = `${mark}@${++lastIdentity}`;
    identities.set(value, key);
  }
  return key;
}
