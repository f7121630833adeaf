/** Methods of iterators, map views and entries, and helpers for all collections. */
import {
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
    machine.meter.spend(value.size * 4);
    return value.asList().items;
  }
  return value instanceof JavaView ? value.items() : undefined;
}

/** An iterator over a collection, an array, or the values of a map; an iterator is returned as it is. */
export function iteratorFor(value: Value): JavaIterator | undefined {
  if (value instanceof JavaList) return new JavaIterator(value.items, value);
  if (value instanceof JavaRange) return iteratorFor(value.asList());
  if (value instanceof JavaArray) return new JavaIterator(value.items, value);
  if (value instanceof JavaView) return new JavaIterator(value.items(), value);
  if (value instanceof JavaIterator) return value;
  const map = mapOf(value ?? undefined);
  return map === undefined ? undefined : iteratorFor(new JavaView(map, "values"));
}

export function containsValue(items: readonly Value[], wanted: Value): boolean {
  return items.some((item) => javaEquals(item, wanted));
}

export const ITERATOR: MethodTable<JavaIterator> = table({
  hasNext: (iterator, { length }) => (length === 0 ? iterator.hasNext : undefined),
  next: (iterator, { length }) => {
    if (length > 0) return undefined;
    const value = iterator.next();
    if (value === undefined) throw new JavaFault("The iterator has no next element.");
    return value;
  },
  remove: (iterator, { length }) => {
    if (length > 0) return undefined;
    const { source, last } = iterator;
    if (last < 0) throw new JavaFault("The iterator has no element to remove.");
    if (source instanceof JavaView) removeFromView(source, iterator.items[last] ?? null);
    else if (!(source instanceof JavaList))
      throw new JavaFault("This iterator does not support removing elements.");
    if (source instanceof JavaList) {
      source.items.splice(last, 1);
      iterator.position--;
    }
    iterator.last = -1;
    return VOID;
  },
});

function removeFromView(view: JavaView, item: Value): boolean {
  const key = item instanceof JavaEntry && view.of === "entries" ? item.key : item;
  if (view.of !== "values") {
    const had = view.map.has(key);
    view.map.remove(key);
    return had;
  }
  for (const [name, value] of view.map.pairs()) {
    if (!javaEquals(value, item)) continue;
    view.map.remove(name);
    return true;
  }
  return false;
}

function contains(view: JavaView, wanted: Value): boolean {
  return view.of === "keys" ? view.map.has(wanted) : containsValue(view.items(), wanted);
}

export const VIEW: MethodTable<JavaView> = table(
  {
    size: (view, { length }) => (length === 0 ? view.size : undefined),
    isEmpty: (view, { length }) => (length === 0 ? view.size === 0 : undefined),
    iterator: (view, { length }) => (length === 0 ? iteratorFor(view) : undefined),
    contains: (view, [wanted]) => (wanted === undefined ? undefined : contains(view, wanted)),
    containsAll: (view, [other], machine) =>
      elementsOf(other, machine)?.every((item) => contains(view, item)),
    toArray: (view, { length }, machine) => {
      if (length > 0) return undefined;
      machine.meter.spend(view.size * 4);
      return new JavaArray(view.items(), "java.lang.Object");
    },
    remove: (view, [item]) => (item === undefined ? undefined : removeFromView(view, item)),
    removeAll: (view, [other], machine) => {
      const unwanted = elementsOf(other, machine);
      if (unwanted === undefined) return undefined;
      const doomed = view.items().filter((item) => containsValue(unwanted, item));
      for (const item of doomed) removeFromView(view, item);
      return doomed.length > 0;
    },
    retainAll: (view, [other], machine) => {
      const wanted = elementsOf(other, machine);
      if (wanted === undefined) return undefined;
      const doomed = view.items().filter((item) => !containsValue(wanted, item));
      for (const item of doomed) removeFromView(view, item);
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
    setValue: (entry, [value]) => (value === undefined ? undefined : entry.map.put(entry.key, value)),
  },
  [],
  { setValue: 1 },
);
