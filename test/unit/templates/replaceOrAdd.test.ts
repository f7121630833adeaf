import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze, replaceOrAddTemplate } from "../../../server/src/service";
import { applyEdits } from "../../../server/src/syntax/applyEdits";
import { hostedTemplates } from "../../../server/src/templates/hostedTemplate";

const PATH = ["RequestTemplates", "text/plain"];

function host(members: string) {
  return analyze(`{\n  "IntegrationType": "MOCK"${members}\n}\n`, "create-integration");
}

describe("replacing a template in its file, or adding it", () => {
  /** [title, members of the file, members afterwards; undefined if the template has no place] */
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    [
      "replaces it",
      ', "RequestTemplates": {"text/plain": "\\u0061"}',
      ', "RequestTemplates": {"text/plain": "\\u0061b"}',
    ],
    [
      "replaces the last of equal keys",
      ', "RequestTemplates": {"text/plain": "a", "text/plain": "a"}',
      ', "RequestTemplates": {"text/plain": "a", "text/plain": "ab"}',
    ],
    [
      "adds it to its member",
      ', "RequestTemplates": {"a/b": "c"}',
      ', "RequestTemplates": {"a/b": "c", "text/plain": "ab"}',
    ],
    ["leaves another kind of value alone", ', "RequestTemplates": {"text/plain": 1}', undefined],
    ["leaves another kind of member alone", ', "RequestTemplates": []', undefined],
  ];
  for (const [title, before, after] of cases) {
    it(title, () => {
      const analysis = host(before);
      const replaced = replaceOrAddTemplate(analysis, PATH, "ab", { canAdd: true });
      if (after === undefined) return assert.deepEqual(replaced, { kind: "missing" });
      assert.equal(replaced.kind, "edits");
      assert.equal(applyEdits(analysis.document.text, replaced.edits), host(after).document.text);
    });
  }

  it("adds the member, too", () => {
    const analysis = host("");
    const replaced = replaceOrAddTemplate(analysis, PATH, "ab", { canAdd: true });
    assert.equal(replaced.kind, "edits");
    assert.deepEqual(JSON.parse(applyEdits(analysis.document.text, replaced.edits)), {
      IntegrationType: "MOCK",
      RequestTemplates: { "text/plain": "ab" },
    });
  });

  it("adds nothing unasked", () => {
    assert.deepEqual(replaceOrAddTemplate(host(""), PATH, "ab", { canAdd: false }), { kind: "missing" });
  });

  it("refuses a text without a hole of the template, and names the hole", () => {
    const analysis = host(', "RequestTemplates": {"text/plain": "a ${X} b"}');
    const [hosted] = hostedTemplates(analysis);
    assert.ok(hosted);
    // Inputs of the AWS CLI have no holes; other files will.
    Object.assign(hosted.node, { holes: [{ start: 2, end: 6 }] });
    const replace = (text: string) => replaceOrAddTemplate(analysis, PATH, text, { canAdd: false });
    assert.deepEqual(replace("a b"), { kind: "lostHole", hole: "${X}" });
    const kept = replace("${X} b");
    assert.equal(kept.kind, "edits");
    assert.match(applyEdits(analysis.document.text, kept.edits), /"\$\{X\} b"/);
  });
});
