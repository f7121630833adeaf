import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { SampleRequest } from "../../../server/src/index";
import {
  codesOf,
  type Input,
  logsOf,
  rest,
  restResponse,
  restTo,
  send,
  stepsOf,
} from "../../support/simulations";

describe("a REST API's request template", () => {
  const templates = { "application/json": '"json"', "text/plain": "text" };
  const type = (value?: string): SampleRequest => ({
    body: '{"a": 1}',
    ...(value !== undefined && { headers: { "content-type": value } }),
  });

  for (const [what, requestTemplates, request, behavior, expected] of [
    ["is the one for JSON without a Content-Type", templates, type(), undefined, '"json"'],
    ["is the one for the Content-Type", templates, type("text/plain"), undefined, "text"],
    [
      "is selected regardless of parameters and case",
      templates,
      type("Text/Plain; charset=utf-8"),
      undefined,
      "text",
    ],
    ["is the default for other types", { ...templates, $default: "any" }, type("text/xml"), "NEVER", "any"],
    ["is skipped for other types", templates, type("text/xml"), undefined, '{"a": 1}'],
    [
      "is skipped for other types with WHEN_NO_MATCH",
      templates,
      type("text/xml"),
      "WHEN_NO_MATCH",
      '{"a": 1}',
    ],
    ["is skipped with WHEN_NO_TEMPLATES if there are none", {}, type(), "WHEN_NO_TEMPLATES", '{"a": 1}'],
    ["rejects other types with WHEN_NO_TEMPLATES", templates, type("text/xml"), "WHEN_NO_TEMPLATES", 415],
    ["rejects other types with NEVER", templates, type("text/xml"), "NEVER", 415],
    ["rejects every type with NEVER if there are none", {}, type(), "NEVER", 415],
    ["passes the body through if it is empty", { "application/json": "" }, type(), "NEVER", '{"a": 1}'],
  ] as const) {
    it(what, () => {
      const input = restTo("HTTP", { requestTemplates, ...(behavior && { passthroughBehavior: behavior }) });
      const simulation = send([input], request);
      const [sent] = stepsOf(simulation, "integrationRequest");
      if (expected !== 415) {
        assert.equal(sent?.request.body, expected);
        assert.equal(simulation.outcome, "needsBackend");
        assert.deepEqual(codesOf(simulation), []);
        return;
      }
      assert.equal(sent, undefined);
      assert.deepEqual(simulation.response, {
        status: 415,
        headers: { "Content-Type": "application/json" },
        body: '{"message":"Unsupported Media Type"}',
      });
      assert.deepEqual(codesOf(simulation), ["unsupportedMediaType"]);
      assert.equal(stepsOf(simulation, "passthrough")[0]?.outcome, "refused");
    });
  }

  it("sees body, parameters, variables and context", () => {
    const template =
      "$input.params('id')|$input.params('q')|$input.params('X-A')|$input.path('$.n')|$stageVariables.s|" +
      "$context.httpMethod|$context.identity.sourceIp|$context.identity.userAgent|$context.resourcePath|$context.apiId";
    const simulation = send([restTo("HTTP", { requestTemplates: { "application/json": template } })], {
      path: "/pets/7",
      resourcePath: "/pets/{id}",
      pathParameters: { id: "7" },
      queryStringParameters: { q: ["1", "2"] },
      params: { header: { "X-A": "a", "User-Agent": "me" } },
      body: { n: 1 },
      stageVariables: { s: "v" },
      context: { identity: { sourceIp: "10.0.0.1" } },
    });
    const body = stepsOf(simulation, "integrationRequest")[0]?.request.body;
    assert.equal(body, "7|2|a|1|v|POST|10.0.0.1|me|/pets/{id}|a1b2c3d4e5");
  });

  it("sees the numbers of a body as they are written", () => {
    const input = restTo("HTTP", { requestTemplates: { "application/json": "$input.json('$')" } });
    const simulation = send([input], { body: '{"n": 12345678901234567890, "d": 1.0}' });
    const body = stepsOf(simulation, "integrationRequest")[0]?.request.body;
    assert.equal(body, '{"n":12345678901234567890,"d":1.0}');
  });
});

