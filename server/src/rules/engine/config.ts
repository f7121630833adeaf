import type { LineIndex } from "../../syntax/lines";
import type { ParsedDocument, TemplateDocument } from "../../syntax/nodes";
import type { Problem, Severity } from "./finding";

/** What a person has settled of the rules, by code: another severity, or silence. */
export type RuleSettings = { readonly [code: string]: Severity | "off" };

/** `# apigw-disable AG2002`, `-line` for the comment's own line, `-next-line` for the one below it. */
const DIRECTIVE = /(?<![\w-])apigw-disable(-next-line|-line)?(?![\w-])((?:[ \t,]+[Aa][Gg]\d{4})*)/;
const ALL = "*";

/** Applies a person's settings, and the directives in the file's comments, to what the rules found. */
export function configure(
  problems: readonly Problem[],
  settings: RuleSettings,
  { text, comments }: ParsedDocument | TemplateDocument,
  lines: LineIndex,
): readonly Problem[] {
  const isSilenced = readDirectives(text, comments, lines);
  return problems.flatMap((problem) => {
    const severity = Object.hasOwn(settings, problem.code) ? settings[problem.code] : problem.severity;
    if (severity === undefined || severity === "off") return [];
    if (isSilenced(problem)) return [];
    return [severity === problem.severity ? problem : { ...problem, severity }];
  });
}

/** Reads the directives once, so that asking is quick however many there are. */
function readDirectives(
  text: string,
  comments: ParsedDocument["comments"],
  lines: LineIndex,
): (problem: Problem) => boolean {
  // The silenced codes of each line, and of the whole file; a directive without codes silences all.
  const ofLine = new Map<number | "file", Set<string>>();
  for (const { start, end } of comments) {
    const match = DIRECTIVE.exec(text.slice(start, end));
    if (!match) continue;
    const ownLine = lines.position(start).line;
    const line = match[1] === "-line" ? ownLine : match[1] === "-next-line" ? ownLine + 1 : "file";
    const codes = ofLine.get(line) ?? new Set();
    ofLine.set(line, codes);
    for (const code of match[2]?.match(/AG\d{4}/gi) ?? [ALL]) codes.add(code.toUpperCase());
  }
  const holds = (line: number | "file", code: string): boolean => {
    const codes = ofLine.get(line);
    return codes !== undefined && (codes.has(ALL) || codes.has(code));
  };
  if (ofLine.size === 0) return () => false;
  return ({ code, span }) => holds("file", code) || holds(lines.position(span.start).line, code);
}
