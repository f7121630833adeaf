import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type AccountLists, NO_LISTS } from "../../../server/src/model/accountLists";
import { analyze, insertArn } from "../../../server/src/service";
import { type Asked, accept, itemsAt, labelsAt } from "../../support/completions";
import { applyEdits } from "../../support/edits";

const FUNCTION = "arn:aws-cn:lambda:cn-north-1:123456789012:function:orders";
const ROLE = "arn:aws:iam::123456789012:role/service/calls-queue";
const INVOKE = `arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
const STREAM = `arn:aws-cn:apigateway:cn-north-1:lambda:path/2021-11-15/functions/${FUNCTION}/response-streaming-invocations`;

const LISTS: AccountLists = {
  apis: [
    { id: "rest1", name: "pets", protocol: "REST" },
    { id: "http2", name: "prices", protocol: "HTTP" },
    { id: "http1", name: "orders", protocol: "HTTP" },
    { id: "ws1", name: "![x](https://evil.example/a.png)", protocol: "WEBSOCKET" },
  ],
  vpcLinks: [
    { id: "v2link", name: "new", family: "apigatewayv2" },
    { id: "v1link", name: "old", family: "apigateway" },
  ],
  integrations: new Map([["http1", [{ id: "int1", name: "HTTP_PROXY orders.example.com" }]]]),
  responses: new Map([["int1", [{ id: "res1", name: "$default" }]]]),
  resources: new Map([
    [
      "rest1",
      [
        { id: "r2", name: "/pets" },
        { id: "r1", name: "/" },
      ],
    ],
  ]),
  functions: [{ id: FUNCTION, name: "orders" }],
  roles: [
    { id: "arn:aws:iam::123456789012:role/admin", name: "admin", isForApiGateway: false },
    { id: ROLE, name: "calls-queue", isForApiGateway: true },
  ],
};

const asked: Asked = { lists: LISTS };
const rest: Asked = { ...asked, operation: "put-integration" };

describe("IDs that AWS listed", () => {
  for (const [what, text, options, expected] of [
    ["HTTP APIs", '{"ApiId": "<|>"}', { protocol: "HTTP" }, ["http1", "http2"]],
    ["WebSocket APIs", '{"ApiId": "<|>"}', { protocol: "WEBSOCKET" }, ["ws1"]],
    [
      "HTTP and WebSocket APIs while the protocol is unknown",
      '{"ApiId": "<|>"}',
      {},
      ["ws1", "http1", "http2"],
    ],
    ["REST APIs", '{"restApiId": "<|>"}', rest, ["rest1"]],
    ["VPC links of HTTP APIs", '{"ConnectionType": "VPC_LINK", "ConnectionId": "<|>"}', {}, ["v2link"]],
    ["VPC links of REST APIs, version 1 first", '{"connectionId": "<|>"}', rest, ["v1link", "v2link"]],
    [
      "VPC links for a load balancer, version 2 first",
      '{"integrationTarget": "arn:aws:elasticloadbalancing:…", "connectionId": "<|>"}',
      rest,
      ["v2link", "v1link"],
    ],
    ["resources of the API", '{"restApiId": "rest1", "resourceId": "<|>"}', rest, ["r1", "r2"]],
    ["no resources of another API", '{"restApiId": "rest2", "resourceId": "<|>"}', rest, []],
    [
      "integrations of the API",
      '{"ApiId": "http1", "IntegrationId": "<|>"}',
      { operation: "update-integration" },
      ["int1"],
    ],
    [
      "integration responses",
      '{"ApiId": "ws1", "IntegrationId": "int1", "IntegrationResponseId": "<|>"}',
      { operation: "update-integration-response" },
      ["res1"],
    ],
    ["nothing that was not listed", '{"ApiId": "<|>"}', { lists: NO_LISTS }, []],
  ] as const satisfies readonly (readonly [string, string, Asked, readonly string[]])[]) {
    it(`are offered: ${what}`, () => {
      assert.deepEqual(labelsAt(text, { lists: LISTS, ...options }), expected);
    });
  }

  it("replace what is typed, and are found by name, too", () => {
    assert.equal(accept('{"ApiId": "ord<|>"}', "http1", asked), '{"ApiId": "http1"}');
    assert.equal(accept("ApiId: <|>\n", "http1", { ...asked, format: "yaml" }), "ApiId: http1\n");
    const item = itemsAt('{"ApiId": "<|>"}', asked).items.find(({ label }) => label === "http1");
    assert.deepEqual([item?.detail, item?.filterText], ["orders · HTTP API", "http1 orders"]);
  });

  it("show names as text", () => {
    const [item] = itemsAt('{"ApiId": "<|>"}', { ...asked, protocol: "WEBSOCKET" }).items;
    assert.equal(item?.documentation, "WebSocket API **\\!\\[x\\]\\(https://evil.example/a.png\\)**");
  });
});

describe("ARNs that AWS listed", () => {
  for (const [what, text, label, options, expected] of [
    [
      "a function of an HTTP API",
      '{"IntegrationType": "AWS_PROXY", "IntegrationUri": "<|>"}',
      "orders",
      { protocol: "HTTP" },
      FUNCTION,
    ],
    [
      "a function of a WebSocket API",
      '{"IntegrationType": "AWS_PROXY", "IntegrationUri": "<|>"}',
      "orders",
      { protocol: "WEBSOCKET" },
      INVOKE,
    ],
    ["a function of a REST API", '{"type": "AWS_PROXY", "uri": "<|>"}', "orders", rest, INVOKE],
    [
      "a function in place of a begun ARN",
      '{"type": "AWS_PROXY", "uri": "arn:aws:lam<|>"}',
      "orders",
      rest,
      INVOKE,
    ],
    [
      "a function that streams",
      '{"type": "AWS_PROXY", "responseTransferMode": "STREAM", "uri": "<|>"}',
      "orders",
      rest,
      STREAM,
    ],
    ["a role", '{"CredentialsArn": "<|>"}', "calls-queue", {}, ROLE],
    ["a role of a REST API", '{"credentials": "<|>"}', "calls-queue", rest, ROLE],
  ] as const satisfies readonly (readonly [string, string, string, Asked, string])[]) {
    it(`are offered: ${what}`, () => {
      const at = text.replace(/"[^"]*<\|>"/, () => JSON.stringify(expected));
      assert.equal(accept(text, label, { ...options, lists: LISTS }), at);
    });
  }

  it("are offered before the forms, roles for API Gateway first", () => {
    assert.deepEqual(labelsAt('{"CredentialsArn": "<|>"}', asked).slice(0, 3), [
      "calls-queue",
      "arn:…:iam::…:role/…",
      "arn:…:iam::*:user/*",
    ]);
    assert.equal(labelsAt('{"CredentialsArn": "<|>"}', asked).at(-1), "admin");
  });

  for (const text of [
    '{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "<|>"}',
    '{"IntegrationType": "AWS_PROXY", "IntegrationSubtype": "SQS-SendMessage", "IntegrationUri": "<|>"}',
    '{"IntegrationType": "AWS_PROXY", "IntegrationUri": "https://exam<|>"}',
    '{"IntegrationType": "AWS_PROXY", "IntegrationUri": "${stageVar<|>"}',
  ]) {
    it(`are not offered where no function fits: ${text}`, () => {
      assert.ok(!labelsAt(text, { ...asked, protocol: "HTTP" }).includes("orders"));
    });
  }
});

describe("Inserting an ARN", () => {
  for (const [what, text, operation, format, kind, expected] of [
    [
      "adds the member",
      '{\n  "type": "AWS_PROXY"\n}',
      "put-integration",
      "json",
      "function",
      `{\n  "type": "AWS_PROXY",\n  "uri": "${INVOKE}"\n}`,
    ],
    [
      "replaces the value",
      '{"type": "AWS_PROXY", "uri": "x"}',
      "put-integration",
      "json",
      "function",
      `{"type": "AWS_PROXY", "uri": "${INVOKE}"}`,
    ],
    [
      "replaces a value in YAML",
      "IntegrationType: AWS_PROXY\nPayloadFormatVersion: '2.0'\nIntegrationUri: x\n",
      "create-integration",
      "yaml",
      "function",
      `IntegrationType: AWS_PROXY\nPayloadFormatVersion: '2.0'\nIntegrationUri: ${FUNCTION}\n`,
    ],
    [
      "fills in a member without a value",
      "CredentialsArn:\n",
      "create-integration",
      "yaml",
      "role",
      `CredentialsArn: "${ROLE}"\n`,
    ],
    ["knows no such member of a response", "{}", "put-integration-response", "json", "role", undefined],
    ["needs an object", "[]", "put-integration", "json", "role", undefined],
  ] as const) {
    it(what, () => {
      const analysis = analyze(text, operation, { format });
      const edits = insertArn(analysis, kind, kind === "role" ? ROLE : FUNCTION);
      assert.equal(edits && applyEdits(text, edits), expected);
    });
  }
});
