import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { locate } from "../../../server/src/syntax/locate";
import { parseYaml } from "../../../server/src/syntax/parseYaml";
import { parseCursor } from "../../support/markers";

/** Formats a cursor as its kind, its path and what it is on; for a key, with the column of its mapping. */
function at(marked: string): string {
  const { text, offset } = parseCursor(marked);
  const cursor = locate(parseYaml(text), offset);
  if (!cursor) return "nothing";
  const path = cursor.path.map(({ name }) => name).join(".");
  if (cursor.kind === "key") {
    return `key ${path}/${cursor.member?.key.value ?? ""} @${cursor.object.indentation ?? "{}"}`;
  }
  const { node, asKey } = cursor;
  const value = node?.kind === "string" || node?.kind === "word" ? node.value : (node?.kind ?? "");
  const also = asKey
    ? ` or key ${asKey.path.map(({ name }) => name).join(".")}/${asKey.member?.key.value} @${asKey.object.indentation}`
    : "";
  return `value ${path}=${value}${also}`;
}

const cursors: readonly (readonly [string, string])[] = [
  ["In<|>te", "key /Inte @0"],
  ["A: x\nIn<|>", "key /In @0"],
  ["A<|>: x", "key /A @0"],
  ["<|>A: x", "key /A @0"],
  ['"A<|>": x', "key /A @0"],
  ["A: <|>", "value A="],
  ["A:<|>", "value A="],
  ["A: <|>\nB: x", "value A="],
  ["A: <|> # note\nB: x", "value A="],
  ["A: M<|>O", "value A=MO"],
  ["A: MO<|>", "value A=MO"],
  ["A: 'M<|>O'", "value A=MO"],
  ["A: 'MO'<|>", "nothing"],
  ["A: MO <|>", "nothing"],
  ["A: x # no<|>te", "nothing"],
  ["A: x # note<|>", "nothing"],
  ["A: x\n<|>", "key / @0"],
  ["A: x\n<|>\nB: y", "key / @0"],
  ["<|>\nA: x", "key / @0"],
  ["A: x\n  <|>", "nothing"],
  ["A:\n  <|>", "key A/ @2"],
  ["A:\n    <|>\nB: x", "key A/ @4"],
  ["A:\n<|>", "key / @0"],
  ["A:\n  <|>\n  b: c", "key A/ @2"],
  ["A:\n  b: c\n  <|>", "key A/ @2"],
  ["A:\n  b: c\n  <|>\n  d: e", "key A/ @2"],
  ["A:\n  b: c\n<|>", "key / @0"],
  ["A:\n  b: c\n <|>", "nothing"],
  ["A:\n  b: c\n  d<|>\nB: x", "key A/d @2"],
  ["A:\n  b<|>", "value A=b or key A/b @2"],
  ["A:\n  'b<|>'", "value A=b or key A/b @2"],
  ["A:\n  b: <|>", "value A.b="],
  ["A:\n  b:\n    <|>", "key A.b/ @4"],
  ["A:\n  b:\n  <|>", "key A/ @2"],
  ["A:\n  b:\n<|>", "key / @0"],
  ["A: {<|>}", "key A/ @{}"],
  ["A: {b<|>: c}", "key A/b @{}"],
  ["A: {b: <|>}", "value A.b="],
  ["A: {b: c, <|>}", "key A/ @{}"],
  ["A: {\n  b: c,\n  <|>\n}", "key A/ @{}"],
  ["A: {b: c<|>", "value A.b=c"],
  ["{<|>}", "key / @{}"],
  ['{"A": {"b": <|>}}', "value A.b="],
  ["A: |\n  x<|>y\nB: z", "value A=xy\n"],
  ["A: |\n  xy<|>\nB: z", "value A=xy\n"],
  ["A: |\n  xy\n  <|>", "value A=xy\n"],
  ["A: |\n  xy\n  <|>\nB: z", "value A=xy\n"],
  ["A: |\n  xy\n\n  <|>\n  z", "value A=xy\n\n\nz"],
  ["A: |\n  xy\n<|>", "key / @0"],
  ["A: |\n  <|>", "value A="],
  ["A:\n- b\n<|>", "key / @0"],
  ["A:\n- <|>b", "nothing"],
  ["A:\n- b: <|>c", "value A.b=c"],
  ["A:\n- b: c\n  <|>", "key A/ @2"],
  ["A: &a {x: 1}\nB: *<|>a", "value B=object"],
  ["A: &a\n  x: y\nB:\n  <<: *a\n  <|>", "key B/ @2"],
  ["%YAML 1.2\n---\nA: x\n<|>", "key / @0"],
  ["<|>", "nothing"],
  ["- <|>", "nothing"],
];

describe("locate in YAML", () => {
  for (const [marked, expected] of cursors) {
    for (const variant of [marked, marked.replaceAll("\n", "\r\n")]) {
      it(`finds ${JSON.stringify(expected)} at ${JSON.stringify(variant)}`, () =>
        assert.equal(at(variant), expected));
    }
  }
});
