/** JSON values to print, with numbers as they were written. */
import { isJsonNumber, type Json, numberAsJson } from "../syntax/json";
import type { ObjectNode, ValueNode } from "../syntax/nodes";

/** A scalar as JSON, or the entries of an object or a list. */
export type Doc = string | ObjectDoc | ListDoc;

export interface ObjectDoc {
  readonly kind: "object";
  readonly members: ReadonlyMap<string, Doc>;
}

export interface ListDoc {
  readonly kind: "list";
  readonly items: readonly Doc[];
}

/** Values nested more deeply are neither compared nor printed, because both recurse. */
export const MAX_DEPTH = 200;

/** What is printed for such a value, and for a YAML value that JSON does not have. */
const UNPRINTABLE = '"…"';

/** Converts a tree. Of members with the same name, the last one counts. */
export function docOf(node: ValueNode, depth = 0): Doc {
  switch (node.kind) {
    case "object": {
      if (depth >= MAX_DEPTH) return UNPRINTABLE;
      const members = [...lastMembers(node)].map(([name, value]) => [name, docOf(value, depth + 1)] as const);
      return { kind: "object", members: new Map(members) };
    }
    case "array":
      if (depth >= MAX_DEPTH) return UNPRINTABLE;
      return { kind: "list", items: node.items.map((item) => docOf(item, depth + 1)) };
    case "string":
    case "boolean":
      return JSON.stringify(node.value);
    case "null":
      return "null";
    case "number":
      return numberAsJson(node);
    case "date":
      return JSON.stringify(node.text);
    default:
      return UNPRINTABLE;
  }
}

/** Converts plain data, without members that are undefined. */
export function docOfValue(value: unknown): Doc {
  if (Array.isArray(value)) return { kind: "list", items: value.map((item) => docOfValue(item)) };
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return { kind: "object", members: new Map(members.map(([name, member]) => [name, docOfValue(member)])) };
  }
  return JSON.stringify(value) ?? "null";
}

/** Returns the members of an object by name, in the order of the first of each name. */
export function lastMembers({ members }: ObjectNode): ReadonlyMap<string, ValueNode> {
  const found = new Map<string, ValueNode>();
  for (const { key, value } of members) if (value) found.set(key.value, value);
  return found;
}

/** Prints with two blanks per level, like `JSON.stringify`. */
export function printDoc(doc: Doc, indentation = ""): string {
  if (typeof doc === "string") return doc;
  const inner = `${indentation}  `;
  if (doc.kind === "list") {
    if (doc.items.length === 0) return "[]";
    const items = doc.items.map((item) => inner + printDoc(item, inner));
    return `[\n${items.join(",\n")}\n${indentation}]`;
  }
  if (doc.members.size === 0) return "{}";
  const members = [...doc.members].map(
    ([name, member]) => `${inner}${JSON.stringify(name)}: ${printDoc(member, inner)}`,
  );
  return `{\n${members.join(",\n")}\n${indentation}}`;
}

/** Prints in one line. */
export function printInLine(doc: Doc): string {
  if (typeof doc === "string") return doc;
  if (doc.kind === "list") return `[${doc.items.map(printInLine).join(", ")}]`;
  const members = [...doc.members].map(([name, member]) => `${JSON.stringify(name)}: ${printInLine(member)}`);
  return `{${members.join(", ")}}`;
}

/** Converts to plain data. Numbers that JavaScript cannot hold lose digits: see `isExact`. */
export function jsonOfDoc(doc: Doc): Json {
  return JSON.parse(printInLine(doc)) as Json;
}

/** Whether plain data holds all numbers as they are. */
export function isExact(doc: Doc): boolean {
  if (typeof doc !== "string") {
    return doc.kind === "list" ? doc.items.every(isExact) : [...doc.members.values()].every(isExact);
  }
  return !isJsonNumber(doc) || String(Number(doc)) === doc;
}
