/** Template tests: reading test files, running their cases on the simulation, and comparing the results. Pure. */

import { findMember } from "../syntax/locate";
import type { Span } from "../syntax/nodes";
import { insertNewTest, type NewTest, type WithNewTest } from "./newTest";
import type { TestResult } from "./result";
import { fingerprintOfTest, type RunOptions, runTest, type TestSuite, testSuite } from "./runTest";
import type { KnownNames } from "./schema";
import { TestedFiles } from "./subject";
import { isTestFileName, readTestFile, type TestCase, type TestFile, testedFileNames } from "./testFile";

export { acceptActual, acceptAll } from "./accept";
export type { Difference } from "./compare";
export {
  type BranchCoverage,
  CoverageCollector,
  type FileCoverage,
  mergeCoverage,
  type StatementCoverage,
  type TemplateCoverage,
} from "./coverage";
export { differencesText, differenceText } from "./expectations";
export { MATCHED_TYPES, MATCHERS } from "./matchers";
export type { NewTest, WithNewTest } from "./newTest";
export {
  type Recording,
  type Recordings,
  readRecordings,
  withRecording,
} from "./recordings";
export type { Actual, ActualProblem, Failure, RecordingUse, TestResult } from "./result";
export type { RunOptions } from "./runTest";
export { type KnownNames, NO_NAMES, testSuggestions } from "./schema";
export { obsoleteSnapshots, type SnapshotUpdate, updatedSnapshots } from "./snapshots";
export { type Subject, TestedFiles } from "./subject";
export { subjectsOf, type TestSubject } from "./subjects";
export {
  EXPECT_MEMBERS,
  type ExpectMember,
  type TestCase,
  type TestFile,
  type TestFileProblem,
} from "./testFile";
export { unifiedDiff } from "./textDifference";
export { isTestFileName, readTestFile, testedFileNames };

/** Returns the paths of all files that the tests may read, relative to the test file. */
export function filesOfTests({
  files,
  responses,
  snapshots,
  recordings,
  cases,
}: TestFile): readonly string[] {
  const messages = cases.flatMap(({ request, backend }) => [request, backend]);
  const samples = messages.flatMap((message) => (message?.kind === "file" ? [message.path] : []));
  return [...new Set([...files, ...responses, ...samples, snapshots, recordings])];
}

/** Runs the cases one after the other, as the caller asks for the next result. */
export function* runTests(
  file: TestFile,
  cases: readonly TestCase[],
  options: RunOptions,
): Generator<TestResult, void> {
  const found = suiteOf(file, options.textOf);
  if (found.kind === "suite") {
    const { files } = found.suite;
    options.coverage?.begin(files.paths, files.templates());
    for (const test of cases) yield runTest(test, found.suite, options);
    return;
  }
  for (const { name, nameSpan: span } of cases) {
    yield { name, outcome: "errored", failures: [{ message: found.message, span }] };
  }
}

/** What is known about the names in a test file. */
export interface TestNames extends Pick<KnownNames, "inputs" | "templates"> {
  /** Integrations and templates that do not exist, each with a sentence. */
  readonly problems: readonly { readonly message: string; readonly span: Span }[];
}

/** Returns the names that tests may use, and what is wrong with those that they use. */
export function namesOf(file: TestFile, tested: TestedFiles): TestNames {
  const problems = file.cases.flatMap(({ input, template, node, nameSpan }) => {
    const subject = tested.find(input, template);
    if (subject.kind !== "unknown") return [];
    const member =
      findMember(node, template === undefined ? "input" : "template") ?? findMember(node, "input");
    return [{ message: subject.message, span: member?.value?.span ?? nameSpan }];
  });
  return { ...tested.names(), problems };
}

/** The files under test that exist; empty if there is none to test, or if one of several is missing. */
export function testedTexts(
  file: TestFile,
  textOf: RunOptions["textOf"],
): readonly { readonly path: string; readonly text: string }[] {
  const path = file.files.find((each) => textOf(each) !== undefined);
  const paths = path === undefined ? [] : [path, ...file.responses];
  const texts = paths.flatMap((each) => {
    const text = textOf(each);
    return text === undefined ? [] : [{ path: each, text }];
  });
  return texts.length === paths.length ? texts : [];
}

/** Returns the fingerprint that a recording of a test needs; undefined if the test cannot run. */
export function recordingFingerprint(
  file: TestFile,
  test: TestCase,
  options: Pick<RunOptions, "textOf">,
): string | undefined {
  const found = suiteOf(file, options.textOf);
  return found.kind === "suite" ? fingerprintOfTest(test, found.suite, options) : undefined;
}

function suiteOf(
  file: TestFile,
  textOf: RunOptions["textOf"],
):
  | { readonly kind: "suite"; readonly suite: TestSuite }
  | { readonly kind: "missing"; readonly message: string } {
  const path = file.files.find((each) => textOf(each) !== undefined);
  const missing = file.responses.filter((each) => textOf(each) === undefined);
  if (path === undefined) {
    const others = file.files.length > 1 ? ", or another one named by file" : "";
    return {
      kind: "missing",
      message: `There is no file to test. Expected ${file.files.join(", ")}${others}.`,
    };
  }
  if (missing.length > 0) {
    return { kind: "missing", message: `The file ${missing.join(", ")} does not exist.` };
  }
  const read = (each: string) => ({ path: each, text: textOf(each) ?? "" });
  const tested = new TestedFiles(read(path), file.responses.map(read));
  return { kind: "suite", suite: testSuite(file, tested, textOf) };
}

/** Adds a test to a test file; see `insertNewTest`. */
export function addTest(
  before: string | undefined,
  path: string,
  test: NewTest,
  textOf: RunOptions["textOf"],
): WithNewTest | undefined {
  return insertNewTest(before, path, test, (file, added) => [...runTests(file, [added], { textOf })][0]);
}
