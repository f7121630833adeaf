import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { ValueNode } from "../../../../server/src/syntax/nodes";
import { evaluated } from "../../../support/intrinsics";

function shown(node: ValueNode | "absent"): unknown {
  if (node === "absent") return node;
  if (node.kind === "unknown") {
    if (node.alternatives) return node.alternatives.map(shown);
    return node.typical ? `likely ${node.typical.join()}` : "unknown";
  }
  return node.kind === "string" ? node.value : node.kind;
}

const FUNCTION = "likely arn:aws:lambda:us-east-1:123456789012:function:f";

/** [value in YAML, value in JSON, what is known about it] */
const values: readonly (readonly [string, string, unknown])[] = [
  ["!Ref AWS::Region", '{"Ref": "AWS::Region"}', "likely us-east-1"],
  ["!Ref Stage", '{"Ref": "Stage"}', "unknown"],
  ["!Ref Elsewhere", '{"Ref": "Elsewhere"}', "unknown"],
  ["!Ref AWS::NoValue", '{"Ref": "AWS::NoValue"}', ["absent"]],
  ["!Ref Fn", '{"Ref": "Fn"}', "likely f"],
  ["!GetAtt Fn.Arn", '{"Fn::GetAtt": "Fn.Arn"}', FUNCTION],
  ["!GetAtt [Fn, Arn]", '{"Fn::GetAtt": ["Fn", "Arn"]}', FUNCTION],
  ["!GetAtt Fn.SnapStart.Status", '{"Fn::GetAtt": ["Fn", "SnapStart.Status"]}', "unknown"],
  ["!GetAtt Fn.toString", '{"Fn::GetAtt": ["Fn", "__proto__"]}', "unknown"],
  ["!GetAtt [Fn]", '{"Fn::GetAtt": []}', "unknown"],
  ["!ImportValue x", '{"Fn::ImportValue": "x"}', "unknown"],
  ["!FindInMap [A, B, C]", '{"Fn::FindInMap": ["A", "B", "C"]}', "unknown"],
  ["!If [C, a, b]", '{"Fn::If": ["C", "a", "b"]}', ["a", "b"]],
  ["!If [C, a, !Ref AWS::NoValue]", '{"Fn::If": ["C", "a", {"Ref": "AWS::NoValue"}]}', ["a", "absent"]],
  ["!If [C, a, !If [D, b, c]]", '{"Fn::If": ["C", "a", {"Fn::If": ["D", "b", "c"]}]}', ["a", "b", "c"]],
  ["!If [C, !Ref Stage, a]", '{"Fn::If": ["C", {"Ref": "Stage"}, "a"]}', ["unknown", "a"]],
  ["!If [C, a]", '{"Fn::If": ["C"]}', "unknown"],
  ["!If", '{"Fn::If": null}', "unknown"],
  ["!Sub", '{"Fn::Sub": {}}', "unknown"],
  ["!Sub [a]", '{"Fn::Sub": ["a"]}', "a"],
  ["!Sub 12", '{"Fn::Sub": 12}', "12"],
  ["!Sub a ${Fn} b", '{"Fn::Sub": "a ${Fn} b"}', "a ${Fn} b"],
  ["!Join ['', [a, b]]", '{"Fn::Join": ["", ["a", "b"]]}', "ab"],
  ["!Join ['-', [a, 1, true]]", '{"Fn::Join": ["-", ["a", 1, true]]}', "a-1-true"],
  ["!Join ['', !Split [',', a]]", '{"Fn::Join": ["", {"Fn::Split": [",", "a"]}]}', "unknown"],
  ["!Join [!Ref Stage, [a]]", '{"Fn::Join": [{"Ref": "Stage"}, ["a"]]}', "unknown"],
  [
    "!Join ['', [a, !Sub '${!b}${Fn}']]",
    '{"Fn::Join": ["", ["a", {"Fn::Sub": "${!b}${Fn}"}]]}',
    "a${b}${Fn}",
  ],
  [
    "!Join ['', [a, !Join [',', [!Ref Fn, !GetAtt Table.Arn]]]]",
    '{"Fn::Join": ["", ["a", {"Fn::Join": [",", [{"Ref": "Fn"}, {"Fn::GetAtt": ["Table", "Arn"]}]]}]]}',
    "a${Fn},${Table.Arn}",
  ],
  ["!Madeup x", '{"Fn::Madeup": "x"}', "unknown"],
  ["!Transform {Name: AWS::Include}", '{"Fn::Transform": {"Name": "AWS::Include"}}', "unknown"],
  ["{Ref: a, b: c}", '{"Ref": "a", "b": "c"}', "object"],
  ["[a]", '["a"]', "array"],
  ["a ${b}", '"a ${b}"', "a ${b}"],
];

describe("the values of intrinsic functions", () => {
  for (const [yaml, json, known] of values) {
    it(`is known from ${yaml}`, () => assert.deepEqual(shown(evaluated(`V: ${yaml}\n`).value), known));
    it(`is known from ${json}`, () => assert.deepEqual(shown(evaluated(`{"V": ${json}}`).value), known));
  }

  it("are members that a macro may add to", () => {
    const isOpen = (text: string): boolean | undefined => {
      const { value } = evaluated(text);
      return value.kind === "object" ? value.isOpen : undefined;
    };
    assert.equal(isOpen('{"V": {"a": 1, "Fn::Transform": {"Name": "X"}}}'), true);
    assert.equal(isOpen("V:\n  a: 1\n  Fn::Transform: {Name: X}\n"), true);
    assert.equal(isOpen("V:\n  a: 1\n  <<: !Include x\n"), true);
    assert.equal(isOpen("A: &a {b: 1}\nV:\n  a: 1\n  <<: *a\n"), undefined);
    assert.equal(isOpen("V:\n  a: 1\n"), undefined);
  });

  it("are evaluated without recursion into what is nested deeply", () => {
    const nested = `${'{"Fn::If": ["C", "a", '.repeat(20_000)}"b"${"]}".repeat(20_000)}`;
    assert.equal(evaluated(`{"V": ${nested}}`).value.kind, "unknown");
    const joined = `${'{"Fn::Join": ["", ["a", '.repeat(20_000)}"b"${"]]}".repeat(20_000)}`;
    assert.equal(evaluated(`{"V": ${joined}}`).value.kind, "string");
  });
});
