import assert from "node:assert/strict";
import { createScanner } from "jsonc-parser";
import { describe, it } from "mocha";
import { parseDocument } from "yaml";
import type { ParsedDocument, StringNode, ValueNode } from "../../../server/src/syntax/nodes";
import { parseJson } from "../../../server/src/syntax/parseJson";
import { parseYaml } from "../../../server/src/syntax/parseYaml";
import { stringMap } from "../../../server/src/syntax/stringMap";
import { seeded } from "../../support/fixtures";
import { parseRanges } from "../../support/markers";
import { YamlWriter } from "../../support/yamlDocuments";

function stringsIn(root: ValueNode | undefined): readonly StringNode[] {
  if (root?.kind === "string") return [root];
  if (root?.kind === "array") return root.items.flatMap(stringsIn);
  if (root?.kind === "object")
    return root.members.flatMap(({ key, value }) => [...stringsIn(key), ...stringsIn(value)]);
  return [];
}

/** Checks that code units are in order and map to the source and back. */
function checkMap(document: ParsedDocument, node: StringNode): void {
  const map = stringMap(document, node);
  const { length } = node.value;
  let previous = node.span.start;
  for (let unit = 0; unit < length; unit++) {
    const { start, end } = map.toSource({ start: unit, end: unit + 1 });
    assert.ok(start >= previous && end > start && end <= document.text.length, document.text);
    const found = map.toValue(start);
    const sharesSource = map.toSourceOffset(found) === start;
    assert.ok(found === unit || (found === unit - 1 && sharesSource), `${unit} in ${document.text}`);
    if (end === start + 1 && node.value[unit] !== " " && node.value[unit] !== "\n") {
      assert.equal(document.text[start], node.value[unit]);
    }
    previous = start;
  }
  assert.equal(map.toValue(map.toSourceOffset(length)), length, document.text);
  checkOffsets(document, node);
  assert.deepEqual(map.toSource({ start: 0, end: length }), {
    start: map.toSourceOffset(0),
    end: length === 0 ? map.toSourceOffset(0) : map.toSource({ start: length - 1, end: length }).end,
  });
}

/** Checks the map from the source to the text, and the ranges between any two code units. */
function checkOffsets({ text }: ParsedDocument, node: StringNode): void {
  const map = stringMap({ text }, node);
  const { length } = node.value;
  let last = 0;
  for (let offset = 0; offset <= text.length; offset++) {
    const unit = map.toValue(offset);
    assert.ok(unit >= last && unit <= length, `${offset} in ${text}`);
    // The source offset is in the source of that code unit, or before it: in quotes, indentation and the like.
    if (unit < length) assert.ok(map.toSource({ start: unit, end: unit + 1 }).end > offset, text);
    if (unit > 0) {
      const before = map.toSource({ start: unit - 1, end: unit });
      const sharesSource = unit < length && map.toSourceOffset(unit) === before.start;
      assert.ok(before.end <= offset || sharesSource, `${offset} in ${text}`);
    }
    last = unit;
  }
  for (let start = 0; start < length; start += 1 + (start % 3)) {
    for (let end = start + 1; end <= length; end += 1 + (end % 2)) {
      assert.deepEqual(map.toSource({ start, end }), {
        start: map.toSource({ start, end: start + 1 }).start,
        end: map.toSource({ start: end - 1, end }).end,
      });
    }
  }
}

