/** What evaluating an expression can do besides having a value: change something, fail, or have none. */
import type { Template } from "../../rules/engine/template";
import { CHANGING_METHODS } from "../../vtl/analysis/changingMethods";
import { findMethod, isRoot, OBJECTS, type StaticType } from "../../vtl/analysis/library";
import type { Expression, MethodPart, Node, ReferenceNode } from "../../vtl/syntax/nodes";
import { visit } from "./path";

/** Methods that return something new each time. */
const FRESH: ReadonlySet<string> = new Set(["iterator", "listIterator"]);

const TYPES: readonly StaticType[] = ["string", "list", "map", "number", "boolean"];

function isReading(name: string): boolean {
  if (CHANGING_METHODS.has(name) || FRESH.has(name)) return false;
  return (
    OBJECTS.input.has(name) ||
    OBJECTS.util.has(name) ||
    name === "getKey" ||
    name === "getValue" ||
    TYPES.some((type) => findMethod(type, name) !== undefined)
  );
}

/** Strings have a `replace` that changes nothing; that of a map, with two arguments as well, changes the map. */
function mayChange(template: Template, node: ReferenceNode, part: MethodPart): boolean {
  if (part.name !== "replace") return !isReading(part.name);
  const index = node.parts.indexOf(part);
  return template.values.reference(node, index).type !== "string";
}

/** Returns whether evaluating a node surely changes nothing. The bodies of directives in it count, too. */
export function isPure(template: Template, node: Node): boolean {
  let pure = true;
  visit(node, (each) => {
    if (each.kind === "set" || each.kind === "foreach" || each.kind === "define") pure = false;
    if (each.kind === "macro" || each.kind === "call" || each.kind === "command") pure = false;
    if (each.kind !== "reference") return;
    // A block runs wherever it is printed, and it may contain directives.
    if (isBlock(template, each.name) || each.form !== "value") pure = false;
    for (const part of each.parts) {
      if (part.kind === "method" && mayChange(template, each, part)) pure = false;
    }
  });
  return pure;
}

/** Returns whether a variable may hold the block of a `#define`, or whatever a macro is called with. */
export function isBlock({ facts }: Template, name: string): boolean {
  return (facts.definitions.get(name) ?? []).some(({ from }) => from === "define" || from === "parameter");
}

/** Returns whether the template surely never changes a value that a variable holds. Overrides in `$context` aside. */
export function changesNoValues(template: Template): boolean {
  const { facts } = template;
  const isSet = facts.sets.some(
    ({ target }) => target.kind === "reference" && target.parts.length > 0 && target.name !== "context",
  );
  if (isSet || facts.calls.length > 0 || facts.macros.length > 0) return false;
  return facts.references.every(({ node }) =>
    node.parts.every((part) => part.kind !== "method" || !mayChange(template, node, part)),
  );
}

/** Returns whether an expression always has a value. Velocity assigns nothing to a variable if it has none. */
export function hasValue(node: Expression): boolean {
  switch (node.kind) {
    case "reference":
      // A reference without a value is the empty string.
      return node.form === "value";
    case "string":
    case "integer":
    case "float":
    case "boolean":
    case "list":
    case "map":
    case "not":
      return true;
    case "group":
      return hasValue(node.expression);
    case "binary":
      if (!CALCULATIONS.has(node.operator)) return true;
      return node.operator === "+" && (isText(node.left) || isText(node.right));
    default:
      return false;
  }
}

const CALCULATIONS: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%"]);

function isText(node: Expression): boolean {
  if (node.kind === "string") return true;
  return node.kind === "binary" && node.operator === "+" && (isText(node.left) || isText(node.right));
}

/** Returns whether evaluating an expression never fails, whatever the request. */
export function neverFails(template: Template, node: Expression): boolean {
  let safe = true;
  visit(node, (each) => {
    if (each.kind === "binary" && !COMPARISONS.has(each.operator)) safe = false;
    if (each.kind === "range") safe = false;
    if (each.kind !== "reference") return;
    const [first, ...others] = each.parts;
    const isParameter =
      isRoot(each.name) &&
      template.facts.readsObject(each) &&
      first?.kind === "method" &&
      first.name === "params";
    const rest = isParameter ? others : each.parts;
    if (rest.some((part) => part.kind !== "property")) safe = false;
  });
  return safe;
}

const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "and", "or"]);

/** Returns the names of the variables that an expression reads. */
export function variablesIn(node: Node): ReadonlySet<string> {
  const names = new Set<string>();
  visit(node, (each) => {
    if (each.kind === "reference") names.add(each.name);
  });
  return names;
}

/** The variables of the innermost loop, which change without being assigned. */
export const LOOP_VARIABLES: ReadonlySet<string> = new Set(["foreach", "velocityCount", "velocityHasNext"]);
