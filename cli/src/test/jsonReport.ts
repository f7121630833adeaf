/** The results of tests as data. */
import type { FileCoverage } from "../../../server/src/service";
import type { FileRun, TestRun } from "./runFile";
import { totalsOf } from "./totals";

export function jsonReport(runs: readonly FileRun[], coverage: readonly FileCoverage[] | undefined): string {
  const { milliseconds: _, ...totals } = totalsOf(runs);
  const files = runs.map(({ path, file, tests, snapshots: { path: __, text: ___, ...snapshots } }) => ({
    file: path,
    tests: tests.map((run) => testData(run, file.lines)),
    problems: file.problems.map(({ message, range }) => ({ message, range })),
    snapshots,
  }));
  return `${JSON.stringify({ totals, files, ...(coverage && { coverage }) }, null, 2)}\n`;
}

function testData({ test, result, milliseconds }: TestRun, lines: FileRun["file"]["lines"]) {
  const failures = result.outcome === "passed" ? [] : result.failures;
  return {
    name: result.name,
    outcome: result.outcome,
    range: lines.range(test.nameSpan),
    milliseconds,
    ...(result.outcome !== "errored" && result.recording && { recording: result.recording }),
    failures: failures.map(({ span, differences, ...failure }) => ({
      ...failure,
      range: lines.range(span),
      ...(differences && {
        differences: differences.map(({ span: at, ...difference }) => ({
          ...difference,
          range: lines.range(at),
        })),
      }),
    })),
  };
}
