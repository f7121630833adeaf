import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { ReferenceNode, Statement } from "../../../server/src/vtl/syntax/nodes";
import { type ParsedTemplate, parseTemplate } from "../../../server/src/vtl/syntax/parse";

const statements = (text: string): readonly Statement[] => parseTemplate(text).root.body.statements;

function firstReference(text: string): ReferenceNode {
  const found = statements(text).find((node) => node.kind === "reference");
  if (found?.kind !== "reference") throw new Error(`No reference in ${text}`);
  return found;
}

/** `kind@text` for each problem, with the text that it marks. */
function problemsOf({ text, problems }: ParsedTemplate): string[] {
  return problems.map(({ kind, start, end }) => `${kind}@${text.slice(start, end)}`);
}

describe("VTL parser", () => {
  describe("reports what Velocity rejects", () => {
    const cases: readonly (readonly [template: string, problems: readonly string[]])[] = [
      ["plain", []],
      ["$a.b.c(1, 'x')[0] ${a} $!{a.b} $a-b", []],
      ["#if($a == 1)x#elseif(!$b)y#{else}z#end", []],
      ["#foreach($x in [1..3])$x#end #foo(1 $a) #foo", []],
      ["cost: 5$ and #hash, a@b, # x", []],
      ["#* never closed", []],
      ["$a.b(", []],
      ["ends in $", ["danglingSign@$"]],
      ["ends in #", ["danglingSign@#"]],
      ["#if($a)x", ["missingEnd@#if"]],
      ["#foreach($x in $y)\n#if($x)\n#end", ["missingEnd@#foreach"]],
      ["x#end", ["strayEnd@#end"]],
      ["x#else y", ["strayElse@#else"]],
      ["#if($a)1#else 2#else 3#end", ["strayElse@#else"]],
      ["#if($a = 1)x#end", ["unexpected@="]],
      ["#set($a 1)", ["unexpected@1"]],
      ["#set($a = )", ["unexpected@)"]],
      ["#set($a = 1\n", ["unexpectedEnd@"]],
      ["$a.true", ["unexpected@true"]],
      ["${a.}", ["unexpected@.}"]],
      ["${a", ["unexpectedEnd@"]],
      ["$input.params('x)", ["unclosedString@'x)"]],
      ['#set($a = "abc)\n#set($b = "x")', ['unclosedString@"abc)']],
      ['#set($a = "say \\"hi\\" now")', ['escapedQuote@\\"']],
      ["#[[ never closed", ["unclosedBlock@#[[ never closed"]],
      ["#set($a = #5)", ["badCharacter@#"]],
      ["$a.b(#1.5) #5", ["badCharacter@#"]],
      ["#parse('x')", ["refusedDirective@#parse"]],
      ["#foreach($x)#end", ["directiveArguments@#foreach"]],
      ["#define#end", ["directiveArguments@#define", "strayEnd@#end"]],
      ["#macro()x#end", ["macroName@#macro"]],
      ["#macro('m')x#end", ["macroName@'m'"]],
      ["#break(a)", ["wordArgument@a"]],
      ['"$a" #set($x = "a ${b c")', ["unexpected@ c"]],
    ];
    for (const [template, problems] of cases) {
      it(JSON.stringify(template), () => deepStrictEqual(problemsOf(parseTemplate(template)), problems));
    }
  });

  it("continues after an error", () => {
    const parsed = parseTemplate("#set($a = )\n$b\n#if($c = 1)\n$d\n#end\n$e");
    deepStrictEqual(problemsOf(parsed), ["unexpected@)", "unexpected@="]);
    const kinds = parsed.root.body.statements.map((node) => node.kind);
    deepStrictEqual(
      kinds.filter((kind) => kind !== "text"),
      ["set", "reference", "if", "reference"],
    );
  });

  it("gives the spans of all parts of a reference", () => {
    const text = "x ${input.params('id')[0].name} y";
    const node = firstReference(text);
    const pieces = [node, node.nameSpan, ...node.parts].map(({ start, end }) => text.slice(start, end));
    deepStrictEqual(pieces, ["${input.params('id')[0].name}", "input", ".params('id')", "[0]", ".name"]);
  });

  it("keeps the parts of an incomplete reference", () => {
    strictEqual(firstReference("$input. ").dangling, true);
    const { parts } = firstReference("$input.params('");
    deepStrictEqual(
      parts.map((part) => part.kind === "method" && [part.name, part.closed]),
      [["params", false]],
    );
    strictEqual(firstReference("${input.").closed, false);
  });

  it("gives references inside interpolated strings their offsets in the template", () => {
    const text = '#set($a = "say ""$b.c"" \\u0041$d")';
    const [node] = statements(text);
    const inner = node?.kind === "set" && node.value.kind === "string" && node.value.template?.statements;
    const references = (inner || []).filter((piece) => piece.kind === "reference");
    deepStrictEqual(
      references.map(({ start, end }) => text.slice(start, end)),
      ["$b.c", "$d"],
    );
  });

  it("parses every truncation of a template", () => {
    const text =
      '#if($a && "x$b" == {"k": [1..$c]}) #foreach($i in $l)${i.get(0)[1]}#end #[[x]]# #else y #end';
    for (let end = 0; end <= text.length; end++) {
      const { root } = parseTemplate(text.slice(0, end));
      ok(root.body.end <= end);
    }
  });

  it("gives up on excessive nesting", () => {
    for (const piece of ["#if(", "#if($a)", "$a.b(", "$a[", "#set($a=[", "#set($a=((", "#set($a=!"]) {
      const { problems } = parseTemplate(`#set($x=1)${piece.repeat(100_000)}`);
      ok(problems.length >= 1 && problems.length <= 100, `${piece}: ${problems.length}`);
    }
    const deep = parseTemplate(`#set($a=${"[".repeat(100_000)}${"]".repeat(100_000)})`);
    ok(deep.problems.some(({ kind }) => kind === "tooDeep"));
    ok(parseTemplate(`#set($a=1${"+1".repeat(100_000)})`).problems.length > 0);
  });

  it("parses in linear time", () => {
    const pieces = [
      "\\",
      "$",
      "#",
      "${a",
      "#set($a='",
      '#set($a="',
      "#[[\n",
      "#*",
      "$a[",
      "a ",
      "#if($a.b('x'))y#end\n",
    ];
    for (const piece of pieces) {
      parseTemplate(piece.repeat(200_000 / piece.length));
    }
  });
});
