import type { Connection } from "vscode-languageserver";
import { deadline } from "../deadline";
import {
  RUN_TESTS_REQUEST,
  type RunTestsParams,
  type RunTestsResult,
  TEST_FILE_REQUEST,
  type TestFileParams,
  type TestFileResult,
  type TestOutcome,
} from "../protocol";
import { filesOfTests, readTestFile, runTests, type TestFile, type TestResult } from "../service";
import { defined } from "../syntax/defined";

/** The time limit of a test, in milliseconds. */
const TEST_TIME = 1000;

/** Milliseconds after which other requests get their turn. */
const TURN = 10;

/** Registers the requests that read and run template tests. */
export function registerTesting(connection: Connection): void {
  connection.onRequest(TEST_FILE_REQUEST, ({ uri, text }: TestFileParams): TestFileResult => {
    const file = readTestFile(text, uri);
    return {
      tests: file.cases.map(({ name, node }) => ({ name, range: file.lines.range(node.span) })),
      problems: file.problems.map(({ message, range }) => ({ message, range })),
      files: filesOfTests(file),
    };
  });

  connection.onRequest(
    RUN_TESTS_REQUEST,
    async ({ uri, text, only, texts }: RunTestsParams, token): Promise<RunTestsResult> => {
      const file = readTestFile(text, uri);
      const cases = only ? file.cases.filter(({ name }) => only.includes(name)) : file.cases;
      let limit = deadline(TEST_TIME);
      const results = runTests(file, cases, {
        textOf: (path) => (Object.hasOwn(texts, path) ? texts[path] : undefined),
        isCancelled: () => limit(),
      });
      const outcomes: TestOutcome[] = [];
      let turn = performance.now();
      for (;;) {
        limit = deadline(TEST_TIME);
        const start = performance.now();
        const next = results.next();
        if (next.done === true) return outcomes;
        outcomes.push(outcomeOf(file, next.value, performance.now() - start));
        if (performance.now() - turn < TURN) continue;
        await new Promise((resolve) => setImmediate(resolve));
        if (token.isCancellationRequested) return outcomes;
        turn = performance.now();
      }
    },
  );
}

function outcomeOf({ lines }: TestFile, result: TestResult, milliseconds: number): TestOutcome {
  const { name, outcome } = result;
  const failures = result.outcome === "passed" ? [] : result.failures;
  return {
    name,
    outcome,
    milliseconds,
    failures: failures.map(({ message, span, expected, actual }) => ({
      message,
      range: lines.range(span),
      ...defined({ expected, actual }),
    })),
  };
}
