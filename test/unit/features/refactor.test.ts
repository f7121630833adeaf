import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parse, templateRefactorings } from "../../../server/src/service";
import type { Span } from "../../../server/src/syntax/nodes";
import { hostedTemplates } from "../../../server/src/templates/hostedTemplate";
import { applyEdits } from "../../support/edits";
import { parseRanges } from "../../support/markers";
import { itInEveryHost, openHost, TEMPLATE_HOSTS } from "../../support/templateHosts";

const UNESCAPE = `.replaceAll("\\\\'", "'")`;

/** A cursor is a range without text. */
function spanIn(marked: string): { readonly text: string; readonly span: Span } {
  const { text, spans } = parseRanges(marked.replace("<|>", "<||>"));
  const [span] = spans;
  assert.ok(span && spans.length === 1);
  return { text, span };
}

/** [title, template with a cursor or selection, title of the refactoring, template after it] */
type Case = readonly [title: string, before: string, refactoring: string, after: string];

const CASES: readonly Case[] = [
  [
    "extracts a printed reference",
    `$input.params('x-key'<|>)!`,
    "Extract to variable $xKey",
    `#set($xKey = $input.params('x-key'))$xKey!`,
  ],
  [
    "extracts a reference from JSON",
    `{"a": $input.<|>json('$.order.id')}`,
    "Extract to variable $id",
    `{"a": #set($id = $input.json('$.order.id'))$id}`,
  ],
  [
    "extracts to a line of its own",
    `#set($a = 1)\n{\n"b": "$input.params('c')<|>"\n}`,
    "Extract to variable $c",
    `#set($a = 1)\n{\n#set($c = $input.params('c'))\n"b": "$c"\n}`,
  ],
  [
    "adds braces where text follows",
    `\${input.params('a')<|>}b`,
    "Extract to variable $a",
    `#set($a = $input.params('a'))\${a}b`,
  ],
  [
    "extracts the selected start of a reference",
    `<|$input.path('$.a')|>.b`,
    "Extract to variable $a",
    `#set($a = $input.path('$.a'))$a.b`,
  ],
  [
    "extracts the list of a loop",
    `#foreach($item in $input.path('$.items')<|>)$item#end`,
    "Extract to variable $items",
    `#set($items = $input.path('$.items'))#foreach($item in $items)$item#end`,
  ],
  [
    "extracts a condition",
    `#if(<|$a == ""|>)b#end`,
    "Extract to variable $isTrue",
    `#set($isTrue = $a == "")#if($isTrue)b#end`,
  ],
  [
    "extracts from an interpolated string",
    `#set($a = "b $input.params('c')<|>")$a`,
    "Extract to variable $c",
    `#set($c = $input.params('c'))#set($a = "b $c")$a`,
  ],
  [
    "extracts within a loop",
    `#foreach($i in $l)$i.name<|>#end`,
    "Extract to variable $name",
    `#foreach($i in $l)#set($name = $i.name)$name#end`,
  ],
  [
    "extracts all occurrences",
    `$input.params('a')<|> \${input.params('a')} #if($input.params('a') == "")b#end`,
    "Extract all 3 occurrences to variable $a",
    `#set($a = $input.params('a'))$a $a #if($a == "")b#end`,
  ],
  [
    "avoids the names of other variables",
    `#set($a = 1)$input.params('a')<|>`,
    "Extract to variable $a2",
    `#set($a = 1)#set($a2 = $input.params('a'))$a2`,
  ],
  [
    "inlines a reference",
    `#set($a = $input.params('b'))"$a<|>"`,
    "Inline variable $a",
    `"$input.params('b')"`,
  ],
  [
    "inlines with the parts of each use",
    `#set($a = $input.path('$'))$a.b<|> \${a.c}`.replace("$a.b<|>", "$a<|>.b"),
    "Inline variable $a",
    `$input.path('$').b \${input.path('$').c}`,
  ],
  [
    "inlines text",
    `#set($a<|> = "b c")x $a #if($a == "d")e#end`,
    "Inline variable $a",
    `x b c #if("b c" == "d")e#end`,
  ],
  [
    "inlines into a string",
    `#set($a = $input.params("b"))#set($c = "x $a<|>")$c`,
    "Inline variable $a",
    `#set($c = "x $input.params(""b"")")$c`,
  ],
  [
    "removes the line of the directive",
    `{\n#set($a = $context.stage)\n"b": "$a<|>"\n}`,
    "Inline variable $a",
    `{\n"b": "$context.stage"\n}`,
  ],
  ["inverts an #if", "a#if($b)<|>c#{else}d#end", "Invert #if", "a#if(!$b)d#{else}c#end"],
  ["inverts a comparison", `a#if($b == "")<|>c#{else}d#end`, "Invert #if", `a#if($b != "")d#{else}c#end`],
  ["removes a negation", `a#if(!($b && $c))<|>d#{else}e#end`, "Invert #if", `a#if($b && $c)e#{else}d#end`],
  ["negates a combination", "a#if($b > 1)<|>c#{else}d#end", "Invert #if", "a#if(!($b > 1))d#{else}c#end"],
  [
    "inverts an #if on lines",
    "#if($a)<|>\nb\n#else\nc\n#end\nd",
    "Invert #if",
    "#if(!$a)\nc\n#else\nb\n#end\nd",
  ],
  ["adds braces", "a $b<|> c", "Add braces", "a ${b} c"],
  ["removes braces", "a ${b<|>} c", "Remove braces", "a $b c"],
  ["makes a reference quiet", "a $b.c<|> d", "Convert to $!…", "a $!b.c d"],
  ["makes a quiet reference plain", "a $!{b<|>} c", "Convert to $…", "a ${b} c"],
  [
    "converts a sum to an interpolation",
    `#set($a = "b " + $c<|> + 'd "e"')$a`,
    "Convert to interpolation",
    `#set($a = "b \${c}d ""e""")$a`,
  ],
  [
    "converts an interpolation to a sum",
    `#set($a = "b \${c<|>}d")$a`,
    "Convert to concatenation",
    `#set($a = "b " + $c + "d")$a`,
  ],
  [
    "starts a sum of references with text",
    `#set($a = "$b<|>$c")$a`,
    "Convert to concatenation",
    `#set($a = "" + $b + $c)$a`,
  ],
  [
    "escapes a value in JSON",
    `{"a": "$b.c<|>"}`,
    "Wrap in $util.escapeJavaScript",
    `{"a": "$util.escapeJavaScript($b.c)${UNESCAPE}"}`,
  ],
  [
    "quotes and escapes a value without quotes",
    `{"a": $b.c<|>}`,
    "Wrap in $util.escapeJavaScript",
    `{"a": "$util.escapeJavaScript($b.c)${UNESCAPE}"}`,
  ],
  ["adds quotes", `{"a": $context.stage<|>}`, "Add quotes", `{"a": "$context.stage"}`],
  ["surrounds text with #if", "a <|$b|> c", "Surround with #if", "a #if($condition)$b#end c"],
  [
    "surrounds with #foreach",
    "a <|$b c|> d",
    "Surround with #foreach",
    "a #foreach($item in $items)$b c#end d",
  ],
  ["surrounds lines", `{\n<|"a": "$b"|>\n}`, "Surround with #if", `{\n#if($condition)\n"a": "$b"\n#end\n}`],
];

