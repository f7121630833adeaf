/** Matchers: objects with one member that stand for what varies. */
import { compileJavaRegex, matchesWhole } from "../javaRegex";
import { attempt } from "../simulate/budget";
import { findMember } from "../syntax/locate";
import type { ValueNode } from "../syntax/nodes";

/** What an object with one of these members alone stands for, instead of itself. */
export const MATCHERS = {
  $any: "any value",
  $regex: "a string that matches the regular expression as a whole",
  $type: "a value of the type",
  $lines: "a text, as the list of its lines",
} as const;

export type MatcherName = keyof typeof MATCHERS;

export const MATCHED_TYPES = ["string", "number", "integer", "boolean", "object", "array", "null"] as const;

export interface Matcher {
  readonly name: MatcherName;
  readonly argument: ValueNode;
}

const NAMES = Object.keys(MATCHERS) as readonly MatcherName[];

/** Returns the matcher that a value stands for; undefined for a value that stands for itself. */
export function matcherIn(node: ValueNode): Matcher | undefined {
  if (node.kind !== "object" || node.members.length !== 1) return undefined;
  for (const name of NAMES) {
    const argument = findMember(node, name)?.value;
    if (argument) return { name, argument };
  }
  return undefined;
}

/** Returns what is wrong with the argument of a matcher, as a sentence. */
export function faultOfMatcher({ name, argument }: Matcher): string | undefined {
  switch (name) {
    case "$any":
      return undefined;
    case "$regex":
      if (argument.kind !== "string") return "$regex must be a string.";
      return compiled(argument.value) ? undefined : "$regex must be a valid regular expression of Java.";
    case "$type":
      return argument.kind === "string" && MATCHED_TYPES.some((type) => type === argument.value)
        ? undefined
        : `$type must be one of: ${MATCHED_TYPES.join(", ")}.`;
    case "$lines":
      return linesOf(argument) === undefined ? "$lines must be a list of strings." : undefined;
  }
}

/** Returns the text that `$lines` stands for. */
export function linesOf(argument: ValueNode): string | undefined {
  if (argument.kind !== "array") return undefined;
  const lines = argument.items.map((item) => (item.kind === "string" ? item.value : undefined));
  return lines.includes(undefined) ? undefined : lines.join("\n");
}

/** Returns what a matcher wants, in words. */
export function wantedBy({ name, argument }: Matcher): string {
  const text = argument.kind === "string" ? argument.value : "";
  switch (name) {
    case "$any":
      return "any value";
    case "$type":
      return `a value of type ${text}`;
    case "$regex":
      return `a string that matches /${text}/`;
    case "$lines":
      return JSON.stringify(linesOf(argument) ?? "");
  }
}

/** Whether a value is what a matcher wants. */
export function fits({ name, argument }: Matcher, actual: ValueNode): boolean {
  const text = argument.kind === "string" ? argument.value : "";
  switch (name) {
    case "$any":
      return true;
    case "$type":
      return isOfType(actual, text);
    case "$regex":
      return actual.kind === "string" && matches(text, actual.value);
    case "$lines":
      return actual.kind === "string" && actual.value === linesOf(argument);
  }
}

function isOfType(node: ValueNode, type: string): boolean {
  if (type === "integer") return node.kind === "number" && Number.isInteger(node.value);
  return node.kind === type;
}

/** With a budget, because a pattern can take exponential time. */
function matches(pattern: string, text: string): boolean {
  const regex = compiled(pattern);
  if (!regex) return false;
  const result = attempt((budget) => matchesWhole(regex, text, budget));
  return result.kind === "done" && result.value;
}

function compiled(pattern: string) {
  try {
    return compileJavaRegex(pattern);
  } catch {
    return undefined;
  }
}
