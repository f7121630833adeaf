import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { check } from "../../../server/src";
import { analyze, complete, hover } from "../../../server/src/service";
import type { ValueNode } from "../../../server/src/syntax/nodes";
import { parseJson } from "../../../server/src/syntax/parseJson";
import { fixture, fixturesIn, seeded } from "../../support/fixtures";

/** [text, tree in short form]: in `{A: "x", B: ?}` the question mark is a missing value. */
function shape(node: ValueNode | undefined): string {
  switch (node?.kind) {
    case "object":
      return `{${node.members.map(({ key, value }) => `${key.value}: ${shape(value)}`).join(", ")}}`;
    case "array":
      return `[${node.items.map(shape).join(", ")}]`;
    case "string":
      return JSON.stringify(node.value);
    case "number":
      return node.text;
    case "boolean":
      return String(node.value);
    case "null":
      return "null";
    case "word":
      return `<${node.value}>`;
    default:
      return "?";
  }
}

const halfTyped: readonly (readonly [string, string])[] = [
  ['{"A": 1, "B": [true, null]}', "{A: 1, B: [true, null]}"],
  ['{"A": , "B": 1}', "{A: ?, B: 1}"],
  ['{"A": "B": 1}', "{A: ?, B: 1}"],
  ['{"A":\n "B": 1}', "{A: ?, B: 1}"],
  ['{"A" "B": 1}', "{A: ?, B: 1}"],
  ['{"A": 1 "B": 2}', "{A: 1, B: 2}"],
  ['{"A": 1, "B', "{A: 1, B: ?}"],
  ['{"A": "x\n "B": 2}', '{A: "x", B: 2}'],
  ['{"A": "x\n, "B": 2}', '{A: "x", B: 2}'],
  ['{"A": "x\n  "": 2}', '{A: "x", : 2}'],
  ['{"A": "x,\n  "}": ", "}', '{A: "x,", }: ", "}'],
  ['{"A": "\n  "B": ", ",\n  "C": 3}', '{A: "", B: ", ", C: 3}'],
  ['{"A": "{\n  "a": 1\n}", "B": 2}', '{A: "{", a: 1}'],
  ['{"A": ["x,\n "y"], "B": 2}', '{A: ["x,", "y"], B: 2}'],
  ['{"A": "x\n "', '{A: "x", : ?}'],
  ["{A: MOCK, B: 1}", "{A: <MOCK>, B: 1}"],
  ['{"A": {"B": 1, "C": 2', "{A: {B: 1, C: 2}}"],
  ['{"A": {"B": 1], "C": 2}', "{A: {B: 1, C: 2}}"],
  ['{"A": [1, 2}', "{A: [1, 2]}"],
  ['{,,"A": 1,,}', "{A: 1}"],
  ['{{}"A": 1}', "{A: 1}"],
  ['{"A": 1} {"B": 2}', "{A: 1}"],
  ["", "?"],
  ["}", "?"],
];

