import { type Connection, ProgressType } from "vscode-languageserver";
import { deadline } from "../deadline";
import {
  type CoveredFile,
  RUN_TESTS_REQUEST,
  type RunTestsParams,
  type RunTestsResult,
  TEST_FILE_REQUEST,
  type TestFileParams,
  type TestFileResult,
  type TestOutcome,
} from "../protocol";
import {
  CoverageCollector,
  type FileCoverage,
  filesOfTests,
  readTestFile,
  runTests,
  subjectsOf,
  type TestFile,
  type TestResult,
} from "../service";
import { defined } from "../syntax/defined";
import { LineIndex } from "../syntax/lines";
import { decode } from "./workspacePaths";

/** The time limit of a test, in milliseconds. */
const TEST_TIME = 1000;

const PARTIAL_OUTCOMES = new ProgressType<readonly TestOutcome[]>();

/** Milliseconds after which other requests get their turn. */
const TURN = 10;

/** Registers the requests that read and run template tests. */
export function registerTesting(connection: Connection): void {
  connection.onRequest(TEST_FILE_REQUEST, ({ uri, text, texts }: TestFileParams): TestFileResult => {
    const file = readTestFile(text, decode(uri));
    return {
      tests: file.cases.map(({ name, node }) => ({ name, range: file.lines.range(node.span) })),
      problems: file.problems.map(({ message, range }) => ({ message, range })),
      files: filesOfTests(file),
      tested: [...new Set([...file.files, ...file.responses])],
      subjects: texts ? subjectsOf(file, textsIn(texts)) : [],
    };
  });

  connection.onRequest(
    RUN_TESTS_REQUEST,
    async (
      { uri, text, only, texts, partialResultToken, coverage: isCounted }: RunTestsParams,
      token,
    ): Promise<RunTestsResult> => {
      const file = readTestFile(text, decode(uri));
      const wanted = only && new Set(only);
      const cases = wanted ? file.cases.filter(({ name }) => wanted.has(name)) : file.cases;
      let limit = deadline(TEST_TIME);
      const coverage = isCounted ? new CoverageCollector() : undefined;
      const results = runTests(file, cases, {
        textOf: textsIn(texts),
        isCancelled: () => limit(),
        ...defined({ coverage }),
      });
      let outcomes: TestOutcome[] = [];
      const report = (): void => {
        if (partialResultToken === undefined || outcomes.length === 0) return;
        void connection.sendProgress(PARTIAL_OUTCOMES, partialResultToken, outcomes);
        outcomes = [];
      };
      const result = (): RunTestsResult => {
        if (!coverage) return { tests: outcomes };
        const files = coverage.files().map((each) => coveredFile(each, texts[each.path] ?? ""));
        return { tests: outcomes, coverage: files };
      };
      let turn = performance.now();
      for (;;) {
        limit = deadline(TEST_TIME);
        const start = performance.now();
        const next = results.next();
        if (next.done === true) {
          report();
          return result();
        }
        outcomes.push(outcomeOf(file, next.value, performance.now() - start));
        if (performance.now() - turn < TURN) continue;
        report();
        await new Promise((resolve) => setImmediate(resolve));
        if (token.isCancellationRequested) return result();
        turn = performance.now();
      }
    },
  );
}

function textsIn(texts: { readonly [path: string]: string }): (path: string) => string | undefined {
  return (path) => (Object.hasOwn(texts, path) ? texts[path] : undefined);
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

function coveredFile({ path, templates }: FileCoverage, text: string): CoveredFile {
  const lines = new LineIndex(text);
  return {
    path,
    templates: templates.map(({ name, span, count }) => ({ label: name, range: lines.range(span), count })),
    statements: templates.flatMap(({ statements }) =>
      statements.map(({ span, count, branches }) => ({
        range: lines.range(span),
        count,
        branches: branches.map(({ label, span: at, count: taken }) => ({
          label,
          range: lines.range(at),
          count: taken,
        })),
      })),
    ),
  };
}
