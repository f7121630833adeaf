import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyzeTemplate, edit, fixAllEdits } from "../../../server/src/service";
import { hostedTemplates } from "../../../server/src/templates/hostedTemplate";
import { applyEdits } from "../../support/edits";
import { itFixes } from "../../support/templateCases";
import { itInEveryHost, openHost } from "../../support/templateHosts";

describe("fixes for syntax errors in templates", () => {
  itFixes([
    ["AG3010", "Insert #end", "#if($a)\nb", "#if($a)\nb\n#end"],
    ["AG3010", "Insert #end", "#if($a)\n  b\nc", "#if($a)\n  b\n#end\nc"],
    ["AG3010", "Insert #end", "#if($a)b\nc", "#if($a)b#end\nc"],
    ["AG3010", "Insert #end", "#if($a)\n  b\n#else\n  c\n\nd", "#if($a)\n  b\n#else\n  c\n#end\n\nd"],
    ["AG3010", "Insert #end", "#define($a)\n  b\nc $a", "#define($a)\n  b\n#end\nc $a"],
    // The parser takes the `#end` for that of the `#if`, but the indentation shows which block lacks its own.
    [
      "AG3010",
      "Insert #end",
      "{#foreach($i in $l)\n  #if($i)\n    x\n  y\n#end}",
      "{#foreach($i in $l)\n  #if($i)\n    x\n  y\n  #end\n#end}",
    ],
    ["AG3010", "Remove #end", "a#end", "a"],
    ["AG3010", "Remove #end", "a\n#end\nb", "a\nb"],
    ["AG3016", "Double the quotes", '#set($a = "b \\"c\\" d")', '#set($a = "b ""c"" d")'],
    ["AG3029", "Close the string", '#set($a = "b)\nc', '#set($a = "b")\nc'],
    [
      "AG3029",
      "Close the string",
      '{"a": "$util.escapeJavaScript($input.params(\'b))",\n"c": 1}',
      '{"a": "$util.escapeJavaScript($input.params(\'b\'))",\n"c": 1}',
    ],
    ["AG3029", "Insert )", "#set($a = $b\nc", "#set($a = $b)\nc"],
    ["AG3029", "Insert )", `{"a": "$input.params('b'"}`, `{"a": "$input.params('b')"}`],
    ["AG3029", "Insert )", "a=$util.urlEncode('b'&c=d", "a=$util.urlEncode('b')&c=d"],
    [
      "AG3029",
      "Remove the backslashes before quotes",
      '{\\"a\\": $input.params(\\"b\\")}',
      '{"a": $input.params("b")}',
    ],
    ["AG3029", 'Write ""', "#if($a == null)b#end", '#if($a == "")b#end'],
    ["AG3029", "Insert )", "#set($a = $b.get(0)\n[$a]", "#set($a = $b.get(0))\n[$a]"],
    ["AG3029", "Insert )", "#if($a.get('b' == 'c')d#end", "#if($a.get('b') == 'c')d#end"],
    ["AG3029", "Insert )", "$util.urlEncode($a", "$util.urlEncode($a)"],
    ["AG3029", "Insert )", "#foreach($i in $l\nx #end", "#foreach($i in $l)\nx #end"],
    ["AG3029", "Insert }", "${input.params('a')", "${input.params('a')}"],
    ["AG3029", "Insert }", "<${a b>", "<${a} b>"],
    ["AG3029", "Insert }", '#set($a = {"b": 1)', '#set($a = {"b": 1})'],
    ["AG3029", "Insert ]]#", "#[[ a", "#[[ a]]#"],
    ["AG3029", "Print $ as text", "5 $", "5 #[[$]]#"],
    ["AG3029", "Print # as text", "no. #", "no. #[[#]]#"],
    ["AG3029", "Write =", "#set($a == 1)", "#set($a = 1)"],
    ["AG3029", "Write ==", "#if($a = 1)b#end", "#if($a == 1)b#end"],
    ["AG3029", "Write &&", "#if($a & $b)c#end", "#if($a && $b)c#end"],
    ["AG3029", "Write $a", "#set(a = 1)", "#set($a = 1)"],
  ]);
  it("offers no #end in parentheses that are not closed", () => {
    const { problems } = analyzeTemplate("#if($a");
    assert.deepEqual(
      problems.flatMap(({ fixes = [] }) => fixes.map(({ title }) => title)),
      ["Insert )"],
    );
  });
  it("offers nothing that leaves as many errors", () => {
    const { problems } = analyzeTemplate("#set($a = 1 ? 2 : 3)");
    assert.deepEqual(
      problems.map(({ code, fixes = [] }) => [code, fixes]),
      [["AG3029", []]],
    );
  });
  it("offers nothing in templates that take too long to try out", () => {
    const { problems } = analyzeTemplate(`#set($a = "b)\n${"c".repeat(100_000)}`);
    assert.deepEqual(
      problems.map(({ code, fixes = [] }) => [code, fixes]),
      [["AG3029", []]],
    );
  });
  it("keeps the line breaks of the template", () => {
    const text = "#if($a)\r\n  b\r\nc";
    const { problems, document } = analyzeTemplate(text);
    const [fix] = problems.find(({ code }) => code === "AG3010")?.fixes ?? [];
    assert.ok(fix);
    assert.equal(applyEdits(text, edit(document, fix.change)), "#if($a)\r\n  b\r\n#end\r\nc");
  });
});

