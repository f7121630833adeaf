import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { symbols } from "../../../server/src/features/symbols";
import { matchFile } from "../../../server/src/recognition/fileMatch";
import {
  type Analysis,
  analyze,
  complete,
  convert,
  edit,
  hover,
  previewablesOf,
  previewTemplate,
} from "../../../server/src/service";
import { formatOfFileName, parse } from "../../../server/src/syntax/parse";
import { parseCursor } from "../../support/markers";

/** Analyzes a file as the language server does. */
function analysisOf(path: string, text: string): Analysis {
  const format = formatOfFileName(path);
  const match = matchFile(path, text, { files: [], pins: {} }, format);
  assert.ok(match?.member, "a value file");
  return analyze(text, match.operation, { format, member: match.member });
}

function codesIn(path: string, text: string): readonly string[] {
  return analysisOf(path, text).problems.map(
    ({ code, span }) => `${code} ${text.slice(span.start, span.end)}`,
  );
}

function labelsAt(path: string, marked: string): readonly string[] {
  const { text, offset } = parseCursor(marked);
  return complete(analysisOf(path, text), offset).map(({ label }) => label);
}

describe("value files: problems", () => {
  for (const [path, text, expected] of [
    ["p.json", '{"integration.request.path.id": "method.request.path.id"}', ["AG1014 id"]],
    ["p.json", `{"integration.request.header.x": "'1'"}`, []],
    ["p.json", '{"integration.request.header.x": "1"}', ['AG1013 "1"']],
    [
      "p.json",
      `{"integration.request.heder.x": "'1'", "integration.request.path.b": "'1'"}`,
      ["AG1012 heder"],
    ],
    ["p.json", `{"integration.request.path.b": "'1'",}`, ["AG0001 ,"]],
    ["r.json", `{"method.response.header.x": "'*'"}`, ["AG1105 x"]],
    ["r.json", `{"method.response.heder.x": "'*'"}`, ["AG1103 heder"]],
    ["h.json", '{"overwrite:path": "/a"}', []],
    ["h.json", '{"overwrite:path": "/a", "overwrite:header.authorization": "a"}', ["AG2022 authorization"]],
    ["t.json", `{"application/json": "{\\"statusCode\\": 200}"}`, []],
    ["t.json", `{"application/json": "{\\"a\\": $input.jsn('$')}"}`, ["AG3001 jsn"]],
    ["t.yaml", "application/json: |\n  #if($a) {\n", ["AG3010 #if", "AG3019 a"]],
  ] as const) {
    it(`${path} with ${text}`, () => assert.deepEqual(codesIn(path, text), expected));
  }
});

describe("value files: completion", () => {
  it("offers the keys of mappings", () => {
    const labels = labelsAt("p.json", `{"integration.request.header.x": "'1'", "<|>"}`);
    assert.ok(labels.includes("integration.request.path."), labels.join());
    assert.ok(!labels.includes("requestParameters"), labels.join());
  });

  it("offers the sources of mappings", () => {
    const labels = labelsAt("p.yaml", "integration.request.header.x: <|>\n");
    assert.ok(labels.includes("method.request.header."), labels.join());
  });

  it("offers the content types of templates", () => {
    const labels = labelsAt("t.json", '{"application/json": "{}", "<|>"}');
    assert.ok(labels.includes("application/xml"), labels.join());
    assert.ok(!labels.includes("application/json"), labels.join());
  });

  it("offers what templates provide", () => {
    const labels = labelsAt("t.json", '{"application/json": "$input.<|>"}');
    assert.ok(
      labels.some((label) => label.startsWith("params")),
      labels.join(),
    );
  });
});

describe("value files: hovers", () => {
  for (const [path, marked, expected] of [
    ["p.json", `{"integration.re<|>quest.header.x": "'1'"}`, /integration\.request\.header/],
    ["h.json", '{"overwrite:pa<|>th": "/a"}', /overwrite:path/],
    ["t.yaml", "application/json: |\n  $in<|>put.json('$')\n", /\$input/],
    ["t.json", '{"application/j<|>son": "$input"}', /Template for JSON/],
  ] as const) {
    it(marked, () => {
      const { text, offset } = parseCursor(marked);
      assert.match(hover(analysisOf(path, text), offset)?.markdown ?? "", expected);
    });
  }
});

describe("value files: everything else", () => {
  it("fixes a name in place", () => {
    const text = `{"integration.request.heder.x": "'1'", "integration.request.path.b": "'1'"}`;
    const { problems, document } = analysisOf("p.json", text);
    const change = problems[0]?.fixes?.[0]?.change;
    assert.ok(change);
    const [first] = edit(document, change);
    assert.ok(first);
    assert.match(text.slice(0, first.span.start) + first.newText, /"integration\.request\.header\.x"$/);
  });

  it("previews the templates", () => {
    const [template] = previewablesOf(analysisOf("t.json", `{"application/json": "$input.json('$.a')"}`));
    assert.ok(template);
    assert.deepEqual(template.path, ["requestTemplates", "application/json"]);
    const preview = previewTemplate(template, { request: parse('{"body": {"a": 1}}', "json") });
    assert.equal(preview.kind === "done" && preview.output, "1");
  });

  it("shows and converts what is written", () => {
    const { document, operation, protocol } = analysisOf("h.json", '{"overwrite:path": "/a"}');
    assert.deepEqual(
      symbols(document).map(({ name }) => name),
      ["overwrite:path"],
    );
    assert.equal(convert(document, operation, protocol, "yaml")?.text, "overwrite:path: /a\n");
  });
});
