import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { LineIndex } from "../../../server/src/syntax/lines";

/** Texts, each with the offsets where its lines start. */
const texts: readonly (readonly [text: string, starts: readonly number[]])[] = [
  ["", [0]],
  ["a", [0]],
  ["a\nb\n", [0, 2, 4]],
  ["a\r\nb\r\n\r\n", [0, 3, 6, 8]],
  ["a\rb\r\rc", [0, 2, 4, 5]],
  ["\n\r\n\r\r\n\n", [0, 1, 3, 4, 6, 7]],
];

describe("LineIndex", () => {
  for (const [text, starts] of texts) {
    it(`finds the lines of ${JSON.stringify(text)}`, () => {
      const lines = new LineIndex(text);
      for (let offset = 0; offset <= text.length; offset++) {
        const line = starts.findLastIndex((start) => start <= offset);
        assert.deepEqual(lines.position(offset), { line, character: offset - (starts[line] ?? 0) });
      }
    });
  }

  for (const [text, start, end, expected] of [
    ["a\r\nb", 1, 2, [0, 1, 1, 0]],
    ["a\r\nb", 2, 3, [0, 1, 1, 0]],
    ["a\r\nb", 2, 2, [0, 1, 0, 1]],
    ["\u{1f600}", 0, 1, [0, 0, 0, 2]],
    ["\u{1f600}", 1, 2, [0, 0, 0, 2]],
    ["\u{1f600}", 1, 1, [0, 0, 0, 0]],
    ["\ud83d\n", 0, 1, [0, 0, 0, 1]],
  ] as const) {
    it(`widens ${start} to ${end} of ${JSON.stringify(text)} to whole characters`, () => {
      const range = new LineIndex(text).range({ start, end });
      const { start: first, end: last } = range;
      assert.deepEqual([first.line, first.character, last.line, last.character], expected);
    });
  }
});
