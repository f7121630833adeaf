import { isPlainKey, type MapKey, mapKey } from "./key";
import { JavaEntry, type Value } from "./types";

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
