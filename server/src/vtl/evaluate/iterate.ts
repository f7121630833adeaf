/** What `#foreach` goes through. */
import { JavaList, type JavaMap, JavaRange, JavaView, type Value } from "../values";
import { iteratorFor } from "./methods/collections";
import { mapOf } from "./methods/map";
import { JavaFault } from "./stops";

export interface Steps {
  readonly hasNext: boolean;
  /** Undefined where there is none. */
  next(): Value | undefined;
}

/** The steps through a value; undefined for what Velocity passes over, such as text and numbers. */
export function iteratorOf(value: Value): Steps | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (value instanceof JavaRange && !value.isList) return new RangeSteps(value);
  if (value instanceof JavaList) return new ListSteps(value.items);
  if (value instanceof JavaView) return new MapSteps(value.map, value.of);
  const map = mapOf(value);
  return map === undefined ? iteratorFor(value) : new MapSteps(map, "values");
}

/** A giant range is never made a list just to be gone through. */
class RangeSteps implements Steps {
  #position = 0;
  constructor(private readonly range: JavaRange) {}

  get hasNext(): boolean {
    return this.#position < this.range.size;
  }

  next(): Value {
    return this.range.at(this.#position++);
  }
}

function changed(): never {
  throw new JavaFault("A loop iterates over this collection, so nothing can be added or removed.");
}

class ListSteps implements Steps {
  #position = 0;
  readonly #size: number;

  constructor(private readonly items: readonly Value[]) {
    this.#size = items.length;
  }

  get hasNext(): boolean {
    return this.#position !== this.items.length;
  }

  next(): Value {
    if (this.items.length !== this.#size) changed();
    return this.items[this.#position++] ?? null;
  }
}

class MapSteps implements Steps {
  #position = 0;
  readonly #size: number;
  readonly #items: readonly Value[];

  constructor(
    private readonly map: JavaMap,
    private readonly of: JavaView["of"],
  ) {
    this.#size = map.size;
    this.#items = of === "entries" ? map.entries() : map.keys();
  }

  get hasNext(): boolean {
    return this.#position < this.#items.length;
  }

  next(): Value {
    if (this.map.size !== this.#size) changed();
    const item = this.#items[this.#position++] ?? null;
    // A value is what it is by now: the loop may have set it.
    return this.of === "values" ? this.map.get(item) : item;
  }
}
