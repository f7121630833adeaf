import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import type { StatusParams } from "../../server/src/protocol";
import { MOCK } from "../support/inputs";
import { FOLDER, LspServer, withServer } from "../support/lspServer";

type Status = NonNullable<StatusParams["status"]>;
type Recognized = Pick<Status, "operationFrom" | "protocolFrom"> &
  Pick<Partial<Status>, "operation" | "protocol">;

const SETTINGS = {
  apigw: {
    files: ["deploy/**/*.json", "*.apigw"],
    pins: {
      "pinned.json": { operation: "create-integration", protocol: "http" },
      "protocol-only.json": { protocol: "WEBSOCKET" },
      "both/*.json": { protocol: "HTTP" },
      "integration-params-ws.json": { protocol: "WEBSOCKET" },
      "nonsense.json": { operation: "delete-everything", protocol: "SMTP" },
    },
  },
};
const LAMBDA = '{"IntegrationType": "AWS_PROXY", "IntegrationUri": "arn:aws:lambda:us-east-1:1:function:f"}';

/** [path in the workspace folder, text, expected status] */
const files: readonly (readonly [string, string, Recognized | undefined])[] = [
  ["integration-params.json", "", { operationFrom: "name", protocolFrom: "unknown" }],
  ["a/b/orders.integration.json", "{}", { operationFrom: "name", protocolFrom: "unknown" }],
  ["Create-Integration-2.JSON", "[]", { operationFrom: "name", protocolFrom: "unknown" }],
  ["any.json", LAMBDA, { operationFrom: "content", protocolFrom: "unknown" }],
  [
    "any.json",
    '{"IntegrationType": "MOCK"}',
    { operationFrom: "content", protocol: "WEBSOCKET", protocolFrom: "content" },
  ],
  ["any.json", `${LAMBDA.slice(0, -1)}, "TimeoutInM`, { operationFrom: "content", protocolFrom: "unknown" }],
  ["deploy/x/y.json", "{}", { operationFrom: "name", protocolFrom: "unknown" }],
  ["deploy/with%20blank.json", "", { operationFrom: "name", protocolFrom: "unknown" }],
  ["x/y/z.apigw", "{}", { operationFrom: "name", protocolFrom: "unknown" }],
  ["pinned.json", "{}", { operationFrom: "pin", protocol: "HTTP", protocolFrom: "pin" }],
  ["protocol-only.json", "{}", { operationFrom: "name", protocol: "WEBSOCKET", protocolFrom: "pin" }],
  ["both/any.json", LAMBDA, { operationFrom: "content", protocol: "HTTP", protocolFrom: "pin" }],
  [
    "integration-params-ws.json",
    LAMBDA,
    { operationFrom: "name", protocol: "WEBSOCKET", protocolFrom: "pin" },
  ],
  ["nonsense.json", LAMBDA, { operationFrom: "content", protocolFrom: "unknown" }],
  [
    "update-integration.json",
    '{"IntegrationId": "a"}',
    { operation: "update-integration", operationFrom: "name", protocolFrom: "unknown" },
  ],
  ["a.integration.yaml", "", { operationFrom: "name", protocolFrom: "unknown" }],
  [
    "any.yml",
    "IntegrationType: MOCK\nTimeoutInMillis: 50\n",
    { operationFrom: "content", protocol: "WEBSOCKET", protocolFrom: "content" },
  ],

  ["Create-Integration-3.json", "[1]", undefined],
  ["docker-compose.integration.yml", "version: '3'\nservices: {}\n", undefined],
  ["tsconfig.integration.json", '{"extends": "x", "compilerOptions": {}}', undefined],
  ["jest.integration.json", '{"preset": "ts-jest"}', undefined],
  [".github/workflows/update-integration.yml", "name: Update\non: push\njobs: {}\n", undefined],
  [
    "put-gateway-response.json",
    '{"restApiId": "a", "responseType": "DEFAULT_4XX", "statusCode": "400", "responseTemplates": {}}',
    undefined,
  ],
  [
    "test-invoke-method.json",
    '{"restApiId": "a", "resourceId": "b", "httpMethod": "GET", "pathWithQueryString": "/"}',
    undefined,
  ],
  ["package.json", '{"name": "x", "version": "1.0.0", "dependencies": {}}', undefined],
  ["empty.json", "", undefined],
  ["list.json", `[${LAMBDA}]`, undefined],
  ["nested.json", `{"integrations": {"orders": ${LAMBDA}}}`, undefined],
  ["template.json", `{"Resources": {"Api": {"Properties": ${LAMBDA}}}}`, undefined],
  ["broken.json", '{"a": ', undefined],
  ["pipeline.yaml", "steps:\n  - IntegrationType: MOCK\n", undefined],
];

