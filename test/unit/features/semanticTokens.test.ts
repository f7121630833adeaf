import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze, highlightSpan, highlightTemplates, type SemanticToken } from "../../../server/src/service";
import { hostedTemplates } from "../../../server/src/templates/hostedTemplate";
import { itInEveryHost, openHost } from "../../support/templateHosts";

const shown = ({ type, modifiers }: SemanticToken): string => [type, ...modifiers].join(".");

describe("semantic tokens", () => {
  itInEveryHost(
    [
      [
        "of a predefined variable and its function",
        "$input.json('$.a')",
        ["input variable.readonly.defaultLibrary", "json function.defaultLibrary", "'$.a' string"],
      ],
      [
        "of an assignment",
        "#set($a = 1)#set($a = $a.size() + 2.5)$a",
        [
          "set keyword",
          "a variable.definition",
          "= operator",
          "1 number",
          "set keyword",
          "a variable.modification",
          "= operator",
          "a variable",
          "size method",
          "+ operator",
          "2.5 number",
          "a variable",
        ],
      ],
      [
        "of a member that is assigned",
        "#set($a.b = true)",
        ["set keyword", "a variable", "b property.modification", "= operator", "true keyword.readonly"],
      ],
      [
        "of a condition",
        "#if(!$a && $b.c != 'x')x#elseif(not ${d})y#{else}z#end",
        [
          "if keyword",
          "! operator",
          "a variable",
          "&& operator",
          "b variable",
          "c property",
          "!= operator",
          "'x' string",
          "elseif keyword",
          "not operator",
          "d variable",
          "else keyword",
          "end keyword",
        ],
      ],
      [
        "of a loop",
        "#foreach($item in [1..3])$foreach.index $item #end",
        [
          "foreach keyword",
          "item variable.definition",
          "in operator",
          "1 number",
          ".. operator",
          "3 number",
          "foreach variable.readonly.defaultLibrary",
          "index property",
          "item variable",
          "end keyword",
        ],
      ],
      [
        "of a macro, whose parameters are only parameters inside it",
        "#macro(line $a)$a#end#line($a)#other($a)",
        [
          "macro keyword",
          "line macro.definition",
          "a parameter.definition",
          "a parameter",
          "end keyword",
          "line macro",
          "a variable",
        ],
      ],
      [
        "of a block that is printed elsewhere",
        "#define($b)x#end$b",
        ["define keyword", "b variable.definition", "end keyword", "b variable"],
      ],
      [
        "of a string with references",
        '#set($a = "<$b.c> d")',
        [
          "set keyword",
          "a variable.definition",
          "= operator",
          '"<$ string',
          "b variable",
          ". string",
          "c property",
          '> d" string',
        ],
      ],
      [
        "of an index and a list",
        "$a[0].get(['x', $b])",
        ["a variable", "0 number", "get method", "'x' string", "b variable"],
      ],
      [
        "of the JSON around",
        '{"id": "no. $a", "n": -1.5e3, "t": [true, null], "x$b": "y"}',
        [
          '"id" property.definition',
          '"no.  string',
          "a variable",
          '" string',
          '"n" property.definition',
          "-1.5e3 number",
          '"t" property.definition',
          "true keyword.readonly",
          "null keyword.readonly",
          '"x string',
          "b variable",
          '" string',
          '"y" string',
        ],
      ],
      [
        "of JSON escapes, which are left to the editor",
        '{"a": "b\\tc\\u0041d\\""}',
        ['"a" property.definition', '"b string', "c string", "d string", '" string'],
      ],
      [
        "of a JSON string with a condition inside",
        '{"a": "b#if($c)d#{else}e#end f"}',
        [
          '"a" property.definition',
          '"b string',
          "if keyword",
          "c variable",
          "d string",
          "else keyword",
          "e string",
          "end keyword",
          ' f" string',
        ],
      ],
      [
        "of branches that each end the string",
        '{"a": "b#if($c)d"#{else}e"#end, "f": 1}',
        [
          '"a" property.definition',
          '"b string',
          "if keyword",
          "c variable",
          'd" string',
          "else keyword",
          'e" string',
          "end keyword",
          '"f" property.definition',
          "1 number",
        ],
      ],
      ["of text that is not printed as it looks", "\\$a #[[ $b ]]#", ["#[[ $b ]]# string"]],
      ["of a comment", "$a ## it's $b\n$c", ["a variable", "## it's $b comment", "c variable"]],
      ["around characters outside the BMP", "$a 😀 é $b", ["a variable", "b variable"]],
      [
        "of a template that ends too early",
        '#set($a = "',
        ["set keyword", "a variable.definition", "= operator", '" string'],
      ],
    ] as const,
    ({ host, marked }, [, , expected]) => {
      const analysis = openHost(host, marked);
      const { tokens } = highlightTemplates(analysis);
      const [hosted] = hostedTemplates(analysis);
      assert.ok(hosted);
      const { map, template } = hosted;
      const found = tokens.map((token) => {
        // Each token is exactly the source of its text.
        const span = { start: map.toValue(token.start), end: map.toValue(token.end) };
        assert.deepEqual(map.toSource(span), { start: token.start, end: token.end });
        return `${template.textOf(span)} ${shown(token)}`;
      });
      assert.deepEqual(found, [...expected]);
    },
  );

  itInEveryHost(
    [
      ["never span lines", '#* a\n  b *#\n{"c": 1}\n#[[x\ny]]#$z'],
      ["never span the lines of a plain or folded scalar", "$a#* one two *#$b"],
    ] as const,
    ({ host, marked }) => {
      const analysis = openHost(host, marked);
      const { tokens } = highlightTemplates(analysis);
      const { text } = analysis.document;
      let last = 0;
      for (const { start, end } of tokens) {
        assert.ok(last <= start && start < end && end <= text.length);
        assert.doesNotMatch(text.slice(start, end), /^\s|[\r\n]|\s$/);
        last = end;
      }
      const comment = tokens.filter(({ type }) => type === "comment");
      assert.equal(
        comment
          .map(({ start, end }) => text.slice(start, end))
          .join("")
          .replaceAll(/\s|\\n|\\u000a/g, ""),
        marked.includes("one") ? "#*onetwo*#" : "#*ab*#",
      );
    },
  );

  itInEveryHost(
    [
      ["of a range", "$a\n$b\n$c"],
      ["of a range on one line", "$a $b $c"],
    ],
    ({ host, marked }) => {
      const analysis = openHost(host, marked);
      const { tokens } = highlightTemplates(analysis);
      const [, second] = tokens;
      assert.ok(second);
      assert.deepEqual(highlightSpan(analysis, second), [second]);
      assert.deepEqual(highlightSpan(analysis, { start: 0, end: marked.length }), tokens);
    },
  );

  it("are the same when most templates are known from the version before", () => {
    const textOf = (name: string): string =>
      JSON.stringify({
        type: "HTTP",
        requestTemplates: { "application/json": `{"a": $${name}}`, "text/plain": '"a": $b', "a/b": "$c" },
      });
    const before = highlightTemplates(analyze(textOf("x"), "put-integration"));
    const analysis = analyze(textOf("longer"), "put-integration");
    const after = highlightTemplates(analysis, before);
    assert.deepEqual(after.tokens, highlightTemplates(analysis).tokens);
    assert.equal([...after.known.keys()].filter((key) => before.known.has(key)).length, 2);
  });

  it("are in order and found once where YAML merges a mapping", () => {
    const text = "x: &t\n  application/json: $a\nrequestTemplates:\n  a/b: $b\n  <<: *t\n  c/d: $c\n";
    const { tokens } = highlightTemplates(analyze(text, "put-integration", { format: "yaml" }));
    assert.deepEqual(
      tokens.map(({ start, end }) => text.slice(start, end)),
      ["a", "b", "c"],
    );
  });
});
