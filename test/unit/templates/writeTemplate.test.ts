import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseDocument } from "yaml";
import { applyEdits } from "../../../server/src/syntax/applyEdits";
import { edit } from "../../../server/src/syntax/edit";
import { toJson } from "../../../server/src/syntax/json";
import type { ParsedDocument, StringNode, ValueNode } from "../../../server/src/syntax/nodes";
import { parse } from "../../../server/src/syntax/parse";
import { keepLineBreaks, lostHole, replaceTemplate } from "../../../server/src/templates/writeTemplate";
import { seeded } from "../../support/fixtures";

type Format = "json" | "yaml";

function templateIn(document: ParsedDocument): StringNode {
  let node: ValueNode | undefined = document.root;
  while (node?.kind === "object" || node?.kind === "array") {
    node =
      node.kind === "array"
        ? node.items[0]
        : (node.members.find(({ key }) => key.value === "T") ?? node.members[0])?.value;
  }
  assert.equal(node?.kind, "string", document.text);
  return node;
}

/** Writes the text into the host's template, and checks what must hold whatever the host is. */
function write(format: Format, host: string, newText: string): string {
  const document = parse(host, format);
  assert.deepEqual(document.problems, [], host);
  const node = templateIn(document);
  const edits = replaceTemplate(document, node, newText);
  const result = applyEdits(host, edits);
  const context = JSON.stringify({ host, newText, result }, null, 1);
  assert.equal(edits.length, node.value === newText ? 0 : 1, context);
  const written = parse(result, format);
  assert.deepEqual(written.problems, [], context);
  assert.equal(templateIn(written).value, newText, context);
  const others = (from: ParsedDocument) => toJson(from.root as ValueNode);
  assert.deepEqual(withoutTemplate(others(written)), withoutTemplate(others(document)), context);
  assert.deepEqual(
    written.comments.map(({ start, end }) => result.slice(start, end)),
    document.comments.map(({ start, end }) => host.slice(start, end)),
    context,
  );
  return result;
}

function withoutTemplate(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, member) => (key === "T" ? "…" : member));
}

