import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseDocument, stringify } from "yaml";
import { applyEdits } from "../../../../server/src/syntax/applyEdits";
import type { StringNode } from "../../../../server/src/syntax/nodes";
import { piecesOf, stringMap } from "../../../../server/src/syntax/stringMap";
import { seeded } from "../../../support/fixtures";
import { type Evaluated, evaluatedString } from "../../../support/intrinsics";

const HOLES = ["${Fn}", "${Fn.Arn}", "${AWS::Region}", "${Stage}", "{{resolve:ssm:/a}}"];
const TEXTS = [
  "a",
  "b c",
  "\n",
  "\n\n",
  "  ",
  '"',
  "'",
  "\\",
  "$",
  "{",
  "}",
  "!",
  "${x}",
  "$!{y}",
  "#",
  ": ",
  "- ",
  "é",
  "😀",
  "\t",
  "${",
  "%",
];

type Random = () => number;

function pickedFrom<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)] as T;
}

/** Texts between holes, in turn: text, hole, text. */
function randomParts(random: Random): readonly string[] {
  const count = Math.floor(random() * 4);
  const text = (): string =>
    Array.from({ length: Math.floor(random() * 5) }, () => pickedFrom(TEXTS, random)).join("");
  return [text(), ...Array.from({ length: count }, () => [pickedFrom(HOLES, random), text()]).flat()];
}

const asSub = (parts: readonly string[]): string =>
  parts.map((part, index) => (index % 2 === 0 ? part.replaceAll("${", "${!") : part)).join("");

