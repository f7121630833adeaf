import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze, fixEditor } from "../../../server/src/service";
import { parseJson } from "../../../server/src/syntax/parseJson";
import { unescapedQuotes } from "../../../server/src/syntax/unescapedQuotes";
import { applyEdits } from "../../support/edits";

const TITLE = "Escape the quotes of this string";

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
  const fix = problems.flatMap(({ fixes = [] }) => fixes).find(({ title }) => title === TITLE);
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
    for (const line of [`"${",".repeat(200_000)}x`, `${'"a'.repeat(100_000)}"`, " ".repeat(200_000)]) {
      unescapedQuotes(parseJson(around(`"application/json": "{"${line}`)));
    }
  });
});