describe("a REST API's parameter mappings", () => {
  const request: SampleRequest = {
    pathParameters: { id: "7" },
    queryStringParameters: { q: ["1", "2"] },
    headers: { "X-A": ["a", "b"], Accept: "text/plain" },
    body: '{"user": {"name": "Ann", "tags": [1, 2]}, "none": null}',
    stageVariables: { color: "red" },
    context: { authorizer: { claims: { sub: "u1" } } },
  };

  for (const [source, expected] of [
    ["method.request.path.id", "7"],
    ["method.request.querystring.q", "2"],
    ["method.request.multivaluequerystring.q", ["1", "2"]],
    ["method.request.header.X-A", "b"],
    ["method.request.multivalueheader.X-A", "a,b"],
    ["method.request.header.x-a", undefined],
    ["method.request.header.X-B", undefined],
    ["method.request.body.user.name", "Ann"],
    ["method.request.body.user.tags", "[1,2]"],
    ["method.request.body.user.tags[1]", "2"],
    ["method.request.body.none", undefined],
    ["method.request.body.missing", undefined],
    ["method.request.body", request.body],
    ["stageVariables.color", "red"],
    ["context.authorizer.claims.sub", "u1"],
    ["context.requestId", "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"],
    ["context.identity", undefined],
    ["'text, as it is'", "text, as it is"],
    ["''", ""],
  ] as const) {
    it(`give for ${source} ${expected === undefined ? "nothing" : JSON.stringify(expected)}`, () => {
      const simulation = send(
        [restTo("HTTP", { requestParameters: { "integration.request.querystring.x": source } })],
        request,
      );
      const sent = stepsOf(simulation, "integrationRequest")[0]?.request.querystring;
      assert.deepEqual(sent, expected === undefined ? {} : { x: expected });
      assert.deepEqual(codesOf(simulation), []);
      assert.equal(stepsOf(simulation, "parameterMapping")[0]?.source, source);
    });
  }

  it("fill the target's path in, with stage variables", () => {
    const simulation = send(
      [
        restTo("HTTP", {
          uri: "https://${stageVariables.host}/pets/{petId}/{other}",
          requestParameters: { "integration.request.path.petId": "method.request.path.id" },
        }),
      ],
      { pathParameters: { id: "7" }, stageVariables: { host: "example.org" } },
    );
    assert.equal(
      stepsOf(simulation, "integrationRequest")[0]?.request.uri,
      "https://example.org/pets/7/{other}",
    );
  });

  it("treat an empty body as an empty object", () => {
    const requestParameters = { "integration.request.header.x": "method.request.body" };
    const simulation = send([restTo("HTTP", { requestParameters })]);
    assert.deepEqual(stepsOf(simulation, "integrationRequest")[0]?.request.headers, { x: "{}" });
  });

  for (const [what, type, requestParameters, status, code] of [
    [
      "a header that AWS rejects",
      "HTTP",
      { "integration.request.header.Content-Length": "'1'" },
      500,
      "refusedHeader",
    ],
    [
      "a header that AWS rejects for AWS services",
      "AWS",
      { "integration.request.header.Authorization": "'x'" },
      500,
      "refusedHeader",
    ],
    [
      "a body that is not JSON",
      "HTTP",
      { "integration.request.header.x": "method.request.body.a" },
      400,
      "badBody",
    ],
  ] as const) {
    it(`end the simulation with ${status} for ${what}`, () => {
      const simulation = send([restTo(type, { requestParameters })], { body: "{" });
      assert.equal(simulation.response?.status, status);
      assert.deepEqual(codesOf(simulation), [code]);
    });
  }

  for (const [type, header] of [
    ["HTTP", "Via"],
    ["HTTP_PROXY", "TE"],
    ["AWS", "referer"],
  ] as const) {
    it(`do not send ${header} to ${type}, with a warning`, () => {
      const requestParameters = { [`integration.request.header.${header}`]: "'x'" };
      const simulation = send([restTo(type, { requestParameters })]);
      assert.deepEqual(stepsOf(simulation, "integrationRequest")[0]?.request.headers, {});
      assert.deepEqual(codesOf(simulation), ["droppedHeader"]);
    });
  }

  for (const [what, requestParameters] of [
    ["a key of another dialect", { "append:header.x": "'1'" }],
    ["a value without quotes", { "integration.request.header.x": "text" }],
    ["a source of a response", { "integration.request.header.x": "integration.response.body" }],
  ] as const) {
    it(`skip ${what}, and report it`, () => {
      const simulation = send([restTo("HTTP", { requestParameters })]);
      assert.deepEqual(stepsOf(simulation, "integrationRequest")[0]?.request.headers, {});
      assert.deepEqual(codesOf(simulation), ["badMapping"]);
    });
  }
});

describe("a MOCK", () => {
  const mock = (template: string): Input => rest({ requestTemplates: { "application/json": template } });

  for (const template of [
    '{"statusCode": 204}',
    "{statusCode: 204}",
    "{'statusCode': 204}",
    '{"statusCode": 204,}',
    '{"other": {"statusCode": 1}, "statusCode": 204}',
    '#set($s = 204){"statusCode": $s}',
  ]) {
    it(`reads its status from ${template}`, () => {
      const simulation = send([mock(template)]);
      assert.deepEqual(
        stepsOf(simulation, "mockStatus").map(({ status }) => status),
        [204],
      );
      assert.equal(simulation.outcome, "needsResponses");
      assert.deepEqual(codesOf(simulation), []);
    });
  }

  for (const template of [
    '{"statusCode": "204"}',
    '{"statusCode": 204.5}',
    "{}",
    "204",
    "text",
    '{"statusCode":',
  ]) {
    it(`fails on ${template}`, () => {
      const simulation = send([mock(template), restResponse()]);
      assert.equal(simulation.response?.status, 500);
      assert.equal(simulation.response?.body, '{"message":"Internal server error"}');
      assert.deepEqual(codesOf(simulation), ["mockStatus"]);
      assert.deepEqual(logsOf(simulation), [
        "Unable to parse statusCode. It should be an integer that is defined in the request template.",
      ]);
    });
  }

  for (const [id, status, body] of [
    ["1", 200, '{"id": "1"}'],
    ["2", 404, "no 2"],
  ] as const) {
    it(`responds according to the request: ${status} for ${id}`, () => {
      const template = '{"statusCode": #if($input.params().path.id == "1") 200 #else 404 #end}';
      const simulation = send(
        [
          mock(template),
          restResponse({ responseTemplates: { "application/json": '{"id": "$input.params().path.id"}' } }),
          restResponse({
            statusCode: "404",
            selectionPattern: "4\\d{2}",
            responseTemplates: { "application/json": "no $input.params('id')" },
          }),
        ],
        { pathParameters: { id } },
      );
      assert.deepEqual([simulation.response?.status, simulation.response?.body], [status, body]);
    });
  }

  it("reads the status from the body if no template matches", () => {
    const simulation = send([mock("x"), restResponse({ statusCode: "201" })], {
      headers: { "Content-Type": "text/plain" },
      body: { statusCode: 201 },
    });
    assert.equal(simulation.response?.status, 201);
  });
});