/** Ways to write a text in a file, as the string of `Fn::Sub`. */
const styles: Readonly<Record<string, (text: string) => string>> = {
  JSON: (text) => JSON.stringify({ V: { "Fn::Sub": text } }),
  "JSON with escapes": (text) =>
    JSON.stringify({ V: { "Fn::Sub": text } }).replace(/[^\0-\x7f]|\{(?=[^"])/g, (found) =>
      found === "{" ? "{" : [...found].map((c) => JSON.stringify(c).slice(1, -1)).join(""),
    ),
  "a list in JSON": (text) => JSON.stringify({ V: { "Fn::Sub": [text, { x: "1" }] } }, null, 2),
  YAML: (text) => stringify({ V: { "Fn::Sub": text } }),
  "double quotes": (text) => stringify({ V: { "Fn::Sub": text } }, { defaultStringType: "QUOTE_DOUBLE" }),
  "single quotes": (text) => stringify({ V: { "Fn::Sub": text } }, { defaultStringType: "QUOTE_SINGLE" }),
  "a literal": (text) => stringify({ V: { "Fn::Sub": text } }, { defaultStringType: "BLOCK_LITERAL" }),
  "folded lines": (text) =>
    stringify({ V: { "Fn::Sub": text } }, { defaultStringType: "BLOCK_FOLDED", lineWidth: 20 }),
  "a tag": (text) =>
    stringify({ V: text }, { defaultStringType: "QUOTE_DOUBLE" }).replace(/^"?V"?:/, "V: !Sub"),
};

/** Writes parts as the list of `Fn::Join`, with some literals split into two. */
function joined(parts: readonly string[], random: Random): string {
  const items = parts.flatMap((part, index): readonly unknown[] => {
    if (index % 2 === 0) {
      const at = Math.floor(random() * part.length);
      if (part === "" && random() < 0.5) return [];
      return random() < 0.3 ? [part.slice(0, at), part.slice(at)] : [part];
    }
    if (part.startsWith("{{")) return [part];
    const [name = "", attribute] = part.slice(2, -1).split(".");
    return [attribute === undefined ? { Ref: name } : { "Fn::GetAtt": [name, attribute] }];
  });
  const value = { V: { "Fn::Join": ["", items] } };
  return random() < 0.5 ? JSON.stringify(value) : stringify(value, { defaultStringType: "QUOTE_DOUBLE" });
}

/** The library that writes YAML adds a line to some texts that start with blanks. */
function says(text: string, ...strings: readonly string[]): boolean {
  const found = JSON.stringify(parseDocument(text).toJSON());
  return strings.every((string) => found.includes(JSON.stringify(string)));
}

/** Checks that the pieces of the text are where the map says they are. */
function assertMapped({ document, value }: Evaluated & { readonly value: StringNode }): void {
  const map = stringMap(document, value);
  let end = 0;
  let written = 0;
  for (const piece of piecesOf(document, value)) {
    const context = JSON.stringify({ text: document.text, value: value.value, piece });
    assert.equal(piece.start, end, context);
    assert.ok(piece.source.start >= written, context);
    end = piece.end;
    written = piece.source.end;
    const source = document.text.slice(piece.source.start, piece.source.end);
    const text = value.value.slice(piece.start, piece.end);
    if (piece.kind === "copied") assert.equal(source, text, context);
    if (piece.kind === "copied" || piece.start + 1 === piece.end) {
      for (let offset = piece.start; offset < piece.end; offset++) {
        assert.equal(map.toValue(map.toSourceOffset(offset)), offset, context);
      }
    }
  }
  assert.equal(end, value.value.length);
  const holes = (value.holes ?? []).map((hole) => map.toSource(hole));
  assert.deepEqual(
    holes,
    piecesOf(document, value)
      .filter(({ kind }) => kind === "hole")
      .map(({ source }) => source),
  );
}

/** Changes some of the text between the holes, and checks that the file says the new text. */
function assertWritten(
  { document, value }: Evaluated & { readonly value: StringNode },
  random: Random,
): void {
  let from = 0;
  let newText = "";
  const change = (text: string): string => {
    if (random() < 0.4) return text;
    const at = Math.floor(random() * (text.length + 1));
    const to = at + Math.floor(random() * (text.length - at + 1));
    return text.slice(0, at) + pickedFrom(TEXTS, random) + text.slice(to);
  };
  for (const { start, end } of value.holes ?? []) {
    newText += change(value.value.slice(from, start)) + value.value.slice(start, end);
    from = end;
  }
  newText += change(value.value.slice(from));
  const edits = value.composition?.write(newText);
  const context = JSON.stringify({ text: document.text, value: value.value, newText, edits });
  assert.ok(edits, context);
  const after = evaluatedString(applyEdits(document.text, edits));
  const sources = (node: StringNode): readonly string[] =>
    (node.holes ?? []).map(({ start, end }) => node.value.slice(start, end).replace(/:\d+\}$/, "}"));
  // What looks like a hole gives it another name.
  const plain = (text: string): string => text.replaceAll(/:\d+\}/g, "}");
  assert.equal(plain(after.value.value), plain(newText), `${context}\n${after.document.text}`);
  assert.deepEqual(sources(after.value), sources(value), context);
  assertMapped(after);
}

describe("random texts that CloudFormation composes", () => {
  for (const [style, write] of Object.entries(styles)) {
    it(`have their places in ${style}, and are written back`, () => {
      const random = seeded(style.length);
      let rounds = 0;
      for (let round = 0; round < 300; round++) {
        const parts = randomParts(random);
        const text = write(asSub(parts));
        if (!says(text, asSub(parts))) continue;
        rounds++;
        const found = evaluatedString(text);
        assert.equal(found.value.value, parts.join(""), found.document.text);
        assert.equal(found.value.holes?.length ?? 0, (parts.length - 1) / 2);
        assertMapped(found);
        assertWritten(found, random);
      }
      assert.ok(rounds > 200, String(rounds));
    });
  }

  it("have their places in lists, and are written back", () => {
    const random = seeded(7);
    for (let round = 0; round < 1_000; round++) {
      const parts = randomParts(random);
      const text = joined(parts, random);
      const found = evaluatedString(text);
      assert.equal(found.value.value.replaceAll(/:\d+\}/g, "}"), parts.join(""), found.document.text);
      assertMapped(found);
      assertWritten(found, random);
    }
  });
});
