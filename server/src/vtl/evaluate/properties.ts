/** Reads `$value.name` as Velocity does: a map key, a getter, or an `is` method. */
import { JavaArray, JavaMap, type Value } from "../values";
import type { Machine } from "./machine";
import { callMethod } from "./methods";
import { MapObject } from "./objects/mapObject";
import { TemplateObject } from "./objects/templateObject";

/** The value of the property; null if there is none. */
export function readProperty(machine: Machine, value: Value, name: string): Value {
  if (value instanceof JavaMap) return value.get(name);
  if (value instanceof MapObject) return value.map.get(name);
  if (value instanceof TemplateObject) return value.property(machine, name);
  // Velocity treats arrays as lists for method calls only.
  if (value instanceof JavaArray) return null;
  const upper = name.charAt(0).toUpperCase() + name.slice(1);
  return (
    callMethod(machine, value, `get${upper}`, []) ?? callMethod(machine, value, `is${upper}`, []) ?? null
  );
}