/** [file extension, text with a marked range, the part of the string's text at that range] */
const places: readonly (readonly ["json" | "yaml", string, string])[] = [
  ["json", '{"A": "x<|y|>z"}', "y"],
  ["json", String.raw`{"A": "x\n<|y|>z"}`, "y"],
  ["json", String.raw`{"A": "x<|\n|>y"}`, "\n"],
  ["json", String.raw`{"A": "<|\u0041\"|>y"}`, 'A"'],
  ["json", String.raw`{"A": "a<|\q|>y"}`, String.raw`\q`],
  ["json", String.raw`{"A": "a<|\u12|>"}`, String.raw`\u12`],
  ["json", String.raw`{"A": "a\n<|bc|>`, "bc"],
  ["json", '{"A": "x\n<|y|>z"}', "y"],
  ["json", '{"A": "x\\"\n\t<|y|>"}', "y"],
  ["yaml", "A: x<|y|>z", "y"],
  ["yaml", "A: x<|\n    |>y", " "],
  ["yaml", "A: x\n\n\n    <|y|>", "y"],
  ["yaml", "A: 'it<|''|>s'", "'"],
  ["yaml", String.raw`A: "x\t<|\x41|>"`, "A"],
  ["yaml", String.raw`A: "x<|\U0001F600|>"`, "😀"],
  ["yaml", 'A: "x\\\n    <|y|>"', "y"],
  ["yaml", 'A: "x \n  <|y|>"', "y"],
  ["yaml", "A: |\n  x\n  <|y|>\n", "y"],
  ["yaml", "A: |\n  x<|\n|>  y\n", "\n"],
  ["yaml", "A: |+\n  x\n<|\n|>", "\n"],
  ["yaml", "A: >\n  x<|\n|>  y\n", " "],
  ["yaml", "A: x<|\n\n|>  y", "\n"],
  ["yaml", "A: 'x<| \n\n|>  y'", "\n"],
  ["yaml", "A: 'x\n\n<|  \n|>  y'", "\n"],
  ["yaml", "A: >\n  x<|\n\n|>  y\n", "\n"],
  ["yaml", "A: >\n  x\n\n<|\n|>  y\n", "\n"],
  ["yaml", String.raw`A: "x\U0001F600<|y|>"`, "y"],
  ["json", String.raw`{"A": "x<|\ud83d\ude00|>y"}`, "😀"],
  ["json", String.raw`{"A": "\ud83d\ude00<|y|>"}`, "y"],
  ["json", '{"A": "x<|😀|>y"}', "😀"],
  ["yaml", "A: |\n  x\n  <|😀|>y\n", "😀"],
  ["yaml", "A: >2-\n    x\n  <|y|>\n", "y"],
  ["yaml", "A: [x, {b: 'c\n  <|d|>'}]", "d"],
];

