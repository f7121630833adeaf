import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { SampleRequest } from "../../../server/src/index";
import { codesOf, http, LAMBDA_URI, send, stepsOf } from "../../support/simulations";

const REQUEST: SampleRequest = {
  method: "POST",
  path: "/pets/7",
  resourcePath: "/pets/{id}",
  pathParameters: { id: "7" },
  headers: { "X-A": ["1", "2"], "X-B": "b" },
  queryStringParameters: { q: ["1", "2"], Q: "3" },
  body: { user: { name: "Ann", tags: ["x", "y"] }, n: 1 },
  stageVariables: { host: "example.org" },
};

function sent(members: Parameters<typeof http>[0], request = REQUEST) {
  const simulation = send([http(members)], request);
  return { ...stepsOf(simulation, "integrationRequest")[0]?.request, codes: codesOf(simulation) };
}

describe("an HTTP API's mapping", () => {
  for (const [value, expected] of [
    ["$request.header.x-a", "1,2"],
    ["$request.header.x-c", undefined],
    ["$request.querystring.q", "1,2"],
    ["$request.querystring.Q", "3"],
    ["$request.path", "/pets/7"],
    ["$request.path.id", "7"],
    ["$request.body", '{"user":{"name":"Ann","tags":["x","y"]},"n":1}'],
    ["$request.body.user.name", "Ann"],
    ["$request.body.user.tags[1]", "y"],
    ["$request.body.n", "1"],
    ["$request.body.none", undefined],
    ["$context.httpMethod", "POST"],
    ["$context.routeKey", "POST /pets/{id}"],
    ["$stageVariables.host", "example.org"],
    ["${request.path.id}/${request.header.x-b}", "7/b"],
    ["<${request.header.x-c}>", "<>"],
    ["text", "text"],
    ["'text'", "'text'"],
  ] as const) {
    it(`evaluates ${value} to ${expected ?? "nothing"}`, () => {
      const { headers, codes } = sent({ RequestParameters: { "overwrite:header.out": value } });
      assert.equal(headers?.out, expected);
      assert.deepEqual(codes, []);
    });
  }

  for (const [key, expected] of [
    ["overwrite:header.x-a", { headers: { "X-A": "new", "X-B": "b" } }],
    ["append:header.x-a", { headers: { "X-A": ["1", "2", "new"], "X-B": "b" } }],
    ["append:header.x-c", { headers: { "X-A": ["1", "2"], "X-B": "b", "x-c": "new" } }],
    ["remove:header.x-a", { headers: { "X-B": "b" } }],
    ["overwrite:querystring.q", { querystring: { q: "new", Q: "3" } }],
    ["append:querystring.q", { querystring: { q: ["1", "2", "new"], Q: "3" } }],
    ["remove:querystring.Q", { querystring: { q: ["1", "2"] } }],
  ] as const) {
    it(`applies ${key}`, () => {
      const found = sent({ RequestParameters: { [key]: key.startsWith("remove") ? "''" : "new" } });
      for (const [name, value] of Object.entries(expected)) {
        assert.deepEqual(found[name as "headers" | "querystring"], value);
      }
      assert.deepEqual(found.codes, []);
    });
  }

  for (const [uri, expected] of [
    ["https://example.com/old?x=1", { uri: "https://example.com/new?x=1" }],
    ["https://example.com", { uri: "https://example.com/new" }],
    ["https://${stageVariables.host}:8080/old", { uri: "https://example.org:8080/new" }],
    [
      "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/a/0123456789abcdef/0123456789abcdef",
      { path: "/new" },
    ],
  ] as const) {
    it(`overwrites the path of ${uri}`, () => {
      const found = sent({ IntegrationUri: uri, RequestParameters: { "overwrite:path": "/new" } });
      for (const [name, value] of Object.entries(expected))
        assert.equal(found[name as "uri" | "path"], value);
    });
  }

  for (const [key, value] of [
    ["overwrite:header.Authorization", "x"],
    ["append:path", "x"],
    ["overwrite:header.x", "$request.cookie.x"],
    ["overwrite:header.x", "$response.header.x"],
    ["integration.request.header.x", "'x'"],
  ] as const) {
    it(`skips ${key} with ${value}, and reports it`, () => {
      const found = sent({ RequestParameters: { [key]: value } });
      assert.deepEqual(found.headers, { "X-A": ["1", "2"], "X-B": "b" });
      assert.deepEqual(found.codes, ["badMapping"]);
    });
  }

  it("fills in the path parameters of the target", () => {
    assert.equal(sent({ IntegrationUri: "https://example.com/{id}" }).uri, "https://example.com/7");
  });

  it("passes parameters to an AWS service", () => {
    const found = sent({
      IntegrationType: "AWS_PROXY",
      IntegrationSubtype: "SQS-SendMessage",
      RequestParameters: {
        QueueUrl: "https://queue",
        MessageBody: "$request.body.user.name",
      },
    });
    assert.deepEqual(found.parameters, { QueueUrl: "https://queue", MessageBody: "Ann" });
    assert.deepEqual([found.headers, found.body], [{}, ""]);
  });
});

