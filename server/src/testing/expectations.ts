/** Comparing what happened with what a test expects. */
import { findMember } from "../syntax/locate";
import type { ObjectNode, ParsedDocument, Span, StringNode, ValueNode } from "../syntax/nodes";
import { parse } from "../syntax/parse";
import { stringMap } from "../syntax/stringMap";
import { docOfText, jsonNodeOf } from "./actualDoc";
import { type CompareOptions, type Comparison, compare, type Difference, type Repair } from "./compare";
import { type Doc, docOf, docOfValue, printDoc } from "./doc";
import { fits, linesOf, matcherIn, wantedBy } from "./matchers";
import type { Actual, Failure } from "./result";
import { EXPECT_MEMBERS, type ExpectMember, type TestCase } from "./testFile";
import { firstDifference, textDifference } from "./textDifference";

/** A member of `expect`, compared with what happened. */
export interface ComparedMember {
  readonly name: ExpectMember;
  readonly value: ValueNode;
  readonly failure?: Failure;
  /** What to expect instead; undefined if there is nothing to compare with. */
  readonly accepted: Doc | undefined;
  readonly repairs: readonly Repair[];
}

/** Returns what is not as the test expects; empty if it passes. Snapshots are compared elsewhere. */
export function failuresOf(test: TestCase, actual: Actual, document: ParsedDocument): readonly Failure[] {
  const { expect } = test;
  if (expect.kind !== "values") return unexpectedProblems(test, actual);
  const failures = comparedMembers(expect.node, actual, document).flatMap(({ failure }) => failure ?? []);
  return expectsProblems(expect.node) ? failures : [...failures, ...unexpectedProblems(test, actual)];
}

/** Compares all members of `expect`, in their usual order. */
export function comparedMembers(
  expect: ObjectNode,
  actual: Actual,
  document: ParsedDocument,
): readonly ComparedMember[] {
  return EXPECT_MEMBERS.flatMap((name) => {
    const value = findMember(expect, name)?.value;
    return value ? [{ name, value, ...compareMember(name, value, actual, document) }] : [];
  });
}

/** A case that expects an error status expects the problem that leads to it. */
export function expectsProblems(expect: ObjectNode): boolean {
  if (findMember(expect, "problems")) return true;
  const status = findMember(expect, "status")?.value;
  return status?.kind === "number" && status.value >= 400;
}

/** Errors that the test does not expect. */
export function unexpectedProblems({ nameSpan }: TestCase, { problems }: Actual): readonly Failure[] {
  return problems
    .filter(({ severity }) => severity === "error")
    .map(({ code, message, where }) => ({
      of: "problems",
      message: `Unexpected problem ${code}: ${message}`,
      span: nameSpan,
      ...(where && { where }),
    }));
}

type MemberResult = Omit<ComparedMember, "name" | "value">;

function compareMember(
  name: ExpectMember,
  expected: ValueNode,
  actual: Actual,
  document: ParsedDocument,
): MemberResult {
  switch (name) {
    case "output":
      return compareOutput(expected, actual.output, document);
    case "problems":
      return compareValue(name, expected, docOfValue(actual.problems.map(({ code }) => code)));
    case "status":
    case "overrides":
    case "headers": {
      const value = actual[name];
      if (value === undefined) return absent(name, expected);
      return compareValue(name, expected, docOfValue(value), {
        isPartial: name !== "status",
        foldsCase: (path) => path === "headers",
      });
    }
    case "backendRequest": {
      if (!actual.backendRequest) return absent(name, expected);
      const { body, ...request } = actual.backendRequest;
      const wanted = expected.kind === "object" ? findMember(expected, "body")?.value : undefined;
      // The body is compared as JSON if the test has JSON.
      const doc = wanted && !isOfText(wanted) ? docOfText(body) : JSON.stringify(body);
      const rest = docOfValue(request);
      const members = typeof rest !== "string" && rest.kind === "object" ? rest.members : [];
      const options = { isPartial: true, foldsCase: (path: string) => path === "backendRequest.headers" };
      return compareValue(
        name,
        expected,
        { kind: "object", members: new Map([...members, ["body", doc]]) },
        options,
      );
    }
  }
}

const ABSENT = {
  status: "There is no response to the client, because the simulation ended before it.",
  headers: "There is no response to the client, because the simulation ended before it.",
  backendRequest: "Nothing is sent to a backend.",
  overrides: "Overrides are only known for a test of one template.",
} as const;

function absent(name: keyof typeof ABSENT, { span }: ValueNode): MemberResult {
  return { failure: { of: name, message: ABSENT[name], span }, accepted: undefined, repairs: [] };
}

function passed(expected: ValueNode): MemberResult {
  return { accepted: docOf(expected), repairs: [] };
}

