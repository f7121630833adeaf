/** What the tables of methods are made of. A method that is in no table cannot be called. */
import type { Value } from "../../values";
import type { Machine } from "../machine";
import { JavaFault } from "../stops";

/**
 * One method with all its overloads: undefined where no overload takes these arguments, which Velocity treats
 * as if there were no such method. A Java exception is thrown as a JavaFault; `void` gives the empty string.
 */
export type Method<T> = (target: T, values: readonly Value[], machine: Machine) => Value | undefined;

export type MethodTable<T> = ReadonlyMap<string, Method<T>>;

/** The numbers of arguments that overloads take, the least and the most. */
export type Arities = Readonly<Record<string, number | readonly [least: number, most: number]>>;

/**
 * A table from an object literal, and from a list for names that mean something in such a literal, `toString`
 * and `valueOf`.
 * @param arities for methods that do not count their arguments themselves.
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

/** Java's `compareTo`: it takes anything, and throws for what is of another class. */
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
