/** Calls methods, using the table for the type of the value. */
import { hashCode, javaEquals, type Value } from "../../values";
import type { Machine } from "../machine";
import { BlockReference } from "../objects/block";
import { MapObject } from "../objects/mapObject";
import { TemplateObject } from "../objects/templateObject";
import { ENTRY, ITERATOR, listOf, VIEW } from "./collections";
import { ARRAY, LIST } from "./list";
import { callMapMethod } from "./map";
import { BOOLEAN, CHARACTER, NUMBER } from "./number";
import { STRING } from "./string";

/** Calls a method; undefined if there is no such method for these arguments. */
export function callMethod(
  machine: Machine,
  target: Value,
  name: string,
  values: readonly Value[],
): Value | undefined {
  machine.meter.step();
  const result = own(machine, target, name, values);
  return result === undefined ? common(machine, target, name, values) : result;
}

function own(machine: Machine, target: Value, name: string, values: readonly Value[]): Value | undefined {
  if (typeof target === "string") return STRING.get(name)?.(target, values, machine);
  if (typeof target === "number") return NUMBER.get(name)?.(target, values, machine);
  if (typeof target === "boolean") return BOOLEAN.get(name)?.(target, values, machine);
  if (target === null) return undefined;
  switch (target.kind) {
    case "map":
      return callMapMethod(machine, target, name, values);
    case "list":
      return LIST.get(name)?.(target, values, machine);
    case "range": {
      if (name === "size" && values.length === 0) return target.size;
      const [first] = values;
      if (name === "get" && typeof first === "number" && first >= 0 && first < target.size) {
        return target.at(first);
      }
      const method = LIST.get(name);
      if (method === undefined) return undefined;
      return method(listOf(target, machine), values, machine);
    }
    case "array":
      return ARRAY.get(name)?.(target, values, machine);
    case "view":
      return VIEW.get(name)?.(target, values, machine);
    case "entry":
      return ENTRY.get(name)?.(target, values, machine);
    case "iterator":
      return ITERATOR.get(name)?.(target, values, machine);
    case "char":
      return CHARACTER.get(name)?.(target, values, machine);
    case "host":
      if (target instanceof TemplateObject) return target.call(machine, name, values);
      if (target instanceof MapObject) {
        if (name === "put") noteOverride(machine, target, values);
        return callMapMethod(machine, target.map, name, values);
      }
      return undefined;
    default:
      return NUMBER.get(name)?.(target, values, machine);
  }
}

/** The methods of every Java object, except those that give access to its class. */
function common(machine: Machine, target: Value, name: string, values: readonly Value[]): Value | undefined {
  if (target === null) return undefined;
  if (name === "toString" && values.length === 0) {
    return target instanceof BlockReference ? (target.text(machine) ?? null) : machine.print(target);
  }
  if (name === "hashCode" && values.length === 0) return hashCode(target, machine.meter);
  if (name === "equals" && values.length === 1) return javaEquals(target, values[0] ?? null, machine.meter);
  return undefined;
}

function noteOverride(machine: Machine, { written }: MapObject, [key, value]: readonly Value[]): void {
  if (written === undefined || typeof key !== "string" || value === undefined) return;
  if (written.has(key)) {
    machine.report(
      "overrideTwice",
      machine.current,
      `The override of \`${key}\` is set twice, so the request fails.`,
    );
  }
  written.add(key);
}
