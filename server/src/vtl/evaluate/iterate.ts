/** Iterates over values for `#foreach`. */
import { JavaList, type JavaMap, JavaRange, JavaView, type Value } from "../values";
import type { Machine } from "./machine";
import { iteratorFor } from "./methods/collections";
import { mapOf } from "./methods/map";
import { JavaFault } from "./stops";

export interface Steps {
  readonly hasNext: boolean;
  /** The next value; undefined if there is none. */
  next(): Value | undefined;
}

/** An iterator over a value; undefined for values that Velocity skips, such as strings and numbers. */
export function iteratorOf(value: Value, machine: Machine): Steps | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (value instanceof JavaRange && !value.isList) return new RangeSteps(value);
  if (value instanceof JavaList) return new ListSteps(value.items);
  if (value instanceof JavaView) return stepsOver(value.map, value.of, machine);
  const map = mapOf(value);
  return map === undefined ? iteratorFor(value, machine) : stepsOver(map, "values", machine);
}

function stepsOver(map: JavaMap, of: JavaView["of"], { meter }: Machine): Steps {
  meter.spend(map.size);
  return new MapSteps(map, of);
}

/** Iterates over a range without turning it into a list, which could be huge. */
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
    // Look the value up now, because the loop may have changed it.
    return this.of === "values" ? this.map.get(item) : item;
  }
}
