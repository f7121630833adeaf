import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Asked, accept, itemsAt, labelsAt } from "../../support/completions";
import { HTTP_FACTS, REST_FACTS, WEBSOCKET_FACTS } from "../../support/facts";

const HTTP: Asked = { facts: HTTP_FACTS };
const WEBSOCKET: Asked = { facts: WEBSOCKET_FACTS };
const REST: Asked = { operation: "put-integration", facts: REST_FACTS };
const RESPONSE: Asked = { operation: "put-integration-response", facts: REST_FACTS };
const YAML: Asked = { ...HTTP, format: "yaml" };

const header = (value: string) => `{"RequestParameters": {"append:header.x": ${value}}}`;
const webSocket = (value: string) => `{"RequestParameters": {"integration.request.header.x": ${value}}}`;
const rest = (value: string) => `{"requestParameters": {"integration.request.header.x": ${value}}}`;
const template = (text: string) => `{"requestTemplates": {"application/json": "${text}"}}`;
const response = (entry: string) => `{"statusCode": "200", "responseParameters": {${entry}}}`;

/** [what, asked, text with the cursor, accepted label, text afterwards] */
const cases: readonly (readonly [string, Asked, string, string, string])[] = [
  ["a stage variable's name", HTTP, header('"$stageVariables.<|>"'), "url", header('"$stageVariables.url"')],
  [
    "a stage variable's name in braces",
    HTTP,
    header('"v/${stageVariables.ta<|>}/x"'),
    "table",
    header('"v/${stageVariables.table}/x"'),
  ],
  [
    "a whole stage variable inside text",
    HTTP,
    header('"v/${sta<|>"'),
    "${stageVariables.url",
    header('"v/${stageVariables.url}"'),
  ],
  ["a whole stage variable", HTTP, header('"<|>"'), "$stageVariables.url", header('"$stageVariables.url"')],
  [
    "a stage variable's name in YAML",
    YAML,
    "RequestParameters:\n  append:header.x: $stageVariables.<|>",
    "url",
    "RequestParameters:\n  append:header.x: $stageVariables.url",
  ],
  [
    "a stage variable's name on a WebSocket API",
    WEBSOCKET,
    webSocket('"stageVariables.u<|>"'),
    "url",
    webSocket('"stageVariables.url"'),
  ],
  [
    "a whole stage variable on a REST API",
    REST,
    rest('"<|>"'),
    "stageVariables.table",
    rest('"stageVariables.table"'),
  ],
  [
    "a stage variable in a URL",
    HTTP,
    '{"IntegrationUri": "https://${stageVariables.<|>}/x"}',
    "${stageVariables.url}",
    '{"IntegrationUri": "https://${stageVariables.url}/x"}',
  ],
  [
    "a stage variable in a REST API's URL, after the dollar sign",
    REST,
    '{"uri": "https://$<|>"}',
    "${stageVariables.url}",
    '{"uri": "https://${stageVariables.url}"}',
  ],
  [
    "a stage variable in a template",
    REST,
    template("$stageVariables.<|>"),
    "url",
    template("$stageVariables.url"),
  ],
  [
    "a stage variable in a template, in braces",
    WEBSOCKET,
    '{"RequestTemplates": {"$default": "${stageVariables.t<|>}"}}',
    "table",
    '{"RequestTemplates": {"$default": "${stageVariables.table}"}}',
  ],
  ["a route's path parameter", HTTP, header('"$request.path.<|>"'), "id", header('"$request.path.id"')],
  [
    "a whole greedy path parameter",
    HTTP,
    header('"<|>"'),
    "$request.path.proxy",
    header('"$request.path.proxy"'),
  ],
  ["a REST path parameter", REST, rest('"method.request.path.<|>"'), "id", rest('"method.request.path.id"')],
  [
    "a declared query parameter",
    REST,
    rest('"method.request.querystring.<|>"'),
    "q",
    rest('"method.request.querystring.q"'),
  ],
  [
    "a whole declared parameter",
    REST,
    rest('"<|>"'),
    "method.request.querystring.q",
    rest('"method.request.querystring.q"'),
  ],
  [
    "a declared cache key",
    REST,
    '{"cacheKeyParameters": ["method.request.querystring.<|>"]}',
    "q",
    '{"cacheKeyParameters": ["method.request.querystring.q"]}',
  ],
  ["a declared status", RESPONSE, '{"statusCode": <|>}', "418", '{"statusCode": "418"}'],
  [
    "a header that the method response declares",
    RESPONSE,
    response('"method.response.header.<|>"'),
    "X-Id",
    response('"method.response.header.X-Id": "<|>"'),
  ],
  [
    "the whole key for a header that the method response declares",
    RESPONSE,
    response("<|>"),
    "method.response.header.X-Id",
    response('"method.response.header.X-Id": "<|>"'),
  ],
];

