import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze, analyzeTemplate, type DocumentSymbol, outline } from "../../../server/src/service";
import { itInEveryHost, openHost } from "../../support/templateHosts";

/** An outline as text: one entry a line, with the depth, the kind, the name and the detail. */
function textOf(symbols: readonly DocumentSymbol[], indentation = ""): readonly string[] {
  return symbols.flatMap(({ kind, name, detail, children }) => [
    `${indentation}${kind} ${name}${detail === "" ? "" : ` = ${detail}`}`,
    ...textOf(children, `${indentation}  `),
  ]);
}

/** The entries inside the template of a host. */
function inTemplate(symbols: readonly DocumentSymbol[], isFile: boolean): readonly DocumentSymbol[] {
  return isFile
    ? symbols
    : symbols.flatMap(({ name, children }) =>
        name === "requestTemplates" ? children.flatMap((template) => template.children) : [],
      );
}

function assertNested(
  text: string,
  symbols: readonly DocumentSymbol[],
  outer = { start: 0, end: text.length },
): void {
  for (const { name, span, nameSpan, children } of symbols) {
    assert.ok(outer.start <= span.start && span.end <= outer.end, `${name} is inside its parent.`);
    assert.ok(span.start <= nameSpan.start && nameSpan.end <= span.end, `${name} contains its name.`);
    assertNested(text, children, span);
  }
}

describe("the outline of a template", () => {
  itInEveryHost(
    [
      [
        "lists where each variable is set first",
        '#set($a = 1)#set($b = "x")#set($a = 2)#set($a.c = 3)$d',
        ["variable $a = 1", 'variable $b = "x"'],
      ],
      ["lists variables after text", "$x#set($a = [1, 2])", ["variable $a = [1, 2]"]],
      [
        "lists blocks of several lines, with their variables",
        "#if($a == 1)\n#set($b = 1)\n#elseif($a == 2)\n$b\n#else\n#foreach($i in $l)\n$i\n#end\n#end",
        [
          "block #if($a == 1)",
          "  variable $b = 1",
          "block #elseif($a == 2)",
          "block #else",
          "  block #foreach($i in $l)",
        ],
      ],
      [
        "leaves out blocks of a single line",
        "#if($a),#end#foreach($i in $l)$i#if($foreach.hasNext),#end#end",
        [],
      ],
      ["lists what a single line sets", "#if($a)#set($b = 1)#end", ["block #if($a)", "  variable $b = 1"]],
      [
        "lists macros and blocks to print",
        "#macro(row $a $b)$a#end#define($d)#set($c = 1)#end",
        ["function #macro(row $a $b)", "function #define($d)", "  variable $c = 1"],
      ],
    ] as const,
    ({ host, marked }, [, , expected]) => {
      const symbols = outline(openHost(host, marked));
      assert.deepEqual(textOf(inTemplate(symbols, host.format === "vtl")), expected);
      assertNested(marked, symbols);
    },
  );

  it("keeps the members of the input", () => {
    const text = '{"uri": "x", "requestTemplates": {"a/b": "#set($a = 1)"}, "x": "#set($a = 1)"}';
    assert.deepEqual(textOf(outline(analyze(text, "put-integration"))), [
      "string uri = x",
      "object requestTemplates",
      "  string a/b = #set($a = 1)",
      "    variable $a = 1",
      "string x = #set($a = 1)",
    ]);
  });

  it("ends at a depth that clients can show", () => {
    const depth = (symbols: readonly DocumentSymbol[]): number =>
      Math.max(0, ...symbols.map(({ children }) => 1 + depth(children)));
    assert.equal(depth(outline(analyzeTemplate("#if($a)\n".repeat(200)))), 20);
  });
});
