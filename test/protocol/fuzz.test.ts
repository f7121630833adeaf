import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { fuzz } from "../fuzz/server.fuzz";
import { PROJECT } from "../support/fixtures";

// A slice of `npm run fuzz -- server`.
describe("randomly changed files", () => {
  for (const seed of [1, 2, 3]) {
    it(`get responses whose ranges and edits fit the text (seed ${seed})`, async function () {
      this.timeout(60_000);
      assert.deepEqual(await fuzz(250, seed, PROJECT), []);
    });
  }
});
