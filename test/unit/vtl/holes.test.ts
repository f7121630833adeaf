import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { RULES } from "../../../server/src/rules";
import { RuleRunner } from "../../../server/src/rules/engine/run";
import { Template } from "../../../server/src/rules/engine/template";
import { TemplateProblems } from "../../../server/src/rules/engine/templateProblems";
import { parseJson } from "../../../server/src/syntax/parseJson";
import { gatherFacts } from "../../../server/src/vtl/analysis/facts";
import { parseTemplate, renderTemplate } from "../../../server/src/vtl/index";
import { parseHoles } from "../../support/holes";

/** [where the hole is, template, names of the references that are still found, what it prints with «» for holes] */
const positions: readonly (readonly [string, string, string, string])[] = [
  ["text", "a ⟪${X}⟫ b", "", "a « b"],
  ["the start", "⟪${X}⟫b", "", "«b"],
  ["the end", "b⟪${X}⟫", "", "b«"],
  ["nothing but a hole", "⟪${X}⟫", "", "«"],
  ["two holes in a row", "⟪${X}⟫⟪${Y}⟫", "", "««"],
  ["a JSON string", '{"a": "x⟪${X}⟫y"}', "", '{"a": "x«y"}'],
  ["a JSON value", '{"a": ⟪${X}⟫, "b": 1}', "", '{"a": «, "b": 1}'],
  ["a JSON name", "{⟪${X}⟫: 1}", "", "{«: 1}"],
  ["members of JSON", '{"a": 1 ⟪${X}⟫}', "", '{"a": 1 «}'],
  ["text after a sign", "a $⟪{X}⟫ #⟪{Y}⟫", "", "a « #«"],
  ["the rest of a name", "$input⟪${X}⟫ $stageVariables.a", "stageVariables", "« "],
  ["a name", "$⟪X⟫.foo($input.body)", "input", "«"],
  ["a name in braces", "${⟪X⟫}", "", "«"],
  ["a property", "$context.⟪X⟫", "context", "«"],
  ["the rest of a property", "$context.req⟪X⟫.b", "context", ""],
  ["a method", "$input.⟪X⟫($context.stage)", "input context", "«"],
  ["a text after a call", "$input.body⟪X⟫ $input.json('$')⟪X⟫", "input input", "« {}«"],
  ["an argument", "$input.params(⟪X⟫)", "input", ""],
  ["a part of an argument", "$input.params('a⟪X⟫b')", "input", ""],
  ["a part of a path", "$input.json('$.a⟪X⟫b')", "input", '""'],
  ["a whole path", "$input.json('⟪X⟫')", "input", '""'],
  ["a path in double quotes", '$input.json("$.⟪X⟫")', "input", '""'],
  ["an index", "#set($l = [1, 2])$l[⟪X⟫]", "l", "«"],
  ["a value", "#set($a = ⟪X⟫)$a", "a", "«"],
  ["a value with parts", "#set($a = ⟪X⟫.b($context.stage))$a", "context a", "«"],
  ["a part of a string", '#set($a = "x⟪X⟫y")$a', "a", "x«y"],
  ["a part of a string with references", '#set($a = "$context.stage⟪X⟫$!b")$a', "context b a", "«"],
  ["a part of a string in single quotes", "#set($a = 'x⟪X⟫y')$a", "a", "x«y"],
  ["a string with doubled quotes", `#set($a = "x""⟪"""⟫""y")$a`, "a", 'x"«"y'],
  ["a part of a number", "#set($a = 1⟪X⟫)$a", "a", "«"],
  ["a part of a word", "#set($a = tr⟪X⟫)$a", "a", "«"],
  ["an operator", "#set($a = $context.stage ⟪X⟫ $b)$a", "context b a", "«"],
  ["a target", "#set($⟪X⟫ = 1)", "", ""],
  ["the rest of a target", "#set($a⟪X⟫ = 1)", "", ""],
  ["a condition", "#if(⟪X⟫)a#{else}b#end", "", "a"],
  ["a part of a condition", "#if($a == ⟪X⟫ && !⟪Y⟫)a#{else}b#end", "a", "b"],
  ["a list", "#foreach($i in ⟪X⟫)$i#end", "i", ""],
  ["items", "#set($a = [⟪X⟫, 1⟪Y⟫, ⟪Z⟫])", "", ""],
  ["entries", '#set($a = {"a": ⟪X⟫, ⟪Y⟫: 1})', "", ""],
  ["a range", "#foreach($i in [1..⟪X⟫])$i#end", "i", ""],
  ["the bounds of a range", "#foreach($i in [⟪X⟫..3])$i#end", "i", ""],
  ["a line comment", "## ⟪X\nY⟫ $a\n$b", "b", ""],
  ["a block comment", "#* ⟪*#⟫ *#$b", "b", ""],
  ["unparsed text", "#[[ $a ⟪X⟫ $c ]]#$b", "b", " $a « $c "],
  ["an escape", "\\⟪X⟫ \\\\⟪X⟫", "", "\\« \\\\«"],
  ["the rest of a directive", "#foo⟪X⟫(1)", "", "#foo«(1)"],
  ["a macro call", "#foo(⟪X⟫ $a)", "a", "#foo(⟪ $a)"],
  ["a definition", "#define($a)x⟪X⟫#end$a", "a", "x«"],
];

