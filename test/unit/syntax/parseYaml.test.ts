import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseDocument } from "yaml";
import { analyze, fixEditor } from "../../../server/src/service";
import { toJson } from "../../../server/src/syntax/json";
import { locate } from "../../../server/src/syntax/locate";
import type { ObjectNode, SyntaxProblem, ValueNode } from "../../../server/src/syntax/nodes";
import { parseYaml } from "../../../server/src/syntax/parseYaml";
import { applyEdits } from "../../support/edits";
import { fixture, fixturesIn, seeded } from "../../support/fixtures";
import { parseRanges } from "../../support/markers";
import { shape } from "../../support/shape";
import { YamlWriter } from "../../support/yamlDocuments";

const skeletons = fixturesIn("skeletons").filter((name) => name.endsWith(".yaml"));

/** [text, tree] of YAML that the AWS CLI accepts. */
const good: readonly (readonly [string, string])[] = [
  ["A: 1\nB: [true, ~]", "{A: 1, B: [true, null]}"],
  ["A:\n  B: x\n  C: y\nD: z", '{A: {B: "x", C: "y"}, D: "z"}'],
  ["A:\n- x\n-   B: y\n    C: z\n-\nD: 1", '{A: ["x", {B: "y", C: "z"}, null], D: 1}'],
  ["- - a\n  - b\n- c", '[["a", "b"], "c"]'],
  ["A:\nB: ''", '{A: ?, B: ""}'],
  ["# a\n\nA: x # b\n# c\n", '{A: "x"}'],
  ["%YAML 1.2\n---\nA: x\n...\n# end", '{A: "x"}'],
  ["--- {A: x}", '{A: "x"}'],
  ['{"A":"x","B":[1,2,]}', '{A: "x", B: [1, 2]}'],
  ["A: {B: , C, 'D':1}", "{A: {B: ?, C: ?, D: 1}}"],
  ["A: [b: c, d]", '{A: [{b: "c"}, "d"]}'],
  ["A: {\nB: c\n}", '{A: {B: "c"}}'],
  ["A: x\n  y\n\n  z", '{A: "x y\\nz"}'],
  ["A: http://a:80/#b", '{A: "http://a:80/#b"}'],
  ["A: ${request.body.a}\nB: $default", '{A: "${request.body.a}", B: "$default"}'],
  ["A: |\n  x\n   y\n\nB: >-\n  x\n  y\n", '{A: "x\\n y\\n", B: "x y"}'],
  ["A: |+\n  x\n\nB: |1\n  x\n", '{A: "x\\n\\n", B: " x\\n"}'],
  ["? A\n: x\n? B\n", '{A: "x", B: ?}'],
  ["?", "{: ?}"],
  ["A:\n  ?\nB: x", '{A: {: ?}, B: "x"}'],
  ["A: &a x\nB: *a", '{A: "x", B: "x"}'],
  ["A: &a {x: 1, y: 2}\nB:\n  <<: *a\n  y: 3", "{A: {x: 1, y: 2}, B: {y: 3, x: 1}}"],
  ["A: [&a {x: 1}, &b {x: 2, y: 3}]\nB: {<<: [*a, *b]}", "{A: [{x: 1}, {x: 2, y: 3}], B: {x: 1, y: 3}}"],
  ['"<<": 1', "{<<: 1}"],
  ["A: !!str 2.0\nB: !!int '3'\nC: !!binary aGk=\nD: !!str", '{A: "2.0", B: 3, C: bytes aGk=, D: ""}'],
  ["\uFEFFA: x", '{A: "x"}'],
];

