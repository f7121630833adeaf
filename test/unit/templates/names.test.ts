import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  analyzeTemplate,
  definitionsAt,
  highlightsAt,
  referencesAt,
  renamableAt,
  renameEdits,
  type TextEdit,
} from "../../../server/src/service";
import type { Span } from "../../../server/src/syntax/nodes";
import { parseTemplate } from "../../../server/src/vtl";
import { run } from "../../../server/src/vtl/evaluate/render";
import { applyEdits } from "../../support/edits";
import { parseCursor, parseRanges } from "../../support/markers";
import { type HostCase, itInEveryHost, openHost } from "../../support/templateHosts";

/** A template with a cursor, and with the expected ranges. */
type Case = readonly [title: string, at: string, expected: string];

/** The text with the spans marked. */
function marked(text: string, spans: readonly Span[]): string {
  const sorted = [...spans].sort((one, other) => other.start - one.start);
  return sorted.reduce(
    (marked, { start, end }) =>
      `${marked.slice(0, start)}<|${marked.slice(start, end)}|>${marked.slice(end)}`,
    text,
  );
}

function open({ host, marked }: HostCase) {
  const { text, offset } = parseCursor(marked);
  return { text, offset, analysis: openHost(host, text) };
}

const DEFINITIONS: readonly Case[] = [
  ["a variable", "#set($a = 1)$<|>a", "#set($<|a|> = 1)$a"],
  ["a quiet reference", "#set($a = 1)$!<|>a", "#set($<|a|> = 1)$!a"],
  ["a braced reference", "#set($a = 1)${a<|>}b", "#set($<|a|> = 1)${a}b"],
  ["the sign of a reference", "#set($a = 1)\n<|>$!{a}", "#set($<|a|> = 1)\n$!{a}"],
  ["a reference in a string", '#set($a = 1)#set($b = "x<|>$a")', '#set($<|a|> = 1)#set($b = "x$a")'],
  [
    "a reference after doubled quotes in a string",
    '#set($a = 1)#set($b = "say ""$<|>a""")',
    '#set($<|a|> = 1)#set($b = "say ""$a""")',
  ],
  [
    "a reference in an argument and an index",
    "#set($i = 1)$l.get($l[$<|>i])",
    "#set($<|i|> = 1)$l.get($l[$i])",
  ],
  ["a name with a hyphen", "#set($a-b = 1)$<|>a-b", "#set($<|a-b|> = 1)$a-b"],
  [
    "the last assignment that always runs before",
    "#set($a = 1)\n#set($a = 2)\n$<|>a",
    "#set($a = 1)\n#set($<|a|> = 2)\n$a",
  ],
  [
    "each assignment that may run before",
    "#set($a = 1)#if($b)#set($a = 2)#else#set($a = 3)#end$<|>a",
    "#set($<|a|> = 1)#if($b)#set($<|a|> = 2)#else#set($<|a|> = 3)#end$a",
  ],
  [
    "the assignment of the iteration before",
    "#set($a = 0)#foreach($i in $l)$<|>a#set($a = $i)#end",
    "#set($<|a|> = 0)#foreach($i in $l)$a#set($<|a|> = $i)#end",
  ],
  [
    "the value that an assignment replaces",
    "#set($a = 1)#set($a = $<|>a + 1)",
    "#set($<|a|> = 1)#set($a = $a + 1)",
  ],
  ["an assignment that runs later only", "$<|>a #set($a = 1)", "$a #set($<|a|> = 1)"],
  ["an item of a loop", "#foreach($i in $l)$<|>i,#end", "#foreach($<|i|> in $l)$i,#end"],
  ["an item in braces", "#foreach(${i} in $l)$<|>i,#end", "#foreach(${<|i|>} in $l)$i,#end"],
  [
    "what a loop hides, after the loop",
    "#set($i = 1)#foreach($i in $l)$i#end$<|>i",
    "#set($<|i|> = 1)#foreach($i in $l)$i#end$i",
  ],
  [
    "what a loop hides, in its list",
    "#set($i = 1)#foreach($i in $<|>i)$i#end",
    "#set($<|i|> = 1)#foreach($i in $i)$i#end",
  ],
  [
    "the item of the inner loop",
    "#foreach($i in $l)#foreach($i in $m)$<|>i#end$i#end",
    "#foreach($i in $l)#foreach($<|i|> in $m)$i#end$i#end",
  ],
  [
    "the loop of $foreach",
    "#foreach($i in $l)#foreach($j in $i)x#end$<|>foreach.index#end",
    "<|#foreach|>($i in $l)#foreach($j in $i)x#end$foreach.index#end",
  ],
  [
    "the loop of $velocityCount",
    "#foreach($i in $l)$<|>velocityCount#end",
    "<|#foreach|>($i in $l)$velocityCount#end",
  ],
  ["a block", "#define($d)x#end\n$<|>d", "#define($<|d|>)x#end\n$d"],
  ["a macro", "#macro(row $a)x#end\n#ro<|>w(1)", "#macro(<|row|> $a)x#end\n#row(1)"],
  [
    "a macro called before",
    "#row(1)#<|>row(1) #macro(row $a)x#end",
    "#row(1)#row(1) #macro(<|row|> $a)x#end",
  ],
  ["a macro in braces", "#macro(row)x#end\n#{row<|>}s", "#macro(<|row|>)x#end\n#{row}s"],
  ["a macro called with a body", "#macro(row)x#end\n#@ro<|>w()y#end", "#macro(<|row|>)x#end\n#@row()y#end"],
  [
    "the macro that runs, of two with a name",
    "#macro(row)1#end#macro(row)2#end#<|>row()",
    "#macro(<|row|>)1#end#macro(row)2#end#row()",
  ],
  ["a parameter", "#set($a = 1)#macro(m $a $b)$<|>a#end", "#set($a = 1)#macro(m $<|a|> $b)$a#end"],
  [
    "an argument with the name of a parameter",
    "#set($a = 1)#macro(m $a)$a#end#m($<|>a)",
    "#set($<|a|> = 1)#macro(m $a)$a#end#m($a)",
  ],
  ["the definition itself", "#set($<|>a = 1)#set($a = 2)$a", "#set($<|a|> = 1)#set($a = 2)$a"],
  ["a predefined object", "$in<|>put.body", "$input.body"],
  [
    "a predefined object with a property",
    "#set($context.responseOverride.status = 400)$con<|>text.stage",
    "#set($context.responseOverride.status = 400)$context.stage",
  ],
  ["a predefined object that is replaced", "#set($input = 1)$in<|>put", "#set($<|input|> = 1)$input"],
  ["a variable that is never set", "$<|>a", "$a"],
  [
    "a property that a literal has",
    '#set($m = {"a": 1, "b": 2})$m.<|>b',
    '#set($m = {"a": 1, "<|b|>": 2})$m.b',
  ],
  ["a key in an index", "#set($m = {'a': 1})$m['<|>a']", "#set($m = {'<|a|>': 1})$m['a']"],
  [
    "a key of get",
    "#set($m = {})$m.put('a', 1)$m.get(\"a<|>\")",
    "#set($m = {})$m.put('<|a|>', 1)$m.get(\"a\")",
  ],
  [
    "a property that is assigned",
    "#set($m = {})#set($m.a = 1)$!{m.<|>a}",
    "#set($m = {})#set($m.<|a|> = 1)$!{m.a}",
  ],
  [
    "a key that is assigned",
    "#set($m = {})#set($m['a'] = 1)$m.<|>a",
    "#set($m = {})#set($m['<|a|>'] = 1)$m.a",
  ],
  [
    "a property in a property",
    '#set($m = {"a": {"b": 1}, "b": 2})$m.a.<|>b',
    '#set($m = {"a": {"<|b|>": 1}, "b": 2})$m.a.b',
  ],
  [
    "a property of a map in a list",
    '#set($l = [{"a": 1}, {"a": 2}])#foreach($i in $l)$i.<|>a#end',
    '#set($l = [{"<|a|>": 1}, {"<|a|>": 2}])#foreach($i in $l)$i.a#end',
  ],
  [
    "a property of an element",
    '#set($l = [])#set($x = $l.add({"a": 1}))$l.get(0).<|>a$l[0].a',
    '#set($l = [])#set($x = $l.add({"<|a|>": 1}))$l.get(0).a$l[0].a',
  ],
  [
    "a property of another name for the map",
    '#set($m = {"a": {"b": 1}})#set($n = $m.a)$n.<|>b',
    '#set($m = {"a": {"<|b|>": 1}})#set($n = $m.a)$n.b',
  ],
  [
    "a property of the map that is assigned last",
    '#set($m = {"a": 1})#set($m = {"a": 2})$m.<|>a',
    '#set($m = {"a": 1})#set($m = {"<|a|>": 2})$m.a',
  ],
  [
    "a property of the other loop's item",
    '#foreach($i in [{"a": 1}])$i.a#end#foreach($i in [{"a": 2}])$i.<|>a#end',
    '#foreach($i in [{"a": 1}])$i.a#end#foreach($i in [{"<|a|>": 2}])$i.a#end',
  ],
  [
    "an override",
    "#set($context.requestOverride.header.a = 1)\n$context.requestOverride.header['<|>a']",
    "#set($context.requestOverride.header.<|a|> = 1)\n$context.requestOverride.header['a']",
  ],
  ["a property that nothing puts", "#set($m = {})$m.<|>a", "#set($m = {})$m.a"],
  ["a variable that is set to itself", "#set($a = $a.b)$a.<|>c", "#set($a = $a.b)$a.c"],
];

