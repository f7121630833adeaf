import { decimalText } from "./decimal";
import { type Budget, COLLECTION_BYTES, TooDeepError, tooDeep } from "./limits";
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

/** True if the map key is the Java key itself. */
export function isPlainKey(id: MapKey): id is null | boolean | number | string {
  return typeof id === "string" ? id.charCodeAt(0) !== 0 : typeof id !== "object" || id === null;
}

/**
 * The key of a value. Two values have the same key exactly if Java's `equals` holds for them.
 * @throws TooDeepError for a collection that contains itself, where Java's stack overflows.
 */
export function mapKey(value: Keyable, budget?: Budget): MapKey {
  if (typeof value === "string") return value.charCodeAt(0) === 0 ? `${mark}s${value}` : value;
  if (typeof value !== "object" || value === null) return value;
  return objectKey(value, 0, budget);
}

function objectKey(value: KeyableObject, depth: number, budget: Budget | undefined): MapKey {
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
      return listKey(value.items, depth, budget);
    case "range":
      return listKey(value.asList().items, depth, budget);
    case "map":
      return mapContentKey(value, depth, budget);
    case "entry":
      return `${mark}e${entryKey(value, depth, budget)}`;
    default:
      return value;
  }
}

function listKey(items: readonly Keyable[], depth: number, budget: Budget | undefined): string {
  if (depth > tooDeep) throw new TooDeepError();
  let key = `${mark}[`;
  for (const item of items) key += lengthed(partKey(item, depth + 1, budget));
  return key;
}

/** Sorted, because the order of the keys does not matter when maps are compared. */
function mapContentKey(map: KeyableMap, depth: number, budget: Budget | undefined): string {
  if (depth > tooDeep) throw new TooDeepError();
  const parts = map.entries().map((entry) => entryKey(entry, depth, budget));
  return `${mark}{${parts.sort().join("")}`;
}

function entryKey(
  { key, value }: { readonly key: Keyable; readonly value: Keyable },
  depth: number,
  budget: Budget | undefined,
): string {
  return lengthed(partKey(key, depth + 1, budget)) + lengthed(partKey(value, depth + 1, budget));
}

/** The length prefix keeps the parts apart, whatever characters they contain. */
const lengthed = (text: string): string => `${text.length}:${text}`;

function partKey(value: Keyable, depth: number, budget: Budget | undefined): string {
  // Collections that several others share occur again and again in the key.
  budget?.spend(COLLECTION_BYTES.item);
  budget?.allocate?.(COLLECTION_BYTES.entry);
  if (typeof value === "string") return `"${value}`;
  if (typeof value !== "object" || value === null) return String(value);
  const key = objectKey(value, depth, budget);
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
