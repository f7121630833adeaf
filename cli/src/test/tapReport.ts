/** The results of tests in the Test Anything Protocol, version 14. */
import type { Failure } from "../../../server/src/service";
import type { FileRun } from "./runFile";
import { recordingNote } from "./textReport";

export function tapReport(runs: readonly FileRun[]): string {
  const points = runs.flatMap(pointsOf);
  const lines = points.flatMap(({ isOk, description, diagnostics }, index) => [
    `${isOk ? "ok" : "not ok"} ${index + 1} - ${escaped(description)}`,
    ...diagnostics.map((line) => `  ${line}`),
  ]);
  return [`TAP version 14`, `1..${points.length}`, ...lines, ""].join("\n");
}

interface Point {
  readonly isOk: boolean;
  readonly description: string;
  /** A YAML document between its markers. */
  readonly diagnostics: readonly string[];
}

function pointsOf({ path, file, tests }: FileRun): readonly Point[] {
  const problems = file.problems.map(({ message, span }) => ({
    isOk: false,
    description: `${path}: test file`,
    diagnostics: diagnosticsOf(path, file.lines, [{ message, span }], "error"),
  }));
  const points = tests.map(({ result }) => ({
    isOk: result.outcome === "passed",
    description: [`${path}: ${result.name}`, ...recordingNote(result).map((note) => `(${note})`)].join(" "),
    diagnostics:
      result.outcome === "passed"
        ? []
        : diagnosticsOf(path, file.lines, result.failures, result.outcome === "failed" ? "fail" : "error"),
  }));
  return [...problems, ...points];
}

/** Scalars are written as JSON, which YAML contains. */
function diagnosticsOf(
  path: string,
  lines: FileRun["file"]["lines"],
  failures: readonly Failure[],
  severity: "fail" | "error",
): readonly string[] {
  const [first] = failures;
  if (!first) return [];
  const { line, character } = lines.position(first.span.start);
  const entries: readonly (readonly [string, unknown])[] = [
    ["message", failures.map(({ message }) => message).join("\n")],
    ["severity", severity],
    ["at", { file: path, line: line + 1, column: character + 1 }],
    ...(first.expected === undefined ? [] : [["wanted", first.expected] as const]),
    ...(first.actual === undefined ? [] : [["found", first.actual] as const]),
  ];
  return ["---", ...entries.map(([name, value]) => `${name}: ${JSON.stringify(value)}`), "..."];
}

/** A number sign would start a directive, and a line break would end the description. */
function escaped(text: string): string {
  return text.replace(/[\\#]/g, "\\$&").replace(/\s*[\r\n]+\s*/g, " ");
}
