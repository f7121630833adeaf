import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { SampleRequest } from "../../../server/src/index";
import {
  codesOf,
  type Input,
  LAMBDA_URI,
  send,
  stepsOf,
  webSocket,
  webSocketResponse,
} from "../../support/simulations";

const to = (type: string, members: Input = {}): Input =>
  webSocket({
    IntegrationType: type,
    IntegrationMethod: "POST",
    IntegrationUri: type.startsWith("AWS") ? LAMBDA_URI : "https://example.com",
    ...members,
  });

describe("a WebSocket API's request template", () => {
  const RequestTemplates = { order: "an order", $default: "anything", "a-7": "both" };

  for (const [what, expression, request, expected] of [
    ["is selected by the message", "${request.body.action}", { body: { action: "order" } }, "an order"],
    [
      "is selected by a nested value of the message",
      "${request.body.a.b[0]}",
      { body: { a: { b: ["order"] } } },
      "an order",
    ],
    ["is selected by text", "order", {}, "an order"],
    [
      "is selected by text and variables",
      "${request.body.x}-${request.body.n}",
      { body: { x: "a", n: 7 } },
      "both",
    ],
    ["is the default for other messages", "${request.body.action}", { body: { action: "bill" } }, "anything"],
    ["is the default for messages without the value", "${request.body.action}", { body: "text" }, "anything"],
    ["is the default by name", "\\$default", { body: {} }, "anything"],
    ["is the default without an expression", undefined, {}, "anything"],
  ] as const satisfies readonly (readonly [string, string | undefined, SampleRequest, string])[]) {
    it(what, () => {
      const { TemplateSelectionExpression: _, ...input } = to("HTTP", { RequestTemplates });
      const selection = expression === undefined ? {} : { TemplateSelectionExpression: expression };
      const simulation = send([{ ...input, ...selection }], request);
      assert.equal(stepsOf(simulation, "integrationRequest")[0]?.request.body, expected);
    });
  }

  for (const [behavior, isRefused] of [
    [undefined, false],
    ["WHEN_NO_MATCH", false],
    ["WHEN_NO_TEMPLATES", true],
    ["NEVER", true],
  ] as const) {
    it(`${isRefused ? "rejects" : "passes"} other messages with ${behavior ?? "no behavior"}`, () => {
      const simulation = send(
        [
          to("HTTP", {
            RequestTemplates: { order: "an order" },
            TemplateSelectionExpression: "${request.body.action}",
            ...(behavior && { PassthroughBehavior: behavior }),
          }),
        ],
        { body: { action: "bill" } },
      );
      if (isRefused) assert.equal(simulation.response?.status, 415);
      else assert.equal(stepsOf(simulation, "integrationRequest")[0]?.request.body, '{"action":"bill"}');
    });
  }

  it("sees the connection in $context", () => {
    const RequestTemplates = {
      $default:
        "$context.connectionId $context.eventType $context.routeKey $context.apiId $context.httpMethod",
    };
    const simulation = send([to("HTTP", { RequestTemplates })], { context: { routeKey: "order" } });
    const body = stepsOf(simulation, "integrationRequest")[0]?.request.body;
    assert.equal(body, "JJbxkcDdIAMCFrQ= MESSAGE order w1 ");
  });
});

it("maps the route request of a WebSocket API", () => {
  const RequestParameters = {
    "integration.request.header.x": "route.request.body.user.name",
    "integration.request.querystring.c": "context.connectionId",
    "integration.request.header.y": "method.request.body",
  };
  const simulation = send([to("HTTP", { RequestParameters })], { body: { user: { name: "Ann" } } });
  const sent = stepsOf(simulation, "integrationRequest")[0]?.request;
  assert.deepEqual([sent?.headers, sent?.querystring], [{ x: "Ann" }, { c: "JJbxkcDdIAMCFrQ=" }]);
  assert.deepEqual(codesOf(simulation), ["badMapping"]);
});

