import { DEFAULT_MILLISECONDS, deadline } from "../deadline";
import {
  type Actual,
  CoverageCollector,
  type FileCoverage,
  filesOfTests as filesOf,
  LineIndex,
  type RecordingUse,
  readTestFile,
  runTests as runCases,
  type TestResult,
  updatedSnapshots,
} from "../service";
import { defined } from "../syntax/defined";
import type { Range } from "../syntax/lines";
import type { Span } from "../syntax/nodes";
import type { IsCancelled } from "../vtl";

export interface RunTestsOptions {
  /**
   * The name of the test file, which says its format and, unless it has the member `file`, what it tests:
   * `pets.test.yaml` tests `pets.json`, `pets.yaml`, `pets.vtl` or the like.
   */
  readonly fileName: string;
  /**
   * The texts of the files that the tests read, by path as the test file writes them; `filesOfTests` lists them. A
   * function returns undefined for a file that does not exist.
   */
  readonly files: Readonly<Record<string, string>> | ((path: string) => string | undefined);
  /** Selects tests by their names; all by default. */
  readonly only?: (name: string) => boolean;
  /** Whether to report which parts of the templates ran. */
  readonly coverage?: boolean;
  /** Whether the simulation counts even where a response of AWS was recorded. */
  readonly ignoresRecordings?: boolean;
  /** Called while templates run, to cancel them early. */
  readonly isCancelled?: IsCancelled;
  /** The time limit of each test in milliseconds: 5000 by default, Infinity for none. */
  readonly milliseconds?: number;
}

/** The results of the tests of a file. Ranges have zero-based lines and UTF-16 characters. */
export interface TestReport {
  readonly tests: readonly TestReportCase[];
  /** What is wrong in the test file itself. Tests that cannot be read are left out. */
  readonly problems: readonly { readonly message: string; readonly range: Range }[];
  /** What an update of the snapshots would write. */
  readonly snapshots: {
    /** Relative to the test file. */
    readonly path: string;
    /** The text of the file afterwards; absent if there should be no file. */
    readonly text?: string;
    /** The names of the tests whose snapshots would be new or change. */
    readonly written: readonly string[];
    /** The names of the snapshots that no test uses. */
    readonly removed: readonly string[];
  };
  /** Of each file under test, if it was asked for. */
  readonly coverage?: readonly TestCoverage[];
}

export interface TestReportCase {
  readonly name: string;
  /** `errored`: the test could not run, for instance because a file does not exist. */
  readonly outcome: "passed" | "failed" | "errored";
  /** Of its name, in the test file. */
  readonly range: Range;
  /** Empty if it passed. */
  readonly failures: readonly TestReportFailure[];
  /** What happened; absent if the test could not run. */
  readonly actual?: Actual;
  /** Present if a response of AWS was recorded for the test. */
  readonly recording?: RecordingUse;
}

export interface TestReportFailure {
  /** A sentence, or a line for each difference. */
  readonly message: string;
  /** In the test file. */
  readonly range: Range;
  /** The member of `expect` that it is about, or `snapshot`. */
  readonly of?: string;
  /** What causes it, in a file under test. */
  readonly where?: { readonly path: string; readonly range: Range };
  /** Where JSON differs. */
  readonly differences?: readonly {
    /** As in JSONPath. */
    readonly path: string;
    /** As JSON or in words; absent for something that should not be there. */
    readonly expected?: string;
    /** Absent for something that is missing. */
    readonly actual?: string;
    readonly range: Range;
  }[];
  /** The whole texts, for a diff that shows only what is wrong. */
  readonly expected?: string;
  readonly actual?: string;
}

/** What tests ran of a file. */
export interface TestCoverage {
  /** As the test file writes it. */
  readonly path: string;
  readonly templates: readonly {
    readonly name: string;
    /** How often it was rendered. */
    readonly count: number;
    readonly range: Range;
    readonly statements: readonly {
      readonly range: Range;
      readonly count: number;
      /** The ways through an `#if` or a `#foreach`. */
      readonly branches: readonly { readonly label: string; readonly range: Range; readonly count: number }[];
    }[];
  }[];
}

/** Returns the paths of all files that the tests in a test file may read, relative to it. Not all need to exist. */
export function filesOfTests(text: string, fileName: string): readonly string[] {
  return filesOf(readTestFile(text, fileName));
}

/**
 * Runs the tests in a test file, offline: each renders a template or sends a request through an integration, and compares
 * the result with what it expects. Accepts any text; what is wrong with it is part of the result.
 */
export function runTests(text: string, options: RunTestsOptions): TestReport {
  const { fileName, only, milliseconds = DEFAULT_MILLISECONDS, ignoresRecordings = false } = options;
  const file = readTestFile(text, fileName);
  const cases = only ? file.cases.filter(({ name }) => only(name)) : file.cases;
  const textOf = textsIn(options.files);
  const coverage = options.coverage ? new CoverageCollector() : undefined;
  let limit = deadline(milliseconds, options.isCancelled);
  const results: TestResult[] = [];
  const running = runCases(file, cases, {
    textOf,
    ignoresRecordings,
    isCancelled: () => limit(),
    ...defined({ coverage }),
  });
  for (const result of running) {
    results.push(result);
    limit = deadline(milliseconds, options.isCancelled);
  }
  const range = (span: Span) => file.lines.range(span);
  const update = updatedSnapshots(textOf(file.snapshots), file, results);
  return {
    tests: results.map((result, index) => ({
      name: result.name,
      outcome: result.outcome,
      range: range(cases[index]?.nameSpan ?? NOWHERE),
      failures: result.outcome === "passed" ? [] : result.failures.map((failure) => reported(failure, range)),
      ...(result.outcome !== "errored" && {
        actual: result.actual,
        ...defined({ recording: result.recording }),
      }),
    })),
    problems: file.problems.map(({ message, range: at }) => ({ message, range: at })),
    snapshots: {
      path: file.snapshots,
      written: update.written,
      removed: update.removed,
      ...defined({ text: update.text }),
    },
    ...(coverage && {
      coverage: coverage.files().map((each) => coverageOf(each, textOf(each.path) ?? "")),
    }),
  };
}

const NOWHERE: Span = { start: 0, end: 0 };

function textsIn(files: RunTestsOptions["files"]): (path: string) => string | undefined {
  if (typeof files === "function") return files;
  return (path) => (Object.hasOwn(files, path) ? files[path] : undefined);
}

type Failures = Extract<TestResult, { readonly outcome: "failed" }>["failures"];

function reported(
  { span, differences, ...failure }: Failures[number],
  range: (span: Span) => Range,
): TestReportFailure {
  return {
    ...failure,
    range: range(span),
    ...(differences && {
      differences: differences.map(({ span: at, ...difference }) => ({ ...difference, range: range(at) })),
    }),
  };
}

function coverageOf({ path, templates }: FileCoverage, text: string): TestCoverage {
  const lines = new LineIndex(text);
  const placed = <T extends { readonly span: Span }>({ span, ...rest }: T) => ({
    ...rest,
    range: lines.range(span),
  });
  return {
    path,
    templates: templates.map(({ statements, ...template }) => ({
      ...placed(template),
      statements: statements.map(({ branches, ...statement }) => ({
        ...placed(statement),
        branches: branches.map(placed),
      })),
    })),
  };
}
