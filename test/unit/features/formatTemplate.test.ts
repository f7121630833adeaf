import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyzeTemplate, formatHostedTemplate, formatTemplateFile } from "../../../server/src/service";
import { applyEdits } from "../../../server/src/syntax/applyEdits";
import { hostedTemplates } from "../../../server/src/templates/hostedTemplate";
import { renderTemplate } from "../../../server/src/vtl";
import { fixture } from "../../support/fixtures";
import { itInEveryHost, openHost } from "../../support/templateHosts";

const SPACES = { tabSize: 2, insertSpaces: true };

const format = (text: string, options = SPACES): string =>
  applyEdits(text, formatTemplateFile(analyzeTemplate(text), options));

const CASES: readonly (readonly [title: string, before: string, after: string])[] = [
  [
    "indents JSON by its brackets and directives",
    '{\n"a": [\n#foreach($i in $list)\n{"b": $i.b}#if($foreach.hasNext),#end\n#end\n],\n      "c": {\n}\n}',
    '{\n  "a": [\n    #foreach($i in $list)\n      {"b": $i.b}#if($foreach.hasNext),#end\n    #end\n  ],\n  "c": {\n  }\n}',
  ],
  [
    "puts the branches of a condition on one level",
    '{\n  #if($a)\n"x": 1\n      #elseif($b)\n  "x": 2\n#else\n"x": 3\n    #end\n}',
    '{\n  #if($a)\n    "x": 1\n  #elseif($b)\n    "x": 2\n  #else\n    "x": 3\n  #end\n}',
  ],
  [
    "keeps the level after branches that open the same bracket",
    '#if($a)\n{\n#else\n{"b": 1,\n#end\n"c": 1\n}',
    '#if($a)\n  {\n#else\n  {"b": 1,\n#end\n    "c": 1\n  }',
  ],
  [
    "writes one blank around the signs of directives",
    "#set(  $a=1 )#foreach(  $b  in $c )$b#end#if( $a==1 )x#end",
    "#set($a = 1)#foreach($b in $c)$b#end#if($a==1)x#end",
  ],
  ["removes blanks at the ends of lines of JSON", '{  \n"a": 1\t\n \n}', '{\n  "a": 1\n\n}'],
  [
    "keeps white space in strings and comments",
    '{\n"a": "  x  $b  "\n#*\n c  \n*#\n}',
    '{\n  "a": "  x  $b  "\n  #*\n c  \n*#\n}',
  ],
  [
    "keeps the lines of a string in VTL",
    '#set($a = \'x\n  y\')\n{"b": "$a"}',
    '#set($a = \'x\n  y\')\n{"b": "$a"}',
  ],
  [
    "keeps white space that prints in a JSON string of another place",
    '#define($a)\n   {"x":   1}\n#end\n{\n"b": "$a"}',
    '#define($a)\n   {"x":   1}\n#end\n{\n  "b": "$a"}',
  ],
  [
    "indents only what Velocity drops where the output is text",
    "Dear $a,\n   #if($b)\n#set($c = 1)  \n you\n#end  \n  #set($d=1)\n $c",
    "Dear $a,\n   #if($b)\n  #set($c = 1)\n you\n#end\n#set($d = 1)\n $c",
  ],
  ["leaves a template with errors alone", "{\n#if($a)\n}", "{\n#if($a)\n}"],
  [
    "leaves JSON with a fault alone, except for what Velocity drops",
    '{\n"a": "b"\n"c": 1}',
    '{\n"a": "b"\n"c": 1}',
  ],
];

describe("formatting a template", () => {
  for (const [title, before, after] of CASES) {
    it(title, () => {
      assert.equal(format(before), after);
      assert.equal(format(after), after, "twice");
      const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
      assert.equal(format(crlf(before)), crlf(after), "with CRLF");
    });
  }

  it("indents by the editor's settings", () => {
    assert.equal(format('{\n"a": 1}', { tabSize: 4, insertSpaces: true }), '{\n    "a": 1}');
    assert.equal(format('{\n"a": 1}', { tabSize: 4, insertSpaces: false }), '{\n\t"a": 1}');
    assert.equal(format('{\n"a": 1}', { tabSize: Number.NaN, insertSpaces: true }), '{\n  "a": 1}');
  });

  it("changes only the lines of a range", () => {
    const text = '{\n"a": 1,\n"b": 2,\n"c": 3}';
    const start = text.indexOf('"b"');
    const edits = formatTemplateFile(analyzeTemplate(text), SPACES, { start, end: start + 3 });
    assert.equal(applyEdits(text, edits), '{\n"a": 1,\n  "b": 2,\n"c": 3}');
  });

  itInEveryHost(
    [
      [
        "writes the result into the string",
        '{\n"a": "$b",\n"c": [\n1]}',
        '{\n  "a": "$b",\n  "c": [\n    1]}',
      ],
      ["formats a single line", "$a#set($b=1)$b", "$a#set($b = 1)$b"],
      ["has nothing to do", '{"a": "$b"}', '{"a": "$b"}'],
    ],
    ({ host, marked }, [, , expected]) => {
      const analysis = openHost(host, marked);
      const [hosted] = hostedTemplates(analysis);
      assert.ok(hosted);
      const edits = formatHostedTemplate(analysis, hosted);
      const [changed] = hostedTemplates(openHost(host, applyEdits(marked, edits)));
      assert.equal(changed?.template.text, expected);
      assert.ok(edits.length <= 1);
    },
  );
});

/** Removes white space outside of strings. */
function compact(output: string): string {
  return output.replaceAll(/"(?:[^"\\]+|\\[^\n])*"?|\s+/g, (piece) => (piece.startsWith('"') ? piece : ""));
}

describe("formatting Velocity's templates", () => {
  const templates = fixture("vtl/templates.jsonl")
    .trimEnd()
    .split("\n")
    .map((line): string => JSON.parse(line).template);

  it("never changes what they print, and changes nothing the second time", () => {
    let count = 0;
    for (const template of templates) {
      const after = format(template);
      if (after === template) continue;
      count++;
      assert.equal(format(after), after, template);
      for (const request of [{}, { body: '{"l": [1, 2], "m": {"k": "v"}}' }]) {
        const expected = renderTemplate(template, request).output;
        const { output } = renderTemplate(after, request);
        if (output !== expected) assert.equal(compact(output), compact(expected), template);
      }
    }
    assert.ok(count > 100);
  });
});
