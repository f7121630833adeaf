import type { LineIndex } from "../../syntax/lines";
import type { ParsedDocument, TemplateDocument } from "../../syntax/nodes";
import type { Problem, Severity } from "./finding";

/** A severity for each rule, by code, or `off`. Rules that are not listed keep their own severity. */
export type RuleSettings = { readonly [code: string]: Severity | "off" };

/** `# apigw-disable AG2002` for the file, `-line` for the comment's line, `-next-line` for the line below. */
const DIRECTIVE = /(?<![\w-])apigw-disable(-next-line|-line)?(?![\w-])((?:[ \t,]+[Aa][Gg]\d{4})*)/;
const ALL = "*";

/** Applies the user's settings and the directives in the file's comments to the problems. */
export function configure(
  problems: readonly Problem[],
  settings: RuleSettings,
  document: ParsedDocument | TemplateDocument,
  lines: LineIndex,
): readonly Problem[] {
  return configuration(settings, document, lines)(problems);
}

/** Returns what applies the user's settings and the directives in the file's comments to problems. */
export function configuration(
  settings: RuleSettings,
  { text, comments }: ParsedDocument | TemplateDocument,
  lines: LineIndex,
): (problems: readonly Problem[]) => readonly Problem[] {
  const isDisabled = readDirectives(text, comments, lines);
  return (problems) =>
    problems.flatMap((problem) => {
      const severity = Object.hasOwn(settings, problem.code) ? settings[problem.code] : problem.severity;
      if (severity === undefined || severity === "off") return [];
      if (isDisabled(problem)) return [];
      return [severity === problem.severity ? problem : { ...problem, severity }];
    });
}

/** Reads the directives once and returns a lookup of whether one of them disables a problem. */
function readDirectives(
  text: string,
  comments: ParsedDocument["comments"],
  lines: LineIndex,
): (problem: Problem) => boolean {
  // The disabled codes of each line and of the file. A directive without codes disables all rules.
  const codesByLine = new Map<number | "file", Set<string>>();
  for (const { start, end } of comments) {
    const match = DIRECTIVE.exec(text.slice(start, end));
    if (!match) continue;
    const ownLine = lines.position(start).line;
    const line = match[1] === "-line" ? ownLine : match[1] === "-next-line" ? ownLine + 1 : "file";
    const codes = codesByLine.get(line) ?? new Set();
    codesByLine.set(line, codes);
    for (const code of match[2]?.match(/AG\d{4}/gi) ?? [ALL]) codes.add(code.toUpperCase());
  }
  const disables = (line: number | "file", code: string): boolean => {
    const codes = codesByLine.get(line);
    return codes !== undefined && (codes.has(ALL) || codes.has(code));
  };
  if (codesByLine.size === 0) return () => false;
  return ({ code, span }) => disables("file", code) || disables(lines.position(span.start).line, code);
}
