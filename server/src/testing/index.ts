/** Template tests: reading test files, running their cases on the simulation, and comparing the results. Pure. */

import type { TestResult } from "./result";
import { type RunOptions, runTest, testSuite } from "./runTest";
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
export type { Actual, ActualProblem, Failure, TestResult } from "./result";
export type { RunOptions } from "./runTest";
export { obsoleteSnapshots, type SnapshotUpdate, updatedSnapshots } from "./snapshots";
export { subjectsOf, type TestSubject } from "./subjects";
export {
  EXPECT_MEMBERS,
  type ExpectMember,
  type TestCase,
  type TestFile,
  type TestFileProblem,
} from "./testFile";
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
  const hasSnapshots = cases.some(({ expect }) => expect.kind === "snapshot");
  return [...new Set([...files, ...responses, ...samples, ...(hasSnapshots ? [snapshots] : []), recordings])];
}

/** Runs the cases one after the other, as the caller asks for the next result. */
export function* runTests(
  file: TestFile,
  cases: readonly TestCase[],
  options: RunOptions,
): Generator<TestResult, void> {
  const { textOf } = options;
  const path = file.files.find((each) => textOf(each) !== undefined);
  const missing = file.responses.filter((each) => textOf(each) === undefined);
  const message =
    path === undefined
      ? `There is no file to test. Expected ${file.files.join(", ")}${file.files.length > 1 ? ", or another one named by file" : ""}.`
      : missing.length > 0
        ? `The file ${missing.join(", ")} does not exist.`
        : undefined;
  const read = (each: string) => ({ path: each, text: textOf(each) ?? "" });
  const tested =
    path === undefined || message !== undefined
      ? undefined
      : new TestedFiles(read(path), file.responses.map(read));
  if (tested) options.coverage?.begin(tested.paths, tested.templates());
  const suite = tested && testSuite(file, tested, textOf);
  for (const test of cases) {
    if (suite) yield runTest(test, suite, options);
    else {
      const failures = [{ message: message ?? "", span: test.nameSpan }];
      yield { name: test.name, outcome: "errored", failures };
    }
  }
}