/** Positions without a name. */
const NOTHING: readonly (readonly [title: string, at: string])[] = [
  ["text", "na<|>me"],
  ["a comment", "## a<|>b\n$a"],
  ["an escaped reference", "#set($a = 1)\\$a<|>"],
  ["a text block", "#set($a = 1)#[[$a<|>]]#"],
  ["the argument of an unknown macro", "#set($a = 1)#color($<|>a)"],
  ["a method", "$input.body.toSt<|>ring()"],
];

describe("the definition", () => {
  itInEveryHost(DEFINITIONS, (hostCase, [, , expected]) => {
    const { text, offset, analysis } = open(hostCase);
    const links = definitionsAt(analysis, offset);
    assert.ok(links, "There is no name.");
    assert.equal(
      marked(
        text,
        links.map(({ name }) => name),
      ),
      hostCase.wrap(expected),
    );
    for (const { origin, name, statement } of links) {
      assert.ok(origin.start <= offset && offset <= origin.end, "The origin is at the cursor.");
      assert.ok(statement.start <= name.start && name.end <= statement.end, "The statement has the name.");
    }
  });

  for (const [title, at] of NOTHING) {
    it(`is not looked for at ${title}`, () => {
      const { text, offset } = parseCursor(at);
      const analysis = analyzeTemplate(text);
      assert.equal(definitionsAt(analysis, offset), undefined);
      assert.equal(referencesAt(analysis, offset, true), undefined);
      assert.equal(highlightsAt(analysis, offset), undefined);
      assert.equal(renamableAt(analysis, offset), undefined);
      assert.equal(renameEdits(analysis, offset, "x"), undefined);
    });
  }

  it("shows the statement without the body of a loop", () => {
    const { text, offset } = parseCursor("#foreach($i in $l)\n$i<|>\n#end");
    const [link] = definitionsAt(analyzeTemplate(text), offset) ?? [];
    assert.equal(link && text.slice(link.statement.start, link.statement.end), "#foreach($i in $l)");
  });
});

