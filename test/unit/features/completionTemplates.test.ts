import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze, analyzeTemplate, complete, hover, parse } from "../../../server/src/service";
import { type Asked, accept, labelsAt } from "../../support/completions";
import { parseCursor } from "../../support/markers";

const REST: Asked = { operation: "put-integration" };
const RESPONSE: Asked = { operation: "put-integration-response" };
const WEBSOCKET: Asked = { operation: "create-integration", protocol: "WEBSOCKET" };

/** A REST integration with that template, which holds `<|>`. */
const json = (template: string): string =>
  `{"requestTemplates": {"application/json": ${JSON.stringify(template)}}}`;
const yaml = (template: string): string =>
  `requestTemplates:\n  application/json: |\n    ${template.replaceAll("\n", "\n    ")}\n`;

/** The template, the label, the template afterwards; in JSON's escapes and in a YAML block. */
const accepted: readonly (readonly [string, string, string])[] = [
  ["$in<|>", "input", "$input"],
  ["${in<|>}", "input", "${input}"],
  ['{"a": $input.<|>}', "json", `{"a": $input.json('$.<|>')}`],
  ['{"a": "$input.pa<|>"}', "params", `{"a": "$input.params('<|>')"}`],
  ["$input.bo<|>dy", "body", "$input.body"],
  ['"$util.<|>"', "urlEncode", '"$util.urlEncode(<|>)"'],
  ["$util.esc<|>", "escapeJavaScript", `$util.escapeJavaScript(<|>).replaceAll("\\\\'", "'")`],
  ["$context.<|>", "identity.sourceIp", "$context.identity.sourceIp"],
  ['"$context.identity.us<|>"', "userAgent", '"$context.identity.userAgent"'],
  ["$context.authorizer.cl<|>", "claims.<property>", "$context.authorizer.claims.property"],
  ['#set($order = "a")$or<|>', "order", '#set($order = "a")$order'],
  ["$input.params().he<|>", "header", "$input.params().header"],
  [`$input.params("a").<|>`, "toUpperCase", `$input.params("a").toUpperCase()`],
  [`$input.params("a").<|>`, "startsWith", `$input.params("a").startsWith(<|>)`],
  ['#set($m = {"a": 1})$m.<|>', "keySet", '#set($m = {"a": 1})$m.keySet()'],
  ["#foreach($a in [1..3])$foreach.<|>#end", "hasNext", "#foreach($a in [1..3])$foreach.hasNext#end"],
  ["#se<|>", "#set", "#set($name = value)"],
  ['#set($a = "x $input.<|> y")', "body", '#set($a = "x $input.body y")'],
  ["$util.urlEncode($input.<|>)", "body", "$util.urlEncode($input.body)"],
];

