/** The messages of template tests. */
import type { Range } from "../syntax/lines";

/** Request to the server: reads the tests in the text of a test file. */
export const TEST_FILE_REQUEST = "apigw/testFile";

export interface TestFileParams {
  readonly uri: string;
  readonly text: string;
}

export interface TestFileResult {
  readonly tests: readonly { readonly name: string; readonly range: Range }[];
  readonly problems: readonly { readonly message: string; readonly range: Range }[];
  /** The files that the tests may read, relative to the test file. Not all of them need to exist. */
  readonly files: readonly string[];
}

/** Request to the server: runs tests. The server reads no files. */
export const RUN_TESTS_REQUEST = "apigw/runTests";

export interface RunTestsParams extends TestFileParams {
  /** The names of the tests to run; all by default. */
  readonly only?: readonly string[];
  /** The texts of the files that the tests may read, by path relative to the test file; absent if there is no such file. */
  readonly texts: { readonly [path: string]: string };
}

export type RunTestsResult = readonly TestOutcome[];

export interface TestOutcome {
  readonly name: string;
  readonly outcome: "passed" | "failed" | "errored";
  readonly milliseconds: number;
  readonly failures: readonly {
    readonly message: string;
    /** In the test file. */
    readonly range: Range;
    /** The whole texts, for a diff. */
    readonly expected?: string;
    readonly actual?: string;
  }[];
}
