/** Methods of iterators, map views and entries, and helpers for all collections. */
import {
  COLLECTION_BYTES,
  JavaArray,
  JavaEntry,
  JavaIterator,
  JavaList,
  JavaRange,
  JavaView,
  javaEquals,
  type Value,
} from "../../values";
import type { Machine } from "../machine";
import { JavaFault } from "../stops";
import { mapOf } from "./map";
import { type MethodTable, table, VOID } from "./table";

/** The elements of a `java.util.Collection`; undefined for anything else. Live for a list, a snapshot for a view. */
export function elementsOf(value: Value | undefined, machine: Machine): readonly Value[] | undefined {
  if (value instanceof JavaList) return value.items;
  if (value instanceof JavaRange) {
    return listOf(value, machine).items;
  }
  return value instanceof JavaView ? itemsOf(value, machine) : undefined;
}

/** A range as a list, which it remains. */
export function listOf(range: JavaRange, { meter }: Machine): JavaList {
  if (!range.isList) {
    meter.spend(range.size);
    meter.allocate(range.size * COLLECTION_BYTES.item);
  }
  return range.asList();
}

/** The elements of a view, in a new array. */
export function itemsOf(view: JavaView, { meter }: Machine): readonly Value[] {
  meter.spend(view.size);
  return view.items();
}

/** An iterator over a collection, an array, or the values of a map; an iterator is returned as it is. */
export function iteratorFor(value: Value, machine: Machine): JavaIterator | undefined {
  if (value instanceof JavaList) return new JavaIterator(value.items, value);
  if (value instanceof JavaRange) return iteratorFor(listOf(value, machine), machine);
  if (value instanceof JavaArray) return new JavaIterator(value.items, value);
  if (value instanceof JavaView) {
    machine.meter.allocate(value.size * COLLECTION_BYTES.item);
    return new JavaIterator([...itemsOf(value, machine)], value);
  }
  if (value instanceof JavaIterator) return value;
  const map = mapOf(value ?? undefined);
  return map === undefined ? undefined : iteratorFor(new JavaView(map, "values"), machine);
}

export function containsValue(items: readonly Value[], wanted: Value, { meter }: Machine): boolean {
  return items.some((item) => javaEquals(item, wanted, meter));
}

export const ITERATOR: MethodTable<JavaIterator> = table({
  hasNext: (iterator, { length }) => (length === 0 ? iterator.hasNext : undefined),
  next: (iterator, { length }) => {
    if (length > 0) return undefined;
    const value = iterator.next();
    if (value === undefined) throw new JavaFault("The iterator has no next element.");
    return value;
  },
  remove: (iterator, { length }, machine) => {
    if (length > 0) return undefined;
    const { source, last } = iterator;
    if (last < 0) throw new JavaFault("The iterator has no element to remove.");
    if (source instanceof JavaView) removeFromView(source, iterator.items[last] ?? null, machine);
    else if (!(source instanceof JavaList))
      throw new JavaFault("This iterator does not support removing elements.");
    if (source instanceof JavaList) {
      machine.meter.spend(source.items.length - last);
      source.items.splice(last, 1);
      iterator.position--;
    }
    iterator.last = -1;
    return VOID;
  },
});

function removeFromView(view: JavaView, item: Value, { meter }: Machine): boolean {
  const key = item instanceof JavaEntry && view.of === "entries" ? item.key : item;
  if (view.of !== "values") {
    const had = view.map.has(key, meter);
    view.map.remove(key, meter);
    return had;
  }
  for (const [name, value] of view.map.pairs()) {
    if (!javaEquals(value, item, meter)) continue;
    view.map.remove(name, meter);
    return true;
  }
  return false;
}

function contains(view: JavaView, wanted: Value, machine: Machine): boolean {
  if (view.of === "keys") return view.map.has(wanted, machine.meter);
  return containsValue(itemsOf(view, machine), wanted, machine);
}

export const VIEW: MethodTable<JavaView> = table(
  {
    size: (view, { length }) => (length === 0 ? view.size : undefined),
    isEmpty: (view, { length }) => (length === 0 ? view.size === 0 : undefined),
    iterator: (view, { length }, machine) => (length === 0 ? iteratorFor(view, machine) : undefined),
    contains: (view, [wanted], machine) =>
      wanted === undefined ? undefined : contains(view, wanted, machine),
    containsAll: (view, [other], machine) =>
      elementsOf(other, machine)?.every((item) => contains(view, item, machine)),
    toArray: (view, { length }, machine) => {
      if (length > 0) return undefined;
      machine.meter.allocate(view.size * COLLECTION_BYTES.item);
      return new JavaArray([...itemsOf(view, machine)], "java.lang.Object");
    },
    remove: (view, [item], machine) => (item === undefined ? undefined : removeFromView(view, item, machine)),
    removeAll: (view, [other], machine) => {
      const unwanted = elementsOf(other, machine);
      if (unwanted === undefined) return undefined;
      const doomed = itemsOf(view, machine).filter((item) => containsValue(unwanted, item, machine));
      for (const item of doomed) removeFromView(view, item, machine);
      return doomed.length > 0;
    },
    retainAll: (view, [other], machine) => {
      const wanted = elementsOf(other, machine);
      if (wanted === undefined) return undefined;
      const doomed = itemsOf(view, machine).filter((item) => !containsValue(wanted, item, machine));
      for (const item of doomed) removeFromView(view, item, machine);
      return doomed.length > 0;
    },
    clear: (view, { length }) => {
      if (length > 0) return undefined;
      view.map.clear();
      return VOID;
    },
    add: (_view, { length }) => {
      if (length !== 1) return undefined;
      throw new JavaFault("A view of a map does not support adding elements.");
    },
  },
  [],
  { contains: 1, containsAll: 1, remove: 1, removeAll: 1, retainAll: 1 },
);

export const ENTRY: MethodTable<JavaEntry> = table(
  {
    getKey: (entry, { length }) => (length === 0 ? entry.key : undefined),
    getValue: (entry, { length }) => (length === 0 ? entry.value : undefined),
    setValue: (entry, [value], { meter }) => {
      if (value === undefined) return undefined;
      meter.keep(value);
      return entry.map.put(entry.key, value, meter);
    },
  },
  [],
  { setValue: 1 },
);
