/** Comparing what happened with what a test expects. */
import { findMember } from "../syntax/locate";
import type { ObjectNode, ValueNode } from "../syntax/nodes";
import { parse } from "../syntax/parse";
import { type Difference, differences } from "./compare";
import type { Actual, Failure } from "./result";
import { EXPECT_MEMBERS, type ExpectMember, type TestCase } from "./testFile";

/** Returns what is not as the test expects; empty if it passes. */
export function failuresOf(test: TestCase, actual: Actual): readonly Failure[] {
  const { expect } = test;
  if (expect.kind !== "values") return unexpectedProblems(test, actual);
  const failures = EXPECT_MEMBERS.flatMap((name) => {
    const value = findMember(expect.node, name)?.value;
    return value ? compareMember(name, value, actual) : [];
  });
  const isExpected = findMember(expect.node, "problems") !== undefined || expectsError(expect.node);
  return isExpected ? failures : [...failures, ...unexpectedProblems(test, actual)];
}

/** A case that expects an error status expects the problem that leads to it. */
function expectsError(expect: ObjectNode): boolean {
  const status = findMember(expect, "status")?.value;
  return status?.kind === "number" && status.value >= 400;
}

function unexpectedProblems({ nameSpan }: TestCase, { problems }: Actual): readonly Failure[] {
  return problems
    .filter(({ severity }) => severity === "error")
    .map(({ code, message }) => ({ message: `${code}: ${message}`, span: nameSpan, of: "problems" }));
}

function compareMember(name: ExpectMember, expected: ValueNode, actual: Actual): readonly Failure[] {
  switch (name) {
    case "output":
      return compareOutput(expected, actual.output);
    case "problems":
      return compareJson(name, expected, JSON.stringify(actual.problems.map(({ code }) => code)));
    case "status":
    case "overrides":
    case "headers":
    case "backendRequest": {
      const value = actual[name];
      if (value === undefined) return [{ of: name, message: ABSENT[name], span: expected.span }];
      return compareJson(name, expected, JSON.stringify(value), name !== "status");
    }
  }
}

const ABSENT = {
  status: "There is no response to the client, because the simulation ended before it.",
  headers: "There is no response to the client, because the simulation ended before it.",
  backendRequest: "Nothing is sent to a backend.",
  overrides: "Overrides are only known for a test of one template.",
} as const;

/** A string is compared as text, anything else as JSON. */
function compareOutput(expected: ValueNode, actual: string): readonly Failure[] {
  if (expected.kind !== "string") return compareJson("output", expected, actual);
  if (expected.value === actual) return [];
  const message = "The output is not the expected text.";
  return [{ of: "output", message, span: expected.span, expected: expected.value, actual }];
}

/** With `isPartial`, members that are not expected do not matter, at any depth of objects. */
function compareJson(
  of: ExpectMember,
  expected: ValueNode,
  text: string,
  isPartial = false,
): readonly Failure[] {
  const { root, problems } = parse(text, "json");
  const texts = { expected: "", actual: text };
  if (!root || problems.length > 0) {
    return [{ of, message: `The ${of} is not JSON.`, span: expected.span, ...texts }];
  }
  const found = differences(expected, root).filter(
    (difference) => !isPartial || difference.expected !== undefined,
  );
  if (found.length === 0) return [];
  const message = found.map(differenceText).join("\n");
  return [{ of, message, span: found[0]?.span ?? expected.span, differences: found, ...texts }];
}

function differenceText({ path, expected, actual }: Difference): string {
  if (expected === undefined) return `${path}: unexpected ${actual}`;
  if (actual === undefined) return `${path}: missing ${expected}`;
  return `${path}: expected ${expected}, but it is ${actual}`;
}
