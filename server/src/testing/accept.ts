/** Making a test expect what happened. */
import { edit, type TextEdit } from "../syntax/edit";
import type { ObjectNode, ParsedDocument, Span, ValueNode } from "../syntax/nodes";
import { actualDoc } from "./actualDoc";
import { type Doc, docOf, isExact, jsonOfDoc, printDoc, printInLine } from "./doc";
import { comparedMembers, expectsProblems } from "./expectations";
import type { Actual, TestResult } from "./result";
import type { TestCase, TestFile } from "./testFile";

/**
 * Returns the edits of a test file after which a test expects what happened. What matches stays as it is written, with
 * its matchers; a test without `expect` gets one. Empty for a test with a snapshot, and for one that passes.
 */
export function acceptActual({ document }: TestFile, test: TestCase, actual: Actual): readonly TextEdit[] {
  const { expect, node } = test;
  if (expect.kind === "snapshot") return [];
  if (expect.kind === "nothing") return inserted(document, node, "expect", brief(actual));
  const members = comparedMembers(expect.node, actual, document);
  const isReshaped = members.some(({ failure, accepted }) => failure && accepted === undefined);
  const problems = actualDoc(actual).members.get("problems");
  const isUnexpected =
    !expectsProblems(expect.node) && actual.problems.some(({ severity }) => severity === "error");
  if (!isReshaped && !isUnexpected) {
    return members.flatMap(({ repairs }) =>
      repairs.flatMap(({ node: at, value }) => replaced(document, at, value)),
    );
  }
  const accepted = new Map<string, Doc>();
  for (const { name, value, failure, accepted: doc } of members) {
    if (failure && doc === undefined) continue;
    accepted.set(name, doc ?? docOf(value));
  }
  if (isUnexpected && problems) accepted.set("problems", problems);
  return replaced(document, expect.node, { kind: "object", members: accepted });
}

/** Returns the edits after which all tests that failed expect what happened. */
export function acceptAll(file: TestFile, results: Iterable<TestResult>): readonly TextEdit[] {
  const tests = new Map(file.cases.map((test) => [test.name, test]));
  return [...results].flatMap((result) => {
    const test = tests.get(result.name);
    return test && result.outcome === "failed" ? acceptActual(file, test, result.actual) : [];
  });
}

/** What a person would expect first: everything that happened except for what was sent. */
function brief(actual: Actual): Doc {
  const { members } = actualDoc(actual);
  const kept = [...members].filter(([name]) => name === "output" || name === "status" || name === "problems");
  return { kind: "object", members: new Map(kept) };
}

function replaced(document: ParsedDocument, node: ValueNode, value: Doc): readonly TextEdit[] {
  const { span } = node;
  if (document.format === "yaml" && isExact(value)) {
    return edit(document, { kind: "replaceValue", node, value: jsonOfDoc(value) });
  }
  return [{ span, newText: printedLike(document, span, value) }];
}

/** A value that stands in one line stays in one line, if it is short enough. */
const LINE = 80;

function printedLike({ text, format }: ParsedDocument, { start, end }: Span, value: Doc): string {
  const inLine = printInLine(value);
  const isShort = inLine.length <= LINE && !text.slice(start, end).includes("\n");
  if (format === "yaml" || isShort) return inLine;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(lineStart, start))?.[0] ?? "";
  const printed = printDoc(value, indentation);
  return text.includes("\r\n") ? printed.replaceAll("\n", "\r\n") : printed;
}

function inserted(
  document: ParsedDocument,
  object: ObjectNode,
  name: string,
  value: Doc,
): readonly TextEdit[] {
  if (isExact(value)) return edit(document, { kind: "insertMember", object, name, value: jsonOfDoc(value) });
  const edits = edit(document, { kind: "insertMember", object, name, value: null });
  return edits.map(({ span, newText }) => ({
    span,
    newText: newText.replace("null", () => printInLine(value)),
  }));
}
