import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Invocation, VerificationPlan } from "../../../deployment/src";
import { compareWithSimulation } from "../../../deployment/src/verify";
import { readExecutionLog } from "../../../deployment/src/verify/executionLog";
import { parse } from "../../../server/src/service";
import { type Input, LAMBDA_URI, rest, restResponse, restTo } from "../../support/simulations";

const TIME = "Thu Nov 26 04:00:00 UTC 2026 : ";

/** A log as API Gateway writes it. */
function logOf(...entries: readonly string[]): string {
  return `Execution log for request c6af9ac6-7b61-11e6-9a41-93e8deadbeef\n${entries.map((entry) => `${TIME}${entry}\n`).join("")}`;
}

const SENT = [
  "Starting execution for request: c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
  "HTTP Method: POST, Resource Path: /pets/7",
  "Method request path: {id=7}",
  "Method request headers: {Accept=text/html, text/plain}",
  'Method request body before transformations: {"name":"Rex"}',
  "Endpoint request URI: https://example.com/pets/7?tag=a+b",
  "Endpoint request headers: {x-amzn-apigateway-api-id=a1, Who=me, Accept=text/html, text/plain, Authorization=****}",
  'Endpoint request body after transformations: {\n  "name": "Rex"\n}',
  "Sending request to https://example.com/pets/7?tag=a+b",
  "Received response. Status: 404, Integration latency: 34 ms",
  "Endpoint response headers: {Content-Type=text/plain, Date=Thu, 26 Nov 2026 04:00:00 GMT, ETag=x}",
  "Endpoint response body before transformations: none\n: of these",
  'Method response body after transformations: {"error": "none"}',
  "Method completed with status: 404",
];

