import { isPlainKey, type MapKey, mapKey } from "./key";
import type { Budget } from "./limits";
import type { BoxedNumber } from "./numbers";

/**
 * Everything a template can hold. A JavaScript number is always a Java Integer, a string is a Java String, null is
 * Java's null, and `undefined` never occurs. Everything else is an object of one of the classes below, distinguished by
 * `kind`. Templates never read properties of these JavaScript objects directly; all access goes through `kind`.
 */
export type Value = null | boolean | number | string | JavaObject;

export type JavaObject =
  | BoxedNumber
  | JavaChar
  | JavaList
  | JavaArray
  | JavaRange
  | JavaMap
  | JavaEntry
  | JavaView
  | JavaIterator
  | HostObject;

/** `java.lang.Character`: one UTF-16 code unit, from `charAt`. */
export class JavaChar {
  readonly kind = "char";
  constructor(readonly value: string) {}
}

/** A mutable `java.util.ArrayList`. */
export class JavaList {
  readonly kind = "list";
  /** @param json true for json-smart's JSONArray, an ArrayList that prints as JSON text. */
  constructor(
    readonly items: Value[],
    readonly json = false,
  ) {}
}

/** A Java array of objects: `String[]` from `split`, `Object[]` from `toArray`. Its size is fixed. */
export class JavaArray {
  readonly kind = "array";
  /** @param component the name of the element class, as in the printed `[Ljava.lang.String;@1b2c3d`. */
  constructor(
    readonly items: Value[],
    readonly component: "java.lang.String" | "java.lang.Object",
  ) {}
}

/**
 * The ArrayList of Integers that `[first..last]` creates. It only stores its bounds, so that a huge range costs nothing
 * until it is changed or used as a list.
 */
export class JavaRange {
  readonly kind = "range";
  private list: JavaList | undefined;

  constructor(
    readonly first: number,
    readonly last: number,
  ) {}

  get size(): number {
    return this.list ? this.list.items.length : Math.abs(this.last - this.first) + 1;
  }

  /** The element at an index within the size. */
  at(index: number): Value {
    if (this.list) return this.list.items[index] ?? null;
    return this.first <= this.last ? this.first + index : this.first - index;
  }

  /** True once it has become a list, which can contain any elements. */
  get isList(): boolean {
    return this.list !== undefined;
  }

  /** Turns it into a list for good. The list has `size` elements, so charge a budget first. */
  asList(): JavaList {
    if (this.list) return this.list;
    const items: Value[] = [];
    for (let i = 0, size = this.size; i < size; i++) items.push(this.at(i));
    this.list = new JavaList(items);
    return this.list;
  }
}

/**
 * A mutable `java.util.LinkedHashMap`. Keys of any kind are compared as in Java: the Integer 1, the Long 1 and the
 * String "1" are three different keys.
 */
export class JavaMap {
  readonly kind = "map";
  private readonly items = new Map<MapKey, Value>();
  /** Original keys by `MapKey`, for keys that are not plain; most maps have none. */
  private odd: Map<MapKey, Value> | undefined;

  get size(): number {
    return this.items.size;
  }

  /** The value for a key; null if there is none. */
  get(key: Value, budget?: Budget): Value {
    return this.items.get(mapKey(key, budget)) ?? null;
  }

  has(key: Value, budget?: Budget): boolean {
    return this.items.has(mapKey(key, budget));
  }

  /** The value of an entry. */
  at(id: MapKey): Value {
    return this.items.get(id) ?? null;
  }

  /** Sets the value for a key and returns the previous one; a new key goes last. */
  put(key: Value, value: Value, budget?: Budget): Value {
    const id = mapKey(key, budget);
    const former = this.items.get(id) ?? null;
    this.items.set(id, value);
    if (!isPlainKey(id)) {
      this.odd ??= new Map();
      if (!this.odd.has(id)) this.odd.set(id, key);
    }
    return former;
  }

  /** Removes a key and returns its value. */
  remove(key: Value, budget?: Budget): Value {
    const id = mapKey(key, budget);
    const former = this.items.get(id) ?? null;
    this.items.delete(id);
    this.odd?.delete(id);
    return former;
  }

  clear(): void {
    this.items.clear();
    this.odd = undefined;
  }

  /** The keys in order, in a new array. */
  keys(): Value[] {
    const keys: Value[] = [];
    for (const id of this.items.keys()) keys.push(this.original(id));
    return keys;
  }

  /** Iterates over keys and values in order, without collecting them in arrays. */
  *pairs(): IterableIterator<readonly [Value, Value]> {
    for (const [id, value] of this.items) yield [this.original(id), value];
  }

  /** Visits all values with their keys, in order; the fastest way to iterate. */
  forEach(visit: (value: Value, key: Value) => void): void {
    this.items.forEach((value, id) => {
      visit(value, this.original(id));
    });
  }

  values(): Value[] {
    return [...this.items.values()];
  }

  entries(): JavaEntry[] {
    return [...this.items.keys()].map((id) => new JavaEntry(this, this.original(id), id));
  }

  private original(id: MapKey): Value {
    return isPlainKey(id) ? id : (this.odd?.get(id) ?? null);
  }

  /** A map with the same keys and values. */
  copy(): JavaMap {
    const copy = new JavaMap();
    for (const [id, value] of this.items) copy.items.set(id, value);
    if (this.odd) copy.odd = new Map(this.odd);
    return copy;
  }
}

/** A `Map.Entry`: a live view of one key of a map. */
export class JavaEntry {
  readonly kind = "entry";
  constructor(
    readonly map: JavaMap,
    readonly key: Value,
    private readonly id: MapKey,
  ) {}

  get value(): Value {
    return this.map.at(this.id);
  }
}

/** The live view of a map that `keySet()`, `values()` and `entrySet()` return. */
export class JavaView {
  readonly kind = "view";
  constructor(
    readonly map: JavaMap,
    readonly of: "keys" | "values" | "entries",
  ) {}

  get size(): number {
    return this.map.size;
  }

  /** The elements as they are now. */
  items(): Value[] {
    if (this.of === "keys") return this.map.keys();
    if (this.of === "values") return this.map.values();
    return this.map.entries();
  }
}

/** A `java.util.Iterator` or `ListIterator`. */
export class JavaIterator {
  readonly kind = "iterator";
  /** Index of the element that `next()` returns. */
  position = 0;
  /** Index of the element that `remove()` applies to; -1 before the first `next()` and after a removal. */
  last = -1;

  /**
   * @param items the elements: those of a list itself (live), or a snapshot of a view.
   * @param source what `remove()` removes from.
   */
  constructor(
    readonly items: Value[],
    readonly source: JavaList | JavaArray | JavaView | undefined,
  ) {}

  get hasNext(): boolean {
    return this.position < this.items.length;
  }

  /** The next element; undefined if there is none, where Java throws. */
  next(): Value | undefined {
    if (this.position >= this.items.length) return undefined;
    this.last = this.position;
    return this.items[this.position++] ?? null;
  }
}

/**
 * An object that the evaluator provides: `$input`, `$util`, the scope of a loop. Templates cannot access the fields of
 * its subclasses.
 */
export abstract class HostObject {
  readonly kind = "host";
  /** The text that it prints as. */
  abstract toText(): string;
}