/** Whether an expected value stands for a text. */
function isOfText(node: ValueNode): boolean {
  const matcher = matcherIn(node);
  return node.kind === "string" || matcher?.name === "$regex" || matcher?.name === "$lines";
}

/** A string is compared as text, anything else as JSON. */
function compareOutput(expected: ValueNode, output: string, document: ParsedDocument): MemberResult {
  if (isOfText(expected)) return compareText(expected, output, document);
  const node = jsonNodeOf(output);
  if (node) return ofComparison("output", expected, compare(expected, node), pretty(output));
  const matcher = matcherIn(expected);
  if (matcher?.name === "$any") return compareValue("output", expected, JSON.stringify(output));
  const value = docOfText(output);
  const failure: Failure = {
    of: "output",
    message: "The output is not JSON.",
    span: expected.span,
    expected: pretty(document.text.slice(expected.span.start, expected.span.end)),
    actual: output,
  };
  return { failure, accepted: value, repairs: [{ node: expected, value }] };
}

function compareText(expected: ValueNode, output: string, document: ParsedDocument): MemberResult {
  const matcher = matcherIn(expected);
  if (matcher?.name === "$regex") {
    const isFitting = fits(matcher, {
      ...NO_SPAN,
      kind: "string",
      closed: true,
      style: "json",
      value: output,
    });
    if (isFitting) return passed(expected);
    const failure: Failure = {
      of: "output",
      message: `$: expected ${wantedBy(matcher)}, but it is ${clipped(JSON.stringify(output))}`,
      span: expected.span,
      actual: output,
    };
    return { failure, ...replacedBy(expected, output) };
  }
  const text = expected.kind === "string" ? expected.value : matcher && linesOf(matcher.argument);
  if (text === undefined || text === output) return passed(expected);
  const failure: Failure = {
    of: "output",
    message: `$: ${textDifference(text, output)}`,
    span: expected.kind === "string" ? spanInText(document, expected, text, output) : expected.span,
    expected: text,
    actual: output,
  };
  return { failure, ...replacedBy(expected, output) };
}

const NO_SPAN = { span: { start: 0, end: 0 } };

function replacedBy(node: ValueNode, output: string): Pick<MemberResult, "accepted" | "repairs"> {
  // A text stays a text, even if it is JSON.
  const isLines = node.kind === "object" && output.includes("\n");
  const value: Doc = isLines
    ? { kind: "object", members: new Map([["$lines", docOfValue(output.split("\n"))]]) }
    : JSON.stringify(output);
  return { accepted: value, repairs: [{ node, value }] };
}

/** Where the text first differs, in the string of the test file. */
function spanInText(document: ParsedDocument, node: StringNode, expected: string, actual: string): Span {
  const at = stringMap(document, node).toSource(firstDifference(expected, actual));
  return at.end > at.start ? at : node.span;
}

function compareValue(
  name: ExpectMember,
  expected: ValueNode,
  actual: Doc,
  options: CompareOptions = {},
): MemberResult {
  const text = printDoc(actual);
  const { root } = parse(text, "json");
  if (!root) return passed(expected);
  const path = name === "output" ? "$" : name;
  return ofComparison(name, expected, compare(expected, root, { path, ...options }), text);
}

/** @param actual pretty-printed. */
function ofComparison(
  of: ExpectMember,
  { span }: ValueNode,
  { differences, shown, accepted, repairs }: Comparison,
  actual: string,
): MemberResult {
  const [first] = differences;
  if (!first) return { accepted, repairs };
  const failure: Failure = {
    of,
    message: differencesText(differences),
    span: first.span.end > first.span.start ? first.span : span,
    differences,
    expected: printDoc(shown),
    actual,
  };
  return { failure, accepted, repairs };
}

/** Differences in a message. */
const MOST_DIFFERENCES = 20;

/** Prints a line for each difference, up to a number. */
export function differencesText(differences: readonly Difference[]): string {
  const lines = differences.slice(0, MOST_DIFFERENCES).map(differenceText);
  const more = differences.length - lines.length;
  return [...lines, ...(more > 0 ? [`… and ${more} more differences`] : [])].join("\n");
}

export function differenceText({ path, expected, actual }: Difference): string {
  if (expected === undefined) return `${path}: unexpected ${clipped(actual ?? "")}`;
  if (actual === undefined) return `${path}: missing ${clipped(expected)}`;
  return `${path}: expected ${clipped(expected)}, but it is ${clipped(actual)}`;
}

const MOST_CHARACTERS = 200;

function clipped(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

function pretty(text: string): string {
  const node = jsonNodeOf(text);
  return node ? printDoc(docOf(node)) : text;
}
