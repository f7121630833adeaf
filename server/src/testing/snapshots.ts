/** Snapshots: what happened when a person last looked, in a file next to the test file. */

import { LineIndex } from "../syntax/lines";
import type { ValueNode } from "../syntax/nodes";
import { parse } from "../syntax/parse";
import { actualDoc } from "./actualDoc";
import { compare } from "./compare";
import { type Doc, docOf, lastMembers, printDoc } from "./doc";
import { differencesText } from "./expectations";
import type { Actual, Failure, TestResult } from "./result";
import type { TestCase, TestFile } from "./testFile";

/** The text of a snapshot file after reading. */
export type Snapshots =
  | { readonly kind: "read"; readonly byTest: ReadonlyMap<string, ValueNode> }
  | { readonly kind: "none" }
  /** A sentence about what is wrong. */
  | { readonly kind: "broken"; readonly message: string };

/** @param text undefined if there is no such file. */
export function readSnapshots(text: string | undefined, path: string): Snapshots {
  if (text === undefined || text.trim() === "") return { kind: "none" };
  const { root, problems } = parse(text, "json");
  const [problem] = problems;
  if (problem) {
    const { line, character } = new LineIndex(text).position(problem.span.start);
    return { kind: "broken", message: `${path}:${line + 1}:${character + 1}: ${problem.message}` };
  }
  if (root?.kind !== "object") return { kind: "broken", message: `${path} must be an object.` };
  return { kind: "read", byTest: lastMembers(root) };
}

/** Compares what happened with the snapshot of the test; undefined if it is the same. */
export function snapshotFailure(
  { name, expect, nameSpan }: TestCase,
  actual: Actual,
  snapshots: Snapshots,
): Failure | undefined {
  const span = expect.kind === "snapshot" ? expect.span : nameSpan;
  if (snapshots.kind === "broken") return { of: "snapshot", span, message: snapshots.message };
  const doc = actualDoc(actual);
  const text = printDoc(doc);
  const expected = snapshots.kind === "read" ? snapshots.byTest.get(name) : undefined;
  if (!expected) {
    const message =
      "This test has no snapshot yet. Update the snapshots to store what happens as the expected result.";
    return { of: "snapshot", span, message, expected: "", actual: text };
  }
  const { root } = parse(text, "json");
  if (!root) return undefined;
  const { differences, shown } = compare(expected, root, { hasMatchers: false });
  if (differences.length === 0) return undefined;
  return {
    of: "snapshot",
    span,
    message: `This is not the snapshot.\n${differencesText(differences)}`,
    expected: printDoc(shown),
    actual: text,
  };
}

/** What an update of a snapshot file does. */
export interface SnapshotUpdate {
  /** The new text; undefined if no snapshot is left, so that there should be no file. */
  readonly text: string | undefined;
  /** The names of the tests whose snapshots are new or changed. */
  readonly written: readonly string[];
  /** The names of the snapshots that no test uses any longer. */
  readonly removed: readonly string[];
}

/** Returns the names of the snapshots that no test of the file uses. */
export function obsoleteSnapshots(text: string | undefined, { cases }: TestFile): readonly string[] {
  const snapshots = readSnapshots(text, "");
  if (snapshots.kind !== "read") return [];
  const used = new Set(cases.flatMap(({ name, expect }) => (expect.kind === "snapshot" ? [name] : [])));
  return [...snapshots.byTest.keys()].filter((name) => !used.has(name));
}

/**
 * Returns the snapshots after some tests of the file ran. Those of tests that did not run, or could not, stay. The
 * snapshots are sorted by name, and unchanged ones stay as they are.
 * @param text undefined if there is no file yet. A text that cannot be read is replaced.
 */
export function updatedSnapshots(
  text: string | undefined,
  file: TestFile,
  results: Iterable<TestResult>,
): SnapshotUpdate {
  const snapshots = readSnapshots(text, "");
  const stored = snapshots.kind === "read" ? snapshots.byTest : new Map<string, ValueNode>();
  const docs = new Map<string, Doc>([...stored].map(([name, node]) => [name, docOf(node)]));
  const removed = obsoleteSnapshots(text, file);
  for (const name of removed) docs.delete(name);
  const tests = new Map(file.cases.map((test) => [test.name, test]));
  const written: string[] = [];
  for (const result of results) {
    const test = tests.get(result.name);
    if (test?.expect.kind !== "snapshot" || result.outcome === "errored") continue;
    if (snapshots.kind === "read" && !snapshotFailure(test, result.actual, snapshots)) continue;
    docs.set(test.name, actualDoc(result.actual));
    written.push(test.name);
  }
  if (snapshots.kind !== "broken" && written.length === 0 && removed.length === 0) {
    return { text, written, removed };
  }
  const sorted = [...docs].sort(([a], [b]) => (a < b ? -1 : 1));
  if (sorted.length === 0) return { text: undefined, written, removed };
  return { text: `${printDoc({ kind: "object", members: new Map(sorted) })}\n`, written, removed };
}
