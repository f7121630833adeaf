import { isPlainKey, type MapKey, mapKey } from "./key";
import type { BoxedNumber } from "./numbers";

/**
 * Everything a template can hold. A JavaScript number is always a Java Integer, a string a Java String; null is
 * Java's null, and `undefined` never occurs. All others are objects of the classes below, told apart by `kind`.
 * No value gives access to an object of the host: whoever reads a property of a value goes through its `kind`.
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

/** `java.lang.Character`: one UTF-16 unit, from `charAt`. */
export class JavaChar {
  readonly kind = "char";
  constructor(readonly value: string) {}
}

/** A mutable `java.util.ArrayList`. */
export class JavaList {
  readonly kind = "list";
  /** `json` is true for json-smart's JSONArray, which is an ArrayList that prints as JSON text. */
  constructor(
    readonly items: Value[],
    readonly json = false,
  ) {}
}

/** A Java array of objects: `String[]` from `split`, `Object[]` from `toArray`. Its size is fixed. */
export class JavaArray {
  readonly kind = "array";
  /** The component class's name as in the printed `[Ljava.lang.String;@1b2c3d`. */
  constructor(
    readonly items: Value[],
    readonly component: "java.lang.String" | "java.lang.Object",
  ) {}
}

/**
 * The ArrayList of Integers that `[first..last]` makes. It holds its bounds only, so that a giant range costs
 * nothing until something changes it or asks for it as a list.
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

  /** True once it was made a list, and its elements may be any. */
  get isList(): boolean {
    return this.list !== undefined;
  }

  /** The list that it is from now on. It has `size` elements: charge a budget first. */
  asList(): JavaList {
    if (this.list) return this.list;
    const items: Value[] = [];
    for (let i = 0, size = this.size; i < size; i++) items.push(this.at(i));
    this.list = new JavaList(items);
    return this.list;
  }
}

/**
 * A mutable `java.util.LinkedHashMap`. Keys of any kind are compared as Java compares them: the Integer 1, the
 * Long 1 and the String "1" are three keys.
 */
export class JavaMap {
  readonly kind = "map";
  private readonly items = new Map<MapKey, Value>();
  /** The keys that are not their own `MapKey`; most maps have none. */
  private odd: Map<MapKey, Value> | undefined;

  get size(): number {
    return this.items.size;
  }

  /** The value of a key, null when there is none. */
  get(key: Value): Value {
    return this.items.get(mapKey(key)) ?? null;
  }

  has(key: Value): boolean {
    return this.items.has(mapKey(key));
  }

  /** Sets a key and gives its former value; a new key goes last. */
  put(key: Value, value: Value): Value {
    const id = mapKey(key);
    const former = this.items.get(id) ?? null;
    this.items.set(id, value);
    if (!isPlainKey(id)) {
      this.odd ??= new Map();
      if (!this.odd.has(id)) this.odd.set(id, key);
    }
    return former;
  }

  /** Removes a key and gives its former value. */
  remove(key: Value): Value {
    const id = mapKey(key);
    const former = this.items.get(id) ?? null;
    this.items.delete(id);
    this.odd?.delete(id);
    return former;
  }

  clear(): void {
    this.items.clear();
    this.odd = undefined;
  }

  /** The keys in their order, in an array of the caller's own. */
  keys(): Value[] {
    const keys: Value[] = [];
    for (const id of this.items.keys()) keys.push(this.original(id));
    return keys;
  }

  /** Keys with their values, in order, without arrays of their own. */
  *pairs(): IterableIterator<readonly [Value, Value]> {
    for (const [id, value] of this.items) yield [this.original(id), value];
  }

  /** Visits the values with their keys, in order: the fastest way to all of them. */
  forEach(visit: (value: Value, key: Value) => void): void {
    this.items.forEach((value, id) => {
      visit(value, this.original(id));
    });
  }

  values(): Value[] {
    return [...this.items.values()];
  }

  entries(): JavaEntry[] {
    return this.keys().map((key) => new JavaEntry(this, key));
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
  ) {}

  get value(): Value {
    return this.map.get(this.key);
  }
}

/** What `keySet()`, `values()` and `entrySet()` give: a live view of a map. */
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
  /** Index of the element that `next()` gives. */
  position = 0;
  /** Index of the element that `remove()` and `set()` mean, -1 before the first `next()` and after a removal. */
  last = -1;

  /**
   * @param items the elements: a list's own (live), or a snapshot of a view's.
   * @param source what `remove()` removes from.
   */
  constructor(
    readonly items: Value[],
    readonly source: JavaList | JavaArray | JavaView | undefined,
  ) {}

  get hasNext(): boolean {
    return this.position < this.items.length;
  }

  /** The next element; undefined when there is none, where Java throws. */
  next(): Value | undefined {
    if (this.position >= this.items.length) return undefined;
    this.last = this.position;
    return this.items[this.position++] ?? null;
  }
}

/**
 * An object that the evaluator makes and knows: `$input`, `$util`, the scope of a loop. Subclasses keep what they
 * need in their own fields, which no template can name.
 */
export abstract class HostObject {
  readonly kind = "host";
  /** What it prints. */
  abstract toText(): string;
}
