/** Writing new tests. */
import { applyEdits } from "../syntax/applyEdits";
import { edit } from "../syntax/edit";
import type { Json } from "../syntax/json";
import { findMember } from "../syntax/locate";
import type { ArrayNode, ParsedDocument } from "../syntax/nodes";
import { printBlock } from "../syntax/printYaml";
import { acceptActual } from "./accept";
import type { TestResult } from "./result";
import { readTestFile, type TestCase, type TestFile } from "./testFile";

/** A test to write. */
export interface NewTest {
  readonly name: string;
  readonly input?: string;
  readonly template?: string;
  /** The path of a sample request, relative to the test file. */
  readonly request?: string;
  /** Whether to expect what happens now, or that it stays the same. */
  readonly expect: "actual" | "snapshot";
}

/** The text of a test file with a new test in it. */
export interface WithNewTest {
  readonly text: string;
  /** The name that no other test in the file has. */
  readonly name: string;
}

/**
 * Adds a test to a test file. Returns undefined for a file that is not a test file.
 * @param before the text of the file; undefined for a new one
 * @param run runs the test, for what it is to expect
 */
export function insertNewTest(
  before: string | undefined,
  path: string,
  { expect, ...test }: NewTest,
  run: (file: TestFile, test: TestCase) => TestResult | undefined,
): WithNewTest | undefined {
  const old = readTestFile(before ?? NEW_FILE, path);
  const name = freeName(test.name, old);
  const members: Record<string, Json> = { ...test, name };
  if (expect === "snapshot") members.expect = "snapshot";
  const text = insertTest(old.document, members);
  if (text === undefined) return undefined;
  return { text: expect === "actual" ? withActual(text, path, name, run) : text, name };
}

const NEW_FILE = '{\n  "tests": []\n}\n';

function freeName(name: string, { cases }: TestFile): string {
  const names = new Set(cases.map((test) => test.name));
  let free = name;
  for (let number = 2; names.has(free); number++) free = `${name} ${number}`;
  return free;
}

/** Makes the new test expect what happens. A test that cannot run expects nothing. */
function withActual(
  text: string,
  path: string,
  name: string,
  run: (file: TestFile, test: TestCase) => TestResult | undefined,
): string {
  const file = readTestFile(text, path);
  const test = file.cases.find((each) => each.name === name);
  if (!test) return text;
  const result = run(file, test);
  if (!result || result.outcome === "errored") return text;
  return applyEdits(text, acceptActual(file, test, result.actual));
}

/** Adds a test at the end of the list, in the style of the file. */
function insertTest(document: ParsedDocument, test: { readonly [name: string]: Json }): string | undefined {
  const { root, text } = document;
  if (root?.kind !== "object") return undefined;
  const tests = findMember(root, "tests")?.value;
  if (!tests) {
    const edits = edit(document, { kind: "insertMember", object: root, name: "tests", value: [test] });
    return applyEdits(text, edits);
  }
  if (tests.kind !== "array") return undefined;
  if (tests.items.length === 0) {
    return applyEdits(text, edit(document, { kind: "replaceValue", node: tests, value: [test] }));
  }
  return insertAfterLast(document, tests, test);
}

function insertAfterLast(
  { text, format }: ParsedDocument,
  { items, span }: ArrayNode,
  test: { readonly [name: string]: Json },
): string | undefined {
  const last = items.at(-1);
  if (!last) return undefined;
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const lineStart = text.lastIndexOf("\n", last.span.start - 1) + 1;
  const before = text.slice(lineStart, last.span.start);
  const insert = (offset: number, newText: string): string =>
    text.slice(0, offset) + newText.replaceAll("\n", lineBreak) + text.slice(offset);
  if (format === "yaml" && text[span.start] !== "[") {
    // The dash of the last item, or of the first line of a nested list.
    const indentation = /^[ \t]*/.exec(before)?.[0] ?? "";
    const lines = printBlock(test, true).map(
      (line, index) => `${indentation}${index === 0 ? "- " : "  "}${line}`,
    );
    const end = text.slice(0, last.span.end).trimEnd().length;
    return insert(end, `\n${lines.join("\n")}`);
  }
  // A list in one line stays in one line.
  if (before.trim() !== "") return insert(last.span.end, `, ${JSON.stringify(test)}`);
  const unit = before.length > 0 && before.includes("\t") ? "\t" : "  ";
  const printed = JSON.stringify(test, null, unit).replaceAll("\n", `\n${before}`);
  return insert(last.span.end, `,\n${before}${printed}`);
}
