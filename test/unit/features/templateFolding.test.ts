import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze, analyzeTemplate, folds } from "../../../server/src/service";

function shown(ranges: ReturnType<typeof folds>): readonly string[] {
  return ranges.map(({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ""}`);
}

const CASES: readonly (readonly [title: string, lines: readonly string[], expected: readonly string[]])[] = [
  [
    "a condition and its branches",
    ["#if($a)", "x", "#elseif($b)", "y", "#else", "z", "#end"],
    ["0-1", "2-3", "4-5"],
  ],
  ["nested loops", ["#foreach($a in $b)", "#foreach($c in $a)", "$c", "#end", "#end"], ["0-3", "1-2"]],
  ["a macro and a block", ["#macro(m)", "x", "#end", "#define($b)", "y", "#end"], ["0-1", "3-4"]],
  ["a block comment", ["#*", "x", "*#", "$a"], ["0-2 comment"]],
  ["line comments on consecutive lines", ["## a", "## b", "", "## c", "$a", "## d"], ["0-3 comment"]],
  [
    "JSON around a condition",
    ["{", '"a": [', "#if($b)", "{1}", "#end", "],", '"}": 1', "}"],
    ["0-6", "1-4", "2-3"],
  ],
  ["a block without its end, up to the last text", ["#if($a)", "x", "y", ""], ["0-2"]],
  ["indented XML", ["<a>", "  <b>", "    $c", "  </b>", "</a>"], ["0-3", "1-2"]],
  ["raw text", ["#[[", "$a", "]]#$b"], ["0-2"]],
  ["nothing on single lines", ["#if($a)x#end", "{1}", "## a"], []],
];

describe("folding in templates", () => {
  for (const [title, lines, expected] of CASES) {
    it(`folds ${title}, in a .vtl file`, () => {
      assert.deepEqual(shown(folds(analyzeTemplate(lines.join("\n")))), expected);
      assert.deepEqual(shown(folds(analyzeTemplate(lines.join("\r\n")))), expected, "with CRLF");
    });

    it(`folds ${title}, in a YAML literal`, () => {
      const key = title.includes("XML") ? "application/xml" : "application/json";
      const text = `requestTemplates:\n  ${key}: |+\n${lines.map((line) => `    ${line}\n`).join("")}`;
      const moved = expected.map((each) => each.replaceAll(/\d+/g, (line) => String(Number(line) + 2)));
      const found = shown(folds(analyze(text, "put-integration", { format: "yaml" })));
      assert.deepEqual(
        found.filter((each) => !/^[01]-/.test(each)),
        moved,
      );
    });

    it(`folds nothing for ${title}, in a JSON string`, () => {
      const text = JSON.stringify({ requestTemplates: { "application/json": lines.join("\n") } });
      assert.deepEqual(folds(analyze(text, "put-integration")), []);
    });
  }
});
