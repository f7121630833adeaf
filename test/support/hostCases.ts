/** Cases for host files: marked texts, and what is found in them. */
import assert from "node:assert/strict";
import { it } from "mocha";
import { analyzeHost, edit, type HostAnalysis } from "../../server/src/service";
import { toJson } from "../../server/src/syntax/json";
import { LineIndex } from "../../server/src/syntax/lines";
import { applyEdits } from "./edits";
import { parseRanges } from "./markers";

/** A name, the marked text, and the code and severity of each marked range. A text without any is correct. */
export type HostCase = readonly [name: string, marked: string, ...expected: string[]];

/** The code, the title of the fix, and the text before and after it. */
export type HostFixCase = readonly [code: string, title: string, before: string, after: string];

/** Severities that cases are silent about, because they report by design what works. */
const QUIET = new Set(["hint", "information"]);

/** Defines a test per case that expects exactly the marked errors and warnings, and the hints that are marked. */
export function itPointsAt(path: string, cases: readonly HostCase[]): void {
  for (const [name, marked, ...expected] of cases) {
    it(`${expected.length === 0 ? "accepts" : "reports"} ${name}`, () => {
      const { text, spans } = expected.length === 0 ? { text: marked, spans: [] } : parseRanges(marked);
      const lines = new LineIndex(text);
      const codes = new Set(expected);
      assert.deepEqual(
        hostOf(text, path)
          .problems.filter(({ code, severity }) => !QUIET.has(severity) || codes.has(`${code} ${severity}`))
          .map(({ code, severity, span }) => ({ problem: `${code} ${severity}`, range: lines.range(span) })),
        spans.map((span, i) => ({ problem: expected[i], range: lines.range(span) })),
      );
    });
  }
}

/** Defines a test per case that expects the text after the fix. */
export function itFixes(path: string, cases: readonly HostFixCase[]): void {
  for (const [code, title, before, after] of cases) {
    it(`${code}: ${title}`, () => {
      const { problems, document } = hostOf(before, path);
      const fixes = problems
        .filter((problem) => problem.code === code)
        .flatMap((problem) => problem.fixes ?? []);
      const found = fixes.find((fix) => fix.title === title);
      assert.ok(found, `available: ${fixes.map((fix) => fix.title).join(", ") || "nothing"}`);
      assert.equal(applyEdits(before, edit(document, found.change)), after);
    });
  }
}

/** Returns the analysis of a host file, which must have inputs. */
export function hostOf(text: string, path: string): HostAnalysis {
  const found = analyzeHost(text, path);
  assert.ok(found, "the file has no inputs");
  return found;
}

/** Returns what is found in a file by the titles of its inputs: the operation and the members, by AWS's names. */
export function inputsIn(text: string, path: string): Readonly<Record<string, unknown>> {
  const found = analyzeHost(text, path)?.inputs ?? [];
  return Object.fromEntries(
    found.map(({ hosted }) => [
      hosted.title,
      { operation: hosted.operation.name, protocol: hosted.protocol, members: toJson(hosted.root) },
    ]),
  );
}

/** Returns the messages of the problems with a code. */
export function hostMessagesOf(code: string, text: string, path: string): readonly string[] {
  return hostOf(text, path)
    .problems.filter((problem) => problem.code === code)
    .map(({ message }) => message);
}
