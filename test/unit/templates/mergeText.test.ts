import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { isSameText, mergeText } from "../../../client/src/templates/mergeText";

describe("merging a template that was changed on both sides", () => {
  /** A title, what both started from, both changes, and the merged text; undefined for a conflict. */
  const cases: readonly (readonly [
    string,
    base: string,
    mine: string,
    theirs: string,
    string | undefined,
  ])[] = [
    ["keeps changes of different lines", "a\nb\nc\nd", "A\nb\nc\nd", "a\nb\nc\nD", "A\nb\nc\nD"],
    ["keeps lines that were added on both sides", "a\nb\nc", "x\na\nb\nc", "a\nb\nc\ny", "x\na\nb\nc\ny"],
    ["takes the same change once", "a\nb", "a\nB", "a\nB", "a\nB"],
    ["keeps my change if the other text is the same", "a\nb", "a\nB", "a\nb", "a\nB"],
    ["keeps their change if mine is the same", "a\nb", "a\nb", "A\nb", "A\nb"],
    ["is a conflict in the same line", "a\nb\nc", "a\nX\nc", "a\nY\nc", undefined],
    ["is a conflict if one side removed what the other changed", "a\nb\nc", "a\nc", "a\nB\nc", undefined],
    ["does not take line breaks for changes", "a\r\nb\r\nc", "a\nb\nC", "A\r\nb\r\nc", "A\nb\nC"],
    ["merges texts of one line only if one is unchanged", "a", "b", "c", undefined],
  ];
  for (const [title, base, mine, theirs, expected] of cases) {
    it(title, () => {
      const merged = mergeText(mine, base, theirs);
      assert.deepEqual(
        merged,
        expected === undefined ? { kind: "conflict" } : { kind: "merged", text: expected },
      );
    });
  }

  it("compares texts without their kinds of line breaks", () => {
    assert.ok(isSameText("a\r\nb", "a\nb"));
    assert.ok(isSameText("a\rb", "a\nb"));
    assert.ok(!isSameText("a\nb", "a\n b"));
  });
});
