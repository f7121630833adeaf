import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseDocument } from "yaml";
import { applyEdits } from "../../../server/src/syntax/applyEdits";
import { parse } from "../../../server/src/syntax/parse";
import { stringAt } from "../../../server/src/syntax/stringAt";
import { toLiteral, toQuoted } from "../../../server/src/syntax/write/restyle";
import { seeded } from "../../support/fixtures";
import { parseCursor } from "../../support/markers";
import { YamlWriter } from "../../support/yamlDocuments";

/** [title, text with the cursor, text as a block scalar] */
const literals: readonly (readonly [string, string, string])[] = [
  [
    "a double-quoted string with escapes",
    'a:\n  b: <|>"#set($a = 1)\\n{\\"a\\": $a}"\nc: d\n',
    'a:\n  b: |-\n    #set($a = 1)\n    {"a": $a}\nc: d\n',
  ],
  ["one line with escaped quotes", 'a: "{\\"b\\"<|>: 1}"\n', 'a: |-\n  {"b": 1}\n'],
  ["text that ends with a line break", 'a: "b\\nc\\n<|>"\n', "a: |\n  b\n  c\n"],
  ["text that ends with several line breaks", 'a: "b\\nc\\n\\n<|>"\nd: e\n', "a: |+\n  b\n  c\n\nd: e\n"],
  ["text that starts with blanks", 'a: "<|>  b\\nc"\n', "a: |-2\n    b\n  c\n"],
  ["text that starts with an empty line", 'a: "\\n\\n b\\nc<|>"\n', "a: |-2\n\n\n   b\n  c\n"],
  [
    "a comment, an anchor and a tag",
    'a: &t !!str "b\\nc"<|> # why\nd: *t\n',
    "a: &t !!str |- # why\n  b\n  c\nd: *t\n",
  ],
  ["a single-quoted string of several lines", "a: 'it''s\n\n  b<|>' # why\n", "a: |- # why\n  it's\n  b\n"],
  ["a plain string of several lines", "a: b<|>\n\n  c\n", "a: |-\n  b\n  c\n"],
  ["a folded string", "a: >\n  b\n\n  c<|>\n", "a: |\n  b\n  c\n"],
  ["a string on a line of its own", 'a:\n  "b\\nc<|>"\n', "a:\n  |-\n  b\n  c\n"],
  ["an item of a list", 'a:\n- "b\\nc<|>"\n- d\n', "a:\n- |-\n  b\n  c\n- d\n"],
  ["a member of an item", 'a:\n  - b: "b\\nc<|>"\n    c: d\n', "a:\n  - b: |-\n      b\n      c\n    c: d\n"],
  ["a file with CRLF", 'a: "b\\nc<|>"\r\nd: e\r\n', "a: |-\r\n  b\r\n  c\r\nd: e\r\n"],
  ["the key of a string", '<|>a: "b\\nc"\n', "a: |-\n  b\n  c\n"],
  ["a file without a line break at the end", 'a: "b\\nc\\n<|>"', "a: |\n  b\n  c\n"],
  ["blank lines below", 'a: "b\\nc\\n<|>"\n\n\nd: e', "a: |\n  b\n  c\n\n\nd: e"],
];

const notLiteral: readonly (readonly [string, string])[] = [
  ["a literal string", "a: |\n  b<|>\n"],
  ["text without escapes", 'a: "b<|>"\n'],
  ["plain text on one line", "a: b<|>\n"],
  ["a string in braces", 'a: {b: "c\\nd<|>"}\n'],
  ["a string in brackets", 'a: ["c\\nd<|>"]\n'],
  ["text that no block scalar can hold", 'a: "b\\rc\\u0000<|>"\n'],
  ["an alias", 'a: &b "c\\nd"\ne: *b<|>\n'],
  ["an unterminated string", 'a: "b\\nc<|>'],
  ["a string above an indented comment", 'a: "b\\nc<|>"\n   # why\nd: e\n'],
  ["a key", 'a:\n  "b\\n<|>c": d\n'],
  ["a number", "a: 1<|>\n"],
];

/** [title, text with the cursor, text as a quoted string] */
const quotes: readonly (readonly [string, string, string])[] = [
  ["a literal string", 'a: |\n  b "c"\n  d<|>\ne: f\n', 'a: "b \\"c\\"\\nd\\n"\ne: f\n'],
  ["a folded string with a comment", "a: &t >- # why\n  b\n  c<|>\nd: *t\n", 'a: &t "b c" # why\nd: *t\n'],
  ["a string that keeps the blank lines below", "a: |+\n  b<|>\n\nc: d\n", 'a: "b\\n\\n"\n\nc: d\n'],
  ["an indentation digit", "a: |-2\n    b<|>\n", 'a: "  b"\n'],
  ["a string on a line of its own", "a:\n  |-\n  b<|>\n", 'a:\n  "b"\n'],
  ["a file with CRLF", "a: |-\r\n  b\r\n  c<|>\r\nd: e\r\n", 'a: "b\\nc"\r\nd: e\r\n'],
];

describe("turning a string into a block scalar", () => {
  for (const [title, marked, expected] of literals) {
    it(`works for ${title}`, () => assert.equal(restyle(marked, toLiteral), expected));
  }
  for (const [title, marked] of notLiteral) {
    it(`is not offered for ${title}`, () => assert.equal(restyle(marked, toLiteral), undefined));
  }
});

describe("turning a block scalar into a quoted string", () => {
  for (const [title, marked, expected] of quotes) {
    it(`works for ${title}`, () => assert.equal(restyle(marked, toQuoted), expected));
  }
  it("is not offered for other strings", () => {
    for (const text of ['a: "b\\n<|>c"\n', "a: b<|>\n", "a: 'b<|>'\n"])
      assert.equal(restyle(text, toQuoted), undefined);
  });
});

describe("the style of a string", () => {
  it("never changes what the file says", function () {
    this.timeout(60_000);
    let changed = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const random = seeded(seed);
      const text = new YamlWriter(random).document().replaceAll("\n", seed % 4 === 0 ? "\r\n" : "\n");
      const document = parse(text, "yaml");
      for (const offset of [0, 0.2, 0.4, 0.6, 0.8].map((part) =>
        Math.floor(text.length * (part + random() / 5)),
      )) {
        const node = stringAt(document, offset);
        const edit = node && (toLiteral(document, node) ?? toQuoted(document, node));
        if (!edit) continue;
        const after = applyEdits(text, [edit]);
        assert.deepEqual(contentOf(after), contentOf(text), JSON.stringify({ seed, text, after }, null, 1));
        assert.deepEqual(commentsIn(after), commentsIn(text), JSON.stringify({ seed, text, after }, null, 1));
        changed++;
      }
    }
    assert.ok(changed > 60, `only ${changed} strings were changed`);
  });
});

function restyle(marked: string, change: typeof toLiteral): string | undefined {
  const { text, offset } = parseCursor(marked);
  const document = parse(text, "yaml");
  const node = stringAt(document, offset);
  const edit = node && change(document, node);
  if (!edit) return undefined;
  const after = applyEdits(text, [edit]);
  assert.deepEqual(contentOf(after), contentOf(text), after);
  assert.deepEqual(commentsIn(after), commentsIn(text), after);
  return after;
}

/** What another parser reads. */
function contentOf(text: string): unknown {
  const document = parseDocument(text, { uniqueKeys: false });
  assert.deepEqual(document.errors, [], text);
  return document.toJS();
}

function commentsIn(text: string): readonly string[] {
  return parse(text, "yaml").comments.map(({ start, end }) => text.slice(start, end));
}
