import type { FileRun } from "./runFile";

export interface Totals {
  readonly tests: number;
  readonly passed: number;
  readonly failed: number;
  /** Tests that could not run. */
  readonly errored: number;
  /** What is wrong in the test files themselves. */
  readonly problems: number;
  readonly milliseconds: number;
}

export function totalsOf(runs: readonly FileRun[]): Totals {
  const outcomes = runs.flatMap(({ tests }) => tests.map(({ result }) => result.outcome));
  const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;
  return {
    tests: outcomes.length,
    passed: count("passed"),
    failed: count("failed"),
    errored: count("errored"),
    problems: runs.reduce((sum, { file }) => sum + file.problems.length, 0),
    milliseconds: runs.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
  };
}

/** Whether every test passes, and the test files are right. */
export function isGood({ failed, errored, problems }: Totals): boolean {
  return failed + errored + problems === 0;
}
