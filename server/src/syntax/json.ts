import type { NumberNode, ValueNode } from "./nodes";

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** True for an object that is not an array, among JSON values or values of unknown type. */
export function isRecord(value: Json | undefined): value is { readonly [key: string]: Json };
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>>;
export function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Deeper than any input. Deeper trees are not converted, because the conversion recurses. */
const MAX_DEPTH = 50;

/** Converts a tree to a JSON value. Returns undefined if it is incomplete, not JSON, or too deep. */
export function toJson(node: ValueNode | undefined, depth = 0): Json | undefined {
  if (!node || depth > MAX_DEPTH) return undefined;
  switch (node.kind) {
    case "string":
    case "boolean":
      return node.value;
    case "number":
      return Number.isFinite(node.value) ? node.value : undefined;
    case "null":
      return null;
    case "date":
    case "bytes":
    case "word":
    case "unknown":
      return undefined;
    case "array": {
      const items = node.items.map((item) => toJson(item, depth + 1));
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case "object": {
      const entries = node.members.map(({ key, value }) => [key.value, toJson(value, depth + 1)] as const);
      return entries.every((entry): entry is [string, Json] => entry[1] !== undefined)
        ? Object.fromEntries(entries)
        : undefined;
    }
  }
}

/**
 * Prints a tree as compact JSON and keeps its numbers as they are written: `1.0` stays `1.0`, unlike with
 * `JSON.parse`. Returns undefined if the tree is incomplete, not JSON, or too deep.
 */
export function toJsonText(node: ValueNode | undefined, depth = 0): string | undefined {
  if (!node || depth > MAX_DEPTH) return undefined;
  switch (node.kind) {
    case "string":
    case "boolean":
      return JSON.stringify(node.value);
    case "number":
      return Number.isFinite(node.value) ? numberAsJson(node) : undefined;
    case "null":
      return "null";
    case "date":
    case "bytes":
    case "word":
    case "unknown":
      return undefined;
    case "array": {
      const items = node.items.map((item) => toJsonText(item, depth + 1));
      return items.includes(undefined) ? undefined : `[${items.join()}]`;
    }
    case "object": {
      const members = node.members.map(({ key, value }) => {
        const text = toJsonText(value, depth + 1);
        return text === undefined ? undefined : `${JSON.stringify(key.value)}:${text}`;
      });
      return members.includes(undefined) ? undefined : `{${members.join()}}`;
    }
  }
}

/** Returns a number as it is written, unless only YAML has such numbers, as with `0x1F` and `1_000`. */
export function numberAsJson({ text, value }: NumberNode): string {
  return isJsonNumber(text) ? text : JSON.stringify(value);
}

export function isJsonNumber(text: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text);
}
