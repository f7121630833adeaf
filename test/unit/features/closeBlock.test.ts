import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze, analyzeTemplate, closeBlock } from "../../../server/src/service";
import { applyEdits } from "../../../server/src/syntax/applyEdits";
import { parseCursor } from "../../support/markers";

/** The lines with the cursor, and the same lines with `#end`; undefined if none is missing. */
const CASES: readonly (readonly [title: string, before: string, after: string | undefined])[] = [
  ["an #if", "#if($a)\n  <|>", "#if($a)\n  \n#end"],
  ["an #if with text below", "#if($a && $b)\n<|>\n$c", "#if($a && $b)\n\n#end\n$c"],
  ["an indented #foreach", "{\n  #foreach($a in $b)\n    <|>\n}", "{\n  #foreach($a in $b)\n    \n  #end\n}"],
  ["a #macro", "#macro(m $a)\n<|>", "#macro(m $a)\n\n#end"],
  ["a #define after text", "x #define($a)\n<|>", "x #define($a)\n\n#end"],
  [
    "a block in a closed block",
    "#if($a)\n  #if($b)\n    <|>\n#end",
    "#if($a)\n  #if($b)\n    \n  #end\n#end",
  ],
  ["a block before another one", "#if($a)\n<|>\n#if($b)\nx\n#end", "#if($a)\n\n#end\n#if($b)\nx\n#end"],
  ["a closed block", "#if($a)\n<|>\n#end", undefined],
  ["a closed block in a closed block", "#if($a)\n  #if($b)\n  <|>\n  #end\n#end", undefined],
  ["a block that is closed on its line", "#if($a)x#end\n<|>", undefined],
  ["an #if with an #else", "#if($a)\n<|>\n#else\nx", undefined],
  ["an #else", "#if($a)\n#else\n<|>", undefined],
  ["a condition that is being typed", "#if($a\n<|>", undefined],
  ["a loop without a list", "#foreach($a)\n<|>", undefined],
  ["a #set", "#set($a = 1)\n<|>", undefined],
  ["a comment", "## #if($a)\n<|>", undefined],
  ["a line with text", "#if($a)\nx<|>", undefined],
  ["text", "x\n<|>", undefined],
  ["the first line", "<|>", undefined],
];

describe("the #end of a block", () => {
  for (const [title, before, after] of CASES) {
    const what = after === undefined ? "is not added for" : "is added for";

    it(`${what} ${title}, in a .vtl file`, () => {
      for (const eol of ["\n", "\r\n"]) {
        const { text, offset } = parseCursor(before.replaceAll("\n", eol));
        const found = closeBlock(analyzeTemplate(text), offset);
        assert.equal(found && applyEdits(text, [found]), after?.replaceAll("\n", eol));
      }
    });

    it(`${what} ${title}, in a YAML literal`, () => {
      const inYaml = (template: string): string =>
        `requestTemplates:\n  application/json: |\n    $x\n${template.replaceAll(/^/gm, "    ")}\n`;
      const { text, offset } = parseCursor(inYaml(before));
      const found = closeBlock(analyze(text, "put-integration", { format: "yaml" }), offset);
      assert.equal(found && applyEdits(text, [found]), after === undefined ? undefined : inYaml(after));
    });
  }

  it("is not added in a string on one line, nor in a folded one", () => {
    for (const text of [
      "requestTemplates:\n  a/b: '#if($a)\n    <|>'\n",
      "requestTemplates:\n  a/b: >\n    #if($a)\n    <|>\n",
      "requestTemplates:\n  #if($a)\n  <|>\n",
    ]) {
      const { text: host, offset } = parseCursor(text);
      assert.equal(closeBlock(analyze(host, "put-integration", { format: "yaml" }), offset), undefined);
    }
  });
});
