import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze, analyzeTemplate, complete, hover, signatureHelp } from "../../../server/src/service";
import type { Span } from "../../../server/src/syntax/nodes";
import { seeded } from "../../support/fixtures";

const PIECES = [
  "$input.path('$.",
  "$input.json(\"$['",
  "$input.params('",
  "$input.params().header.",
  "$stageVariables.",
  "#set($a = ",
  "$a",
  ".b",
  ".get('",
  "[0]",
  "['",
  "]",
  ")",
  "(",
  ",",
  "'",
  '"',
  "''",
  "#foreach($i in $a)",
  "#macro(m $p)",
  "#m($p ",
  "#define($d)",
  "#end",
  "#if(",
  "##",
  "#*",
  "*#",
  "\n",
  "{",
  "}",
  "$",
  "$!{",
  "\\",
  "\ud83d",
  "é",
  "..",
  "[?(@.",
  "*",
];

const SAMPLES = {
  request: JSON.stringify({ body: { b: { "it's": [{ "a]b": 1, 'q"': 2 }] } } }),
  models: new Map([["application/json", '{"properties": {"b": {"items": {"$ref": "#"}}}}']]),
};

/** Asks everything at the offset of a file, and checks that all spans are in it. */
function ask(
  text: string,
  analysis: ReturnType<typeof analyze | typeof analyzeTemplate>,
  offset: number,
): void {
  const isInside = ({ start, end }: Span): boolean => 0 <= start && start <= end && end <= text.length;
  for (const { replace, label } of complete(analysis, offset, undefined, undefined, SAMPLES)) {
    assert.ok(isInside(replace) && replace.start <= offset && offset <= replace.end, `${label} in ${text}`);
  }
  const found = hover(analysis, offset, SAMPLES);
  assert.ok(!found || isInside(found.span), text);
  const help = signatureHelp(analysis, offset, SAMPLES);
  assert.ok(!help || help.active <= Math.max(0, help.parameters.length - 1), text);
}

describe("completion, hover and signature help", () => {
  it("answer anywhere in templates of any shape", () => {
    const random = seeded(7);
    for (let round = 0; round < 250; round++) {
      const length = 1 + Math.floor(random() * 14);
      const template = Array.from({ length }, () => PIECES[Math.floor(random() * PIECES.length)] ?? "").join(
        "",
      );
      const file = analyzeTemplate(template);
      const text = JSON.stringify({
        requestTemplates: { "application/json": template, other: "$input.path('$.x')" },
      });
      const input = analyze(text, "put-integration");
      for (let offset = 0; offset <= template.length; offset += 3) ask(template, file, offset);
      for (let offset = 0; offset <= text.length; offset += 5) ask(text, input, offset);
    }
  }).timeout(60_000);

  it("answer in an input that is not closed", () => {
    const text = '{"requestTemplates": {"application/json": "$input.path(\'$.';
    const analysis = analyze(text, "put-integration");
    assert.deepEqual(
      complete(analysis, text.length, undefined, undefined, SAMPLES).map(({ label }) => label),
      ["b"],
    );
    ask(text, analysis, text.length);
  });
});
