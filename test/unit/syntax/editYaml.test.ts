import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Change } from "../../../server/src/syntax/change";
import { edit } from "../../../server/src/syntax/edit";
import type { Json } from "../../../server/src/syntax/json";
import { toJson } from "../../../server/src/syntax/json";
import type { MemberNode, ObjectNode, ParsedDocument, ValueNode } from "../../../server/src/syntax/nodes";
import { parseYaml } from "../../../server/src/syntax/parseYaml";
import { applyEdits } from "../../support/edits";
import { fixture, fixturesIn, seeded } from "../../support/fixtures";
import { YamlWriter } from "../../support/yamlDocuments";

/** Returns the member at a path from the root, with the object that has it. */
function find(document: ParsedDocument, path: string): { member: MemberNode; object: ObjectNode } {
  let object = document.root;
  for (const names = path.split("."); ; ) {
    assert.equal(object?.kind, "object");
    const name = names.shift();
    const member = object.members.find(({ key }) => key.value === name);
    assert.ok(member, path);
    if (names.length === 0) return { member, object };
    object = member.value;
  }
}

function objectAt(document: ParsedDocument, path: string): ObjectNode {
  const node = path === "" ? document.root : find(document, path).member.value;
  assert.equal(node?.kind, "object");
  return node;
}

function valueAt(document: ParsedDocument, path: string): ValueNode {
  const { value } = find(document, path).member;
  assert.ok(value);
  return value;
}

const remove =
  (path: string) =>
  (document: ParsedDocument): Change => ({
    kind: "removeMember",
    ...find(document, path),
  });
const insert =
  (path: string, name: string, value: Json) =>
  (document: ParsedDocument): Change => ({
    kind: "insertMember",
    object: objectAt(document, path),
    name,
    value,
  });
const replace =
  (path: string, value: Json) =>
  (document: ParsedDocument): Change => ({
    kind: "replaceValue",
    node: valueAt(document, path),
    value,
  });
const rename =
  (path: string, name: string) =>
  (document: ParsedDocument): Change => ({
    kind: "renameMember",
    member: find(document, path).member,
    name,
  });

