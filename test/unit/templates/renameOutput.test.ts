import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyzeTemplate, renameEdits } from "../../../server/src/service";
import { mentionsIn } from "../../../server/src/templates/names/mentions";
import { REQUEST } from "../../fuzz/template";
import type { Recording } from "../../fuzz/templates.fuzz";
import { applyEdits } from "../../support/edits";
import { fixture } from "../../support/fixtures";
import { renderAsVelocity } from "../../support/velocity";

describe("a rename", () => {
  const templates = fixture("vtl/templates.jsonl")
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as Recording).template);

  it("that is not refused does not change what a template prints", () => {
    let renamed = 0;
    for (const template of templates) {
      const analysis = analyzeTemplate(template);
      if (analysis.template.problems.length > 0) continue;
      const { variables, macros } = mentionsIn(analysis.template);
      const before = renderAsVelocity(template, {}, REQUEST);
      for (const [name, mentions] of [...variables, ...macros]) {
        // New names, and names that other variables have.
        for (const newName of ["renamed_1", ...[...variables.keys(), ...macros.keys()].slice(0, 5)]) {
          const [first] = mentions;
          const edits = first && newName !== name && renameEdits(analysis, first.span.start, newName);
          if (!edits || "refusal" in edits) continue;
          const after = applyEdits(template, edits);
          assert.deepEqual(renderAsVelocity(after, {}, REQUEST), before, `${template} renamed: ${after}`);
          renamed++;
        }
      }
    }
    assert.ok(renamed > 1000, `${renamed} names were changed.`);
  });
});
