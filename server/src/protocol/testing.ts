/** The messages of template tests. */
import type { Range } from "../syntax/lines";

/** Request to the server: reads the tests in the text of a test file. */
export const TEST_FILE_REQUEST = "apigw/testFile";

export interface TestFileParams {
  readonly uri: string;
  readonly text: string;
  /**
   * The texts of the tested files, by path relative to the test file; absent if there is no such file. Needed for the
   * subjects.
   */
  readonly texts?: { readonly [path: string]: string };
}

export interface TestFileResult {
  readonly tests: readonly { readonly name: string; readonly range: Range }[];
  readonly problems: readonly { readonly message: string; readonly range: Range }[];
  /** The files that the tests may read, relative to the test file. Not all of them need to exist. */
  readonly files: readonly string[];
  /** Those of them that are tested, rather than being samples. */
  readonly tested: readonly string[];
  /** The templates and integrations that the tests are about, as far as they exist. */
  readonly subjects: readonly TestSubject[];
}

/** A template or an integration, with its tests. */
export interface TestSubject {
  /** For people: `GET /pets`, or the path to a template. Unique in a test file. */
  readonly title: string;
  /** The file that it is in, relative to the test file. */
  readonly path: string;
  /** From a template's key to its end; what starts an integration. */
  readonly range: Range;
  /** The names of the tests, in their order. */
  readonly tests: readonly string[];
}

/**
 * Request to the server: runs tests. The server reads no files. With a `partialResultToken`, it reports the outcomes as
 * they come, in parts of the result, which is empty then.
 */
export const RUN_TESTS_REQUEST = "apigw/runTests";

export interface RunTestsParams extends Pick<TestFileParams, "uri" | "text"> {
  /** The names of the tests to run; all by default. */
  readonly only?: readonly string[];
  /** The texts of the files that the tests may read, by path relative to the test file; absent if there is no such file. */
  readonly texts: { readonly [path: string]: string };
  /** Whether to count which parts of the templates run. */
  readonly coverage?: boolean;
  readonly partialResultToken?: string | number;
}

export interface RunTestsResult {
  /** In the order of the file, without those that were sent as partial results. */
  readonly tests: readonly TestOutcome[];
  /** Of the files under test, if it was asked for. */
  readonly coverage?: readonly CoveredFile[];
}

/** What tests ran of a file. */
export interface CoveredFile {
  /** Relative to the test file. */
  readonly path: string;
  /** The templates in source order, as VS Code's `DeclarationCoverage` has them. */
  readonly templates: readonly CoveredRange[];
  /** The statements of all templates, as VS Code's `StatementCoverage` has them. */
  readonly statements: readonly (CoveredRange & {
    /** The ways through an `#if` or a `#foreach`, as VS Code's `BranchCoverage` has them. */
    readonly branches: readonly CoveredRange[];
  })[];
}

/** A part of a file, and how often it ran or was taken. */
export interface CoveredRange {
  readonly range: Range;
  readonly count: number;
  /** Of a template or a branch: `requestTemplates/application/json`, `#else`. */
  readonly label?: string;
}

export interface TestOutcome {
  readonly name: string;
  readonly outcome: "passed" | "failed" | "errored";
  readonly milliseconds: number;
  readonly failures: readonly TestFailure[];
  /** Present if AWS was recorded for this test; stale if the test now runs something else. */
  readonly recording?: { readonly state: "used" | "stale"; readonly recorded: string };
}

/** Something that is not as a test expects. */
export interface TestFailure {
  /** A sentence, or a line for each difference. */
  readonly message: string;
  /** The member of `expect` that it is about, or the snapshot. */
  readonly of?: string;
  /** In the test file. */
  readonly range: Range;
  /** What causes it in a file under test, relative to the test file. */
  readonly where?: { readonly path: string; readonly range: Range };
  /** Where JSON differs, each with its place in the test file. */
  readonly differences?: readonly { readonly message: string; readonly range: Range }[];
  /**
   * The whole texts for a diff, JSON pretty-printed. Where the actual value is as expected, for instance because a
   * matcher matches, the expected text has the actual value.
   */
  readonly expected?: string;
  readonly actual?: string;
}

/**
 * Request to the server: runs tests, and finds what makes them expect what happens. The parameters are those of
 * `RUN_TESTS_REQUEST`.
 */
export const ACCEPT_TESTS_REQUEST = "apigw/acceptTests";

export interface AcceptTestsResult {
  /** Of the test file. */
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
  /** The new snapshots; absent if they stay as they are. Snapshots that no test uses any longer are removed. */
  readonly snapshots?: {
    /** Relative to the test file. */
    readonly path: string;
    /** Null if the file should not exist. */
    readonly text: string | null;
    /** The names of the tests whose snapshots are new or changed, and of the snapshots that are removed. */
    readonly written: readonly string[];
    readonly removed: readonly string[];
  };
}

/** Request to the server: writes a test of a template. */
export const NEW_TEST_REQUEST = "apigw/newTest";

export interface NewTestParams {
  /** The open document with the template. */
  readonly uri: string;
  /** The path to the template in it, as for previews. */
  readonly path: readonly string[];
  readonly testFile: {
    readonly uri: string;
    /** Absent for a new file. */
    readonly text?: string;
  };
  /** The texts of the files that the test may read, by path relative to the test file. */
  readonly texts: { readonly [path: string]: string };
  readonly name: string;
  /** The path of the sample request, relative to the test file. */
  readonly request?: string;
  /** Whether to expect what happens now, or that it stays the same. */
  readonly expect: "actual" | "snapshot";
}

/** Null if the template does not exist anymore, or if the file is not a test file. */
export type NewTestResult = {
  /** The text of the test file with the test. */
  readonly text: string;
  /** The name that no other test in the file has. */
  readonly name: string;
} | null;
