import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { provideHcl } from "../../../../server/src/hcl";
import { deepValue } from "../../../../server/src/hosts/terraform/evaluate";
import { TerraformFile } from "../../../../server/src/hosts/terraform/module";
import { parse } from "../../../../server/src/service";
import { applyEdits } from "../../../../server/src/syntax/applyEdits";
import type { StringNode } from "../../../../server/src/syntax/nodes";
import { stringMap } from "../../../../server/src/syntax/stringMap";
import { fixture } from "../../../support/fixtures";

provideHcl();

const before = 'locals {\n  x = "X"\n  it = ';

/** Reads an expression of HCL as the value of a local. */
function read(hcl: string): { readonly text: string; readonly node: StringNode } {
  const text = `${before}${hcl}\n}\n`;
  const file = new TerraformFile(parse(text, "hcl"));
  const local = file.locals.get("it");
  assert.ok(local, hcl);
  const node = deepValue(local, file);
  if (node.kind === "unknown") {
    // A string that is one interpolation.
    return { text, node: { ...(deepValue(node, file) as unknown as StringNode), value: "" } };
  }
  assert.equal(node.kind, "string", hcl);
  return { text, node: node as StringNode };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** The text around the holes, as a pattern. */
function patternOf({ value, holes = [] }: StringNode): RegExp {
  let pattern = "";
  let from = 0;
  for (const { start, end } of holes) {
    pattern += `${escaped(value.slice(from, start))}.*`;
    from = end;
  }
  return new RegExp(`^${pattern}${escaped(value.slice(from))}$`, "s");
}

describe("strings of Terraform", () => {
  const recorded: readonly { readonly hcl: string; readonly value: string }[] = JSON.parse(
    fixture("terraform/strings.json"),
  );

  it("are read as Terraform reads them", () => {
    for (const { hcl, value } of recorded) {
      if (/^"\$\{(?:[^"{}]|"[^"]*")*\}"$/.test(hcl)) continue;
      const { node } = read(hcl);
      if (node.holes) assert.match(value, patternOf(node), hcl);
      else assert.equal(node.value, value, hcl);
    }
  });

  it("have the place of each piece in the file", () => {
    for (const { hcl } of recorded) {
      if (hcl.startsWith("jsonencode") || /^"\$\{[^{}]*\}"$/.test(hcl)) continue;
      const { text, node } = read(hcl);
      let length = 0;
      for (const { start, end, source, kind } of node.composition?.pieces ?? []) {
        assert.equal(start, length, hcl);
        length = end;
        if (kind !== "copied") continue;
        assert.equal(text.slice(source.start, source.end), node.value.slice(start, end), hcl);
      }
      assert.equal(length, node.value.length, hcl);
    }
  });

  it("convert offsets both ways", () => {
    for (const { hcl } of recorded) {
      if (hcl.startsWith("jsonencode") || /^"\$\{[^{}]*\}"$/.test(hcl)) continue;
      const { text, node } = read(hcl);
      const map = stringMap({ text }, node);
      for (const { start, end, kind } of node.composition?.pieces ?? []) {
        for (let offset = start; offset < end; offset++) {
          const expected = kind === "copied" ? offset : start;
          assert.equal(map.toValue(map.toSourceOffset(offset)), expected, `${hcl} at ${offset}`);
        }
      }
    }
  });

  const edits: readonly [title: string, hcl: string, from: string, to: string, expected: string][] = [
    ["text in quotes", '"a b c"', "b", 'x"y', '"a x\\"y c"'],
    ["a line break", '"a"', "a", "a\nb", '"a\\nb"'],
    ["a backslash", '"a"', "a", "\\d", '"\\\\d"'],
    ["a Velocity reference", '"a"', "a", "${context.x}", '"$${context.x}"'],
    ["a dollar before a brace", '"{x}"', "{x}", "${x}", '"$${x}"'],
    ["dollars before a brace", '"a"', "a", "$${x}", '"$$${x}"'],
    ["a percent sign before a brace", '"a"', "a", "%{x}", '"%%{x}"'],
    ["text beside an escape", '"$${x} b"', " b", " c", '"$${x} c"'],
    ["the text of an escape", '"$${x} b"', "${x}", "{x}", '"{x} b"'],
    ["text around an interpolation", '"a ${local.x} b"', "a ", "b ", '"b ${local.x} b"'],
    ["text after an interpolation", '"a ${local.x} b"', " b", "", '"a ${local.x}"'],
    ["an emoji", '"a😀b"', "😀", "😁", '"a😁b"'],
    ["a text that is the same", '"\\u0061 b"', "b", "c", '"\\u0061 c"'],
    ["a line", "<<EOF\na\nb\nEOF", "b", "c", "<<EOF\na\nc\nEOF"],
    ["quotes and backslashes in a heredoc", "<<EOF\na\nEOF", "a", '"\\n"', '<<EOF\n"\\n"\nEOF'],
    ["a reference in a heredoc", "<<EOF\na\nEOF", "a", "${a}", "<<EOF\n$${a}\nEOF"],
    ["a line at the end", "<<EOF\na\nEOF", "a\n", "a\nb\n", "<<EOF\na\nb\nEOF"],
    ["a line at the start", "<<EOF\na\nEOF", "a\n", "b\na\n", "<<EOF\nb\na\nEOF"],
    ["the first line", "<<EOF\nEOF", "", "b\n", "<<EOF\nb\nEOF"],
    ["a line less", "<<EOF\na\nb\nEOF", "a\n", "", "<<EOF\nb\nEOF"],
    ["an indented line", "<<-EOF\n    a\n    b\n    EOF", "b", "c", "<<-EOF\n    a\n    c\n    EOF"],
    ["a line that gets indented", "<<-EOF\n    a\n    EOF", "a\n", "a\nb\n", "<<-EOF\n    a\n    b\n    EOF"],
    ["a line before an indented one", "<<-EOF\n    a\n    EOF", "a", "b\na", "<<-EOF\n    b\n    a\n    EOF"],
    [
      "lines in the middle",
      "<<-EOF\n\ta\n\tc\n\tEOF",
      "a\n",
      "a\n  b\n\n",
      "<<-EOF\n\ta\n\t  b\n\n\tc\n\tEOF",
    ],
    ["an indented line less", "<<-EOF\n  a\n  b\n  c\n  EOF", "b\n", "", "<<-EOF\n  a\n  c\n  EOF"],
    [
      "an empty line that gets text",
      "<<-EOF\n  a\n\n  c\n  EOF",
      "\n\n",
      "\nb\n",
      "<<-EOF\n  a\n  b\n  c\n  EOF",
    ],
    [
      "a line with an interpolation",
      "<<-EOF\n  a\n  ${local.x}\n  EOF",
      "a",
      "b",
      "<<-EOF\n  b\n  ${local.x}\n  EOF",
    ],
    [
      "CRLF",
      "<<-EOF\r\n  a\r\n  b\r\n  EOF\r",
      "a\r\n",
      "a\r\nx\r\n",
      "<<-EOF\r\n  a\r\n  x\r\n  b\r\n  EOF\r",
    ],
  ];

  for (const [title, hcl, from, to, expected] of edits) {
    it(`change in place: ${title}`, () => {
      const { text, node } = read(hcl);
      const newText = node.value.replace(from, () => to);
      const changes = node.composition?.write(newText);
      assert.ok(changes);
      const changed = applyEdits(text, changes);
      assert.equal(changed.slice(before.length, -3), expected);
      assert.equal(read(expected).node.value, newText);
    });
  }

  const refused: readonly [title: string, hcl: string, text: string][] = [
    ["a heredoc without a line break at its end", "<<EOF\na\nEOF", "a"],
    ["a line that ends the heredoc", "<<EOF\na\nEOF", "a\nEOF\n"],
    ["a text without an interpolation", '"a ${local.x}"', "a"],
    ["a dollar before an interpolation", '"a ${local.x}"', "a $${local.x}"],
    ["lines that all are indented", "<<-EOF\n  a\n  EOF", "  a\n"],
    ["a string that is not closed", '"a', "b"],
    ["the text of jsonencode", "jsonencode({ a = 1 })", "{}"],
  ];
  for (const [title, hcl, text] of refused) {
    it(`cannot hold: ${title}`, () => {
      assert.equal(read(hcl).node.composition?.write(text), undefined);
    });
  }

  it("take any edit of any text", () => {
    const texts = ["a", "${", "$", "{", "%{x}", "\n", "  ", "\\", '"', "", "é😀", "\r\n", "#if($x)\n", "$$"];
    for (const hcl of [
      '"a ${local.x}$${y} b"',
      "<<EOF\na\n  ${local.x}\n\n b\nEOF",
      "<<-EOF\n   a\n\n    b ${local.x} c\n   d\n   EOF",
    ]) {
      const { text, node } = read(hcl);
      const [hole] = node.holes ?? [];
      assert.ok(hole);
      for (let offset = 0; offset <= node.value.length; offset++) {
        if (hole.start < offset && offset < hole.end) continue;
        for (const added of texts) {
          const newText = node.value.slice(0, offset) + added + node.value.slice(offset);
          const changes = node.composition?.write(newText);
          if (!changes) continue;
          const changed = applyEdits(text, changes);
          assert.equal(
            read(changed.slice(before.length, -3)).node.value,
            newText,
            `${hcl} + ${added} at ${offset}`,
          );
        }
      }
    }
  });
});