describe("a fix of a template", () => {
  itInEveryHost(
    [
      ["closes a string", '#set($a = "b)$a', "Close the string", '#set($a = "b")$a'],
      ["doubles quotes", '#set($a = "\\"b\\"")$a', "Double the quotes", '#set($a = """b""")$a'],
      ["closes a block", "#if($a)b", "Insert #end", "#if($a)b#end"],
      ["closes a block on lines", "{\n#if($a)\nb\n}", "Insert #end", "{\n#if($a)\nb\n}\n#end"],
      ["inserts a parenthesis", "$util.urlEncode($a", "Insert )", "$util.urlEncode($a)"],
      ["adds quotes", "{b: 1}", "Add quotes", '{"b": 1}'],
      ["escapes a dollar sign", "x $schema", "Print $schema as text", "x #[[$schema]]#"],
    ],
    ({ host, marked, wrap }, [, , title, after]) => {
      const { problems, document } = openHost(host, marked);
      const found = problems.flatMap(({ fixes = [] }) => fixes).find((fix) => fix.title === title);
      assert.ok(found);
      const changed = applyEdits(marked, edit(document, found.change));
      if (host.wrap(after) !== undefined) assert.equal(changed, wrap(after));
      const [hosted] = hostedTemplates(openHost(host, changed));
      assert.equal(hosted?.template.text, after);
    },
  );
});

describe("fixes for output that is not JSON", () => {
  itFixes([
    ["AG3020", "Remove the comma", '{"a": 1,}', '{"a": 1}'],
    ["AG3020", "Remove the comma", "[1,,2]", "[1,2]"],
    ["AG3020", "Write true", '{"a": True}', '{"a": true}'],
    ["AG3020", "Add quotes", "{a: 1}", '{"a": 1}'],
    ["AG3020", "Use double quotes", `{"a": 'b'}`, '{"a": "b"}'],
    ["AG3020", "Insert a comma", '{"a": 1 "b": 2}', '{"a": 1, "b": 2}'],
    [
      "AG3020",
      "Insert a comma",
      `{"a": $input.json('$.a')\n"b": $input.json('$.b')}`,
      `{"a": $input.json('$.a'),\n"b": $input.json('$.b')}`,
    ],
    ["AG3020", "Remove the backslashes before quotes", '{\\"a\\": \\"b\\"}', '{"a": "b"}'],
    ["AG3020", "Escape the line break", '{"a": "b\nc"}', '{"a": "b\\nc"}'],
    ["AG3020", "Remove the backslash", `{"a": "it\\'s"}`, `{"a": "it's"}`],
    ["AG3020", "Double the backslash", '{"a": "\\d"}', '{"a": "\\\\d"}'],
    [
      "AG3020",
      "Separate the items with commas",
      `[#foreach($i in $input.path('$.a'))"b"#end]`,
      `[#foreach($i in $input.path('$.a'))"b"#if($foreach.hasNext),#end#end]`,
    ],
  ]);
});

describe("fixes for paths, blocks and branches", () => {
  itFixes([
    ["AG3103", "Write $.a[0]", "$input.json('$.a[0')", "$input.json('$.a[0]')"],
    ["AG3103", "Write $['a']", `$input.json("$['a")`, `$input.json("$['a']")`],
    ["AG3103", "Write $.a", "$input.json('$a')", "$input.json('$.a')"],
    ["AG3103", "Write $.a", "$input.json('$.a.')", "$input.json('$.a')"],
    ["AG3103", "Write .a", `$input.json('$["a"]')`, "$input.json('$.a')"],
    [
      "AG3009",
      "Convert to #define",
      "#macro(greet)hi#end#greet() and #greet().",
      "#define($greet)hi#end$greet and ${greet}.",
    ],
    ["AG3033", "Remove the branch", "a #if(false)b#end c", "a  c"],
    ["AG3033", "Remove the branch", "#if(false)a#else\nb#end c", "b c"],
    ["AG3033", "Remove the branch", "#if(true)a#else b#end", "#if(true)a#end"],
    [
      "AG3033",
      "Remove the branch",
      "#if(false)a#elseif($input.body == '')b#end",
      "#if($input.body == '')b#end",
    ],
    ["AG3033", "Remove the code", "a#stop b", "a#stop "],
  ]);
  itFixes(
    [
      [
        "AG3014",
        "Write responseOverride",
        "#set($context.requestOverride.header.a = 'b')",
        "#set($context.responseOverride.header.a = 'b')",
      ],
    ],
    { kind: "response" },
  );
});

describe("fixes for overrides without effect", () => {
  itFixes(
    [
      ["AG3028", "Remove the #set", "a\n#set($context.requestOverride.header.TE = 'b')\nc", "a\nc"],
      ["AG3028", "Remove the #set", "a#set($context.requestOverride.header.TE = 'b')c", "ac"],
    ],
    { type: "AWS" },
  );
});

describe("all safe fixes of a template file", () => {
  it("corrects spelling and leaves what needs a decision", () => {
    const text = "$context.requestID $stageVariables[a] $input.body() $input.jsn('$') $input.json('a.b')";
    const analysis = analyzeTemplate(text);
    assert.equal(
      applyEdits(text, fixAllEdits(analysis)),
      "$context.requestId $stageVariables['a'] $input.body $input.jsn('$') $input.json('$.a.b')",
    );
  });
});