/** [text, tree] of incomplete YAML. Complete members are kept. */
const halfTyped: readonly (readonly [string, string])[] = [
  ["Integra", "{Integra: ?}"],
  ["Integra\nA: x", '{Integra: ?, A: "x"}'],
  ["A: x\nInteg", '{A: "x", Integ: ?}'],
  ["A: x\nInteg\nB: y", '{A: "x", Integ: ?, B: "y"}'],
  ["A:\n  Integ\n  B: y", '{A: {Integ: ?, B: "y"}}'],
  ["A:\n  B: y\n  Integ\nC: z", '{A: {B: "y", Integ: ?}, C: "z"}'],
  ['A: "MO\nB: y', '{A: "MO", B: "y"}'],
  ['A: "MO\nB: "y"', '{A: "MO", B: "y"}'],
  ["A: 'MO\nB: y\nC: 'z'", '{A: "MO", B: "y", C: "z"}'],
  ['"Int\nA: x', '{Int: ?, A: "x"}'],
  ["A: {B: c\nD: e", '{A: {B: "c"}, D: "e"}'],
  ["A: [b\nD: e\nF: {g}", '{A: ["b"], D: "e", F: {g: ?}}'],
  ["A: {B: c D: e}", '{A: {B: ?, c D: "e"}}'],
  ["A: {B: c\n D: e}", '{A: {B: "c", D: "e"}}'],
  ["A: x\n  B: y\nC: z", '{A: "x", B: "y", C: "z"}'],
  ["A:\n    B: y\n  C: z\nD: 1", '{A: {B: "y", C: "z"}, D: 1}'],
  ["  A: x\nB: y", '{A: "x", B: "y"}'],
  ["A: b: c\nB: y", '{A: "b: c", B: "y"}'],
  ["A:\n\tB: c\nD: e", '{A: {B: "c"}, D: "e"}'],
  ["A: *nope\nB: y", '{A: <*nope>, B: "y"}'],
  ["A: \nB: }\nC: z", '{A: ?, B: ?, C: "z"}'],
  ["", "?"],
  ["# only", "?"],
];

/** [text with the range of the problem, kind of the problem] of YAML that the AWS CLI rejects. */
const refused: readonly (readonly [string, SyntaxProblem["kind"]])[] = [
  ["A: x\n<|A|>: y", "duplicateKey"],
  ["A: {b: 1, <|b|>: 2}", "duplicateKey"],
  ["A: <|!Ref|> x", "tag"],
  ["<|!!set|> {x}", "tag"],
  ["A: x\n<|---|>\nB: y", "documents"],
  ["A: x\n...\n<|B: y|>", "documents"],
  ["A: x\n<|\t|>B: y", "tab"],
  ["A: x<|\t|># c", "tab"],
  ["A: x<|\t|>y", "tab"],
  ["A: b<|:|> c", "syntax"],
  ["A: <|@|>b", "syntax"],
  ["A: [b<|\n|>", "syntax"],
  ["A: [b<|}|>]", "syntax"],
  ["A: {b: c}<|}|>", "syntax"],
  ['A: "<|\\q|>"', "syntax"],
  ["A: <|'b|>", "syntax"],
  ["A: b\n<|c|>", "syntax"],
  ["A: 'b' <|c|>", "syntax"],
  ["A: [b,<|,|>c]", "syntax"],
  ["A: &a [<|*a|>]", "syntax"],
  ["A: <|*a|>", "syntax"],
  ["A:\n- b\n<|-c|>", "syntax"],
  ["A: <|-|> b", "syntax"],
  ["<<: <|1|>", "syntax"],
  ["A: <|=|>", "syntax"],
  ["<|%YAML 1.3|>\n---\nA: b", "syntax"],
  ["A: |<|a|>\n b", "syntax"],
  ["A: x<|\u0007|>", "syntax"],
  ["? <|{a: b}|>\n: c", "syntax"],
  [`<|${"x".repeat(1025)}|>: a`, "syntax"],
];

const readAs: readonly (readonly [string, ValueNode["kind"], number?])[] = [
  ["2.0", "number", 2],
  ["1_000", "number", 1000],
  ["0o120", "number", 80],
  ["007", "number", 7],
  ["0x1F", "number", 31],
  ["1e3", "number", 1000],
  [".5", "number", 0.5],
  ["+5", "number", 5],
  ["2020-01-01", "date"],
  ["2020-01-01T10:00:00Z", "date"],
  ["2020-1-1", "string"],
  ["12:30:45", "string"],
  ["no", "string"],
  ["on", "string"],
  ["tRue", "string"],
  ["TRUE", "boolean"],
  ["Null", "null"],
  ["1.5e", "string"],
  ["0o8", "string"],
  ["_1", "string"],
  ["'2.0'", "string"],
];

function read(text: string): ObjectNode {
  const { root } = parseYaml(text);
  assert.equal(root?.kind, "object");
  return root;
}

