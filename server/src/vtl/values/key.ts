import { decimalText } from "./decimal";
import type { BoxedNumber } from "./numbers";

/** A value that can be a key, reduced to what a key is made of. */
export type Keyable = null | boolean | number | string | KeyableObject;

type KeyableObject =
  | BoxedNumber
  | { readonly kind: "char"; readonly value: string }
  | KeyableList
  | { readonly kind: "range"; asList(): KeyableList }
  | KeyableMap
  | { readonly kind: "entry"; readonly key: Keyable; readonly value: Keyable }
  | { readonly kind: "array" | "view" | "iterator" | "host" };

interface KeyableList {
  readonly kind: "list";
  readonly items: readonly Keyable[];
}

interface KeyableMap {
  readonly kind: "map";
  entries(): readonly { readonly key: Keyable; readonly value: Keyable }[];
}

/**
 * The key under which a JavaScript Map stores a Java key: null, booleans, Integers and most Strings as they are, a
 * marked string for what Java compares by content, and the object itself for what it compares by identity.
 */
export type MapKey = null | boolean | number | string | object;

/** Marks the keys of values other than Strings, and of Strings that start with the mark themselves. */
const mark = "\0";

/** Lists and maps nested deeper than this are compared by identity; no real template nests keys that deep. */
const deepest = 200;

/** True if the map key is the Java key itself. */
export function isPlainKey(id: MapKey): id is null | boolean | number | string {
  return typeof id === "string" ? id.charCodeAt(0) !== 0 : typeof id !== "object" || id === null;
}

/** The key of a value. Two values have the same key exactly if Java's `equals` holds for them. */
export function mapKey(value: Keyable): MapKey {
  if (typeof value === "string") return value.charCodeAt(0) === 0 ? `${mark}s${value}` : value;
  if (typeof value !== "object" || value === null) return value;
  return objectKey(value, 0);
}

function objectKey(value: KeyableObject, depth: number): MapKey {
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

function listKey(items: readonly Keyable[], depth: number): string | undefined {
  if (depth >= deepest) return undefined;
  let key = `${mark}[`;
  for (const item of items) key += lengthed(partKey(item, depth + 1));
  return key;
}

/** Sorted, because the order of the keys does not matter when maps are compared. */
function mapContentKey(map: KeyableMap, depth: number): string | undefined {
  if (depth >= deepest) return undefined;
  // An entry looks its value up, so that a map that is a key of itself never ends here, as in Java.
  const parts = map
    .entries()
    .map((entry) => lengthed(partKey(entry.key, depth + 1)) + lengthed(partKey(entry.value, depth + 1)));
  return `${mark}{${parts.sort().join("")}`;
}

/** The length prefix keeps the parts apart, whatever characters they contain. */
const lengthed = (text: string): string => `${text.length}:${text}`;

function partKey(value: Keyable, depth: number): string {
  if (typeof value === "string") return `"${value}`;
  if (typeof value !== "object" || value === null) return String(value);
  const key = objectKey(value, depth);
  return typeof key === "string" ? key : identityKey(value);
}

const identities = new WeakMap<object, string>();
let lastIdentity = 0;

/** A string that identifies one object, numbered in order of first use. */
function identityKey(value: object): string {
  let key = identities.get(value);
  if (key === undefined) {
    key = `${mark}@${++lastIdentity}`;
    identities.set(value, key);
  }
  return key;
}