/** `=` marks what defines. */
const REFERENCES: readonly Case[] = [
  [
    "a variable",
    '#set($a = 1)#set($b = "$a")${a<|>} #if($!a == 1)$b.c($a)#end #set($a.c = 1)\\$a #a ## $a',
    '#set($<|=a|> = 1)#set($b = "$<|a|>")${<|a|>} #if($!<|a|> == 1)$b.c($<|a|>)#end #set($<|a|>.c = 1)\\$a #a ## $a',
  ],
  [
    "a variable that a loop hides",
    "#set($i<|> = 1)#foreach($i in $l)$i#end$i",
    "#set($<|=i|> = 1)#foreach($i in $l)$i#end$<|i|>",
  ],
  [
    "the item of a loop",
    "#set($i = 1)#foreach($i<|> in $i)$i#set($i = 2)#end$i",
    "#set($i = 1)#foreach($<|=i|> in $i)$<|i|>#set($<|=i|> = 2)#end$i",
  ],
  [
    "a variable in a block, which sees the item of a loop that prints it",
    "#define($d)$i#end#foreach($i<|> in $l)$d#end$i",
    "#define($d)$<|i|>#end#foreach($<|=i|> in $l)$d#end$<|i|>",
  ],
  ["a parameter", "#macro(m $a<|>)\\$a $a#end#m($a)$a", "#macro(m $<|=a|>)\\$<|a|> $<|a|>#end#m($a)$a"],
  [
    "a parameter that the macro also assigns outside",
    "#macro(m $a<|>)#set($a = 1)#end#m(2)$a",
    "#macro(m $<|=a|>)#set($<|=a|> = 1)#end#m(2)$<|a|>",
  ],
  [
    "a parameter that a call leaves out",
    "#macro(m $a<|>)$a#end#m()$a",
    "#macro(m $<|=a|>)$<|a|>#end#m()$<|a|>",
  ],
  [
    "an argument that a loop in the macro changes",
    "#macro(m $p)#foreach($i in $l)$p#end#end#set($i<|> = 1)#m($i)",
    "#macro(m $p)#foreach($<|=i|> in $l)$p#end#end#set($<|=i|> = 1)#m($<|i|>)",
  ],
  [
    "a macro",
    "#macro(m $a)#end#m(1)#{m<|>}#@m(2)x#end#mm()m",
    "#macro(<|=m|> $a)#end#<|m|>(1)#{<|m|>}#@<|m|>(2)x#end#mm()m",
  ],
  [
    "a key in all notations",
    "#set($m = {'a': 1})#set($m.a = 2)$m.a$m['a']$m.get('a<|>')$m.containsKey('a')$n.a",
    "#set($m = {'<|=a|>': 1})#set($m.<|=a|> = 2)$m.<|a|>$m['<|a|>']$m.get('<|a|>')$m.containsKey('<|a|>')$n.a",
  ],
  [
    "a predefined object",
    "$input.body$<|>input.json('$')$util.a",
    "$<|input|>.body$<|input|>.json('$')$util.a",
  ],
  ["a variable that is never set", "$a${a<|>}", "$<|a|>${<|a|>}"],
];