describe("completion with facts about the API from AWS", () => {
  for (const [what, asked, marked, label, expected] of cases) {
    it(`inserts ${what}`, () => assert.equal(accept(marked, label, asked), expected));
  }

  it("offers only known names", () => {
    assert.deepEqual(labelsAt(header('"$stageVariables.<|>"'), HTTP), ["table", "url"]);
    assert.deepEqual(labelsAt(template("$stageVariables.<|>"), REST), ["table", "url"]);
    assert.deepEqual(labelsAt('{"uri": "https://${stageVariables.<|>"}', REST), [
      "${stageVariables.table}",
      "${stageVariables.url}",
    ]);
    assert.deepEqual(labelsAt(header('"$request.path.<|>"'), HTTP), ["id", "proxy"]);
    assert.deepEqual(labelsAt('{"statusCode": "<|>"}', RESPONSE), ["200", "418"]);
  });

  it("marks declared parameters and offers them first", () => {
    const { items } = itemsAt(rest('"method.request.path.<|>"'), REST);
    assert.deepEqual(
      items.map(({ label, detail }) => [label, detail]),
      [
        ["id", "declared"],
        ["tag", "not declared"],
      ],
    );
    const [first, second] = itemsAt(rest('"method.request.header.<|>"'), REST).items;
    assert.deepEqual([first?.label, first?.detail], ["X-Tenant", "declared"]);
    assert.equal(second?.detail, "not declared");
  });

  it("does not offer request headers of the method in a response", () => {
    const marked = response('"method.response.header.X-Id": "integration.response.header.<|>"');
    const labels = labelsAt(marked, RESPONSE);
    assert.ok(labels.includes("Content-Type") && !labels.includes("X-Tenant"), labels.join(", "));
  });

  it("offers only the headers declared for the same status code", () => {
    const marked = '{"statusCode": "418", "responseParameters": {"method.response.header.<|>"}}';
    assert.ok(!labelsAt(marked, RESPONSE).includes("X-Id"));
  });

  it("shows the values of a stage variable", () => {
    const { items } = itemsAt(header('"$stageVariables.<|>"'), HTTP);
    assert.match(items[0]?.documentation ?? "", /On AWS:\n\n- `prod`: `orders`\n- `test`: not set$/);
  });

  for (const [what, members] of [
    ["another API", '"restApiId": "other"'],
    ["another resource", '"resourceId": "other"'],
    ["another method", '"httpMethod": "POST"'],
  ] as const) {
    it(`ignores facts about ${what} than the one in the file`, () => {
      const at = (own: string) =>
        labelsAt(`{${own}, "requestTemplates": {"application/json": "$stageVariables.<|>"}}`, REST);
      assert.deepEqual(at(members), []);
      assert.deepEqual(at('"restApiId": "api", "resourceId": "res", "httpMethod": "GET"'), ["table", "url"]);
    });
  }

  it("accepts any text and cursor position", () => {
    const text =
      '{"RequestParameters": {"a:${b.{": "${stageVariables.[${", "append:header.x": "$request.path.{", "integration.request.": "stageVariables."}, "IntegrationUri": "${stageVariables.${{<:"';
    for (let at = 0; at <= text.length; at++) itemsAt(`${text.slice(0, at)}<|>${text.slice(at)}`, HTTP);
  });
});