describe("The execution log of a method test", () => {
  it("tells what was sent and received", () => {
    assert.deepEqual(readExecutionLog(logOf(...SENT)), {
      requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
      sent: {
        uri: "https://example.com/pets/7?tag=a+b",
        headers: [
          ["x-amzn-apigateway-api-id", "a1"],
          ["Who", "me"],
          ["Accept", "text/html, text/plain"],
          ["Authorization", "****"],
        ],
        body: '{\n  "name": "Rex"\n}',
        isCut: false,
      },
      received: {
        status: 404,
        headers: [
          ["Content-Type", "text/plain"],
          ["Date", "Thu, 26 Nov 2026 04:00:00 GMT"],
          ["ETag", "x"],
        ],
        body: "none\n: of these",
        isCut: false,
      },
      responseBody: '{"error": "none"}',
    });
  });

  it("says where API Gateway cut it", () => {
    const { sent } = readExecutionLog(logOf("Endpoint request body after transformations: xxx [TRUNCATED]"));
    assert.equal(sent?.isCut, true);
  });

  for (const text of ["", "x", "\r\n", `${TIME}Endpoint request headers: {`, TIME.repeat(1000)]) {
    it(`is read without failing: ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.equal(readExecutionLog(text).requestId, undefined);
    });
  }

  it("is read in linear time", () => {
    const started = performance.now();
    readExecutionLog(logOf(`Endpoint request headers: {${"a=b, ".repeat(200_000)}`, "x".repeat(2_000_000)));
    assert.ok(performance.now() - started < 2000);
  });
});

const METHOD = { restApiId: "a1b2c3d4e5", resourceId: "r1s2t3", httpMethod: "POST" };

function planFor(inputs: readonly Input[], request: Input): VerificationPlan {
  const simulated = inputs.map((input, index) => ({
    document: parse(JSON.stringify(input), "json"),
    operation: index === 0 ? ("put-integration" as const) : ("put-integration-response" as const),
  }));
  return {
    method: METHOD,
    request: { pathWithQueryString: "/pets/7" },
    resourcePath: "/pets/{id}",
    inputs: simulated,
    case: { inputs: simulated, options: {}, request: parse(JSON.stringify(request), "json") },
    notes: [],
  };
}

const PROXIED = restTo("HTTP", {
  uri: "https://example.com/pets/{id}",
  requestParameters: {
    "integration.request.path.id": "method.request.path.id",
    "integration.request.querystring.tag": "method.request.querystring.tag",
    "integration.request.header.Accept": "method.request.header.Accept",
  },
  requestTemplates: {
    "application/json":
      '#set($context.requestOverride.header.Who = "me"){\n  "name": $input.json("$.name")\n}',
  },
});
const RESPONSES = [
  restResponse(),
  restResponse({
    statusCode: "404",
    selectionPattern: "4\\d\\d",
    responseParameters: { "method.response.header.ETag": "integration.response.header.ETag" },
    responseTemplates: { "application/json": '{"error": "none"}' },
  }),
];
const REQUEST = {
  path: "/pets/7",
  queryStringParameters: { tag: "a b" },
  headers: { Accept: "text/html, text/plain" },
  body: { name: "Rex" },
};
const INVOCATION: Invocation = {
  status: 404,
  headers: {
    "X-Amzn-Trace-Id": ["Root=1-2-3"],
    "Content-Type": ["application/json"],
    ETag: ["x"],
    "Set-Cookie": ["secret=1"],
  },
  body: '{"error": "none"}',
  log: logOf(...SENT),
};

describe("The comparison of AWS with the simulation", () => {
  it("agrees on what both know", () => {
    const headers = { ...INVOCATION.headers };
    delete (headers as Record<string, unknown>)["Set-Cookie"];
    const result = compareWithSimulation(planFor([PROXIED, ...RESPONSES], REQUEST), {
      ...INVOCATION,
      headers,
    });
    assert.deepEqual(result.differences, []);
    assert.equal(result.simulation, result.aws);
    assert.equal(
      result.aws.slice(0, result.aws.indexOf("Not compared")),
      `Status: 404

Headers:
Content-Type: application/json
ETag: x

Body:
{"error": "none"}

Request to the backend:
https://example.com/pets/7
query tag: a b
Accept: text/html, text/plain
Who: me

{
  "name": "Rex"
}

The simulation uses the backend's response to AWS.
`,
    );
  });

  it("says which parts differ", () => {
    const invocation = { ...INVOCATION, status: 400, body: "{}", headers: {} };
    const { differences, simulation, aws } = compareWithSimulation(
      planFor([PROXIED, ...RESPONSES], { ...REQUEST, body: { name: "Bello" } }),
      invocation,
    );
    assert.deepEqual(differences, ["status", "headers", "body", "request to the backend"]);
    assert.match(simulation, /^Status: 404\n[\s\S]*"name": "Bello"/);
    assert.match(aws, /^Status: 400\n[\s\S]*"name": "Rex"/);
  });

  it("records what AWS did, without headers that may hold secrets or that differ each time", () => {
    const { recording } = compareWithSimulation(planFor([PROXIED, ...RESPONSES], REQUEST), INVOCATION);
    assert.deepEqual(recording, {
      status: 404,
      headers: { "Content-Type": "application/json", ETag: "x" },
      output: '{"error": "none"}',
      backendRequest: {
        method: "POST",
        uri: "https://example.com/pets/7",
        querystring: { tag: "a b" },
        headers: { Accept: "text/html, text/plain", Who: "me" },
        body: '{\n  "name": "Rex"\n}',
      },
    });
  });

  it("compares a MOCK without a request to a backend", () => {
    const body = { got: 1 };
    const { differences, aws } = compareWithSimulation(
      planFor(
        [
          rest({ requestTemplates: { "application/json": '{"statusCode": 200}' } }),
          restResponse({
            responseTemplates: {
              "application/json": '{"id": "$context.requestId", "stage": "$context.stage"}',
            },
          }),
        ],
        { body },
      ),
      {
        status: 200,
        headers: { "Content-Type": ["application/json"] },
        body: '{"id": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef", "stage": "test-invoke-stage"}',
        log: logOf("Method completed with status: 200"),
      },
    );
    assert.deepEqual(differences, []);
    assert.doesNotMatch(aws, /Request to the backend/);
  });

  it("leaves out the request to the backend where AWS cut it", () => {
    const log = logOf(...SENT.map((entry) => entry.replace('"Rex"\n}', '"Re[TRUNCATED]')));
    const { differences, aws, recording } = compareWithSimulation(planFor([PROXIED, ...RESPONSES], REQUEST), {
      ...INVOCATION,
      log,
    });
    assert.deepEqual(differences, ["headers"]);
    assert.doesNotMatch(aws, /Request to the backend/);
    assert.equal(recording.backendRequest, undefined);
  });

  it("selects the response by the error message that a function returned", () => {
    const inputs = [
      restTo("AWS", { uri: LAMBDA_URI }),
      restResponse(),
      restResponse({ statusCode: "404", selectionPattern: "No .*" }),
    ];
    const { differences, aws } = compareWithSimulation(planFor(inputs, { body: {} }), {
      status: 404,
      headers: { "Content-Type": ["application/json"] },
      body: '{"errorMessage":"No pet"}',
      log: logOf(
        "Endpoint request URI: https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/f/invocations",
        "Endpoint request headers: {Authorization=****}",
        "Endpoint request body after transformations: {}",
        "Received response. Status: 200, Integration latency: 5 ms",
        "Endpoint response headers: {X-Amz-Function-Error=Unhandled}",
        'Endpoint response body before transformations: {"errorMessage":"No pet"}',
      ),
    });
    assert.deepEqual(differences, []);
    assert.doesNotMatch(aws, /lambda\.us-east-1|\*\*\*\*/);
  });

  it("says why there is no simulation", () => {
    const { simulation } = compareWithSimulation(planFor([PROXIED], REQUEST), INVOCATION);
    assert.match(simulation, /^The simulation has no integration responses\.\n/);
  });
});
