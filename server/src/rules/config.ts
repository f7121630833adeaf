import type { LineIndex } from "../syntax/lines";
import type { ParsedDocument } from "../syntax/nodes";
import type { Problem, Severity } from "./rule";

/** What a person has settled of the rules, by code: another severity, or silence. */
export type RuleSettings = { readonly [code: string]: Severity | "off" };

/** `# apigw-disable AG2002`, `-line` for the comment's own line, `-next-line` for the one below it. */
const DIRECTIVE = /apigw-disable(-next-line|-line)?((?:[ \t,]+AG\d{4})*)/;

/** Applies a person's settings, and the directives in the file's comments, to what the rules found. */
export function configure(
  problems: readonly Problem[],
  settings: RuleSettings,
  { text, comments }: ParsedDocument,
  lines: LineIndex,
): readonly Problem[] {
  const silenced = readDirectives(text, comments, lines);
  return problems.flatMap((problem) => {
    const severity = Object.hasOwn(settings, problem.code) ? settings[problem.code] : problem.severity;
    if (severity === undefined || severity === "off") return [];
    const line = lines.position(problem.span.start).line;
    if (silenced.some((directive) => directive(problem.code, line))) return [];
    return [severity === problem.severity ? problem : { ...problem, severity }];
  });
}

type Directive = (code: string, line: number) => boolean;

function readDirectives(
  text: string,
  comments: ParsedDocument["comments"],
  lines: LineIndex,
): readonly Directive[] {
  return comments.flatMap(({ start, end }) => {
    const match = DIRECTIVE.exec(text.slice(start, end));
    if (!match) return [];
    const codes: readonly string[] = match[2]?.match(/AG\d{4}/g) ?? [];
    const ownLine = lines.position(start).line;
    const line = match[1] === "-line" ? ownLine : match[1] === "-next-line" ? ownLine + 1 : undefined;
    return [
      (code: string, at: number) =>
        (codes.length === 0 || codes.includes(code)) && (line === undefined || line === at),
    ];
  });
}
