import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze, selections, selectionsInTemplate } from "../../../server/src/service";
import { hostedTemplates } from "../../../server/src/templates/hostedTemplate";
import { parseCursor } from "../../support/markers";
import { itInEveryHost, openHost } from "../../support/templateHosts";

describe("selections in templates", () => {
  itInEveryHost(
    [
      [
        "grow from a word to the reference",
        "$a.b.first<|>Name.size() x",
        ["firstName", "$a.b.firstName", "$a.b.firstName.size()", "$a.b.firstName.size() x"],
      ],
      ["keep the braces of a reference together", "x${a.b<|>.c}y", ["b", "a.b", "${a.b.c}", "x${a.b.c}y"]],
      [
        "grow through a string in an argument",
        "#set($a = $input.path('$.it<|>ems') + 1)$a",
        [
          "items",
          "$.items",
          "'$.items'",
          "path('$.items')",
          "$input.path('$.items')",
          "$input.path('$.items') + 1",
          "$a = $input.path('$.items') + 1",
          "#set($a = $input.path('$.items') + 1)",
          "#set($a = $input.path('$.items') + 1)$a",
        ],
      ],
      [
        "grow from the directive's condition to the branch and the directive",
        "x#if($a == $<|>b && $c)1#{else}2#end",
        [
          "b",
          "$b",
          "$a == $b",
          "$a == $b && $c",
          "#if($a == $b && $c)",
          "#if($a == $b && $c)1",
          "#if($a == $b && $c)1#{else}2#end",
          "x#if($a == $b && $c)1#{else}2#end",
        ],
      ],
      [
        "grow from a statement to the block and the loop",
        "#foreach($i in $list)$i.n<|>ame, #end.",
        [
          "name",
          "$i.name",
          "$i.name, ",
          "#foreach($i in $list)$i.name, #end",
          "#foreach($i in $list)$i.name, #end.",
        ],
      ],
      [
        "grow from a word in text",
        '{"a": "one tw<|>o $b"}',
        ["two", '{"a": "one two ', '{"a": "one two $b"}'],
      ],
      [
        "leave out the line break after a directive",
        "#set($a = 1<|>)\n$a",
        ["1", "$a = 1", "#set($a = 1)", "#set($a = 1)\n$a"],
      ],
      ["are the template at a place without text", "$a <|> $b", ["  ", "$a  $b"]],
    ] as const,
    ({ host, marked }, [, , expected]) => {
      const { text, offset } = parseCursor(marked);
      const analysis = openHost(host, text);
      const [hosted] = hostedTemplates(analysis);
      assert.ok(hosted);
      const found = selectionsInTemplate(analysis, offset);
      const texts = found.map(({ start, end }) =>
        hosted.template.text.slice(hosted.map.toValue(start), hosted.map.toValue(end)),
      );
      // Two spans of the template may have the same text.
      assert.deepEqual(
        texts.filter((each, index) => each !== texts[index - 1]),
        expected.map((each) => each),
      );
      const all = selections(analysis, offset);
      assert.deepEqual(all.slice(0, found.length), found);
      assert.deepEqual(all.at(-1), { start: 0, end: text.length });
      for (const [index, { start, end }] of all.entries()) {
        const inner = all[index - 1];
        assert.ok(
          !inner || (start <= inner.start && inner.end <= end && end - start > inner.end - inner.start),
        );
      }
    },
  );

  it("go on with the string and the member that the template is in", () => {
    const text = '{"requestTemplates": {"a/b": "$x"}}';
    const analysis = analyze(text, "put-integration");
    assert.deepEqual(
      selections(analysis, text.indexOf("$x") + 1).map(({ start, end }) => text.slice(start, end)),
      [
        "x",
        "$x",
        '"$x"',
        '"a/b": "$x"',
        '{"a/b": "$x"}',
        '"requestTemplates": {"a/b": "$x"}',
        '"requestTemplates": {"a/b": "$x"}',
        text,
      ].filter((each, index, list) => each !== list[index - 1]),
    );
    assert.deepEqual(selectionsInTemplate(analysis, 3), []);
  });
});
