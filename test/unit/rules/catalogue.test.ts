import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { RULES } from "../../../server/src/rules";
import { NOT_IN_FILE } from "../../../server/src/rules/notInFile";
import { fixture } from "../../support/fixtures";

/** Every code that there is. Those of templates come with the template engine. */
const CATALOGUE: readonly string[] = JSON.parse(fixture("catalogue.json"));

describe("the catalogue", () => {
  const implemented = new Set<string>(RULES.map(({ code }) => code));
  const undecidable = new Map<string, string>(NOT_IN_FILE.map(({ code, reason }) => [code, reason]));

  for (const code of CATALOGUE.filter((candidate) => !candidate.startsWith("AG3"))) {
    it(`${code} is a rule, or there is a reason why it is none`, () => {
      assert.ok(implemented.has(code) || undecidable.get(code), code);
    });
  }

  it("says of no rule that it cannot be one", () => {
    assert.deepEqual(
      [...undecidable.keys()].filter((code) => implemented.has(code)),
      [],
    );
  });

  it("names every rule but the one that was added to it", () => {
    assert.deepEqual(
      [...implemented, ...undecidable.keys()].filter((code) => !CATALOGUE.includes(code)),
      ["AG0028"],
    );
  });

  it("is in the order of the codes", () => {
    const codes = RULES.map(({ code }) => code);
    assert.deepEqual(codes, codes.toSorted());
  });
});
