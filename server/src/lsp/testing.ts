import { type CancellationToken, type Connection, ProgressType } from "vscode-languageserver";
import { deadline } from "../deadline";
import {
  ACCEPT_TESTS_REQUEST,
  type AcceptTestsResult,
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
  acceptAll,
  CoverageCollector,
  differenceText,
  type FileCoverage,
  filesOfTests,
  readTestFile,
  runTests,
  subjectsOf,
  type TestFile,
  type TestResult,
  updatedSnapshots,
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
export function registerTesting(
  connection: Connection,
  /** Called with the texts of the files that the tests of a file read. */
  onTexts: (uri: string, texts: Readonly<Record<string, string>>) => void,
): void {
  connection.onRequest(TEST_FILE_REQUEST, ({ uri, text, texts }: TestFileParams): TestFileResult => {
    const file = readTestFile(text, decode(uri));
    if (texts) onTexts(uri, texts);
    return {
      tests: file.cases.map(({ name, node }) => ({ name, range: file.lines.range(node.span) })),
      problems: file.problems.map(({ message, range }) => ({ message, range })),
      files: filesOfTests(file),
      tested: [...new Set([...file.files, ...file.responses])],
      subjects: texts ? subjectsOf(file, textsIn(texts)) : [],
    };
  });

  connection.onRequest(RUN_TESTS_REQUEST, async (params: RunTestsParams, token): Promise<RunTestsResult> => {
    const { uri, text, texts, partialResultToken } = params;
    const file = readTestFile(text, decode(uri));
    const coverage = params.coverage ? new CoverageCollector() : undefined;
    let outcomes: TestOutcome[] = [];
    for await (const results of runInTurns(file, params, token, coverage)) {
      outcomes.push(...results.map(({ result, milliseconds }) => outcomeOf(file, result, milliseconds)));
      if (partialResultToken === undefined || outcomes.length === 0) continue;
      void connection.sendProgress(PARTIAL_OUTCOMES, partialResultToken, outcomes);
      outcomes = [];
    }
    if (!coverage) return { tests: outcomes };
    const files = coverage.files().map((each) => coveredFile(each, texts[each.path] ?? ""));
    return { tests: outcomes, coverage: files };
  });

  connection.onRequest(
    ACCEPT_TESTS_REQUEST,
    async (params: RunTestsParams, token): Promise<AcceptTestsResult> => {
      const { uri, text, texts } = params;
      const file = readTestFile(text, decode(uri));
      const results: TestResult[] = [];
      for await (const some of runInTurns(file, params, token))
        results.push(...some.map(({ result }) => result));
      const edits = acceptAll(file, results).map(({ span, newText }) => ({
        range: file.lines.range(span),
        newText,
      }));
      const { snapshots: path } = file;
      const before = textsIn(texts)(path);
      const { text: after, written, removed } = updatedSnapshots(before, file, results);
      if (after === before) return { edits };
      return { edits, snapshots: { path, text: after ?? null, written, removed } };
    },
  );
}

interface TimedResult {
  readonly result: TestResult;
  readonly milliseconds: number;
}

/** Runs tests, and gives other requests their turn in between. Ends early if the request is cancelled. */
async function* runInTurns(
  file: TestFile,
  { only, texts }: RunTestsParams,
  token: CancellationToken,
  coverage?: CoverageCollector,
): AsyncGenerator<readonly TimedResult[], void> {
  const wanted = only && new Set(only);
  const cases = wanted ? file.cases.filter(({ name }) => wanted.has(name)) : file.cases;
  let limit = deadline(TEST_TIME);
  const results = runTests(file, cases, {
    textOf: textsIn(texts),
    isCancelled: () => limit(),
    ...defined({ coverage }),
  });
  let done: TimedResult[] = [];
  let turn = performance.now();
  for (;;) {
    limit = deadline(TEST_TIME);
    const start = performance.now();
    const next = results.next();
    if (next.done === true) {
      yield done;
      return;
    }
    done.push({ result: next.value, milliseconds: performance.now() - start });
    if (performance.now() - turn < TURN) continue;
    yield done;
    done = [];
    await new Promise((resolve) => setImmediate(resolve));
    if (token.isCancellationRequested) return;
    turn = performance.now();
  }
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
    ...(result.outcome !== "errored" && defined({ recording: result.recording })),
    failures: failures.map(({ message, span, of, where, differences, expected, actual }) => ({
      message,
      range: lines.range(span),
      ...defined({ of, where, expected, actual }),
      ...(differences && {
        differences: differences.map((each) => ({
          message: differenceText(each),
          range: lines.range(each.span),
        })),
      }),
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
