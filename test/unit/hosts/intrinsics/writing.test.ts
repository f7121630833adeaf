import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { rewritten } from "../../../support/intrinsics";

/** [what, file, text to replace, its replacement, file afterwards; undefined if the file cannot hold it] */
const edits: readonly (readonly [string, string, string, string, string | undefined])[] = [
  ["text in a plain string", "V: !Sub a ${Fn} b\n", "b", "c", "V: !Sub a ${Fn} c\n"],
  ["a reference", 'V: !Sub "a ${Fn} b"\n', "b", "${x}", 'V: !Sub "a ${Fn} ${!x}"\n'],
  ["an escape", 'V: !Sub "${!a} ${Fn}"\n', "${a}", "${b}", 'V: !Sub "${!b} ${Fn}"\n'],
  ["an escape with text", 'V: !Sub "${!a} ${Fn}"\n', "${a}", "$a", 'V: !Sub "$a ${Fn}"\n'],
  ["a brace after a dollar sign", 'V: !Sub "$a ${Fn}"\n', "$a", "${a}", 'V: !Sub "${!a} ${Fn}"\n'],
  ["the start of a reference", 'V: !Sub "a} ${Fn}"\n', "a}", "${a}", 'V: !Sub "${!a} ${Fn}"\n'],
  ["a quote", '{"V": {"Fn::Sub": "a ${Fn} \\"b\\""}}', "b", '"', '{"V": {"Fn::Sub": "a ${Fn} \\"\\"\\""}}'],
  ["a line", "V: !Sub |\n  a ${Fn}\n  b\n", "b", "b\nc ${d}", "V: !Sub |\n  a ${Fn}\n  b\n  c ${!d}\n"],
  ["a folded line", "V: !Sub >-\n  a ${Fn}\n  b\n", "b", "c", "V: !Sub >-\n  a ${Fn}\n  c\n"],
  ["text before a map", "V: !Sub ['a ${x}', {x: !Ref Fn}]\n", "a", "b", "V: !Sub ['b ${x}', {x: !Ref Fn}]\n"],
  ["a long form", "V:\n  Fn::Sub: |-\n    a\n", "a", "a\nb", "V:\n  Fn::Sub: |-\n    a\n    b\n"],
  ["a hole", 'V: !Sub "a ${Fn} b"\n', "${Fn}", "", undefined],
  ["a dynamic reference", "V: a {{resolve:ssm:/x}}\n", "{{resolve:ssm:/x}}", "", undefined],
  ["text at a dynamic reference", "V: a {{resolve:ssm:/x}}\n", "a ", "${b} ", "V: ${b} {{resolve:ssm:/x}}\n"],
  [
    "the text before a hole",
    '{"V": {"Fn::Join": ["", ["a", {"Ref": "Fn"}, "b"]]}}',
    "a",
    "${x}",
    '{"V": {"Fn::Join": ["", ["${x}", {"Ref": "Fn"}, "b"]]}}',
  ],
  [
    "the text after a hole",
    '{"V": {"Fn::Join": ["", ["a", {"Ref": "Fn"}, "b"]]}}',
    "b",
    "",
    '{"V": {"Fn::Join": ["", ["a", {"Ref": "Fn"}, ""]]}}',
  ],
  [
    "text across two strings",
    '{"V": {"Fn::Join": ["", ["ab", "cd", {"Ref": "Fn"}]]}}',
    "bc",
    "x",
    '{"V": {"Fn::Join": ["", ["ax", "d", {"Ref": "Fn"}]]}}',
  ],
  [
    "the start of the second of two strings",
    '{"V": {"Fn::Join": ["", ["ab", "cd", {"Ref": "Fn"}]]}}',
    "c",
    "x",
    '{"V": {"Fn::Join": ["", ["ab", "xd", {"Ref": "Fn"}]]}}',
  ],
  [
    "text between two holes",
    '{"V": {"Fn::Join": ["", [{"Ref": "Fn"}, {"Ref": "Table"}]]}}',
    "}$",
    '} "$',
    '{"V": {"Fn::Join": ["", [{"Ref": "Fn"}, " \\"", {"Ref": "Table"}]]}}',
  ],
  [
    "text before the first hole",
    '{"V": {"Fn::Join": ["", [{"Ref": "Fn"}]]}}',
    "${Fn}",
    "a${Fn}",
    '{"V": {"Fn::Join": ["", ["a", {"Ref": "Fn"}]]}}',
  ],
  [
    "text after the last hole",
    "V: !Join ['', [a, !Ref Fn]]\n",
    "${Fn}",
    "${Fn}: b",
    `V: !Join ['', [a, !Ref Fn, ": b"]]\n`,
  ],
  [
    "text between two holes in a block",
    "V: !Join\n  - ''\n  - - !Ref Fn\n    - Ref: Table\n",
    "}$",
    "}-$",
    `V: !Join\n  - ''\n  - - !Ref Fn\n    - "-"\n    - Ref: Table\n`,
  ],
  [
    "text before the first hole in a block",
    "V: !Join\n  - ''\n  - - !Ref Fn\n    - Ref: Table\n",
    "${Fn}",
    "a${Fn}",
    `V: !Join\n  - ''\n  - - "a"\n    - !Ref Fn\n    - Ref: Table\n`,
  ],
  [
    "text after the last hole in a block",
    "V: !Join\n  - ''\n  - - !Ref Fn\n    - Ref: Table\n",
    "${Table}",
    "${Table}b",
    `V: !Join\n  - ''\n  - - !Ref Fn\n    - Ref: Table\n    - "b"\n`,
  ],
  [
    "text in a nested function",
    '{"V": {"Fn::Join": ["", ["a", {"Fn::Sub": "b${Fn}c"}]]}}',
    "c",
    "${d}",
    '{"V": {"Fn::Join": ["", ["a", {"Fn::Sub": "b${Fn}${!d}"}]]}}',
  ],
  [
    "text between separators",
    "V: !Join [',', [a, b, !Ref Fn]]\n",
    "b",
    "c",
    "V: !Join [',', [a, c, !Ref Fn]]\n",
  ],
  ["a separator", "V: !Join [',', [a, b, !Ref Fn]]\n", ",b", "b", undefined],
  [
    "text beside a reference that looks like the hole",
    "V: !Join ['', ['${Fn} a ', !Ref Fn]]\n",
    " a ",
    " b ",
    "V: !Join ['', ['${Fn} b ', !Ref Fn]]\n",
  ],
];

describe("text that CloudFormation composes", () => {
  for (const [what, file, from, to, expected] of edits) {
    it(`is written back with ${what} replaced in ${JSON.stringify(file)}`, () => {
      assert.equal(
        rewritten(file, (value) => value.replace(from, () => to)),
        expected,
      );
    });
  }
});
