/** Compares the problems of an example with those of the host file that it is written in. */
import { analyzeHost, type Problem } from "../../../server/src/service";
import { analyzed, type HostExample, type HostFile } from "./example";

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
  const spelled = text.replace(/\w+/g, (word) => names.get(word) ?? word);
  return { code, text: `${code} ${severity} ${plain(spelled)}` };
}

/** Formats differ in quotes, escapes, punctuation and line breaks, and hosts in the case of some values. */
function plain(text: string): string {
  return text.replaceAll(/\\[nrt]|[\s"'\\{}[\],:=|>-]/g, "").toLowerCase();
}

function without(list: readonly Seen[], others: readonly Seen[]): readonly Seen[] {
  const rest = others.map(({ text }) => text);
  return list.filter(({ text }) => {
    const index = rest.indexOf(text);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}
