/** The results of tests for people. */
import { type Failure, type TestFile, unifiedDiff } from "../../../server/src/service";
import type { FileRun, TestRun } from "./runFile";
import type { Style } from "./style";
import { isGood, totalsOf } from "./totals";

/** With more tests than this, the names of those that pass are left out. */
const MOST_NAMES = 100;
/** Lines of a diff. */
const MOST_LINES = 60;
/** A test that takes longer, in milliseconds, is marked. */
const SLOW = 300;

export function textReport(runs: readonly FileRun[], style: Style): string {
  const totals = totalsOf(runs);
  const isDetailed = runs.length === 1 && totals.tests <= MOST_NAMES;
  const files = runs.flatMap((run) => fileLines(run, isDetailed, style));
  // The last failure may end with an empty line already.
  const end = files.at(-1) === "" ? [] : [""];
  return [...files, ...end, summaryLine(runs, style), ...snapshotLines(runs, style), ""].join("\n");
}

function fileLines(run: FileRun, isDetailed: boolean, style: Style): readonly string[] {
  const { path, file, tests } = run;
  const totals = totalsOf([run]);
  const shown = isDetailed
    ? tests
    : tests.filter(({ result }) => result.outcome !== "passed" || hasStale(result));
  const count = isDetailed ? "" : style.faint(` (${totals.passed} of ${totals.tests} passed)`);
  const mark = isGood(totals) ? style.passed("✓") : style.failed("✗");
  return [
    `${mark} ${style.strong(path)}${count}`,
    ...file.problems.map(
      ({ message, range }) => `    ${style.failed("!")} ${place(path, range.start)}: ${message}`,
    ),
    ...shown.flatMap((test) => testLines(path, file, test, style)),
  ];
}

function hasStale(result: TestRun["result"]): boolean {
  return result.outcome !== "errored" && result.recording?.state === "stale";
}

function testLines(
  path: string,
  file: TestFile,
  { result, milliseconds }: TestRun,
  style: Style,
): readonly string[] {
  const notes = [
    ...recordingNote(result),
    ...(milliseconds > SLOW ? [`${Math.round(milliseconds)} ms`] : []),
  ];
  const suffix = notes.length > 0 ? style.faint(` (${notes.join(", ")})`) : "";
  if (result.outcome === "passed") return [`    ${style.passed("✓")} ${result.name}${suffix}`];
  const mark = result.outcome === "failed" ? "✗" : "!";
  return [
    `    ${style.failed(`${mark} ${result.name}`)}${suffix}`,
    ...result.failures.flatMap((failure) => failureLines(path, file, failure, style)),
  ];
}

/** What AWS responded when, if the test prefers that. */
export function recordingNote(result: TestRun["result"]): readonly string[] {
  if (result.outcome === "errored" || !result.recording) return [];
  const { state, recorded } = result.recording;
  return state === "used"
    ? [`as recorded from AWS on ${recorded}`]
    : [`the recording from AWS of ${recorded} is outdated, because the test now runs something else`];
}

function failureLines(path: string, { lines }: TestFile, failure: Failure, style: Style): readonly string[] {
  const { message, span, where, expected, actual } = failure;
  const cause = where ? [style.faint(`caused at ${place(where.path, where.range.start)}`)] : [];
  const diff = failure.differences || failure.of === "snapshot" ? diffLines(expected, actual, style) : [];
  const all = [
    style.faint(`at ${place(path, lines.position(span.start))}`),
    ...message.split("\n").map((line) => coloredLine(line, style)),
    ...cause,
    ...(diff.length > 0 ? ["", ...diff, ""] : []),
  ];
  return all.map((line) => (line === "" ? "" : `        ${line}`));
}

/** A comparison of the whole texts, unless each is a single line, which the message shows already. */
function diffLines(
  expected: string | undefined,
  actual: string | undefined,
  style: Style,
): readonly string[] {
  if (expected === undefined || actual === undefined || !`${expected}${actual}`.includes("\n")) return [];
  // JSON has no line break at its end, which is not worth a note.
  const [head, ...rest] = unifiedDiff(expected === "" ? "" : `${expected}\n`, `${actual}\n`) ?? [];
  // The header of the only part says nothing.
  const isOnly = !rest.some((line) => line.startsWith("@@"));
  const lines = isOnly || head === undefined ? rest : [head, ...rest];
  const more = lines.length - MOST_LINES;
  return [
    ...lines.slice(0, MOST_LINES).map((line) => coloredLine(line, style)),
    ...(more > 0 ? [`… and ${more} more lines`] : []),
  ];
}

function coloredLine(line: string, style: Style): string {
  if (line.startsWith("-")) return style.failed(line);
  if (line.startsWith("+")) return style.passed(line);
  return line.startsWith("@@") ? style.faint(line) : line;
}

function summaryLine(runs: readonly FileRun[], style: Style): string {
  const { tests, passed, failed, errored, problems, milliseconds } = totalsOf(runs);
  const parts = [
    ...(failed > 0 ? [style.failed(`${failed} failed`)] : []),
    ...(errored > 0 ? [style.failed(`${errored} could not run`)] : []),
    ...(problems > 0
      ? [style.failed(counted(problems, "problem in test files", "problems in test files"))]
      : []),
    ...(passed > 0 ? [style.passed(`${passed} passed`)] : []),
  ];
  const what = `${counted(tests, "test", "tests")} in ${counted(runs.length, "file", "files")}`;
  return `${parts.length > 0 ? parts.join(", ") : "no tests"} ${style.faint(`(${what}, ${Math.ceil(milliseconds)} ms)`)}`;
}

function snapshotLines(runs: readonly FileRun[], style: Style): readonly string[] {
  return runs.flatMap(({ snapshots: { path, written, removed, obsolete } }) => [
    ...(written.length > 0 ? [`${path}: wrote ${counted(written.length, "snapshot", "snapshots")}`] : []),
    ...(removed.length > 0 ? [`${path}: removed ${counted(removed.length, "snapshot", "snapshots")}`] : []),
    ...(obsolete.length > 0
      ? [
          style.warning(
            `${path}: no test uses the ${obsolete.length === 1 ? "snapshot" : "snapshots"} ${obsolete.join(", ")}. Remove with --update.`,
          ),
        ]
      : []),
  ]);
}

export function counted(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function place(
  path: string,
  { line, character }: { readonly line: number; readonly character: number },
): string {
  return `${path}:${line + 1}:${character + 1}`;
}
