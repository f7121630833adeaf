import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { refactorings } from "../../../server/src/features/refactor";
import { visit } from "../../../server/src/features/refactor/path";
import { Template } from "../../../server/src/rules/engine/template";
import { RULES } from "../../../server/src/service";
import { type RenderRequest, renderTemplate } from "../../../server/src/vtl";
import { REQUEST } from "../../fuzz/template";
import type { Recording } from "../../fuzz/templates.fuzz";
import { applyEdits } from "../../support/edits";
import { fixture } from "../../support/fixtures";
import { renderAsVelocity } from "../../support/velocity";

/** Requests that take different branches. */
const REQUESTS: readonly RenderRequest[] = [
  REQUEST,
  {},
  { body: "no JSON" },
  { body: '{"order": {"id": 1, "name": "it\'s"}, "items": [{"a": 1}, {"a": ""}], "name": "x", "a": "b"}' },
];

/** Where a problem is depends on how the template is written. */
function rendered(text: string, request: RenderRequest): unknown {
  const { output, overrides, problems } = renderTemplate(text, request);
  return { output, overrides, problems: problems.map(({ code }) => code) };
}

/** Returns how many refactorings were tried in a template, at each place where there may be one. */
function assertSameOutput(text: string, render: (text: string) => unknown): number {
  const template = new Template(text, {});
  if (template.problems.length > 0) return 0;
  const before = render(text);
  const tried = new Set<string>();
  visit(template.tree, ({ start, end }) => {
    for (const span of [
      { start, end },
      { start: Math.min(start + 1, end), end: Math.min(start + 1, end) },
    ]) {
      for (const { title, pieces, keepsOutput } of refactorings(template, span)) {
        const edits = pieces.map((piece) => ({ span: piece.span, newText: piece.text }));
        const after = applyEdits(text, edits);
        if (tried.has(after)) continue;
        tried.add(after);
        assert.deepEqual(new Template(after, {}).problems, [], `${title} of ${text} gives ${after}`);
        if (keepsOutput) assert.deepEqual(render(after), before, `${title} of ${text} gives ${after}`);
      }
    }
  });
  return tried.size;
}

describe("a refactoring that promises it", () => {
  it("does not change what the templates of the rules print", () => {
    let count = 0;
    for (const { bad, good } of RULES.filter(({ on }) => on === "template")) {
      for (const { text, fileName } of [bad, good]) {
        if (!fileName?.endsWith(".vtl")) continue;
        count += assertSameOutput(text, (each) => REQUESTS.map((request) => rendered(each, request)));
      }
    }
    assert.ok(count > 200, `${count} refactorings were tried.`);
  });

  it("does not change what generated templates print in Velocity", () => {
    let count = 0;
    const lines = fixture("vtl/templates.jsonl").trimEnd().split("\n");
    // All of them take a quarter of a minute.
    for (const line of lines.filter((_, index) => index % 8 === 0)) {
      const { template } = JSON.parse(line) as Recording;
      count += assertSameOutput(template, (each) => renderAsVelocity(each, {}, REQUEST));
    }
    assert.ok(count > 200, `${count} refactorings were tried.`);
  });
});
