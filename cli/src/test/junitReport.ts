/** The results of tests as JUnit XML, which build servers read. */
import { hostname } from "node:os";
import type { Failure } from "../../../server/src/service";
import type { FileRun, TestRun } from "./runFile";
import { recordingNote } from "./textReport";
import { totalsOf } from "./totals";

/** @param start when the tests began. */
export function junitReport(runs: readonly FileRun[], start: Date): string {
  const suites = runs.flatMap((run) => suiteLines(run, start));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: "apigw", ...counts(runs) })}>`,
    ...suites.map((line) => `  ${line}`),
    "</testsuites>",
    "",
  ].join("\n");
}

/** Problems of a test file count as errors, because JUnit has no other place for them. */
function counts(runs: readonly FileRun[]) {
  const { tests, failed, errored, problems, milliseconds } = totalsOf(runs);
  return {
    tests: tests + problems,
    failures: failed,
    errors: errored + problems,
    time: seconds(milliseconds),
  };
}

function suiteLines(run: FileRun, start: Date): readonly string[] {
  const { path, file, tests } = run;
  const suite = attributes({
    name: path,
    ...counts([run]),
    skipped: 0,
    timestamp: start.toISOString().slice(0, 19),
    hostname: hostname() || "localhost",
  });
  return [
    `<testsuite${suite}>`,
    ...file.problems.flatMap(({ message, span }) =>
      caseLines(path, "test file", 0, file, [{ message, span }], "error"),
    ),
    ...tests.flatMap((test) => testLines(path, file, test)),
    "</testsuite>",
  ];
}

function testLines(
  path: string,
  file: FileRun["file"],
  { result, milliseconds }: TestRun,
): readonly string[] {
  if (result.outcome !== "passed") {
    const kind = result.outcome === "failed" ? "failure" : "error";
    return caseLines(path, result.name, milliseconds, file, result.failures, kind);
  }
  const head = attributes({ name: result.name, classname: classOf(path), time: seconds(milliseconds) });
  const notes = recordingNote(result);
  if (notes.length === 0) return [`  <testcase${head}/>`];
  return [
    `  <testcase${head}>`,
    `    <system-out>${escaped(notes.join("\n"))}</system-out>`,
    "  </testcase>",
  ];
}

function caseLines(
  path: string,
  name: string,
  milliseconds: number,
  { lines }: FileRun["file"],
  failures: readonly Failure[],
  kind: "failure" | "error",
): readonly string[] {
  const head = attributes({ name, classname: classOf(path), time: seconds(milliseconds) });
  return [
    `  <testcase${head}>`,
    ...failures.map((failure) => {
      const { line, character } = lines.position(failure.span.start);
      const [first = ""] = failure.message.split("\n");
      const text = `${path}:${line + 1}:${character + 1}\n${failure.message}${textsOf(failure)}`;
      return `    <${kind}${attributes({ message: first, type: failure.of ?? kind })}>${escaped(text)}</${kind}>`;
    }),
    "  </testcase>",
  ];
}

function textsOf({ expected, actual }: Failure): string {
  return [
    ...(expected === undefined ? [] : [`\n\nExpected:\n${expected}`]),
    ...(actual === undefined ? [] : [`\n\nActual:\n${actual}`]),
  ].join("");
}

/** Build servers group by the part before the last dot, so a dot that is part of the name would be misleading. */
function classOf(path: string): string {
  return path.replace(/\.test\.(?:json|ya?ml)$/i, "").replaceAll("\\", "/");
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(
      ([name, value]) =>
        ` ${name}="${escaped(String(value))
          .replaceAll('"', "&quot;")
          .replace(/[\t\n\r]/g, "&#10;")}"`,
    )
    .join("");
}

/** XML cannot contain most control characters and lone surrogates, not even escaped. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
