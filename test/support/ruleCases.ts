import assert from "node:assert/strict";
import { it } from "mocha";
import { type CheckOptions, check } from "../../server/src/index";
import type { ApiFacts } from "../../server/src/model/apiFacts";
import type { OperationName } from "../../server/src/model/operationNames";
import type { Protocol } from "../../server/src/model/protocol";
import { analyze, edit } from "../../server/src/service";
import { LineIndex } from "../../server/src/syntax/lines";
import type { Format } from "../../server/src/syntax/nodes";
import { applyEdits } from "./edits";
import { parseRanges } from "./markers";

/** The context of the texts in a table. */
export interface Scope {
  readonly operation?: OperationName;
  readonly protocol?: Protocol;
  readonly format?: Format;
  readonly facts?: ApiFacts;
  /** The severities of rules, for the problems; fixes are found for every rule. */
  readonly rules?: NonNullable<CheckOptions["rules"]>;
}

/** A name, the marked text, and the code and severity of each marked range. A text without any is correct. */
export type Case = readonly [name: string, marked: string, ...expected: string[]];

/** The code, the title of the fix, and the text before and after it. */
export type FixCase = readonly [code: string, title: string, before: string, after: string];

/** Defines a test per case that expects exactly the marked problems. */
export function itPointsAt(cases: readonly Case[], scope: Scope = {}): void {
  const options: CheckOptions = { operation: "create-integration", ...scope };
  for (const [name, marked, ...expected] of cases) {
    it(`${expected.length === 0 ? "accepts" : "reports"} ${name}`, () => {
      const { text, spans } = expected.length === 0 ? { text: marked, spans: [] } : parseRanges(marked);
      const lines = new LineIndex(text);
      assert.deepEqual(
        check(text, options).problems.map(({ code, severity, range }) => ({
          problem: `${code} ${severity}`,
          range,
        })),
        spans.map((span, i) => ({ problem: expected[i], range: lines.range(span) })),
      );
    });
  }
}

/** Defines a test per case that expects the text after the fix. */
export function itFixes(cases: readonly FixCase[], scope: Scope = {}): void {
  const { operation = "create-integration", rules: _, ...options } = scope;
  for (const [code, title, before, after] of cases) {
    it(`${code}: ${title} in ${before}`, () => {
      const { problems, document } = analyze(before, operation, options);
      const fixes = problems
        .filter((problem) => problem.code === code)
        .flatMap((problem) => problem.fixes ?? []);
      const found = fixes.find((fix) => fix.title === title);
      assert.ok(found, `available: ${fixes.map((fix) => fix.title).join(", ") || "nothing"}`);
      assert.equal(applyEdits(before, edit(document, found.change)), after);
    });
  }
}

/** The messages of the problems with a code, including AWS's own messages. */
export function messagesOf(code: string, text: string, scope: Scope = {}): readonly string[] {
  return check(text, { operation: "create-integration", ...scope })
    .problems.filter((problem) => problem.code === code)
    .map(({ message }) => message);
}
