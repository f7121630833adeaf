/** Methods of `java.util.ArrayList`, json-smart's JSONArray, and arrays, which Velocity treats as fixed-size lists. */
import {
  COLLECTION_BYTES,
  JavaArray,
  JavaIterator,
  JavaList,
  javaEquals,
  jsonArrayText,
  type Value,
} from "../../values";
import type { Machine } from "../machine";
import { JavaFault } from "../stops";
import { containsValue, elementsOf } from "./collections";
import { type Arities, isInteger, type Method, type MethodTable, table, VOID } from "./table";

const ARITIES: Arities = {
  get: 1,
  contains: 1,
  containsAll: 1,
  indexOf: 1,
  lastIndexOf: 1,
  set: 2,
  subList: 2,
  add: [1, 2],
  addAll: [1, 2],
  remove: 1,
  removeAll: 1,
  retainAll: 1,
  appendElement: 1,
};

interface Items {
  readonly items: Value[];
}

function at(items: readonly Value[], index: number): Value {
  if (index < 0 || index >= items.length) outOfRange(index, items.length);
  return items[index] ?? null;
}

function outOfRange(index: number, length: number): never {
  throw new JavaFault(`Index ${index} is out of bounds for length ${length}.`);
}

/** Methods that read, and those that set single elements. */
const READING: Readonly<Record<string, Method<Items>>> = {
  get: ({ items }, [index]) => (isInteger(index) ? at(items, index) : undefined),
  size: ({ items }, { length }) => (length === 0 ? items.length : undefined),
  isEmpty: ({ items }, { length }) => (length === 0 ? items.length === 0 : undefined),
  contains: ({ items }, [wanted], machine) =>
    wanted === undefined ? undefined : containsValue(items, wanted, machine),
  containsAll: ({ items }, [other], machine) =>
    elementsOf(other, machine)?.every((item) => containsValue(items, item, machine)),
  indexOf: ({ items }, [wanted], { meter }) =>
    wanted === undefined ? undefined : items.findIndex((item) => javaEquals(item, wanted, meter)),
  lastIndexOf: ({ items }, [wanted], { meter }) =>
    wanted === undefined ? undefined : items.findLastIndex((item) => javaEquals(item, wanted, meter)),
  set: ({ items }, [index, value], { meter }) => {
    if (!isInteger(index) || value === undefined) return undefined;
    const former = at(items, index);
    meter.keep(value);
    items[index] = value;
    return former;
  },
  subList: ({ items }, [from, to], machine) => {
    if (!isInteger(from) || !isInteger(to)) return undefined;
    if (from < 0 || to > items.length || from > to) outOfRange(from < 0 ? from : to, items.length);
    reserve(machine, to - from);
    return new JavaList(items.slice(from, to));
  },
  toArray: ({ items }, { length }, machine) => {
    if (length > 0) return undefined;
    reserve(machine, items.length);
    return new JavaArray([...items], "java.lang.Object");
  },
};

const iterator = (list: JavaList | JavaArray, { length }: readonly Value[]): Value | undefined =>
  length === 0 ? new JavaIterator(list.items, list) : undefined;

const unsupported: Method<JavaArray> = () => {
  throw new JavaFault("The size of an array cannot change.");
};

export const ARRAY: MethodTable<JavaArray> = table<JavaArray>(
  {
    ...READING,
    iterator,
    listIterator: iterator,
    add: unsupported,
    addAll: (array, values, machine) => {
      const added = elementsOf(values.at(-1), machine);
      return added === undefined ? undefined : added.length > 0 && unsupported(array, values, machine);
    },
    remove: (array, values, machine) => {
      const [what] = values;
      const found = what !== undefined && (isInteger(what) || containsValue(array.items, what, machine));
      return found && unsupported(array, values, machine);
    },
    clear: (array, values, machine) => {
      if (values.length > 0) return undefined;
      return array.items.length === 0 ? VOID : unsupported(array, values, machine);
    },
  },
  [],
  ARITIES,
);

export const LIST: MethodTable<JavaList> = table<JavaList>(
  {
    ...READING,
    iterator,
    listIterator: iterator,
    add: (list, values, machine) => {
      const [first, second] = values;
      machine.meter.spend(16);
      machine.meter.keep(second ?? first ?? null);
      if (values.length === 1 && first !== undefined) {
        list.items.push(first);
        return true;
      }
      if (!isInteger(first) || second === undefined) return undefined;
      if (first < 0 || first > list.items.length) outOfRange(first, list.items.length);
      machine.meter.spend(list.items.length - first);
      list.items.splice(first, 0, second);
      return VOID;
    },
    addAll: (list, values, machine) => {
      const [first, second] = values;
      const added = elementsOf(values.length === 1 ? first : second, machine);
      if (added === undefined || (values.length === 2 && !isInteger(first))) return undefined;
      const index = values.length === 2 && isInteger(first) ? first : list.items.length;
      if (index < 0 || index > list.items.length) outOfRange(index, list.items.length);
      machine.meter.spend(list.items.length - index);
      reserve(machine, added.length);
      const tail = list.items.splice(index);
      for (const item of [...added, ...tail]) list.items.push(item);
      return added.length > 0;
    },
    remove: (list, [what], machine) => {
      if (what === undefined) return undefined;
      machine.meter.spend(list.items.length);
      if (isInteger(what)) {
        const former = at(list.items, what);
        list.items.splice(what, 1);
        return former;
      }
      const index = list.items.findIndex((item) => javaEquals(item, what, machine.meter));
      if (index >= 0) list.items.splice(index, 1);
      return index >= 0;
    },
    removeAll: (list, [other], machine) => {
      const unwanted = elementsOf(other, machine);
      return unwanted && keep(list, machine, (item) => !containsValue(unwanted, item, machine));
    },
    retainAll: (list, [other], machine) => {
      const wanted = elementsOf(other, machine);
      return wanted && keep(list, machine, (item) => containsValue(wanted, item, machine));
    },
    clear: (list, { length }) => {
      if (length > 0) return undefined;
      list.items.length = 0;
      return VOID;
    },
    clone: (list, { length }, machine) => {
      if (length > 0) return undefined;
      reserve(machine, list.items.length);
      return new JavaList([...list.items], list.json);
    },
    toJSONString: (list, { length }, machine) =>
      list.json && length === 0 ? jsonArrayText(list.items, machine.meter) : undefined,
    appendElement: (list, [value], { meter }) => {
      if (!list.json || value === undefined) return undefined;
      meter.keep(value);
      list.items.push(value);
      return list;
    },
  },
  [],
  ARITIES,
);

/** Charges for the elements that a list or array is going to have. */
function reserve({ meter }: Machine, size: number): void {
  meter.spend(size * 4);
  meter.allocate(size * COLLECTION_BYTES.item);
}

function keep(list: JavaList, machine: Machine, wanted: (item: Value) => boolean): boolean {
  machine.meter.spend(list.items.length);
  const kept = list.items.filter(wanted);
  const changed = kept.length < list.items.length;
  list.items.length = 0;
  for (const item of kept) list.items.push(item);
  return changed;
}
