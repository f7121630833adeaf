/** The check of a host file as a whole, for those who read the file without an editor. */
import { type HostCandidateMatch, hostsFor } from "../hosts";
import type { Host, HostedInput } from "../hosts/host";
import { hasHostName, isHostContent } from "../recognition/hostFile";
import { configure } from "../rules/engine/config";
import type { Problem } from "../rules/engine/finding";
import { LineIndex } from "../syntax/lines";
import type { Format, ParsedDocument, SyntaxProblem } from "../syntax/nodes";
import { parse } from "../syntax/parse";
import { analyzeHost, type HostedAnalysis, type HostOptions } from "./analyzeHost";

/** A problem, with the input that it is in; a problem of the whole file is in none. */
export interface CheckedProblem {
  readonly problem: Problem;
  readonly input: HostedInput | undefined;
}

/** What the check of a host file found. */
export interface HostCheck {
  readonly host: Host;
  readonly document: ParsedDocument;
  readonly lines: LineIndex;
  /** None if the file does not parse far enough to find any. */
  readonly inputs: readonly HostedAnalysis[];
  /** In the order of the file, but first that the file does not parse. */
  readonly problems: readonly CheckedProblem[];
}

/**
 * Checks all inputs in a host file, and reports once if the file does not parse: there may be no other program that
 * tells. Returns undefined for a file without integrations.
 */
export function checkHost(text: string, path: string, options: HostOptions = {}): HostCheck | undefined {
  const analysis = analyzeHost(text, path, options);
  if (!analysis) return checkBroken(text, path, options);
  const { host, document, lines, inputs } = analysis;
  const owners = new Map(
    [...inputs].reverse().flatMap(({ hosted, problems }) => problems.map((problem) => [problem, hosted])),
  );
  const found = analysis.problems.map((problem) => ({ problem, input: owners.get(problem) }));
  return { host, document, lines, inputs, problems: [...syntaxOf(document, lines, options), ...found] };
}

/** True for a file that `checkHost` checks. Runs no rules. */
export function holdsInputs(text: string, path: string, { hosts }: Pick<HostOptions, "hosts">): boolean {
  const documents = new Map<Format, ParsedDocument>();
  return hostsFor({ path, text }, hosts).some((match) => {
    const document = documents.get(match.format) ?? parse(text, match.format);
    documents.set(match.format, document);
    if (match.host.find(document).length > 0) return true;
    return isOfHost(match, path, document) && document.problems.some((problem) => isFatal(problem, text));
  });
}

/** A file that has integrations by its words, but that does not parse far enough to find them. */
function checkBroken(text: string, path: string, options: HostOptions): HostCheck | undefined {
  for (const match of hostsFor({ path, text }, options.hosts)) {
    const document = options.document ?? parse(text, match.format);
    if (!isOfHost(match, path, document)) continue;
    const lines = new LineIndex(text);
    const problems = syntaxOf(document, lines, options);
    if (problems.length > 0) return { host: match.host, document, lines, inputs: [], problems };
  }
  return undefined;
}

function isOfHost({ format }: HostCandidateMatch, path: string, { root }: ParsedDocument): boolean {
  return format === "hcl" || hasHostName(path) || isHostContent(root);
}

/**
 * False for what only the AWS CLI's YAML parser rejects, which does not read host files, and for placeholders that a
 * tool replaces: `{{ name }}` is a mapping whose key is a mapping.
 */
function isFatal({ kind, span }: SyntaxProblem, text: string): boolean {
  return kind === "syntax" && !/^\{?\{\{/.test(text.slice(Math.max(0, span.start - 1), span.start + 2));
}

/** The first syntax error. */
function syntaxOf(
  document: ParsedDocument,
  lines: LineIndex,
  { rules = {} }: HostOptions,
): readonly CheckedProblem[] {
  const first = document.problems.find((problem) => isFatal(problem, document.text));
  if (!first) return [];
  const { span, message } = first;
  const problem: Problem = { code: "AG0001", severity: "error", span, message };
  return configure([problem], rules, document, lines).map((each) => ({ problem: each, input: undefined }));
}
