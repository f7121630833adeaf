/**
 * Reads and assigns references. A reference that is undefined or null is the empty string, as in API Gateway. Imports
 * expressions and is imported by them: arguments are expressions, and expressions contain references.
 */
import type { IndexPart, MethodPart, ReferenceNode, ReferencePart } from "../syntax/nodes";
import { JavaEntry, JavaMap, type JavaObject, type Value } from "../values";
import { evaluate } from "./expressions";
import type { Machine } from "./machine";
import { callMethod } from "./methods";
import { putInto } from "./methods/map";
import { LoopScope } from "./objects/loop";
import { MapObject } from "./objects/mapObject";
import { readProperty } from "./properties";
import { JavaFault } from "./stops";

export function readReference(machine: Machine, node: ReferenceNode): Value {
  machine.meter.step();
  let value = machine.scope.get(node.name);
  const { parts } = node;
  const watch = machine.watch?.start === node.start ? machine.watch.parts : undefined;
  if (watch === 0) machine.see(value ?? "");
  if (value === null) return "";
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part === undefined) break;
    const next = readPart(machine, value, part);
    if (watch === i + 1) machine.see(next ?? "");
    if (next === null) return "";
    value = next;
  }
  return value;
}

/** The value of a property, call or index; null if there is none. */
function readPart(machine: Machine, value: Value, part: ReferencePart): Value {
  machine.meter.step();
  switch (part.kind) {
    case "property":
      return readProperty(machine, value, part.name);
    case "method":
      return call(machine, value, part);
    case "index":
      if (part.index.kind === "hole") return machine.holeText(part.index);
      return callMethod(machine, value, "get", [index(machine, value, part)]) ?? null;
  }
}

function call(machine: Machine, value: Value, part: MethodPart): Value {
  const values: Value[] = [];
  for (const argument of part.arguments) values.push(evaluate(machine, argument));
  const { current } = machine;
  machine.current = part;
  const result = callMethod(machine, value, part.name, values) ?? null;
  machine.current = current;
  return result;
}

/** A negative index counts from the end. */
function index(machine: Machine, value: Value, part: IndexPart): Value {
  const at = evaluate(machine, part.index);
  if (typeof at !== "number" || at >= 0) return at;
  const size = callMethod(machine, value, "size", []);
  if (typeof size === "number") return size + at;
  machine.current = part;
  throw new JavaFault("A negative index requires a value with a size.");
}

/** Assigns to a reference such as `$a.b[0]`; if it is not assignable, nothing happens. */
export function assign(machine: Machine, node: ReferenceNode, value: Value): void {
  const { parts } = node;
  const last = parts.at(-1);
  // It is unknown what this assigns to.
  if (last?.kind === "index" && last.index.kind === "hole") return;
  if (last === undefined) {
    machine.scope.put(node.target, value);
    return;
  }
  let target = machine.scope.get(node.name);
  for (let i = 0; i < parts.length - 1 && target !== null; i++) {
    const part = parts[i];
    if (part !== undefined) target = readPart(machine, target, part);
  }
  if (target === null) return;
  machine.current = node;
  if (last.kind === "index") {
    const key = index(machine, target, last);
    if (callMethod(machine, target, "set", [key, value]) === undefined) {
      callMethod(machine, target, "put", [key, value]);
    }
  } else if (typeof target === "object") {
    setProperty(machine, target, last.name, value);
  }
}

function setProperty(machine: Machine, target: JavaObject, name: string, value: Value): void {
  if (target instanceof JavaMap || target instanceof MapObject || target instanceof LoopScope) {
    callMethod(machine, target, "put", [name, value]);
  } else if (target instanceof JavaEntry && name.toLowerCase() === "value") {
    putInto(target.map, target.key, value, machine);
  }
}