describe("a file", () => {
  let server: LspServer;
  before(() => {
    server = new LspServer({ configuration: SETTINGS });
    return server.initialize();
  });
  after(() => server.stop());

  for (const [path, text, expected] of files) {
    const how = expected ? `is detected by ${expected.operationFrom}` : "is not detected";
    it(`${how}: ${path} with ${JSON.stringify(text).slice(0, 50)}`, async () => {
      const uri = `${FOLDER}/${path}`;
      const diagnostics = await server.open(uri, text, path.endsWith("ml") ? "yaml" : "json");
      const status = await server.status(uri);
      if (expected) {
        const { operation, operationFrom, protocol, protocolFrom } = status ?? {};
        const found = { operation, operationFrom, protocolFrom, ...(protocol && { protocol }) };
        assert.deepEqual(found, { operation: "create-integration", ...expected });
      } else {
        assert.equal(status, undefined);
        assert.deepEqual(diagnostics, []);
        const inside = { line: 0, character: 1 };
        assert.equal(await server.complete(uri, inside), null);
        assert.equal(await server.hover(uri, inside), null);
        assert.equal(await server.codeActions(uri, { start: inside, end: inside }), null);
      }
      await server.close(uri);
    });
  }

  it("is detected, and no longer detected, when its content changes", async () => {
    await withServer({}, async (server) => {
      const uri = `${FOLDER}/any.json`;
      await server.open(uri, "{}");
      assert.equal(await server.status(uri), undefined);
      await server.change(uri, { text: `{${MOCK}, "Timeout": 1}` });
      assert.deepEqual(
        (await server.diagnostics(uri)).map(({ code }) => code),
        ["AG0003"],
      );
      assert.equal((await server.status(uri))?.operationFrom, "content");
      await server.change(uri, { text: '{"Timeout": 1}' });
      assert.deepEqual(await server.diagnostics(uri), []);
      assert.equal(await server.status(uri), undefined);
    });
  });

  /** [path, text, expected status if its API on AWS is an HTTP API] */
  const known: readonly (readonly [string, string, Partial<Status>])[] = [
    ["any.json", LAMBDA, { protocol: "HTTP", protocolFrom: "aws" }],
    ["any.json", '{"IntegrationType": "MOCK"}', { protocol: "HTTP", protocolFrom: "aws" }],
    ["protocol-only.json", LAMBDA, { protocol: "WEBSOCKET", protocolFrom: "pin" }],
    ["any.json", '{"type": "MOCK", "requestTemplates": {}}', { protocol: "REST", protocolFrom: "content" }],
  ];

  for (const [path, text, expected] of known) {
    it(`has the protocol of the API on AWS unless it is pinned: ${path} with ${text.slice(0, 40)}`, async () => {
      const uri = `${FOLDER}/${path}`;
      await server.open(uri, text);
      await server.tellAwsFacts({ [uri]: { protocol: "HTTP" } });
      await server.diagnostics(uri);
      const { protocol, protocolFrom } = (await server.status(uri)) ?? {};
      assert.deepEqual({ protocol, protocolFrom }, expected);
      await server.close(uri);
    });
  }
});
