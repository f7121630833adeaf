import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { SampleTexts } from "../../../server/src/model/sampleTexts";
import { analyze, hover } from "../../../server/src/service";
import { hostedTemplates } from "../../../server/src/templates/hostedTemplate";
import { parseCursor } from "../../support/markers";
import { itInEveryHost, openHost } from "../../support/templateHosts";

const SAMPLES: SampleTexts = {
  request: JSON.stringify({
    pathParameters: { id: "7" },
    stageVariables: { table: "orders" },
    context: { requestId: "r-1" },
    body: { order: { id: 7, name: "Ann", items: [{ sku: "x1" }, { sku: "x2" }] } },
  }),
  response: JSON.stringify({ body: { result: "fine" } }),
};

describe("hovers with the sample request", () => {
  itInEveryHost(
    [
      [
        "shows the type and the value of a variable",
        "#set($o = $input.path('$.order.name'))$<|>o",
        "$o",
        /\*\*\$o\*\* · variable, text\n\n[\s\S]*In the sample request: `Ann`$/,
      ],
      [
        "shows the value that #set assigns",
        "#set($o<|>x = 1 + 2)",
        "$ox",
        /variable, a number[\s\S]*In the sample request: `3`$/,
      ],
      ["shows the value before a later #set", "#set($o = 1)$o<|>x#set($o = 2)$o", "$ox", /never set/],
      [
        "shows the value after a condition",
        "#if($input.path('$.order.id') == 7)#set($o = 'seven')#end$<|>o",
        "$o",
        /`seven`$/,
      ],
      [
        "shows values that are not printed",
        "#set($o = $input.path('$.order'))#if($o.na<|>me == 'x') #end",
        "name",
        /\*\*name\*\* · text\n\nIn the sample request: `Ann`$/,
      ],
      [
        "shows the values of a loop",
        "#foreach($i in $input.path('$.order.items'))$i.sk<|>u #end",
        "sku",
        /In the sample request: `x1`, `x2`$/,
      ],
      [
        "shows the item of a loop",
        "#foreach($<|>i in [1..9])$i#end",
        "$i",
        /current item[\s\S]*`1`, `2`, `3`, …$/,
      ],
      ["shows the result of a function", "$input.par<|>ams('id')", "params", /In the sample request: `7`$/],
      [
        "shows the result of a method",
        "$input.path('$.order.name').toU<|>pperCase()",
        "toUpperCase",
        /In the sample request: `ANN`$/,
      ],
      ["shows stage variables", "$stageVariables.ta<|>ble", "table", /In the sample request: `orders`$/],
      ["shows context variables", "$context.reque<|>stId", "requestId", /In the sample request: `r-1`$/],
      [
        "explains a macro",
        "#macro(pair $a $b)$a#end#pa<|>ir(1 2)",
        "#pair",
        /macro\n\n```vtl\n#macro\(pair \$a \$b\)\n```/,
      ],
      [
        "explains a name in a path",
        "$input.json('$.order.na<|>me')",
        "name",
        /\*\*name\*\* · text\n\nIn the sample file: `"Ann"`$/,
      ],
      [
        "explains a name in the middle of a path",
        "$input.json('$.or<|>der.name')",
        "order",
        /\*\*order\*\* · a map/,
      ],
      [
        "explains a parameter",
        "$input.params('i<|>d')",
        "id",
        /path parameter of the request\n\nIn the sample request: `7`$/,
      ],
    ] as const,
    ({ host, marked }, [, , part, told]) => {
      const { text, offset } = parseCursor(marked);
      const opened = openHost(host, text);
      const found = hover(opened, offset, SAMPLES);
      assert.match(found?.markdown ?? "", told);
      const [hosted] = hostedTemplates(opened);
      const start = hosted?.map.toValue(found?.span.start ?? 0);
      const end = hosted?.map.toValue(found?.span.end ?? 0);
      assert.equal(hosted?.template.text.slice(start, end), part);
    },
  );

  it("shows no values without a sample, and none of a broken template", () => {
    const at = (template: string, samples?: SampleTexts): string => {
      const { text, offset } = parseCursor(template);
      return (
        hover(openHost({ name: "", format: "vtl", wrap: (each) => each }, text), offset, samples)?.markdown ??
        ""
      );
    };
    assert.doesNotMatch(at("#set($o = 1)$<|>o"), /sample/);
    assert.doesNotMatch(at("#set($o = 1)$<|>o #if(", SAMPLES), /sample/);
    assert.doesNotMatch(at("#set($o = 1)$<|>o", { request: "{" }), /sample/);
  });

  it("stops templates that take too long, and cuts long values", () => {
    const loops = "#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])$c#end#end#end";
    const { text, offset } = parseCursor(`#set($s = 'x')${"#set($s = $s + $s)".repeat(12)}$<|>s${loops}`);
    const started = performance.now();
    const found = hover(openHost({ name: "", format: "vtl", wrap: (each) => each }, text), offset, SAMPLES);
    assert.match(found?.markdown ?? "", /`x{200}…`$/);
    assert.ok(performance.now() - started < 2000);
  });

  it("shows values as text", () => {
    const samples = { request: JSON.stringify({ body: { "a*b": "![x](https://evil.example/a.png) `" } }) };
    const { text, offset } = parseCursor("#set($b = $input.path('$'))$b.get('a<|>*b')");
    const found = hover(openHost({ name: "", format: "vtl", wrap: (each) => each }, text), offset, samples);
    assert.match(found?.markdown ?? "", /`` !\[x\]\(https:\/\/evil\.example\/a\.png\) ` ``/);
  });

  it("uses the sample response in response templates", () => {
    const { text, offset } = parseCursor(
      `{"responseTemplates": {"application/json": "$input.pa<|>th('$.result')"}}`,
    );
    const found = hover(analyze(text, "put-integration-response"), offset, SAMPLES);
    assert.match(found?.markdown ?? "", /In the sample response: `fine`$/);
  });

  it("uses the backend's response in the sample request before that of the file", () => {
    const { text, offset } = parseCursor(
      `{"responseTemplates": {"application/json": "$input.pa<|>th('$.result')"}}`,
    );
    const samples = { ...SAMPLES, request: '{"backend": {"body": {"result": "own"}}}' };
    const found = hover(analyze(text, "put-integration-response"), offset, samples);
    assert.match(found?.markdown ?? "", /In the sample request: `own`$/);
  });
});

describe("hovers on members with templates", () => {
  const host = (marked: string) => {
    const { text, offset } = parseCursor(marked);
    return { text, found: hover(analyze(text, "put-integration"), offset) };
  };

  it("show the decoded template on its key", () => {
    const { text, found } = host(
      '{"requestTemplates": {"applicat<|>ion/json": "{\\n  \\"a\\": $input.body\\n}"}}',
    );
    assert.match(found?.markdown ?? "", /```vtl\n\{\n {2}"a": \$input\.body\n\}\n```$/);
    assert.equal(text.slice(found?.span.start, found?.span.end), '"application/json"');
  });

  it("show it on a key that is not a known content type", () => {
    const { found } = host('{"requestTemplates": {"application/x-<|>own": "$input.body"}}');
    assert.equal(found?.markdown, "```vtl\n$input.body\n```");
  });

  it("show it in the string, outside of references and directives", () => {
    const { found } = host('{"requestTemplates": {"application/json": "{\\n  \\"a<|>\\": $input.body\\n}"}}');
    assert.match(found?.markdown ?? "", /```vtl\n\{\n {2}"a": \$input\.body\n\}\n```$/);
  });

  it("show all templates on the member", () => {
    const { found } = host(
      '{"requestTem<|>plates": {"application/json": "$a", "application/xml": "```\\n$b"}}',
    );
    assert.match(found?.markdown ?? "", /\*\*application\/json\*\*\n\n```vtl\n\$a\n```/);
    assert.match(found?.markdown ?? "", /\*\*application\/xml\*\*\n\n````vtl\n```\n\$b\n````$/);
  });

  it("cut long templates", () => {
    const template = JSON.stringify("line\n".repeat(5000));
    const { found } = host(`{"requestTemplates": {"application/x-<|>own": ${template}}}`);
    assert.ok((found?.markdown.length ?? 0) < 1000);
    assert.match(found?.markdown ?? "", /\n\n…$/);
  });
});