describe("an HTTP API's response", () => {
  const backend = { status: 500, headers: { "X-A": "1", "X-B": "2" }, body: { code: 418, why: "tea" } };
  const body = '{"code":418,"why":"tea"}';

  for (const [what, mappings, expected] of [
    ["is the backend's", {}, { status: 500, headers: { "X-A": "1", "X-B": "2" }, body }],
    [
      "is changed by the mappings for its status",
      { "500": { "append:header.x-a": "$response.header.x-b", "remove:header.x-b": "''" } },
      { status: 500, headers: { "X-A": ["1", "2"] }, body },
    ],
    [
      "has the mapped status",
      { "500": { "overwrite:statuscode": "$response.body.code" } },
      { status: 418, headers: { "X-A": "1", "X-B": "2" }, body },
    ],
    [
      "is not changed by the mappings for other statuses",
      { "200": { "overwrite:statuscode": "403" } },
      { status: 500, headers: { "X-A": "1", "X-B": "2" }, body },
    ],
  ] as const) {
    it(what, () => {
      assert.deepEqual(
        send([http({ ResponseParameters: mappings })], REQUEST, { backend }).response,
        expected,
      );
    });
  }

  it("keeps its status if the mapped one is invalid", () => {
    const ResponseParameters = { "500": { "overwrite:statuscode": "$response.body.why" } };
    const simulation = send([http({ ResponseParameters })], REQUEST, { backend });
    assert.equal(simulation.response?.status, 500);
    assert.deepEqual(codesOf(simulation), ["badStatus"]);
    assert.equal(simulation.problems[0]?.place?.document, 0);
  });

  const lambda = (version: string) =>
    http({ IntegrationType: "AWS_PROXY", IntegrationUri: LAMBDA_URI, PayloadFormatVersion: version });
  for (const [version, output, expected] of [
    ["2.0", { ok: true }, { status: 200, type: "application/json", body: '{"ok":true}' }],
    ["2.0", { statusCode: 201, body: "x" }, { status: 201, type: "text/plain;charset=UTF-8", body: "x" }],
    [
      "1.0",
      { statusCode: 201, headers: { "content-type": "a/b" }, body: "x" },
      { status: 201, type: "a/b", body: "x" },
    ],
    [
      "1.0",
      { ok: true },
      { status: 500, type: "application/json", body: '{"message":"Internal Server Error"}' },
    ],
  ] as const) {
    it(`is built in format ${version} from ${JSON.stringify(output)}`, () => {
      const { response } = send([lambda(version)], REQUEST, { backend: { body: output } });
      const type = response?.headers["Content-Type"] ?? response?.headers["content-type"];
      assert.deepEqual({ status: response?.status, type, body: response?.body }, expected);
    });
  }
});
