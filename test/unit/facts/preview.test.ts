import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { ApiFacts } from "../../../server/src/model/apiFacts";
import type { OperationName } from "../../../server/src/model/operationNames";
import {
  analyze,
  parse,
  previewablesOf,
  previewTemplate,
  type SimulatedInput,
  sampleFromTemplates,
  sampleText,
  simulateInputs,
} from "../../../server/src/service";
import { REST_FACTS, WEBSOCKET_FACTS } from "../../support/facts";

type Kind = "REST" | "WEBSOCKET";

const OF: Readonly<Record<Kind, readonly [OperationName, string]>> = {
  REST: ["put-integration", "requestTemplates"],
  WEBSOCKET: ["create-integration", "RequestTemplates"],
};

function templateOf(kind: Kind, text: string, facts?: ApiFacts) {
  const [operation, member] = OF[kind];
  const input = JSON.stringify({ [member]: { "application/json": text } });
  const [template] = previewablesOf(analyze(input, operation, { ...(facts && { facts }) }));
  assert.ok(template);
  return template;
}

function printed(kind: Kind, text: string, request: object, facts?: ApiFacts): string {
  const samples = { request: parse(JSON.stringify(request), "json") };
  const preview = previewTemplate(templateOf(kind, text, facts), samples);
  assert.equal(preview.kind, "done");
  return preview.output;
}

const STAGE = "$stageVariables.url $stageVariables.table $context.stage $context.path";
const ROUTE =
  "$context.httpMethod $context.resourcePath $context.path $input.params('id') $input.params().path.tag";
const MESSAGE = "$context.routeKey $context.eventType $stageVariables.url";

describe("a preview with facts about the API from AWS", () => {
  /** [what, API, facts, template, request, output] */
  const cases: readonly (readonly [string, Kind, ApiFacts, string, object, string])[] = [
    [
      "uses the first stage",
      "REST",
      REST_FACTS,
      STAGE,
      { path: "/" },
      "orders.example.com orders prod /prod/",
    ],
    [
      "uses the stage in the request",
      "REST",
      REST_FACTS,
      STAGE,
      { path: "/", context: { stage: "test" } },
      "test.example.com  test /test/",
    ],
    [
      "has no stage variables if the stage does not exist",
      "REST",
      REST_FACTS,
      STAGE,
      { path: "/", context: { stage: "dev" } },
      "  dev /dev/",
    ],
    [
      "prefers the stage variables in the request",
      "REST",
      REST_FACTS,
      STAGE,
      { path: "/", stageVariables: { url: "mine" } },
      "mine  prod /prod/",
    ],
    [
      "uses the method's resource, with the names of its path parameters as values",
      "REST",
      REST_FACTS,
      ROUTE,
      {},
      "GET /pets/{id}/{tag} /prod/pets/id/tag id tag",
    ],
    ["keeps the request's path", "REST", REST_FACTS, ROUTE, { path: "/a" }, "GET /a /prod/a  "],
    [
      "keeps the request's parameters and method",
      "REST",
      REST_FACTS,
      ROUTE,
      { method: "PUT", pathParameters: { id: "7" } },
      "PUT / /prod/ 7 ",
    ],
    [
      "uses POST if the resource accepts any method",
      "REST",
      { protocol: "REST", routes: ["ANY /{proxy+}"] },
      "$context.httpMethod $context.path",
      { body: {} },
      "POST /test/proxy",
    ],
    [
      "uses the route of a WebSocket API",
      "WEBSOCKET",
      WEBSOCKET_FACTS,
      MESSAGE,
      {},
      "send MESSAGE orders.example.com",
    ],
    [
      "uses the event type of $connect",
      "WEBSOCKET",
      { protocol: "WEBSOCKET", routes: ["$connect"] },
      MESSAGE,
      {},
      "$connect CONNECT ",
    ],
    [
      "keeps the request's route",
      "WEBSOCKET",
      WEBSOCKET_FACTS,
      MESSAGE,
      { context: { routeKey: "mine" } },
      "mine MESSAGE orders.example.com",
    ],
  ];
  for (const [what, kind, facts, text, request, output] of cases) {
    it(what, () => assert.equal(printed(kind, text, request, facts), output));
  }

  it("does not change if the facts are empty", () => {
    for (const text of [STAGE, ROUTE]) {
      const bare = printed("REST", text, {});
      assert.equal(printed("REST", text, {}, { protocol: "REST" }), bare);
      assert.equal(printed("REST", text, {}, { protocol: "REST", stages: [], routes: [] }), bare);
    }
  });

  it("creates a request file for the route", () => {
    const request = sampleFromTemplates([templateOf("REST", "", REST_FACTS)]).request;
    assert.deepEqual(request, {
      method: "GET",
      path: "/pets/id/tag",
      resourcePath: "/pets/{id}/{tag}",
      pathParameters: { id: "id", tag: "tag" },
      headers: { "Content-Type": "application/json" },
      body: {},
    });
    const { request: message } = sampleFromTemplates([templateOf("WEBSOCKET", "", WEBSOCKET_FACTS)]);
    assert.deepEqual(message, { body: { action: "send" } });
  });

  it("creates a generic request file without facts", () => {
    const { request } = sampleFromTemplates([templateOf("REST", "")]);
    assert.match(sampleText(request), /^\{\n {2}"method": "POST",\n {2}"path": "\/",\n/);
    const { request: message } = sampleFromTemplates([templateOf("WEBSOCKET", "")]);
    assert.deepEqual(message, { body: { action: "$default" } });
  });

  it("matches the simulation", () => {
    const members = {
      type: "HTTP",
      integrationHttpMethod: "GET",
      uri: "https://${stageVariables.url}/{id}",
      requestParameters: { "integration.request.path.id": "method.request.path.id" },
    };
    const input: SimulatedInput = {
      document: parse(JSON.stringify(members), "json"),
      operation: "put-integration",
    };
    const result = simulateInputs([input], parse("{}", "json"), { facts: REST_FACTS });
    assert.equal(result.kind, "done");
    const step = result.simulation.steps.find(({ kind }) => kind === "integrationRequest");
    assert.ok(step?.kind === "integrationRequest");
    assert.equal(step.request.uri, "https://orders.example.com/id");
  });
});
