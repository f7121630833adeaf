import assert from "node:assert/strict";
import { it } from "mocha";
import { check } from "../../../server/src/index";
import type { ApiFacts } from "../../../server/src/model/apiFacts";
import { analyze, edit } from "../../../server/src/service";
import { LineIndex } from "../../../server/src/syntax/lines";
import { applyEdits } from "../../support/edits";
import { parseRanges } from "../../support/markers";

/** AG0022 reports every member that is new to the AWS CLI, whatever its value. */
const NEW_MEMBERS = { AG0022: "off" } as const;

type Operation = "put-integration" | "put-integration-response";

/** A name, the marked text, and the code and severity of each marked range. A text without any is correct. */
export type Case = readonly [name: string, marked: string, ...expected: string[]];

/** The code, the title of the fix, and the text before and after it. */
export type FixCase = readonly [code: string, title: string, before: string, after: string];

/** Expects exactly the marked problems. */
export function itPointsAt(
  cases: readonly Case[],
  operation: Operation = "put-integration",
  facts?: ApiFacts,
): void {
  for (const [name, marked, ...expected] of cases) {
    it(`${expected.length === 0 ? "accepts" : "reports"} ${name}`, () => {
      const { text, spans } = expected.length === 0 ? { text: marked, spans: [] } : parseRanges(marked);
      const lines = new LineIndex(text);
      assert.deepEqual(
        check(text, { operation, rules: NEW_MEMBERS, ...(facts && { facts }) }).problems.map(
          ({ code, severity, range }) => ({
            problem: `${code} ${severity}`,
            range,
          }),
        ),
        spans.map((span, i) => ({ problem: expected[i], range: lines.range(span) })),
      );
    });
  }
}

/** Expects the text after the fix. */
export function itFixes(
  cases: readonly FixCase[],
  operation: Operation = "put-integration",
  facts?: ApiFacts,
): void {
  for (const [code, title, before, after] of cases) {
    it(`${code}: ${title} in ${before}`, () => {
      const { problems, document } = analyze(before, operation, { ...(facts && { facts }) });
      const fixes = problems
        .filter((problem) => problem.code === code)
        .flatMap((problem) => problem.fixes ?? []);
      const found = fixes.find((fix) => fix.title === title);
      assert.ok(found, `available: ${fixes.map((fix) => fix.title).join(", ") || "nothing"}`);
      assert.equal(applyEdits(before, edit(document, found.change)), after);
    });
  }
}

/** The messages of a code's problems, AWS's answers included. */
export function messagesOf(
  code: string,
  text: string,
  operation: Operation = "put-integration",
  facts?: ApiFacts,
): readonly string[] {
  return check(text, { operation, ...(facts && { facts }) })
    .problems.filter((problem) => problem.code === code)
    .map(({ message }) => message);
}
