import { deepStrictEqual, ok } from "node:assert/strict";
import { REQUEST, VARIABLES } from "../../fuzz/template";
import type { Recording } from "../../fuzz/templates.fuzz";
import { fixture } from "../../support/fixtures";
import { renderAsVelocity } from "../../support/velocity";

// `node scripts/fuzz.mjs record test/fixtures/vtl/templates.jsonl` creates the fixture.

describe("VTL compared with Velocity 1.7", () => {
  const lines = fixture("vtl/templates.jsonl").trimEnd().split("\n");
  const recordings = lines.map((line) => JSON.parse(line) as Recording);

  it("has recordings of output and of failures", () => {
    ok(recordings.length > 1000);
    ok(recordings.some(({ answer }) => answer.error !== undefined));
  });

  const lot = 100;
  for (let from = 0; from < recordings.length; from += lot) {
    it(`prints what Velocity printed, templates ${from} to ${from + lot - 1}`, () => {
      for (const { template, answer } of recordings.slice(from, from + lot)) {
        const ours = renderAsVelocity(template, VARIABLES, REQUEST);
        if ("output" in ours) deepStrictEqual({ template, ...ours }, { template, ...answer });
        else ok(answer.error !== undefined, `${template}: ${ours.error}`);
      }
    });
  }
});
