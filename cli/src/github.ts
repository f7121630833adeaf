import type { Severity } from "../../server/src/service";
import type { CheckedFile } from "./checkedFile";
import { messageWithTitle } from "./problemText";

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** Formats problems as GitHub workflow commands, which runners turn into annotations. */
export function toGithub(files: readonly CheckedFile[]): string {
  return files
    .flatMap(({ file, result }) =>
      result.problems.map((problem) => {
        const { code, severity, range } = problem;
        const { start, end } = range;
        const properties = {
          file,
          line: start.line + 1,
          endLine: end.line + 1,
          col: start.character + 1,
          endColumn: end.character + 1,
          title: code,
        };
        const list = Object.entries(properties).map(
          ([name, value]) => `${name}=${escapeProperty(String(value))}`,
        );
        return `::${COMMANDS[severity]} ${list.join(",")}::${escapeData(messageWithTitle(problem))}\n`;
      }),
    )
    .join("");
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