describe("refactorings of templates", () => {
  itInEveryHost(CASES, ({ host, marked, wrap }, [, , title, after]) => {
    // The indentation of a quoted string's lines is not a part of it.
    const layout = (text: string): string =>
      host.name.startsWith("a single-quoted") ? text.replace(/^ +/gm, "") : text;
    const { text, span } = spanIn(marked);
    const analysis = openHost(host, text);
    const found = templateRefactorings(analysis, span);
    const refactoring = found.find((each) => each.title === title);
    assert.ok(refactoring, `available: ${found.map((each) => each.title).join(", ") || "nothing"}`);
    const changed = applyEdits(text, refactoring.edits);
    // A string that cannot hold the lines of the new text in its style gets another one.
    if (host.wrap(after) !== undefined) assert.equal(layout(changed), layout(wrap(after)));
    const [hosted] = hostedTemplates(openHost(host, changed));
    assert.equal(hosted?.template.text, after);
    if (host.format === "vtl") return;
    // CloudFormation has tags that the AWS CLI does not read.
    const { problems } = parse(changed, host.format);
    assert.deepEqual(
      problems.filter(({ kind }) => kind !== "tag" || host.fileName === undefined),
      [],
    );
  });
});

describe("refactorings that are not offered", () => {
  /** [why, marked template, start of the title] */
  const cases: readonly (readonly [string, string, string])[] = [
    ["a plain variable", "$a<|>", "Extract"],
    ["the whole value of a #set", "#set($a = $input.params('b')<|>)$a", "Extract"],
    ["a literal that counts as false in a condition", `#if(<|"a"|>)b#end`, "Extract"],
    ["a calculation, which may have no value", "#set($a = <|$b / $c|> + 1)$a", "Extract"],
    ["a call that may fail and is not always made", "#if($a && $a.get(0)<|> == 1)b#end", "Extract"],
    ["a value of the loop in a string", `#set($a = "#foreach($i in $l)$i.b<|>#end")$a`, "Extract"],
    ["a call that changes a list", "#set($a = [])$a.add(1)<|>", "Extract"],
    ["the block of a #define", "#define($a)b#end$a.toString()<|>", "Extract"],
    ["what is assigned to", "#set($a = {})#set($a.b<|> = 1)", "Extract"],
    ["occurrences with another value", "#set($a = {})$a.b<|>#set($a = {})$a.b", "Extract all"],
    [
      "occurrences of a loop's state",
      "#foreach($i in $l)$foreach.index<|> $foreach.index#end",
      "Extract all",
    ],
    ["occurrences of what a call may change", "#set($a = {})$a.b<|>$a.put('b', 1)$a.b", "Extract all"],
    ["a variable with two values", "#set($a = 1)#set($a = 2)$a<|>", "Inline"],
    ["a variable that may be unset", "#if($b)#set($a = 1)#end$a<|>", "Inline"],
    ["a variable of a loop", "#foreach($a in $l)$a<|>#end", "Inline"],
    ["a variable that nothing sets", "$a<|>", "Inline"],
    ["a predefined variable", "#set($input = 1)$input<|>", "Inline"],
    ["text that would count as false", `#set($a = "b")#if($a<|>)c#end`, "Inline"],
    ["a value that changes before it is used", "#set($a = $b.c)#set($b = {})$a<|>", "Inline"],
    ["a list that is changed", "#set($a = [])$a.add(1)$a<|>", "Inline"],
    ["a call that may fail and would not always be made", "#set($a = $b.get(0))#if($c)$a<|>#end", "Inline"],
    ["a variable that an escaped reference names", "#set($a = $b.c)\\$a $a<|>", "Inline"],
    ["a variable in a block that runs later", "#set($a = $b.c)#define($d)$a<|>#end$d", "Inline"],
    ["an #if without #else", "#if($a)<|>b#end", "Invert"],
    ["an #if with #elseif", "#if($a)<|>b#elseif($c)d#{else}e#end", "Invert"],
    ["braces that separate a name from text", "${a<|>}b", "Remove braces"],
    ["a sum of numbers", "#set($a = $b + $c<|>)", "Convert to interpolation"],
    ["a value that is escaped", "$util.escapeJavaScript($a)<|>", "Wrap"],
    ["half a directive", "a <|#if($b)c|>#end", "Surround"],
    ["a template that cannot be parsed", "#set($a = $input.params('b')<|>", ""],
  ];
  for (const [why, marked, start] of cases) {
    it(`${start || "anything"}: ${why}`, () => {
      const { text, span } = spanIn(marked);
      const [host] = TEMPLATE_HOSTS;
      assert.ok(host);
      const titles = templateRefactorings(openHost(host, text), span).map(({ title }) => title);
      assert.deepEqual(
        titles.filter((title) => title.startsWith(start)),
        [],
      );
    });
  }

  it("anything: a host that cannot be parsed, a selection across templates, or no template", () => {
    const input = (first: string): string =>
      `{"type": "MOCK", "requestTemplates": {"a": "${first}", "b": "$input.params('c')"}}`;
    const offered = (text: string, span: Span): number => {
      const host = TEMPLATE_HOSTS.find(({ format }) => format === "json");
      assert.ok(host);
      return templateRefactorings(openHost(host, text), span).length;
    };
    const text = input("$input.body.x");
    const at = text.indexOf("params");
    assert.ok(offered(text, { start: at, end: at }) > 0);
    const broken = text.slice(0, -2);
    assert.equal(offered(broken, { start: at, end: at }), 0);
    assert.equal(offered(text, { start: text.indexOf("body"), end: at }), 0);
    assert.equal(offered(text, { start: 3, end: 3 }), 0);
    assert.equal(offered("", { start: 0, end: 0 }), 0);
  });
});
