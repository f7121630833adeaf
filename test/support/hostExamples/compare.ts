/** Compares the problems of an example with those of the host file that it is written in. */
import type { Fix } from "../../../server/src/rules/engine/finding";
import { analyzeHost, edit, type ParsedDocument, type Problem } from "../../../server/src/service";
import { applyEdits } from "../edits";
import { analyzed, type HostExample, type HostFile, type JsonObject } from "./example";

/** A problem as it should look the same everywhere. */
export interface Seen {
  readonly code: string;
  /** Code, severity and the text at the place, without what belongs to the format. */
  readonly text: string;
}

export interface Comparison {
  /** What the example has. */
  readonly expected: readonly Seen[];
  /** What the example has and the host file lacks. */
  readonly missing: readonly Seen[];
  /** What only the host file has. */
  readonly extra: readonly Seen[];
}

export function compared(example: HostExample, file: HostFile): Comparison {
  const expected = problemsOfExample(example, file);
  const found = problemsOfFile(file);
  return { expected, missing: without(expected, found), extra: without(found, expected) };
}

function problemsOfExample(example: HostExample, { protocol, names, head }: HostFile): readonly Seen[] {
  const { problems, document } = analyzed(example, protocol);
  const start = document.root?.span.start ?? 0;
  return problems.map((problem) => {
    const isHead = problem.span.start === start && problem.span.end === start + 1;
    return seen(problem, isHead ? head : textAt(document.text, problem), names);
  });
}

function problemsOfFile({ text, path }: HostFile): readonly Seen[] {
  const analysis = analyzeHost(text, path);
  return (analysis?.problems ?? []).map((problem) => seen(problem, textAt(text, problem), new Map()));
}

function textAt(text: string, { span }: Problem): string {
  return text.slice(span.start, span.end);
}

function seen({ code, severity }: Problem, text: string, names: ReadonlyMap<string, string>): Seen {
  const spelled = text.replace(/(?<=")\w+(?=")/g, (word) => names.get(word) ?? word);
  return { code, text: `${code} ${severity} ${plain(spelled).slice(0, 200)}` };
}

/** Formats differ in quotes, escapes, punctuation and line breaks, and hosts in the case of some values. */
function plain(text: string): string {
  return text
    .replaceAll(/<<EOT\n|EOT$|[$%](?=[$%]\{)/g, "")
    .replaceAll(/\\[nrt]|[\s"'!\\{}[\],:=|>-]/g, "")
    .toLowerCase();
}

function without(list: readonly Seen[], others: readonly Seen[]): readonly Seen[] {
  const rest = others.map(({ text }) => text);
  return list.filter(({ text }) => {
    const index = rest.indexOf(text);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}

/** Returns the messages about a host file that name a member as AWS does, where the host has another name. */
export function foreignNames({ text, path, names }: HostFile): readonly string[] {
  // Names that are also English words, such as "type", are tested by themselves.
  const foreign = [...names]
    .filter(([name, own]) => name !== own && /.[A-Z]/.test(name))
    .map(([name]) => name);
  if (foreign.length === 0) return [];
  const pattern = new RegExp(`(?<![\\w$.'])(?:${foreign.join("|")})(?![\\w'])`);
  const texts = (analyzeHost(text, path)?.problems ?? []).flatMap(({ message, related = [], fixes = [] }) => [
    message,
    ...related.map((place) => place.message),
    ...fixes.map(({ title }) => title),
  ]);
  return texts.filter((each) => pattern.test(each));
}

/** Applies each fix to the example and to the host file, and returns where the results differ. */
export function comparedFixes(example: HostExample, file: HostFile): readonly Seen[] {
  const { problems, document } = analyzed(example, file.protocol);
  const analysis = analyzeHost(file.text, file.path);
  if (!analysis) return [];
  const hosted = problemsWithFixes(analysis.problems, analysis.document, new Map());
  return [...problemsWithFixes(problems, document, file.names)].flatMap(([text, fixes]) => {
    const own = hosted.get(text);
    const code = text.slice(0, 6);
    return own
      ? fixes.flatMap((fix, index) => comparedFix(code, fix, own[index], document, analysis.document))
      : [];
  });

  function comparedFix(
    code: string,
    fix: Fix,
    own: Fix | undefined,
    document: ParsedDocument,
    hostDocument: ParsedDocument,
  ): readonly Seen[] {
    if (!own) return [{ code, text: `${fix.title}: no such fix` }];
    const fixed = applyEdits(document.text, edit(document, fix.change));
    const text = applyEdits(file.text, edit(hostDocument, own.change));
    const members = JSON.parse(fixed) as JsonObject;
    const { missing, extra } = compared({ ...example, members }, { ...file, text });
    const shown = text.slice(0, 2_000);
    return [
      ...missing.map((each) => ({ ...each, text: `${fix.title}: missing ${each.text} in\n${shown}` })),
      ...extra.map((each) => ({ ...each, text: `${fix.title}: extra ${each.text} in\n${shown}` })),
    ];
  }
}

function problemsWithFixes(
  problems: readonly Problem[],
  { text }: ParsedDocument,
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly Fix[]> {
  return new Map(
    problems.map((problem) => [seen(problem, textAt(text, problem), names).text, problem.fixes ?? []]),
  );
}