describe("stringMap", () => {
  for (const [format, marked, expected] of places) {
    for (const variant of [marked, marked.replaceAll("\n", "\r\n")]) {
      it(`finds ${JSON.stringify(expected)} in ${JSON.stringify(variant)}`, () => {
        const { text, spans } = parseRanges(variant);
        const [span] = spans;
        assert.ok(span);
        const document = format === "json" ? parseJson(text) : parseYaml(text);
        const node = stringsIn(document.root).findLast(
          ({ span: { start }, value }) => start <= span.start && value.includes(expected),
        );
        assert.ok(node);
        const map = stringMap(document, node);
        const start = map.toValue(span.start);
        assert.equal(node.value.slice(start, start + expected.length), expected);
        assert.deepEqual(map.toSource({ start, end: start + expected.length }), span);
      });
    }
  }

  it("maps an empty span to an empty span, and offsets outside to the ends", () => {
    const document = parseJson(String.raw`["a\nb"]`);
    const [node] = stringsIn(document.root);
    assert.ok(node);
    const map = stringMap(document, node);
    assert.deepEqual(map.toSource({ start: 2, end: 2 }), { start: 5, end: 5 });
    assert.deepEqual(map.toSource({ start: 3, end: 3 }), { start: 6, end: 6 });
    assert.deepEqual([map.toValue(0), map.toValue(3), map.toValue(4), map.toValue(99)], [0, 1, 1, 3]);
  });

  it("maps an alias to the string that it refers to", () => {
    const document = parseYaml('A: &a "x\\ny"\nB: *a');
    const alias = stringsIn(document.root).at(-1);
    assert.ok(alias);
    assert.deepEqual(stringMap(document, alias).toSource({ start: 2, end: 3 }), { start: 10, end: 11 });
  });

  it("agrees with JSON's scanner on random strings", () => {
    const random = seeded(1);
    const pieces = [
      "a",
      "é",
      "😀",
      "\\n",
      "\\\\",
      '\\"',
      "\\/",
      "\\u00e9",
      "\\ud83d\\ude00",
      "\\q",
      "\\u1",
      "\\",
      " ",
      "'",
    ];
    for (let round = 0; round < 5000; round++) {
      const body = Array.from({ length: random() * 12 }, () => pieces[Math.floor(random() * pieces.length)]);
      const text = `"${body.join("")}"`;
      const document = parseJson(text);
      const [node] = stringsIn(document.root);
      assert.ok(node);
      const scanner = createScanner(text);
      scanner.scan();
      if (scanner.getTokenError() === 0) assert.equal(node.value, scanner.getTokenValue());
      checkMap(document, node);
    }
  });

  it("gives each piece of a JSON string a source of its own", () => {
    const random = seeded(4);
    const pieces = ["a", "é", "😀", "\\n", "\\\\", '\\"', "\\/", "\\u00e9", "\\ud83d\\ude00", " ", "\\ud83d"];
    for (let round = 0; round < 3000; round++) {
      const body = Array.from({ length: random() * 10 }, () => pieces[Math.floor(random() * pieces.length)]);
      const text = `{"A": "${body.join("")}", "B": 1}`;
      const document = parseJson(text);
      const node = stringsIn(document.root)[1];
      assert.ok(node);
      const { value } = node;
      const start = Math.floor(random() * (value.length + 1));
      const end = start + Math.floor(random() * (value.length + 1 - start));
      const source = stringMap(document, node).toSource({ start, end });
      const without = text.slice(0, source.start) + text.slice(source.end);
      assert.equal(
        stringsIn(parseJson(without).root)[1]?.value,
        value.slice(0, start) + value.slice(end),
        text,
      );
    }
  });

  it("keeps the line breaks in a JSON string", () => {
    const document = parseJson('["a\r\nb\\nc"]');
    const [node] = stringsIn(document.root);
    assert.ok(node);
    assert.equal(node.value, "a\r\nb\nc");
    const map = stringMap(document, node);
    assert.deepEqual(map.toSource({ start: 1, end: 3 }), { start: 3, end: 5 });
    assert.deepEqual(map.toSource({ start: 4, end: 5 }), { start: 6, end: 8 });
  });

  it("covers random strings with line breaks", () => {
    const random = seeded(3);
    const pieces = ["a", "\n", "\r\n", "\r", "\t", "\\n", "\\", '\\"', "\\u00e9", "\\q", "😀"];
    for (let round = 0; round < 5000; round++) {
      const body = Array.from({ length: random() * 12 }, () => pieces[Math.floor(random() * pieces.length)]);
      const document = parseJson(`["${body.join("")}", 1]`);
      const [node] = stringsIn(document.root);
      assert.ok(node);
      checkMap(document, node);
    }
  });

  it("agrees with another YAML parser on random scalars of every style", () => {
    const random = seeded(2);
    const writer = new YamlWriter(random);
    const seen = new Set<string>();
    for (let round = 0; round < 6000; round++) {
      const plain = `A:\n  B: ${writer.scalar(2)}\n`;
      const text = round % 2 === 0 ? plain : plain.replaceAll("\n", "\r\n");
      const document = parseYaml(text);
      for (const node of stringsIn(document.root)) {
        seen.add(node.style);
        checkMap(document, node);
      }
      const value = document.root?.kind === "object" ? document.root.members[0]?.value : undefined;
      const inner = value?.kind === "object" ? value.members[0]?.value : undefined;
      if (inner?.kind === "string") assert.equal(inner.value, parseDocument(plain).toJS().A.B, text);
    }
    assert.deepEqual([...seen].sort(), ["double", "folded", "literal", "plain", "single"]);
  });
});