describe("completion in templates", () => {
  for (const [before, label, after] of accepted) {
    const withoutCursor = after.replace("<|>", "");
    it(`${before} → ${label}, in JSON`, () => {
      const text = accept(json(before), label, REST).replace("<|>", "");
      assert.deepEqual(JSON.parse(text), JSON.parse(json(withoutCursor)));
      assert.equal(text, json(withoutCursor));
    });
    it(`${before} → ${label}, in YAML`, () => {
      const asked = { ...REST, format: "yaml" } as const;
      assert.equal(accept(yaml(before), label, asked).replace("<|>", ""), yaml(withoutCursor));
    });
  }

  it("writes line breaks in the style of the file", () => {
    const block = "#if(condition)\n\n#end";
    assert.equal(accept(json("#i<|>"), "#if", REST).replace("<|>", ""), json(block));
    assert.equal(accept(yaml("#i<|>"), "#if", { ...REST, format: "yaml" }).replace("<|>", ""), yaml(block));
  });

  it("works after line breaks in a JSON string", () => {
    const template = (body: string): string => `{"requestTemplates": {"application/json": "${body}"}}`;
    const before = '{\r\n  \\"a\\": $input.';
    assert.equal(
      accept(template(`${before}bo<|>\n}\n`), "body", REST).replace("<|>", ""),
      template(`${before}body\n}\n`),
    );
    const whole = template("{\n  $inp<|>");
    assert.equal(accept(whole, "input", REST).replace("<|>", ""), template("{\n  $input"));
  });

  it("offers the variables of the kind of API", () => {
    const at = (name: string, asked: Asked): readonly string[] =>
      labelsAt(`{"${name}": {"application/json": "$context.<|>"}}`, asked);
    const rest = at("requestTemplates", REST);
    const webSocket = at("RequestTemplates", WEBSOCKET);
    assert.ok(rest.includes("httpMethod") && !rest.includes("connectionId"));
    assert.ok(webSocket.includes("connectionId") && !webSocket.includes("httpMethod"));
    assert.ok(!rest.includes("error.message"));
    assert.ok(rest.includes("requestOverride.header.<name>") && !rest.includes("responseOverride.status"));
    assert.ok(at("responseTemplates", RESPONSE).includes("responseOverride.status"));
  });

  it("does not offer `params` for a WebSocket message", () => {
    assert.deepEqual(labelsAt('{"RequestTemplates": {"$default": "$input.<|>"}}', WEBSOCKET), [
      "body",
      "json",
      "path",
    ]);
  });

  const silent = ["a <|>", "## no<|>", "\\$in<|>", "'a.<|>'", '{"a": 1}<|>'];
  for (const template of silent) {
    it(`offers nothing in ${template}`, () => assert.deepEqual(labelsAt(json(template), REST), []));
  }

  it("offers the same in a template file", () => {
    const { text, offset } = parseCursor("#set($order = 1)\n$<|>");
    const labels = complete(analyzeTemplate(text), offset).map(({ label }) => label);
    assert.deepEqual(labels, ["order", "input", "util", "context", "stageVariables"]);
  });
});

describe("hover in templates", () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ["$inp<|>ut.body", "$input", /^\*\*\$input\*\*/],
    ["$input.pa<|>th('$.a').b", "path", /JSONPath/],
    ['"$util.escape<|>JavaScript($a)"', "escapeJavaScript", /replaceAll/],
    ["$context.identity.source<|>Ip", "sourceIp", /identity\.sourceIp/],
    ["$stageVariables.ta<|>ble", "table", /stage/],
    ["#set($order = 1)$or<|>der", "$order", /Set in this template/],
    ["$nothi<|>ng", "$nothing", /never set/],
    ["$input.params('a').len<|>gth()", "length", /a number/],
    ["#fore<|>ach($a in [1..2])$a#end", "#foreach", /1,000/],
    ['#set($a = "x $input.bo<|>dy")', "body", /text/],
  ];
  for (const [marked, part, told] of cases) {
    it(`explains ${marked} in JSON, YAML and template files`, () => {
      for (const format of ["json", "yaml"] as const) {
        const { text, offset } = parseCursor(format === "json" ? json(marked) : yaml(marked));
        const found = hover(analyze(text, "put-integration", { document: parse(text, format) }), offset);
        assert.match(found?.markdown ?? "", told);
        assert.equal(text.slice(found?.span.start, found?.span.end), part);
      }
      const { text, offset } = parseCursor(marked);
      const found = hover(analyzeTemplate(text), offset);
      assert.match(found?.markdown ?? "", told);
      assert.equal(text.slice(found?.span.start, found?.span.end), part);
    });
  }

  it("works after line breaks in a JSON string", () => {
    const { text, offset } = parseCursor(
      '{"requestTemplates": {"application/json": "{\r\n  \\"a\\": $input.bo<|>dy\n}\n"}}',
    );
    const found = hover(analyze(text, "put-integration"), offset);
    assert.match(found?.markdown ?? "", /body/);
    assert.equal(text.slice(found?.span.start, found?.span.end), "body");
  });
});