/** [title, format, host, new text, host after the edit] */
const cases: readonly (readonly [string, Format, string, string, string])[] = [
  [
    "keeps the author's escapes",
    "json",
    String.raw`{"T": "\u0024a\/b"}`,
    "$a/bc",
    String.raw`{"T": "\u0024a\/bc"}`,
  ],
  [
    "escapes what the string always escapes",
    "json",
    String.raw`{"T": "\u0024a\/b"}`,
    "$a/b/$c",
    String.raw`{"T": "\u0024a\/b\/\u0024c"}`,
  ],
  [
    "escapes everything but ASCII where the string does",
    "json",
    String.raw`{"T": "\u00e9"}`,
    "éü😀",
    String.raw`{"T": "\u00e9\u00fc\ud83d\ude00"}`,
  ],
  ["keeps raw characters", "json", '{"T": "é"}', "éü", '{"T": "éü"}'],
  ["keeps CRLF in a template", "json", String.raw`{"T": "a\r\nb"}`, "a\r\nxb", String.raw`{"T": "a\r\nxb"}`],
  ["escapes an astral character for YAML", "yaml", 'T: "\\xe9"\n', "é😀", 'T: "\\xe9\\U0001f600"\n'],
  ["writes a lone surrogate", "json", '{"T": "a"}', "a\ud800", String.raw`{"T": "a\ud800"}`],
  [
    "changes a line of a literal",
    "yaml",
    "T: |-\n  a\n  b\n  c\nB: 1\n",
    "a\nx\nc",
    "T: |-\n  a\n  x\n  c\nB: 1\n",
  ],
  ["adds a line to a literal", "yaml", "T: |-\n  a\n  c\nB: 1\n", "a\nb\nc", "T: |-\n  a\n  b\n  c\nB: 1\n"],
  [
    "fills an empty line of a literal",
    "yaml",
    "T: |\n  a\n\n  c\nB: 1\n",
    "a\nb\nc\n",
    "T: |\n  a\n  b\n  c\nB: 1\n",
  ],
  ["empties a line of a literal", "yaml", "T: |\n  a\n  b\n  c\n", "a\n\nc\n", "T: |\n  a\n\n  c\n"],
  ["keeps the digit and the comment", "yaml", "T: |1- # VTL\n  a\n b\n", " a\nc", "T: |1- # VTL\n  a\n c\n"],
  [
    "keeps the order of the indicators",
    "yaml",
    "T: |-1 # VTL\n  a\n b\n",
    " a\nb\n",
    "T: |1 # VTL\n  a\n b\n",
  ],
  ["adds a digit", "yaml", "T: |-\n  a\n", " a", "T: |-2\n   a\n"],
  ["adds a digit for leading empty lines", "yaml", "T: |\n  a\n", "\n a\n", "T: |2\n\n   a\n"],
  ["changes strip to clip", "yaml", "T: |-\n  a\nB: 1\n", "a\n", "T: |\n  a\nB: 1\n"],
  ["changes clip to strip", "yaml", "T: |\n  a\nB: 1\n", "a", "T: |-\n  a\nB: 1\n"],
  ["changes clip to keep", "yaml", "T: |\n  a\nB: 1\n", "a\n\n", "T: |+\n  a\n\nB: 1\n"],
  [
    "takes the empty lines that are there",
    "yaml",
    "T: |\n  a\n\n\n\nB: 1\n",
    "a\n\n\n",
    "T: |+\n  a\n\n\nB: 1\n",
  ],
  ["adds empty lines to keep", "yaml", "T: |+\n  a\n\nB: 1\n", "a\n\n\n", "T: |+\n  a\n\n\nB: 1\n"],
  ["changes keep to strip", "yaml", "T: |+\n  a\n\nB: 1\n", "a", "T: |-\n  a\n\nB: 1\n"],
  ["ends the file with a line break", "yaml", "T: |\n  a", "a\n", "T: |\n  a\n"],
  ["empties a literal", "yaml", "T: |\n  a\nB: 1\n", "", "T: |\nB: 1\n"],
  [
    "empties a literal above a comment",
    "yaml",
    "T: |\n   a\n  # note\nB: 1\n",
    "",
    "T: |3\n  # note\nB: 1\n",
  ],
  ["fills an empty literal", "yaml", "T: |-\nB: 1\n", "a\nb", "T: |-\n  a\n  b\nB: 1\n"],
  ["cleans empty lines that come first", "yaml", "T: |\n  a\n \n  b\n", "\nb\n", "T: |\n\n  b\n"],
  ["writes CRLF", "yaml", "T: |-\r\n  a\r\n  c\r\n", "a\nb\nc", "T: |-\r\n  a\r\n  b\r\n  c\r\n"],
  ["edits the anchored text", "yaml", "T: &a |-\n  a\nB: 1\n", "b", "T: &a |-\n  b\nB: 1\n"],
  [
    "quotes what a literal cannot hold",
    "yaml",
    "T: | # VTL\n  a\nB: 1\n",
    "a\x01\n",
    'T: "a\\u0001\\n" # VTL\nB: 1\n',
  ],
  ["quotes a carriage return", "yaml", "T: |\n  a\nB: 1\n", "a\r\n", 'T: "a\\r\\n"\nB: 1\n'],
  ["adds a line to a folded scalar", "yaml", "T: >-\n  a\n\n  c\n", "a\nb\nc", "T: >-\n  a\n\n  b\n\n  c\n"],
  [
    "keeps the folds of other lines",
    "yaml",
    "T: >-\n  a\n  b\n\n  c\n  d\n",
    "a b\nc x",
    "T: >-\n  a\n  b\n\n  c\n  x\n",
  ],
  [
    "splits a folded paragraph",
    "yaml",
    "T: >-\n  a\n  b c\n  d\n",
    "a b\nc d",
    "T: >-\n  a\n  b\n\n  c\n  d\n",
  ],
  [
    "writes indented lines in a folded scalar",
    "yaml",
    "T: >-\n  a\n\n  b\n",
    "a\n  x\nb",
    "T: >-\n  a\n    x\n  b\n",
  ],
  ["keeps single quotes", "yaml", "T: 'a' # x\n", "it's", "T: 'it''s' # x\n"],
  ["writes lines in single quotes", "yaml", "T: 'a'\nB: 1\n", "a\nb", "T: 'a\n\n  b'\nB: 1\n"],
  ["turns single quotes into double for a control character", "yaml", "T: 'a'\n", "a\x01", 'T: "a\\u0001"\n'],
  ["keeps a plain scalar", "yaml", "T: $a b # x\n", "$a: b".replace(":", ""), "T: $a b # x\n"],
  ["quotes a plain scalar with a colon", "yaml", "T: $a\n", "$a: b", 'T: "$a: b"\n'],
  ["quotes a plain scalar that would be a number", "yaml", "T: a\n", "12", 'T: "12"\n'],
  ["keeps the folds of a double-quoted scalar", "yaml", 'T: "a\n  b\n  c"\n', "a b d", 'T: "a\n  b\n  d"\n'],
  ["escapes a blank before a fold", "yaml", 'T: "a\n  b"\n', "ax  b", 'T: "ax\\x20\n  b"\n'],
];

