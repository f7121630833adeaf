import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze, fixEditor } from "../../../server/src/service";
import { parseJson } from "../../../server/src/syntax/parseJson";
import { unescapedQuotes } from "../../../server/src/syntax/unescapedQuotes";
import { applyEdits } from "../../support/edits";

const TITLES = ["Escape the quotes of this string", "Escape the quotes and line breaks of this string"];

/** A put-integration input with this line among its request templates. */
const around = (line: string, after = "") => `{
  "type": "AWS",
  "requestTemplates": {
    ${line}${after}
  }
}
`;

/** The text after the fix; undefined if it is not offered. */
function fixed(text: string): string | undefined {
  const { document, problems } = analyze(text, "put-integration");
  const fix = problems.flatMap(({ fixes = [] }) => fixes).find(({ title }) => TITLES.includes(title));
  const edits = fix && fixEditor(document)(fix);
  return edits && applyEdits(text, edits);
}

describe("Escaping the quotes of a pasted template", () => {
  for (const template of [
    `{"a": "$input.path('$.x')"}`,
    `{"a": 1}`,
    `{ "a": [1, "b"], "c": "d" }`,
    `#set($a = "x"){"a": "$a"}`,
    `["a", "b"]`,
    `{"a": "b",	"c": {}}`,
  ]) {
    for (const after of ["", ",", ' ,\n    "text/plain": "x"', ',\n    "text/plain": "x"']) {
      it(`keeps the template ${template} before ${JSON.stringify(after)}`, () => {
        const text = around(`"application/json": "${template}"`, after);
        const expected = around(`"application/json": ${JSON.stringify(template)}`, after);
        assert.equal(fixed(text), expected);
      });
    }
  }

  for (const [what, template] of [
    ["an object", '{\n  "a": "$input.path(\'$.x\')",\n  "b": [1, "c"]\n}'],
    ["an object at the member's level", '{\n      "a": "b"\n    }'],
    ["a list", '[\n  "a",\n  {"b": 1}\n]'],
    ["directives before the object", '#set($a = "x")\n#set($b = $input.path(\'$\'))\n{\n  "a": "$a"\n}'],
    ["a condition", '#if($input.params("a") == "b")\n{"a": 1}\n#else\n{"a": 2}\n#end'],
    ["a line break at the end", '{\n  "a": "b"\n}\n'],
    [
      "a loop",
      '{\n  "a": [\n  #foreach($x in $input.path(\'$.a\'))\n    {"b": "$x"}#if($foreach.hasNext),#end\n  #end\n  ]\n}',
    ],
  ] as const) {
    for (const [eol, after] of [
      ["\n", ""],
      ["\n", ',\n    "text/plain": "x"'],
      ["\r\n", ","],
    ] as const) {
      if (after === ",") continue;
      it(`keeps a template of several lines: ${what}, before ${JSON.stringify(after)}`, () => {
        const text = around(`"application/json": "${template}"`, after).replaceAll("\n", eol);
        const escaped = JSON.stringify(template.replaceAll("\n", eol));
        assert.equal(fixed(text), around(`"application/json": ${escaped}`, after).replaceAll("\n", eol));
      });
    }
  }

  it("is one problem of several lines", () => {
    const string = '"{\n  "a": "b",\n  "c": "d"\n}"';
    const text = around(`"application/json": ${string}`);
    const faults = analyze(text, "put-integration").problems.filter(({ code }) => code === "AG0001");
    assert.deepEqual(
      faults.map(({ span }) => text.slice(span.start, span.end)),
      [string],
    );
  });

  it("keeps the braces after the string", () => {
    const text = '{\n"requestTemplates": {\n"application/json": "{"a": 1}"}}\n';
    assert.equal(fixed(text), text.replace('"{"a": 1}"', JSON.stringify('{"a": 1}')));
  });

  it("works with CRLF", () => {
    const text = around('"application/json": "{"a": 1}"').replaceAll("\n", "\r\n");
    assert.equal(fixed(text), text.replace('"{"a": 1}"', JSON.stringify('{"a": 1}')));
  });

  it("is one problem at the string", () => {
    const text = around('"application/json": "{"a": "$b", "c": "$d"}"');
    const { problems } = analyze(text, "put-integration");
    const faults = problems.filter(({ code }) => code === "AG0001");
    assert.deepEqual(
      faults.map(({ span }) => text.slice(span.start, span.end)),
      ['"{"a": "$b", "c": "$d"}"'],
    );
  });

  for (const [why, text] of [
    ["the quotes are escaped", around('"application/json": "{\\"a\\": 1}"')],
    ["some quotes are escaped", around('"application/json": "{"a": "b \\"c\\""}"')],
    ["a comma is missing on one line", around('"application/json": "a" "text/plain": "b"')],
    ["a comma is missing after a line", around('"application/json": "a"', '\n    "text/plain": "b"')],
    ["the closing quote is missing", around('"application/json": "{"a": 1}')],
    ["several members are on the line", around('"a": "b", "application/json": "{"a": 1}"')],
    ["another member follows on the line", around('"application/json": "{"a": 1}", "b": "c"')],
    ["the last of several lines has more", around('"application/json": "{\n"a": 1}", "b": "c"')],
    ["the last of several lines is indented more", around('"application/json": "{\n  "a": "b"\n        }"')],
    ["the brackets of several lines are not balanced", around('"application/json": "{\n  "a": [\n    }"')],
    ["several lines have no last quote", around('"application/json": "{\n  "a": "b"\n    }')],
    ["some quotes of several lines are escaped", around('"application/json": "{\n  \\"a\\": "b"\n    }"')],
    ["the closing quote of a member is missing", '{\n  "type": "AWS,\n  "uri": "x"\n}'],
    ["an opening quote is misplaced", '{\n  "requestTemplates": "{\n    "a": "b"\n  },\n  "type": "AWS"\n}'],
    ["a member follows", '{\n  "a": "{",\n  "b": "c"\n  "d": "}"\n}'],
    ["a text of several lines starts like no template", around('"application/json": "Hello\n"a"\n"')],
    ["the string spans lines", around('"application/json": "{\n"a": 1}"')],
    ["it is still being typed", '{"type": "'],
    ["a key is quoted twice", '{\n  ""type": "AWS"\n}'],
  ] as const) {
    it(`is not offered where ${why}`, () => {
      const result = fixed(text);
      assert.equal(result, undefined, result);
    });
  }

  it("takes linear time", () => {
    for (const line of [
      `"${",".repeat(200_000)}x`,
      `${'"a'.repeat(100_000)}"`,
      " ".repeat(200_000),
      `\n"a"`.repeat(200_000),
    ]) {
      unescapedQuotes(parseJson(around(`"application/json": "{"${line}`)));
    }
  });
});