/** Strings with escaped quotes, each with its decoded value and its problem. */
const escaped: readonly (readonly [source: string, value: string, problem?: RegExp])[] = [
  [String.raw`"\"a\""`, '"a"'],
  [String.raw`"a\\"`, "a\\"],
  [String.raw`"\\\"\u00e9\n"`, '\\"\u00e9\n'],
  [String.raw`"\"\x"`, '"\\x', /^Invalid escape/],
  ['"\\"\t"', '"\t', /Control characters/],
  [String.raw`"\"`, '"', /^Unterminated string/],
  [`${String.raw`"\"a`}\n"`, '"a', /^Unterminated string/],
];

const BREAK = "Line break in a string. Write \\n instead.";
/** [text, its tree, its problems as `offset: message`] */
const continued: readonly (readonly [string, string, readonly string[]])[] = [
  ['{"A": "x\ny", "B": 2}', '{A: "x\\ny", B: 2}', [`8: ${BREAK}`]],
  ['{"A": "x\r\n\t y\n", "B": 2}', '{A: "x\\r\\n\\t y\\n", B: 2}', [`8: ${BREAK}`]],
  ['{"A": "x\ry"}', '{A: "x\\ry"}', [`8: ${BREAK}`]],
  ['{"A": "{\n \\"a\\": 1,\n \\"b\\": 2}"\n}', '{A: "{\\n \\"a\\": 1,\\n \\"b\\": 2}"}', [`8: ${BREAK}`]],
  ['{"A": "{\n}\n"\n, "B": 2}', '{A: "{\\n}\\n", B: 2}', [`8: ${BREAK}`]],
  ['["x\ny", "z\n"]', '["x\\ny", "z\\n"]', [`3: ${BREAK}`, `10: ${BREAK}`]],
  ['{"A\nB": 1, "C": 2}', "{A\nB: 1, C: 2}", [`3: ${BREAK}`]],
  ['"x\ny"', '"x\\ny"', [`2: ${BREAK}`]],
  ['["x\\\ny"]', '["x\\\\\\ny"]', [`4: ${BREAK}`]],
  [
    '["x\\q\ny"]',
    '["x\\\\q\\ny"]',
    [`5: ${BREAK}`, '1: Invalid escape in JSON. To include a backslash, write "\\\\".'],
  ],
];

describe("parseJson", () => {
  for (const [text, tree, problems] of continued) {
    it(`continues the string with a line break in ${JSON.stringify(text)}`, () => {
      const document = parseJson(text);
      assert.equal(shape(document.root), tree);
      assert.deepEqual(
        document.problems.map(({ span, message }) => `${span.start}: ${message}`),
        problems,
      );
    });
  }

  for (const [what, text] of [
    ["open strings before one quote", '"\\"a\n'.repeat(200_000)],
    ["open strings with escaped quotes", `"\n${'\\"a\n'.repeat(200_000)}`],
    ["open strings before blanks", `"a\n${" ".repeat(100)}`.repeat(20_000)],
    ["continued strings", `[${'"a\nb",'.repeat(100_000)}0]`],
    ["line breaks in one string", `["${"a\n".repeat(300_000)}"]`],
    ["blanks after quotes", `"a\n"${" ".repeat(500_000)}`.repeat(2)],
  ] as const) {
    it(`takes linear time for ${what}`, () => {
      parseJson(text);
    });
  }

  for (const [source, value, problem] of escaped) {
    it(`reads ${JSON.stringify(source)}`, () => {
      const { root, problems } = parseJson(source);
      assert.equal(root?.kind === "string" && root.value, value);
      if (problem) assert.match(problems[0]?.message ?? "", problem);
      else assert.deepEqual(problems, []);
    });
  }

  for (const [text, expected] of halfTyped) {
    it(`parses ${text} to ${expected}`, () => assert.equal(shape(parseJson(text).root), expected));
  }

  it("accepts the same texts as JSON.parse", () => {
    const fixtures = ["mock.json", ...fixturesIn("skeletons").filter((path) => path.endsWith(".json"))].map(
      fixture,
    );
    for (const text of fixtures) assert.deepEqual(parseJson(text).problems, []);
    for (const text of [
      '{"a": 01}',
      "[1,]",
      "{'a': 1}",
      '"\t"',
      "[1 2]",
      "nul",
      '{"a"}',
      '"\\x"',
      '{"a":1}}',
    ]) {
      assert.throws(() => JSON.parse(text));
      assert.notDeepEqual(parseJson(text).problems, [], text);
    }
  });

  for (const [what, text] of [
    ["[", "[".repeat(100_000)],
    ['{"a":', '{"a":'.repeat(100_000)],
    ["[…}", `${"[".repeat(100_000)}${"}".repeat(100_000)}`],
    ["{[…]}", `${'{"a":['.repeat(50_000)}${"]}".repeat(50_000)}`],
  ] as const) {
    it(`parses 100,000 levels of ${what}`, () => assert.ok(parseJson(text).root));
  }
});

/** Calls everything that an editor requests, at a few places in the text. */
function askEverything(text: string): void {
  check(text);
  const analysis = analyze(text, "create-integration");
  for (const offset of [0, 1, text.length >> 1, text.length - 1, text.length]) {
    complete(analysis, offset);
    hover(analysis, offset);
  }
}

describe("invalid input", () => {
  it("is handled for every prefix of a fixture", () => {
    const fixtures = ["mock.json", ...fixturesIn("skeletons").filter((path) => path.endsWith(".json"))].map(
      fixture,
    );
    for (const text of fixtures)
      for (let end = 0; end <= text.length; end++) askEverything(text.slice(0, end));
  });

  it("is handled for random texts", () => {
    const random = seeded(20_261_121);
    const pieces = [
      '"',
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      "\\",
      "\n",
      "\r",
      "\u0000",
      "\ud800",
      "\ufeff",
      "/*",
      "//",
      "1e",
      "-",
      "IntegrationType",
      '"TlsConfig"',
      "é",
      " ",
    ];
    for (let round = 0; round < 2000; round++) {
      const length = Math.floor(random() * 40);
      askEverything(Array.from({ length }, () => pieces[Math.floor(random() * pieces.length)]).join(""));
    }
  });

  it("is handled for random bytes", () => {
    const random = seeded(7);
    for (let round = 0; round < 200; round++) {
      askEverything(Array.from({ length: 500 }, () => String.fromCharCode(random() * 65_536)).join(""));
    }
  });

  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    it(`can have the key ${name}`, () => {
      const { problems } = check(`{"Description": "a", "${name}": {}}`, { operation: "update-integration" });
      assert.deepEqual(
        problems.map(({ code }) => code),
        ["AG0003"],
      );
    });
  }
});