describe("replaceTemplate", () => {
  for (const [title, format, host, newText, expected] of cases) {
    it(title, () => assert.equal(write(format, host, newText), expected));
  }

  const PIECES = [
    "a",
    "$b",
    "é",
    "😀",
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\n  ",
    "'",
    '"',
    "\\",
    "/",
    "#if($x)",
    "#end",
    ": ",
    " #",
    "{",
    "}",
    ",",
    "- ",
    "\\n",
    "<",
    "%",
    "---\n",
    "foo bar",
  ] as const;
  const RARE = ["\r\n", "\r", "\x01", "\ud800", "\udc00", "\u2028", "\x85", "\ufeff", "\x7f"] as const;

  class Texts {
    constructor(readonly random: () => number) {}
    int(below: number): number {
      return Math.floor(this.random() * below);
    }
    pick<T>(values: readonly T[]): T {
      return values[this.int(values.length)] as T;
    }
    text(): string {
      if (this.random() < 0.05) return "";
      const rare = this.random() < 0.1;
      const length = this.int(12);
      return Array.from({ length }, () =>
        this.pick<string>(rare && this.random() < 0.2 ? RARE : PIECES),
      ).join("");
    }
    /** A text near the other one. */
    changed(text: string): string {
      if (this.random() < 0.3) return this.text();
      const start = this.int(text.length + 1);
      const end = Math.min(text.length, start + this.int(4));
      const added = this.random() < 0.3 ? "" : this.pick(PIECES);
      const once = text.slice(0, start) + added + text.slice(end);
      return this.random() < 0.3 ? this.changed(once) : once;
    }
  }

  /** Writes the text as the inside of a JSON string, with escapes that are not needed. */
  function jsonBody(value: string, texts: Texts): string {
    return Array.from({ length: value.length }, (_, unit) => {
      const character = value.charAt(unit);
      if (texts.random() < 0.15) return `\\u${value.charCodeAt(unit).toString(16).padStart(4, "0")}`;
      return character === "/" && texts.random() < 0.5 ? "\\/" : JSON.stringify(character).slice(1, -1);
    }).join("");
  }

  it("changes only the template in random JSON hosts", () => {
    const texts = new Texts(seeded(11));
    for (let round = 0; round < 4000; round++) {
      const value = texts.text();
      const host = `{\r\n  "A": 1, "T": "${jsonBody(value, texts)}", "B": [2] }`;
      const newText = texts.changed(value);
      write("json", write("json", host, newText), value);
    }
  });

  it("changes only the template in random YAML hosts", () => {
    const texts = new Texts(seeded(12));
    const seen = new Map<string, number>();
    for (let round = 0; round < 6000; round++) {
      const host = randomHost(texts);
      const document = parse(host, "yaml");
      if (document.problems.length > 0) continue;
      const node = templateIn(document);
      seen.set(node.style, (seen.get(node.style) ?? 0) + 1);
      const newText = texts.changed(node.value);
      const result = write("yaml", host, newText);
      assertOther(result, newText);
      write("yaml", result, node.value);
      if (!/^[ \n]*$/.test(newText)) assertStyle(host, result, newText);
    }
    for (const style of ["double", "folded", "literal", "plain", "single"]) {
      assert.ok((seen.get(style) ?? 0) > 250, `${style} ${seen.get(style)}`);
    }
  });

  /** Checks that the `yaml` package reads the same text, where it and ruamel.yaml agree on the characters. */
  function assertOther(text: string, expected: string): void {
    // It adds a line break at the end of a file without one, and drops a last line of blanks. ruamel.yaml does not.
    if (!/[\r\n]$/.test(text) || /(?:^|\n)[ \t]+\n*$/.test(expected)) return;
    // Parsers differ on empty lines after an escaped line break.
    if (/\\\r?\n[ \t]*\r?\n/.test(text)) return;
    if (/[\u2028\x85\ufeff\ud800-\udfff\r]/.test(text.replaceAll("\r\n", "\n"))) return;
    const value: unknown = parseDocument(text).toJS();
    let found = value;
    while (typeof found === "object" && found !== null) {
      found = Array.isArray(found) ? found[0] : ((found as { T?: unknown }).T ?? Object.values(found)[0]);
    }
    assert.equal(found, expected, JSON.stringify(text));
  }

  /** Checks that a literal stays one while its text fits one. */
  function assertStyle(host: string, result: string, newText: string): void {
    const before = templateIn(parse(host, "yaml")).style;
    const after = templateIn(parse(result, "yaml")).style;
    if (before === "double") assert.equal(after, "double", JSON.stringify({ host, newText, result }));
    if (before !== "literal" && before !== "folded") return;
    if (isAllowed(newText)) assert.equal(after, before, JSON.stringify({ host, newText, result }));
  }

  function isAllowed(text: string): boolean {
    return !/[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u.test(
      text,
    );
  }

  function randomHost(texts: Texts): string {
    const inList = texts.random() < 0.3;
    const column = inList ? texts.pick([2, 4]) : texts.pick([0, 2, 4]);
    const spaces = " ".repeat(column);
    const scalar = randomScalar(texts, column);
    const head = inList ? `${" ".repeat(column - 2)}- ` : spaces;
    const outer = column === 0 ? "" : column === 2 || inList ? "P:\n" : "P:\n  Q:\n";
    const first = texts.random() < 0.3 ? `${spaces}A: 1\n` : "";
    const isFirst = first === "" || inList;
    const after = texts.pick([
      "",
      "\n",
      `\n${spaces}B: 2\n`,
      `\n\n${spaces}B: 2\n`,
      `\n\n\n# note\n${spaces}B: 2`,
      `\n${spaces}# note\n${spaces}B: x\n`,
      "\nZ: 3\n",
    ]);
    const text = `${outer}${isFirst ? "" : first}${head}T: ${texts.pick(["", "", "&a "])}${scalar}${after}`;
    return texts.random() < 0.3 ? text.replaceAll("\n", "\r\n") : text;
  }

  function randomScalar(texts: Texts, column: number): string {
    const spaces = " ".repeat(column + 1 + texts.int(3));
    const words = (): string => Array.from(texts.text()).filter(isAllowed).join("").replaceAll("\n", "");
    const lines = (line: () => string): string =>
      Array.from({ length: 1 + texts.int(3) }, () =>
        texts.random() < 0.3 ? "" : spaces + line().trim(),
      ).join("\n");
    const plain = (): string =>
      words()
        .replace(/[\t]/g, "")
        .replace(/^[^a-z$]+/, "x")
        .replace(/[:#{},]/g, "")
        .trim() || "x";
    switch (texts.int(5)) {
      case 0:
        return texts.random() < 0.5 ? plain() : `${plain()}\n${lines(plain)}\n${spaces}end`;
      case 1: {
        const single = (): string => words().replaceAll("'", "''");
        return texts.random() < 0.5 ? `'${single()}'` : `'${single()}\n${lines(single)}\n${spaces}'`;
      }
      case 2: {
        const double = (): string =>
          words().replaceAll(/["\\]/g, "\\$&") +
          texts.pick(["", "\\n", "\\u0024", "\\x41", "\\U0001F600", "\\/", "\\t", "\\ "]);
        return texts.random() < 0.5
          ? `"${double()}"`
          : `"${double()}${texts.pick(["", "\\"])}\n${lines(double)}\n${spaces}${double()}"`;
      }
      default: {
        const header = texts.pick(["|", "|", ">"]);
        const digit = texts.random() < 0.3 ? String(spaces.length - column) : "";
        const chomping = texts.pick(["", "-", "+"]);
        const order = texts.random() < 0.5 ? digit + chomping : chomping + digit;
        const count = texts.int(5);
        const line = (index: number): string => {
          if (texts.random() < 0.2) return texts.pick(["", "", " "]);
          const isFirst = index === 0 && digit === "";
          return spaces + (isFirst ? words().trimStart() || "x" : words() || "y");
        };
        const body = Array.from({ length: count }, (_, index) => line(index));
        return `${header}${order}${texts.pick(["", " # note"])}${body.map((each) => `\n${each}`).join("")}`;
      }
    }
  }

  for (const [format, wrap] of [
    ["json", (text: string) => `{"T": ${JSON.stringify(text)}}`],
    ["yaml", (text: string) => `T: |-\n${text.replaceAll(/^/gm, "  ")}\n`],
    ["yaml", (text: string) => `T: >-\n${text.replaceAll(/^/gm, "  ").replaceAll("\n", "\n\n")}\n`],
    ["yaml", (text: string) => `T: "${text.replaceAll("\n", "\n\n  ")}"\n`],
  ] as const) {
    it(`writes 300 KB in time linear in the length, in ${wrap("a\nb").slice(0, 8)}`, () => {
      const big = "line of $text\n".repeat(22_000);
      const host = wrap(`${big}end`);
      write(format, host, `${big.slice(0, 150_000)}new\nlines${big.slice(150_000)}end`);
      write(format, host, "");
    });
  }
});

describe("keepLineBreaks", () => {
  for (const [before, after, expected] of [
    ["a\r\nb", "a\nx\nb", "a\r\nx\r\nb"],
    ["a\nb", "a\r\nx\r\nb", "a\nx\nb"],
    ["a", "a\r\nb", "a\nb"],
    ["a\r\nb\nc\r\nd", "a\nb\nx\nc\nd", "a\r\nb\nx\r\nc\r\nd"],
    ["a\r\nb\nc\nd\ne", "A\nb\nc\nd\nE", "A\nb\nc\nd\nE"],
    ["a\nb\r\nc\nd\ne", "A\nb\nc\nd\nE", "A\nb\r\nc\nd\nE"],
  ] as const) {
    it(`turns ${JSON.stringify(after)} into ${JSON.stringify(expected)}`, () => {
      assert.equal(keepLineBreaks(before, after), expected);
    });
  }
});

describe("replaceTemplate with holes", () => {
  const host = String.raw`{"T": "\u0024a ${"${X}"} b ${"${Y}"}", "B": 1}`;
  const hostWithHoles = (): { document: ParsedDocument; node: StringNode } => {
    const document = parse(host, "json");
    const node = templateIn(document);
    const holes = ["${X}", "${Y}"].map((hole) => {
      const start = node.value.indexOf(hole);
      return { start, end: start + hole.length };
    });
    return { document, node: { ...node, holes } };
  };

  it("keeps the holes where they are", () => {
    const { document, node } = hostWithHoles();
    const result = applyEdits(host, replaceTemplate(document, node, "$a c ${X} b\n${Y}!"));
    assert.equal(result, String.raw`{"T": "\u0024a c ${"${X}"} b\n${"${Y}"}!", "B": 1}`);
  });

  for (const [title, newText, lost] of [
    ["without a hole", "$a b ${Y}", "${X}"],
    ["with a hole that is changed", "$a ${Z} b ${Y}", "${X}"],
    ["with the holes in another order", "$a ${Y} b ${X}", "${Y}"],
  ] as const) {
    it(`refuses a text ${title}`, () => {
      const { document, node } = hostWithHoles();
      assert.deepEqual(replaceTemplate(document, node, newText), []);
      assert.equal(lostHole(node, newText), lost);
    });
  }

  it("refuses a fix that would change a hole", () => {
    const { document, node } = hostWithHoles();
    const [hole] = node.holes ?? [];
    assert.ok(hole);
    const start = hole.start + 1;
    const change = (span: { start: number; end: number }) =>
      edit(document, { kind: "replaceText", node, pieces: [{ span, text: "x" }] });
    assert.deepEqual(change({ start, end: start + 1 }), []);
    assert.equal(change({ start: 0, end: 1 }).length, 1);
  });
});