describe("references and highlights", () => {
  itInEveryHost(REFERENCES, (hostCase, [, , expected]) => {
    const { text, offset, analysis } = open(hostCase);
    const highlights = highlightsAt(analysis, offset) ?? [];
    const shown = hostCase.wrap(expected);
    assert.deepEqual(
      marked(
        text,
        highlights.map(({ span }) => span),
      ),
      shown.replaceAll("<|=", "<|"),
    );
    const writes = parseRanges(shown).text;
    const reads = highlights.filter(({ kind }) => kind === "read").map(({ span }) => span);
    assert.equal(shown.split("<|=").length - 1, highlights.length - reads.length, writes);
    assert.deepEqual(
      referencesAt(analysis, offset, true),
      highlights.map(({ span }) => span),
    );
    assert.deepEqual(referencesAt(analysis, offset, false), reads);
  });

  itInEveryHost<Case>(
    [
      [
        "the words of an #if",
        "#if($a)1#elseif($b)#if($c)2#end#elsei<|>f($d)3#else 4#end",
        "<|#if|>($a)1<|#elseif|>($b)#if($c)2#end<|#elseif|>($d)3<|#else|> 4<|#end|>",
      ],
      ["words between references", "$a#if($b)x#e<|>nd$c", "$a<|#if|>($b)x<|#end|>$c"],
      ["an #if with braces", "#{if}($a)1#{else}2#{en<|>d}", "<|#{if}|>($a)1<|#{else}|>2<|#{end}|>"],
      [
        "the words of a loop",
        "#foreach($i in $l)\n#if($i)x#end\n#en<|>d",
        "<|#foreach|>($i in $l)\n#if($i)x#end\n<|#end|>",
      ],
      ["the words of a block", "#def<|>ine($d)x#end", "<|#define|>($d)x<|#end|>"],
      ["the words of a macro", "#mac<|>ro(m)x#end", "<|#macro|>(m)x<|#end|>"],
      [
        "the words in a string",
        '#set($a = "#if($b)x#e<|>lse y#end")',
        '#set($a = "<|#if|>($b)x<|#else|> y<|#end|>")',
      ],
      [
        "the #end of a call with a body",
        "#macro(m)x#end\n#@m()y#<|>end",
        "#macro(m)x#end\n<|#@m|>()y<|#end|>",
      ],
    ],
    (hostCase, [, , expected]) => {
      const { text, offset, analysis } = open(hostCase);
      const highlights = highlightsAt(analysis, offset) ?? [];
      assert.equal(
        marked(
          text,
          highlights.map(({ span }) => span),
        ),
        hostCase.wrap(expected),
      );
      assert.deepEqual([...new Set(highlights.map(({ kind }) => kind))], ["text"]);
      assert.equal(referencesAt(analysis, offset, true), undefined);
    },
  );
});

