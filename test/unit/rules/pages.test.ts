import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { RULES } from "../../../server/src/rules";
import { rulePages } from "../../../server/src/rules/engine/page";
import { PROJECT } from "../../support/fixtures";

describe("generated rule pages", () => {
  for (const { path, text } of rulePages(RULES)) {
    it(`${path} is up to date (if not, run npm run docs)`, () => {
      assert.equal(readFileSync(join(PROJECT, path), "utf8"), text);
    });
  }

  it("includes no page without a rule", () => {
    const written = readdirSync(join(PROJECT, "docs", "rules")).map((name) => `docs/rules/${name}`);
    assert.deepEqual(
      written.sort(),
      rulePages(RULES)
        .map(({ path }) => path)
        .sort(),
    );
  });
});