/** [text before, change, text after] */
const edits: readonly (readonly [string, (document: ParsedDocument) => Change, string])[] = [
  ["A: x # a\nB: y # b\n# c\nC: z\n", remove("B"), "A: x # a\n# c\nC: z\n"],
  ["A: x\nB: y", remove("B"), "A: x"],
  ["A: x\nB: y\n", remove("A"), "B: y\n"],
  [
    "A: x\n# about B\nB:\n  c: d\n  e: |\n    f\n\n# about G\nG: h\n",
    remove("B"),
    "A: x\n# about B\n# about G\nG: h\n",
  ],
  ["A: # note\n  KeyName: ''\nB: x\n", remove("A.KeyName"), "A: {} # note\nB: x\n"],
  ["A:\n  KeyName: ''", remove("A.KeyName"), "A: {}"],
  ["A: x\n", remove("A"), "{}\n"],
  [
    "- a\n- {b: c, d: e}\n",
    (document) => ({ kind: "removeMember", ...nested(document) }),
    "- a\n- { d: e}\n",
  ],
  ["A:\n- b: c\n  d: e\n", (document) => ({ kind: "removeMember", ...first(document) }), "A:\n- d: e\n"],
  ["A: {b: c, d: e}\n", remove("A.d"), "A: {b: c}\n"],
  ["A: &a {x: 1, y: 2}\nB: {<<: *a}\n", remove("B.x"), "A: &a { y: 2}\nB: {<<: *a}\n"],
  ["A: x\n", insert("", "B", "2.0"), 'A: x\nB: "2.0"\n'],
  ["A: x", insert("", "B", "v"), "A: x\nB: v"],
  ["A: x # note\n\n# end\n", insert("", "B", "v"), "A: x # note\nB: v\n\n# end\n"],
  ["A:\n    b: c\nB: x\n", insert("A", "d", "no"), 'A:\n    b: c\n    d: "no"\nB: x\n'],
  ["A:\n  b: |\n    c\n\nB: x\n", insert("A", "d", 1), "A:\n  b: |\n    c\n  d: 1\n\nB: x\n"],
  ["A:\n  b: |+\n    c\n\nB: x\n", insert("A", "d", 1), "A:\n  b: |+\n    c\n\n  d: 1\nB: x\n"],
  [
    "A: {}\nB: x\n",
    insert("A", "d", { e: [true, "f"] }),
    "A:\n  d:\n    e:\n      - true\n      - f\nB: x\n",
  ],
  ["A: {b: c}\n", insert("A", "d", "e"), 'A: {b: c, "d": "e"}\n'],
  ["{}\n", insert("", "A", "b"), '{\n  "A": "b"\n}\n'],
  [
    "A: x\n",
    insert("", "B", { "application/json": '{\n  "a": 1\n}' }),
    'A: x\nB:\n  application/json: |-\n    {\n      "a": 1\n    }\n',
  ],
  ["A: 2.0 # note\n", replace("A", "2.0"), 'A: "2.0" # note\n'],
  ["A: x\n", replace("A", { b: "c", d: {} }), "A:\n  b: c\n  d: {}\n"],
  ["A: x # note\nB: y\n", replace("A", { b: "c" }), "A: # note\n  b: c\nB: y\n"],
  ["A:\n  b: c\n  d: e\nB: y\n", replace("A", "x"), "A:\n  x\nB: y\n"],
  ["A:\n- b\nB: y\n", replace("A", ["c", "d"]), "A:\n  - c\n  - d\nB: y\n"],
  ["A: |\n  b\n  c\nB: y\n", replace("A", "x"), "A: x\nB: y\n"],
  ["A: {b: 1}\n", replace("A.b", "1"), 'A: {b: "1"}\n'],
  ["A: &a x\nB: *a\n", replace("B", "v"), "A: &a x\nB: v\n"],
  ["A: &a x\n", replace("A", "v"), "A: &a v\n"],
  ["A:\n  b: x\n", replace("A.b", '{\n  "c": 1\n}\n'), 'A:\n  b: |\n    {\n      "c": 1\n    }\n'],
  ["A: x\n", rename("A", "B"), "B: x\n"],
  ["'A': x\n", rename("A", "B"), '"B": x\n'],
  ["A:\n  200: x\n", rename("A.200", "200"), 'A:\n  "200": x\n'],
  ["A: x\n", rename("A", "a: b"), '"a: b": x\n'],
  ["\uFEFFA: x\n", () => ({ kind: "removeText", span: { start: 0, end: 1 } }), "A: x\n"],
];

function nested(document: ParsedDocument): { member: MemberNode; object: ObjectNode } {
  const item = document.root?.kind === "array" ? document.root.items[1] : undefined;
  return firstOf(item);
}

function first(document: ParsedDocument): { member: MemberNode; object: ObjectNode } {
  const list = valueAt(document, "A");
  return firstOf(list.kind === "array" ? list.items[0] : undefined);
}

function firstOf(object: ValueNode | undefined): { member: MemberNode; object: ObjectNode } {
  assert.equal(object?.kind, "object");
  const [member] = object.members;
  assert.ok(member);
  return { member, object };
}

/** Returns the tree's value, with empty YAML values as null. */
function plain(node: ValueNode | undefined): Json {
  switch (node?.kind) {
    case undefined:
      return null;
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key.value, plain(value)]));
    case "array":
      return node.items.map(plain);
    default:
      return toJson(node) ?? null;
  }
}