const RENAMES: readonly (readonly [title: string, at: string, newName: string, expected: string])[] = [
  [
    "a variable in all notations",
    '#set($a<|> = [1])\n"$a ${a} $!a $!{a}b" #set($b = "$a""$a"): #if($a)$b.get($a[0])#end',
    "total",
    '#set($total = [1])\n"$total ${total} $!total $!{total}b" #set($b = "$total""$total"): #if($total)$b.get($total[0])#end',
  ],
  ["a variable, with the sign typed", "#set($a<|> = 1)$a", "$b", "#set($b = 1)$b"],
  [
    "a variable to a longer name in one line",
    "$a $<|>a $b",
    "with-hyphen_1",
    "$with-hyphen_1 $with-hyphen_1 $b",
  ],
  [
    "only the item of the loop",
    "#set($i = 1)#foreach($i<|> in $i)$i#end$i",
    "item",
    "#set($i = 1)#foreach($item in $i)$item#end$i",
  ],
  [
    "only the variable outside the loop",
    "#set($i<|> = 1)#foreach($i in $i)$i#end$i",
    "start",
    "#set($start = 1)#foreach($i in $start)$i#end$start",
  ],
  [
    "an item to the name of another loop's item",
    "#foreach($i<|> in $l)$i#end#foreach($item in $m)$item#end",
    "item",
    "#foreach($item in $l)$item#end#foreach($item in $m)$item#end",
  ],
  [
    "a parameter to a name that is used outside the macro",
    "#macro(m $a<|>)[$a]#end#set($b = 2)#m($b)",
    "b",
    "#macro(m $b)[$b]#end#set($b = 2)#m($b)",
  ],
  ["a block", "#define($d)x#end\n$d$<|>d.e", "block", "#define($block)x#end\n$block$block.e"],
  [
    "a macro",
    "#macro(m $a)x#end#m<|>(1) #{m}x #@m(2)y#end \\#n",
    "row",
    "#macro(row $a)x#end#row(1) #{row}x #@row(2)y#end \\#n",
  ],
  ["a variable that is never set", "$<|>a$a", "b", "$b$b"],
  ["a variable to the same name", "#set($a<|> = 1)$a", "a", "#set($a = 1)$a"],
  [
    "a variable beside text that is not a use",
    "$<|>a.b \\$a #[[$a]]# ## $a\n#x($a)",
    "b",
    "$b.b \\$a #[[$a]]# ## $a\n#x($a)",
  ],
];

