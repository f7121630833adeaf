/** Comparing JSON values as trees, with matchers for what varies. */

import { toJsonText } from "../syntax/json";
import { findMember } from "../syntax/locate";
import type { ObjectNode, Span, ValueNode } from "../syntax/nodes";

/** A place where a value is not the expected one. */
export interface Difference {
  /** As in JSONPath, from the root `$`. */
  readonly path: string;
  /** What was expected, as JSON or in words; absent for something that should not be there. */
  readonly expected?: string;
  /** Absent for something that is missing. */
  readonly actual?: string;
  /** Where the expected value is written: its own place, or that of the object or list that should have it. */
  readonly span: Span;
}

/** What an object with one of these members alone stands for, instead of itself. */
export const MATCHERS = {
  $any: "any value",
  $regex: "a string that matches the regular expression as a whole",
  $type: "a value of the type",
} as const;

export const MATCHED_TYPES = ["string", "number", "integer", "boolean", "object", "array", "null"] as const;

/** Compares a value with the expected one. The order of members and the form of numbers do not matter. */
export function differences(expected: ValueNode, actual: ValueNode): readonly Difference[] {
  const found: Difference[] = [];
  compare(expected, actual, "$", found);
  return found;
}

function compare(expected: ValueNode, actual: ValueNode, path: string, found: Difference[]): void {
  const matcher = matcherIn(expected);
  if (matcher) {
    const wanted = mismatch(matcher, actual);
    if (wanted !== undefined)
      found.push({ path, expected: wanted, actual: shown(actual), span: expected.span });
    return;
  }
  if (expected.kind === "object" && actual.kind === "object") {
    compareMembers(expected, actual, path, found);
    return;
  }
  if (expected.kind === "array" && actual.kind === "array") {
    expected.items.forEach((item, index) => {
      const other = actual.items[index];
      const at = `${path}[${index}]`;
      if (other) compare(item, other, at, found);
      else found.push({ path: at, expected: shown(item), span: item.span });
    });
    actual.items.slice(expected.items.length).forEach((item, index) => {
      const at = `${path}[${expected.items.length + index}]`;
      found.push({ path: at, actual: shown(item), span: expected.span });
    });
    return;
  }
  if (!isSameScalar(expected, actual))
    found.push({ path, expected: shown(expected), actual: shown(actual), span: expected.span });
}

function compareMembers(expected: ObjectNode, actual: ObjectNode, path: string, found: Difference[]): void {
  const others = new Map(actual.members.map(({ key, value }) => [key.value, value]));
  for (const { key, value } of expected.members) {
    const at = `${path}${step(key.value)}`;
    const other = others.get(key.value);
    others.delete(key.value);
    if (!value) continue;
    if (other) compare(value, other, at, found);
    else found.push({ path: at, expected: shown(value), span: value.span });
  }
  for (const [name, other] of others) {
    if (other) found.push({ path: `${path}${step(name)}`, actual: shown(other), span: expected.span });
  }
}

function isSameScalar(expected: ValueNode, actual: ValueNode): boolean {
  if (expected.kind === "string" && actual.kind === "string") return expected.value === actual.value;
  if (expected.kind === "boolean" && actual.kind === "boolean") return expected.value === actual.value;
  if (expected.kind === "null") return actual.kind === "null";
  // Beyond 2^53 two numbers may differ although their doubles do not.
  if (expected.kind === "number" && actual.kind === "number")
    return (
      expected.text === actual.text ||
      (expected.value === actual.value && Math.abs(expected.value) <= Number.MAX_SAFE_INTEGER)
    );
  return false;
}

interface Matcher {
  readonly name: keyof typeof MATCHERS;
  readonly argument: ValueNode;
}

function matcherIn(node: ValueNode): Matcher | undefined {
  if (node.kind !== "object" || node.members.length !== 1) return undefined;
  for (const name of ["$any", "$regex", "$type"] as const) {
    const argument = findMember(node, name)?.value;
    if (argument) return { name, argument };
  }
  return undefined;
}

/** Returns what a matcher wants, if the value is something else. */
function mismatch({ name, argument }: Matcher, actual: ValueNode): string | undefined {
  const text = argument.kind === "string" ? argument.value : "";
  switch (name) {
    case "$any":
      return undefined;
    case "$type":
      return isOfType(actual, text) ? undefined : `a value of type ${text}`;
    case "$regex": {
      const pattern = regex(text);
      return pattern && actual.kind === "string" && pattern.test(actual.value)
        ? undefined
        : `a string that matches /${text}/`;
    }
  }
}

function isOfType(node: ValueNode, type: string): boolean {
  if (type === "integer") return node.kind === "number" && Number.isInteger(node.value);
  return node.kind === type;
}

/** The pattern of a matcher for a whole string; undefined if it is not one. */
export function regex(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch {
    return undefined;
  }
}

function step(name: string): string {
  return /^[A-Za-z_][\w-]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function shown(node: ValueNode): string {
  return toJsonText(node) ?? "a value that is not JSON";
}