const runner = new RuleRunner(RULES);

describe("holes", () => {
  for (const [title, marked, names, printed] of positions) {
    for (const source of ["X", "${AWS::Region}", '"', "'", ")", "#end", "\n", "$", "#if(", "{", "⁅]]#"]) {
      const own = marked.replaceAll(/⟪[^⟫]*⟫/g, `⟪${source}⟫`);
      it(`are opaque as ${title}: ${JSON.stringify(source)}`, () => {
        const { text, holes } = parseHoles(own);
        const template = new Template(text, { kind: "request", protocol: "REST" }, holes);
        assert.deepEqual(template.problems, []);
        const found = template.facts.references.map(({ node }) => node.name).sort();
        assert.deepEqual(
          found,
          names
            .split(" ")
            .filter((name) => name !== "")
            .sort(),
        );
        const { output } = renderTemplate(text, {}, { holes, holeText: () => "«" });
        assert.equal(output, printed.replaceAll("⟪", source));
      });
    }
    it(`cause no problem as ${title}`, () => {
      const { text, holes } = parseHoles(marked);
      const template = new Template(text, { kind: "request", protocol: "REST" }, holes);
      // Some variables are never set, which is reported elsewhere.
      const problems = runner.runOnTemplate(template).filter(({ code }) => code !== "AG3019");
      assert.deepEqual(problems, []);
    });
  }

  it("print their source by default", () => {
    const { text, holes } = parseHoles('{"a": "⟪${X}⟫"}');
    assert.equal(renderTemplate(text, {}, { holes }).output, text);
  });

  it("are part of what problems are cached by", () => {
    const checked: number[] = [];
    const problems = new TemplateProblems(({ node }) => {
      checked.push(node.holes?.length ?? 0);
      return [];
    });
    const document = parseJson('{"T": "a ${X}"}');
    const value = document.root?.kind === "object" ? document.root.members[0]?.value : undefined;
    assert.equal(value?.kind, "string");
    for (const node of [value, { ...value, holes: [{ start: 2, end: 6 }] }, value]) {
      problems.in(document, { node, scope: {}, scopeKey: "" }, () => true);
    }
    assert.deepEqual(checked, [0, 1]);
  });

  const TEMPLATES = [
    `#set($inputRoot = $input.path('$'))\n{"a": "$inputRoot.name", "b": [#foreach($e in $inputRoot.list)"$e.id"#if($foreach.hasNext),#end#end]}`,
    `#if($context.stage == 'prod' && !$stageVariables.x)\n  $util.escapeJavaScript($input.body)\n#else\n$input.params().path.get("id").substring(0, 3)\n#end`,
    `#set($a = {"k": [1..3], 'l': "x $util.urlEncode($input.json('$.a[0]')) y"})## c\n#* d *#$!{a.k}[[\\$x`,
    "#macro(m $a)$a#end#define($d)text#end$d #m(1) #[[ $raw ]]#",
  ];

  it("cause no syntax problem anywhere in a valid template", () => {
    const bad: string[] = [];
    for (const template of TEMPLATES) {
      assert.deepEqual(parseTemplate(template).problems, []);
      for (let at = 0; at <= template.length; at++) {
        const text = `${template.slice(0, at)}\${X}${template.slice(at)}`;
        const { problems } = parseTemplate(text, { holes: [{ start: at, end: at + 4 }] });
        const [first] = problems;
        if (first) bad.push(`${template.slice(0, at)}⟪⟫${template.slice(at)}: ${first.message}`);
      }
    }
    assert.deepEqual(bad, []);
  });

  it("keep all offsets", () => {
    for (const template of TEMPLATES) {
      const whole = gatherFacts(parseTemplate(`${template}\${X}`).root.body).references.length;
      const { root } = parseTemplate(`${template}\${X}`, {
        holes: [{ start: template.length, end: template.length + 4 }],
      });
      assert.equal(root.end, template.length + 4);
      assert.ok(gatherFacts(root.body).references.length <= whole);
    }
  });
});
