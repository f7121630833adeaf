import type { CheckProblem } from "../../server/src";
import type { CheckedFile } from "./checkedFile";
import { toGithub } from "./github";
import { messageWithTitle } from "./problemText";
import { toSarif } from "./sarif";

/** The output formats; text and github print nothing if there are no problems. */
export const FORMATS = { text: toText, json: toJsonText, sarif: toSarif, github: toGithub } as const;

export type FormatName = keyof typeof FORMATS;

function toText(files: readonly CheckedFile[]): string {
  const lines = files.flatMap(({ file, result }) =>
    result.problems.map((problem) => textLine(file, problem)),
  );
  if (lines.length === 0) return "";
  const all = files.flatMap(({ result }) => result.problems);
  return `${lines.join("\n")}\n\n${tally(all)}\n`;
}

function textLine(file: string, problem: CheckProblem): string {
  const { code, severity, range } = problem;
  const { line, character } = range.start;
  const message = messageWithTitle(problem).replaceAll("\n", "\n    ");
  return `${file}:${line + 1}:${character + 1}: ${severity} ${code}: ${message}`;
}

function tally(problems: readonly CheckProblem[]): string {
  return (["error", "warning", "information", "hint"] as const)
    .map(
      (severity) => [severity, problems.filter((problem) => problem.severity === severity).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}${count > 1 ? "s" : ""}`)
    .join(", ");
}

function toJsonText(files: readonly CheckedFile[]): string {
  return `${JSON.stringify(
    files.map(({ file, result }) => ({
      file,
      ...result,
      operation: result.operation ?? null,
      protocol: result.protocol ?? null,
    })),
    null,
    2,
  )}\n`;
}
