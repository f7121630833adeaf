import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { Candidates, nearest } from "../../../server/src/rules/shared/nearest";

describe("the name most similar to a text", () => {
  const cases: readonly (readonly [text: string, names: readonly string[], expected: string | undefined])[] =
    [
      ["oder", ["order", "orders"], "order"],
      ["ORDER", ["orders", "order"], "order"],
      ["abc", ["xyc", "xyz"], "xyc"],
      ["abc", ["xyz"], undefined],
      ["", ["ab", "abc"], "ab"],
      ["integration", ["1ntegr4t10n"], undefined],
      ["integration", ["1ntegr4tion"], "1ntegr4tion"],
      // Both as similar: the first.
      ["cat", ["bat", "car"], "bat"],
      ["name", [], undefined],
    ];
  for (const [text, names, expected] of cases) {
    it(`is ${expected ?? "none"} for "${text}" among ${names.join(", ") || "no names"}`, () => {
      assert.equal(nearest(text, names), expected);
    });
  }

  it("is the same for one of several texts", () => {
    const candidates = new Candidates(["order", "body", "stage"]);
    assert.deepEqual(
      ["oder", "bodi", "what", "Stage"].map((text) => candidates.nearest(text)),
      ["order", "body", undefined, "stage"],
    );
  });
});
