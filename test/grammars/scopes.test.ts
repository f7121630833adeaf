import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Language, tokenize } from "./tokens";

/** A title, the language, the text with the token in question between `«` and `»`, and the end of its last scope. */
const CASES: readonly (readonly [title: string, language: Language, marked: string, scope: string])[] = [
  [
    "a directive in a JSON string",
    "json",
    '{"requestTemplates": {"a/b": "#«if»($a)x#end"}}',
    "keyword.control.vtl",
  ],
  [
    "a template key that is not a content type",
    "json",
    '{"RequestTemplates": {"$default": "«$»input.body"}}',
    "punctuation.definition.variable.vtl",
  ],
  [
    "a template key with a custom name",
    "json",
    '{"RequestTemplates": {"order.created": "$«input».body"}}',
    "variable.language.vtl",
  ],
  [
    "a template on the line after its key",
    "json",
    '{"requestTemplates": {"a/b":\n"$«x»"}}',
    "variable.other.vtl",
  ],
  [
    "a template in JSON with comments",
    "jsonc",
    '{"requestTemplates": { // c\n"a/b": "$«x»"}}',
    "variable.other.vtl",
  ],
  [
    "an object around the input",
    "json",
    '{"a": {"Integration": {"RequestTemplates": {"a/b": "$«x»"}}}}',
    "variable.other.vtl",
  ],
  [
    "what follows a template that is not closed",
    "json",
    String.raw`{"requestTemplates": {"a/b": "#set($x = \"q"}, "uri": "«arn»"}`,
    "string.quoted.double.json",
  ],
  [
    "a member with a similar name",
    "json",
    '{"requestTemplate": {"a/b": "«$x»"}}',
    "string.quoted.double.json",
  ],
  [
    "a name in the JSON of a template",
    "json",
    String.raw`{"requestTemplates": {"a/b": "{«\"k\"»: 1}"}}`,
    "support.type.property-name.json",
  ],
  [
    "an escape of the JSON string",
    "json",
    String.raw`{"requestTemplates": {"a/b": "x«\n»y"}}`,
    "constant.character.escape.json",
  ],
  [
    "a comment up to the line's end in a JSON string",
    "json",
    String.raw`{"requestTemplates": {"a/b": "## x\n$«y»"}}`,
    "variable.other.vtl",
  ],
  ["a YAML literal", "yaml", "requestTemplates:\n  a/b: |\n    #«set»($x = 1)\n", "keyword.control.vtl"],
  [
    "a YAML literal with a digit and a comment",
    "yaml",
    "requestTemplates:\n  a/b: |2- # c\n    $«x»\n",
    "variable.other.vtl",
  ],
  ["a folded YAML scalar", "yaml", "RequestTemplates:\n  $default: >-\n    $«x»\n", "variable.other.vtl"],
  [
    "a double-quoted YAML scalar",
    "yaml",
    'requestTemplates:\n  a/b: "{\\"a\\": $«x»}"\n',
    "variable.other.vtl",
  ],
  [
    "a single-quoted YAML scalar",
    "yaml",
    "requestTemplates:\n  a/b: '$input.«json»(''$'')'\n",
    "entity.name.function.vtl",
  ],
  ["a plain YAML scalar", "yaml", "requestTemplates:\n  a/b: $«input».body\n", "variable.language.vtl"],
  ["a YAML flow mapping", "yaml", "requestTemplates: {a/b: '$«x»'}\n", "variable.other.vtl"],
  ["an item of a YAML list", "yaml", "- requestTemplates:\n    a/b: |\n      $«x»\n", "variable.other.vtl"],
  [
    "an indented YAML mapping",
    "yaml",
    "a:\n  b:\n    ResponseTemplates:\n      a/b: |\n        $«x»\n",
    "variable.other.vtl",
  ],
  [
    "a nested YAML member after another",
    "yaml",
    "a:\n  b:\n    x: 1\n    ResponseTemplates:\n      a/b: |\n        $«x»\n",
    "variable.other.vtl",
  ],
  [
    "what follows nested templates",
    "yaml",
    "a:\n  b:\n    ResponseTemplates:\n      a/b: |\n        $x\n    «y»: 1\n",
    "entity.name.tag.yaml",
  ],
  [
    "what follows templates in an outer mapping",
    "yaml",
    "a:\n  b:\n    x: 1\n    ResponseTemplates:\n      a/b: |\n        $x\n  «y»: 1\n",
    "entity.name.tag.yaml",
  ],
  [
    "the template after one that is not closed",
    "yaml",
    "requestTemplates:\n  a/b: |\n    #* open\n  c/d: |\n    $«x»\n",
    "variable.other.vtl",
  ],
  [
    "the member after the templates",
    "yaml",
    'requestTemplates:\n  a/b: |\n    "open\n«type»: AWS\n',
    "entity.name.tag.yaml",
  ],
  [
    "the member of a list item after the templates",
    "yaml",
    "- requestTemplates:\n    a/b: |\n      x\n  «type»: AWS\n",
    "entity.name.tag.yaml",
  ],
  [
    "the list item after templates",
    "yaml",
    "- requestTemplates:\n    a/b: |\n      x\n«-» x: 1\n",
    "punctuation.definition.block.sequence.item.yaml",
  ],
  [
    "the comma after the templates",
    "json",
    '{"requestTemplates": {"a/b": "x"}«,» "uri": ""}',
    "punctuation.separator.dictionary.pair.json",
  ],
  ["text that looks like a template in another member", "yaml", "uri: '«$x»'\n", "string.quoted.single.yaml"],
  ["a macro call", "vtl", "#«field»($x)", "entity.name.function.macro.vtl"],
  ["an escaped reference", "vtl", "«\\»$x", "constant.character.escape.vtl"],
  ["unparsed text", "vtl", "#[[«$x»]]#", "string.unquoted.textblock.vtl"],
  ["a variable in a JSON string", "vtl", '{"a": "$«x»"}', "variable.other.vtl"],
  ["a number of JSON", "vtl", '{"a": «-1.5»}', "constant.numeric.json"],
  ["text after an apostrophe", "vtl", "it's $«x»", "variable.other.vtl"],
  ["the line after a quote that is not closed", "vtl", 'say "x\n$«y»', "variable.other.vtl"],
];

describe("the scope of", () => {
  for (const [title, language, marked, scope] of CASES) {
    it(`${title} (${language})`, async () => {
      const [before = "", rest = ""] = marked.split("«");
      const [token = "", after = ""] = rest.split("»");
      assert.ok(token !== "", `Expected «…» in: ${marked}`);
      const lines = await tokenize(before + token + after, language);
      const line = before.split("\n").length - 1;
      let column = before.length - (before.lastIndexOf("\n") + 1);
      const found = (lines[line] ?? []).find(({ text }) => {
        if (column < text.length) return true;
        column -= text.length;
        return false;
      });
      assert.equal(
        found?.text.slice(column, column + token.length),
        token,
        "The token ends within the marked text.",
      );
      assert.equal(found?.scopes.at(-1), scope);
    });
  }
});