/** Returns the tree's value after the change. */
function expected(node: ValueNode | undefined, change: Change): Json {
  if (change.kind === "replaceValue" && node === change.node) return change.value;
  if (node?.kind === "array") return node.items.map((item) => expected(item, change));
  if (node?.kind !== "object") return plain(node);
  const members: [string, Json][] = node.members
    .filter((member) => !(change.kind === "removeMember" && change.member === member))
    .map((member) => {
      const isRenamed = change.kind === "renameMember" && change.member === member;
      return [isRenamed ? change.name : member.key.value, expected(member.value, change)];
    });
  if (change.kind === "insertMember" && change.object === node) members.push([change.name, change.value]);
  return Object.fromEntries(members);
}

function* objectsIn(node: ValueNode | undefined): Generator<ObjectNode> {
  if (node?.kind === "array") for (const item of node.items) yield* objectsIn(item);
  if (node?.kind !== "object") return;
  yield node;
  for (const { value } of node.members) yield* objectsIn(value);
}

const names = [
  "New",
  "integration.request.header.x",
  "200",
  "a: b",
  "$default",
  "yes",
  "-",
  "#x",
  "",
  "2.0",
  "é",
];
const values: readonly Json[] = [
  "x",
  "2.0",
  "2020-01-01",
  "no",
  "null",
  "",
  " x ",
  "a: b",
  "a #b",
  "-",
  "@x",
  "{x}",
  "${request.body.a}",
  "a\nb\n",
  "{\n  a\n\n  b\n}",
  "a\n\n",
  "\ta\u0000\u2028\ufeff",
  "it's",
  "😀",
  1,
  1.5,
  true,
  null,
  {},
  [],
  { a: "b", c: { d: ["e", { f: "g" }], h: {} }, i: "j\nk" },
  [{ a: 1, b: [2, [3]] }, [], "x"],
];

describe("edits of YAML", () => {
  for (const [before, change, after] of edits) {
    it(`change ${JSON.stringify(before)} to ${JSON.stringify(after)}`, () => {
      const document = parseYaml(before);
      assert.equal(applyEdits(before, edit(document, change(document))), after);
      if (!before.includes("\n")) return;
      const withReturns = parseYaml(before.replaceAll("\n", "\r\n"));
      assert.equal(
        applyEdits(withReturns.text, edit(withReturns, change(withReturns))),
        after.replaceAll("\n", "\r\n"),
      );
    });
  }

  it("parse to the intended tree for random changes", () => {
    const random = seeded(3);
    const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
    const writer = new YamlWriter(random);
    const skeletons = fixturesIn("skeletons")
      .filter((name) => name.endsWith(".yaml"))
      .map(fixture);
    for (let round = 0; round < 6000; round++) {
      const source = round % 10 === 0 ? (pick(skeletons) ?? "") : writer.document();
      const text = round % 3 === 0 ? source.replaceAll("\n", "\r\n") : source;
      const document = parseYaml(text);
      const object = pick([...objectsIn(document.root)]);
      const member = object && pick(object.members);
      if (!object || !member) continue;
      const name = pick(names) ?? "";
      const value = pick(values) ?? null;
      const isNew = object.members.every(({ key }) => key.value !== name);
      const changes: Change[] = [{ kind: "removeMember", member, object }];
      if (isNew)
        changes.push({ kind: "insertMember", object, name, value }, { kind: "renameMember", member, name });
      if (member.value) changes.push({ kind: "replaceValue", node: member.value, value });
      const change = pick(changes);
      assert.ok(change);
      const after = applyEdits(text, edit(document, change));
      const reparsed = parseYaml(after);
      const what = `${change.kind} in\n${text}\ngives\n${after}`;
      assert.deepEqual(reparsed.problems, [], what);
      assert.deepEqual(plain(reparsed.root), expected(document.root, change), what);
      const kept = reparsed.comments.map(({ start, end }) => after.slice(start, end));
      if (change.kind === "insertMember" || change.kind === "renameMember") {
        assert.equal(kept.length, document.comments.length, what);
      }
    }
  });
});
