/** Tables of methods. Templates can only call methods that are in a table. */
import type { Value } from "../../values";
import type { Machine } from "../machine";
import { JavaFault } from "../stops";

/**
 * A method with all its overloads. Returns undefined if no overload accepts the arguments, which Velocity treats like a
 * missing method. Throws a JavaFault for a Java exception. A `void` method returns the empty string.
 */
export type Method<T> = (target: T, values: readonly Value[], machine: Machine) => Value | undefined;

export type MethodTable<T> = ReadonlyMap<string, Method<T>>;

/** The number of arguments of a method, or the minimum and maximum of its overloads. */
export type Arities = Readonly<Record<string, number | readonly [least: number, most: number]>>;

/**
 * Creates a table of methods.
 * @param others methods whose names have a meaning in object literals: `toString` and `valueOf`.
 * @param arities for methods that do not check the number of arguments themselves.
 */
export function table<T>(
  methods: Readonly<Record<string, Method<T>>>,
  others: readonly (readonly [name: string, method: Method<T>])[] = [],
  arities: Arities = {},
): MethodTable<T> {
  const all = new Map([...Object.entries(methods), ...others]);
  for (const [name, arity] of Object.entries(arities)) {
    const method = all.get(name);
    const [least, most] = typeof arity === "number" ? [arity, arity] : arity;
    if (method === undefined) continue;
    all.set(name, (target, values, machine) =>
      values.length < least || values.length > most ? undefined : method(target, values, machine),
    );
  }
  return all;
}

/** The result of a method that returns nothing in Java. */
export const VOID = "";

export const isString = (value: Value | undefined): value is string => typeof value === "string";
export const isInteger = (value: Value | undefined): value is number => typeof value === "number";

/** Java's `compareTo`, which accepts any value and throws for one of another class. */
export function comparable<T extends Value>(
  values: readonly Value[],
  isSame: (value: Value | undefined) => value is T,
  compare: (other: T) => number,
): number | undefined {
  if (values.length !== 1) return undefined;
  const [other] = values;
  if (isSame(other)) return compare(other);
  throw new JavaFault("Java only compares values of the same class.");
}