describe("parseYaml", () => {
  for (const [text, expected] of good) {
    for (const variant of [text, text.replaceAll("\n", "\r\n")]) {
      it(`parses ${JSON.stringify(variant)} to ${expected}`, () => {
        const { root, problems } = parseYaml(variant);
        assert.equal(shape(root), expected);
        assert.deepEqual(problems, []);
      });
    }
  }

  for (const [text, expected] of halfTyped) {
    for (const variant of [text, text.replaceAll("\n", "\r\n")]) {
      it(`parses the incomplete ${JSON.stringify(variant)} to ${expected}`, () =>
        assert.equal(shape(parseYaml(variant).root), expected));
    }
  }

  for (const [marked, kind] of refused) {
    it(`rejects ${marked.slice(0, 40)}`, () => {
      const { text, spans } = parseRanges(marked);
      const found = parseYaml(text).problems.filter((problem) => problem.span.start === spans[0]?.start);
      assert.deepEqual(
        found.map((problem) => [problem.kind, problem.span]),
        [[kind, spans[0]]],
      );
    });
  }

  for (const [text, kind, value] of readAs) {
    it(`reads ${text} as ${kind}`, () => {
      const node = read(`A: ${text}`).members[0]?.value;
      assert.equal(node?.kind, kind);
      if (node.kind === "number") assert.equal(node.value, value);
    });
  }

  it("reads yes and 017 as YAML 1.1 after a directive", () => {
    assert.equal(shape(parseYaml("%YAML 1.1\n---\nA: no\n").root), "{A: false}");
    const number = read("%YAML 1.1\n---\nA: 017\n").members[0]?.value;
    assert.equal(number?.kind === "number" && number.value, 15);
  });

  it("distinguishes integers and floats", () => {
    const { members } = read("A: 2.0\nB: 0xE\nC: 1e3\nD: 5");
    assert.deepEqual(
      members.map(({ value }) => value?.kind === "number" && value.whole),
      [false, true, false, true],
    );
  });

  it("records the type of an unquoted key", () => {
    const keys = read("200: a\n'200': b\ntrue: c\n2020-01-01: d\n~: e\nx: f").members.map(({ key }) => key);
    assert.deepEqual(
      keys.map((key) => [key.value, key.kind === "string" && key.readAs]),
      [
        ["200", "number"],
        ["200", undefined],
        ["true", "boolean"],
        ["2020-01-01", "date"],
        ["~", "null"],
        ["x", undefined],
      ],
    );
  });

  it("distinguishes an empty value and an explicit null", () => {
    const { members } = read("A:\nB: ~\nC: null");
    assert.deepEqual(
      members.map(({ value }) => value?.kind),
      [undefined, "null", "null"],
    );
  });

  it("keeps the spans of aliases and of merged members", () => {
    const text = "A: &a {x: 1}\nB: *a\nC:\n  <<: *a\n  y: 2";
    const [a, b, c] = read(text).members;
    assert.deepEqual(b?.value?.span, { start: 16, end: 18 });
    assert.equal(b.value?.anchored, a?.value);
    assert.ok(c?.value?.kind === "object");
    assert.deepEqual(
      c.value.members.map(({ key }) => [key.value, key.span.start]),
      [
        ["y", text.indexOf("y")],
        ["x", text.indexOf("x")],
      ],
    );
    assert.deepEqual(
      c.value.written?.map(({ key }) => key.value),
      ["<<", "y"],
    );
  });

  it("points to the first occurrence of a duplicate key", () => {
    assert.deepEqual(parseYaml("A: x\nA: y").problems[0]?.related, { start: 0, end: 1 });
  });

  for (const name of skeletons) {
    it(`parses ${name} and every prefix of it`, () => {
      for (const text of [fixture(name), fixture(name).replaceAll("\n", "\r\n")]) {
        const whole = parseYaml(text);
        assert.deepEqual(whole.problems, []);
        assert.deepEqual(toJson(whole.root), parseDocument(text).toJS());
        const names = read(text).members.map(({ key }) => key.value);
        for (let end = 0; end <= text.length; end++) {
          const document = parseYaml(text.slice(0, end));
          locate(document, end);
          if (document.root?.kind !== "object") continue;
          const known = document.root.members.map(({ key }) => key.value);
          const complete = known.slice(0, -1);
          assert.deepEqual(complete, names.slice(0, complete.length));
        }
      }
    });
  }

  it("agrees with another parser on random documents", () => {
    const writer = new YamlWriter(seeded(20_261_121));
    for (let round = 0; round < 3000; round++) {
      const text = writer.document();
      const expected = parseDocument(text);
      const { root, problems } = parseYaml(text);
      assert.deepEqual(problems, [], text);
      assert.deepEqual(plain(root), expected.toJS(), text);
      if (round % 10 === 0)
        assert.deepEqual(plain(parseYaml(text.replaceAll("\n", "\r\n")).root), plain(root));
    }
  });

  it("parses random texts, with all problems and nodes inside the text", () => {
    const random = seeded(42);
    const pieces = `A|: |:|\n|\r\n|  |    |- |? |{|}|[|]|,|'|"|#| # |&a |*a|!t |!!str |>|%|@|---|...|<<|\t|1|é|\u0000|\ud800`;
    const all = [...pieces.split("|"), "|"];
    for (let round = 0; round < 5000; round++) {
      const text = Array.from({ length: random() * 30 }, () => all[Math.floor(random() * all.length)]).join(
        "",
      );
      const document = parseYaml(text);
      for (const { span } of document.problems) {
        assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, JSON.stringify(text));
      }
      for (const offset of [0, text.length >> 1, text.length]) locate(document, offset);
      shape(document.root);
    }
  });

  for (const [what, text] of [
    ["[", "[".repeat(100_000)],
    ["{a: ", "{a: ".repeat(100_000)],
    ["[a: ", "[a: ".repeat(100_000)],
    ["- ", "- ".repeat(100_000)],
    ["? ", "? ".repeat(100_000)],
    ["[…}", "[".repeat(100_000) + "}".repeat(100_000)],
    ["a: {⏎", "a: {\n".repeat(50_000)],
    ["a: '⏎", "a: '\n".repeat(50_000)],
    ["a⏎", "a\n".repeat(100_000)],
    ["&a ", "&a ".repeat(100_000)],
    ["indentation", Array.from({ length: 1500 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")],
  ] as const) {
    it(`parses 100,000 of ${what} in linear time`, () => {
      parseYaml(text);
    });
  }

  it("does not expand an alias bomb", () => {
    const lines = Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}]`);
    const { problems } = parseYaml(["a0: &a0 [x]", ...lines].join("\n"));
    assert.equal(problems.length, 1);
    const merges = Array.from(
      { length: 40 },
      (_, n) => `m${n + 1}: &m${n + 1} {<<: [*m${n}, *m${n}], k${n}: *m${n}}`,
    );
    assert.equal(parseYaml(["m0: &m0 {x: y}", ...merges].join("\n")).problems.length, 1);
  });
});

/** Returns the tree's value, with empty YAML values as null and numbers as in the other parser. */
function plain(node: ValueNode | undefined): unknown {
  switch (node?.kind) {
    case undefined:
      return null;
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key.value, plain(value)]));
    case "array":
      return node.items.map(plain);
    default:
      return toJson(node);
  }
}

describe("One fault in YAML", () => {
  for (const [text, at] of [
    ["A: 'x'y'\n", [6]],
    ['A: "x"y"\n', [6]],
    ["- 'x'y'\n", [5]],
    ["A: ['x'y']\n", [7]],
    ["A: 'x' y\nB: 'x'y\n", [7, 15]],
  ] as const) {
    it(`is one problem: ${JSON.stringify(text)}`, () => {
      const starts = parseYaml(text).problems.map(({ span }) => span.start);
      assert.deepEqual([...new Set(starts)], starts);
      assert.deepEqual(starts.slice(0, at.length), at);
    });
  }
});

describe("Blanks in the first line of a YAML block", () => {
  for (const [text, blanks] of [
    ["k: |\n  \n    a\n", [5, 7]],
    ["k: >-\n \n\n  a\n", [6, 7]],
    ["m:\n  k: |\n \n    a\n", [10, 11]],
    ["k: |\n \n", undefined],
    ["k: |\n  \n  a\n", undefined],
    ["k: |\n    \n  \n    a\n", undefined],
    ["k: |\n\n  \n    a\n", undefined],
    ["k: |4\n  \n    a\n", undefined],
    ["k: |\n    a\n  \n    b\n", undefined],
  ] as const) {
    it(`${blanks ? "are reported" : "are accepted"} as ruamel.yaml does: ${JSON.stringify(text)}`, () => {
      const { problems } = parseYaml(text);
      assert.deepEqual(
        problems.map(({ kind, span }) => [kind, span.start, span.end]),
        blanks ? [["blanks", ...blanks]] : [],
      );
    });
  }

  it("can be removed", () => {
    const text = "requestTemplates:\n  a/b: |\n   \n    $input.body\n";
    const { document, problems } = analyze(text, "put-integration", { format: "yaml" });
    const fix = problems.find(({ code }) => code === "AG0018")?.fixes?.[0];
    assert.ok(fix);
    assert.equal(applyEdits(text, fixEditor(document)(fix) ?? []), text.replace("   \n", "\n"));
  });
});