describe("a WebSocket API's integration response", () => {
  const keys = (...names: readonly string[]): readonly Input[] =>
    names.map((IntegrationResponseKey, i) =>
      webSocketResponse({ IntegrationResponseKey, ResponseTemplates: { $default: String(i) } }),
    );

  for (const [what, type, responses, backend, expected] of [
    [
      "is the one whose pattern matches the status",
      "HTTP",
      keys("$default", "/4\\d\\d/"),
      { status: 404 },
      "1",
    ],
    ["is the default", "HTTP", keys("/4\\d\\d/", "$default"), { status: 200 }, "1"],
    ["has a pattern that must match the whole status", "HTTP", keys("/4/", "$default"), { status: 404 }, "1"],
    [
      "is selected by the error message of a function",
      "AWS",
      keys("$default", "/.*gone.*/"),
      { error: "is gone" },
      "1",
    ],
    ["is the default if a function succeeds", "AWS", keys("/.+/", "$default"), { body: "{}" }, "1"],
    ["is missing if none matches", "HTTP", keys("/4\\d\\d/"), { status: 200 }, undefined],
  ] as const) {
    it(what, () => {
      const simulation = send([to(type), ...responses], {}, { backend });
      if (expected !== undefined) {
        assert.equal(simulation.response?.body, expected);
        return;
      }
      assert.deepEqual(codesOf(simulation), ["noIntegrationResponse"]);
      const { status, body = "" } = simulation.response ?? {};
      assert.equal(status, 500);
      assert.equal(JSON.parse(body).connectionId, "JJbxkcDdIAMCFrQ=");
    });
  }

  const ResponseTemplates = { "404": "gone", json: "data", order: "of an order" };
  for (const [what, expression, expected] of [
    ["is selected by the status", "${integration.response.statuscode}", "gone"],
    ["is selected by a header", "${integration.response.header.kind}", "data"],
    ["is selected by the request", "${request.body.action}", "of an order"],
    ["is selected by text", "json", "data"],
    ["does not match, so that the body passes through", "other", "raw"],
  ] as const) {
    it(`has a template that ${what}`, () => {
      const response = webSocketResponse({ ResponseTemplates, TemplateSelectionExpression: expression });
      const backend = { status: 404, headers: { Kind: "json" }, body: "raw" };
      const simulation = send([to("HTTP"), response], { body: { action: "order" } }, { backend });
      assert.equal(simulation.response?.body, expected);
      assert.equal(simulation.response?.status, 404);
    });
  }
});

it("applies the integration responses of a WebSocket API's MOCK", () => {
  const response = webSocketResponse({
    IntegrationResponseKey: "/200/",
    ResponseTemplates: { $default: '{"pong": $input.json("$.n"), "to": "$context.connectionId"}' },
  });
  const { response: answer } = send([webSocket(), response], { body: { n: 1 } });
  assert.deepEqual(answer, { status: 200, headers: {}, body: '{"pong": "", "to": "JJbxkcDdIAMCFrQ="}' });
});

it("sends the body of a function through a WebSocket API's proxy", () => {
  const backend = { body: { statusCode: 200, body: "hello" } };
  const { response } = send([to("AWS_PROXY")], { body: "hi" }, { backend });
  assert.deepEqual(response, { status: 200, headers: {}, body: "hello" });
});

describe("the request template of a WebSocket API without a selection expression", () => {
  const run = (type: "HTTP" | "MOCK", RequestTemplates: Readonly<Record<string, string>>) =>
    send([{ ...to(type), RequestTemplates, TemplateSelectionExpression: undefined }], { body: "raw" });
  const status = '{"statusCode": 200}';

  for (const [what, type, templates, chosen, codes] of [
    ["is the one for $default", "HTTP", { $default: "{}", "": "[]" }, "$default", []],
    ["is not the one with an empty key", "HTTP", { "": "{}" }, undefined, []],
    ["is not the only one", "HTTP", { a: "{}" }, undefined, []],
    ["is not one for a content type", "HTTP", { "application/json": "{}" }, undefined, []],
    [
      "is assumed for a MOCK",
      "MOCK",
      { "application/json": status },
      "application/json",
      ["assumedTemplate"],
    ],
    ["is not assumed next to $default", "MOCK", { "a/b": "{}", $default: status }, "$default", []],
    ["is not assumed for other keys", "MOCK", { a: status }, undefined, ["mockStatus"]],
  ] as const) {
    it(what, () => {
      const simulation = run(type, templates);
      assert.deepEqual(
        stepsOf(simulation, "templateSelection").map((step) => step.chosen),
        [chosen],
      );
      assert.deepEqual(codesOf(simulation), codes);
    });
  }
});