describe("rename", () => {
  itInEveryHost(RENAMES, (hostCase, [, at, newName, expected]) => {
    const { text, offset, analysis } = open(hostCase);
    const edits = renameEdits(analysis, offset, newName);
    assert.ok(edits && !("refusal" in edits), JSON.stringify(edits));
    assert.equal(applyEdits(text, edits as readonly TextEdit[]), hostCase.wrap(expected));
    const before = parseTemplate(parseCursor(at).text);
    assert.equal(outputOf(expected), outputOf(before.text));
    const found = renamableAt(analysis, offset);
    assert.ok(found && "name" in found);
    assert.equal(text.slice(found.span.start, found.span.end), found.name);
  });

  for (const [title, at, newName, refusal] of [
    ["a predefined object", "$in<|>put.body", "x", /`\$input` is predefined, so it cannot be renamed/],
    [
      "a predefined variable of loops",
      "#foreach($i in $l)$<|>foreach.index#end",
      "x",
      /`\$foreach` is predefined/,
    ],
    ["the body of a macro call", "#macro(m)$body<|>Content#end", "x", /`\$bodyContent` is predefined/],
    ["a property", "#set($a.b = 1)$a.<|>b", "x", /not keys or properties/],
    ["a name that starts with a digit", "$<|>a", "1a", /`1a` is not a valid variable name/],
    ["an empty name", "$<|>a", "", /not a valid variable name/],
    ["a name with a blank", "$<|>a", "a b", /not a valid variable name/],
    ["a name that is not ASCII", "$<|>a", "größe", /not a valid variable name/],
    ["a predefined name", "$<|>a", "input", /`\$input` is predefined, so no variable/],
    ["a variable that is set", "#set($b = 1)$<|>a", "b", /`\$b` is already used/],
    ["a variable that is only read", "#set($a<|> = 1)$b", "b", /`\$b` is already used/],
    ["a variable that the loop reads", "#foreach($a<|> in $l)$a$b#end", "b", /`\$b` is already used/],
    ["an item around a use", "#foreach($b in $l)$a<|>#end", "b", /`\$b` is already used/],
    ["the list of the loop", "#foreach($a<|> in $b)$a#end", "b", /`\$b` is already used/],
    [
      "a variable that a printed block reads",
      "#define($d)$b#end#foreach($a<|> in $l)$d$a#end",
      "b",
      /already used/,
    ],
    ["another parameter", "#macro(m $a<|> $b)$a$b#end", "b", /already used/],
    ["a loop in a macro", "#macro(m $b)$b#foreach($a<|> in $l)$a#end#end", "b", /already used/],
    ["the name of a directive", "#macro(m<|>)x#end", "if", /`#if` is a directive/],
    ["another macro", "#macro(m<|>)x#end#macro(n)y#end", "n", /already has a macro named `n`/],
    ["a word that would become a call", "#macro(m<|>)x#end#fff", "fff", /already contains `#fff`/],
    ["a macro name with a hyphen", "#macro(m<|>)x#end", "a-b", /not a valid macro name/],
    [
      "a template that is only read in part",
      "$<|>a #set($b = ) $a",
      "c",
      /cannot be read because of a syntax error/,
    ],
  ] as const) {
    it(`is refused: ${title}`, () => {
      const { text, offset } = parseCursor(at);
      const edits = renameEdits(analyzeTemplate(text), offset, newName);
      assert.ok(edits && "refusal" in edits, JSON.stringify(edits));
      assert.match(edits.refusal, refusal);
    });
  }

  it("is still possible if only an #end is missing", () => {
    const { text, offset } = parseCursor("#if($<|>a) $a");
    const edits = renameEdits(analyzeTemplate(text), offset, "b");
    assert.ok(edits && !("refusal" in edits));
    assert.equal(applyEdits(text, edits), "#if($b) $b");
  });
});

/** What Velocity prints, with macros. */
function outputOf(template: string): string {
  return run(parseTemplate(template), new Map<string, never>([]), { macros: true }).output;
}
