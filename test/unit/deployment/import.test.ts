import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Api, importInput, type Members, type Target } from "../../../deployment/src";
import { check } from "../../../server/src";
import type { OperationName } from "../../../server/src/model/operationNames";
import { printInput } from "../../../server/src/service";

const api = (protocol: Api["protocol"]): Api => ({ id: "api", name: "orders", protocol });
const METHOD = { restApiId: "api", resourceId: "res", httpMethod: "GET" };

describe("A live integration becomes", () => {
  const cases: readonly (readonly [
    string,
    Api,
    Target,
    Members,
    "create" | "update",
    OperationName,
    string,
  ])[] = [
    [
      "a create-integration input without AWS's defaults",
      api("HTTP"),
      { kind: "integration", apiId: "api", integrationId: "int" },
      {
        TimeoutInMillis: 30_000,
        ConnectionType: "INTERNET",
        IntegrationUri: "https://example.com",
        IntegrationType: "HTTP_PROXY",
        IntegrationMethod: "ANY",
        PayloadFormatVersion: "1.0",
      },
      "create",
      "create-integration",
      'ApiId: api\nIntegrationMethod: ANY\nIntegrationType: HTTP_PROXY\nIntegrationUri: https://example.com\nPayloadFormatVersion: "1.0"\n',
    ],
    [
      "an update-integration input of the same",
      api("WEBSOCKET"),
      { kind: "integration", apiId: "api", integrationId: "int" },
      {
        IntegrationType: "MOCK",
        RequestTemplates: { $default: '{\n  "statusCode": 200\n}\n' },
        TimeoutInMillis: 29_000,
        PassthroughBehavior: "WHEN_NO_MATCH",
      },
      "update",
      "update-integration",
      'ApiId: api\nIntegrationId: int\nIntegrationType: MOCK\nRequestTemplates:\n  $default: |\n    {\n      "statusCode": 200\n    }\n',
    ],
    [
      "a put-integration input with its templates as blocks",
      api("REST"),
      { kind: "rest-integration", method: METHOD },
      {
        type: "MOCK",
        requestTemplates: { "application/json": '#set($a = 200)\n{"statusCode": 200}' },
        cacheNamespace: "res",
        cacheKeyParameters: [],
        timeoutInMillis: 29_000,
        passthroughBehavior: "WHEN_NO_MATCH",
      },
      "create",
      "put-integration",
      'restApiId: api\nresourceId: res\nhttpMethod: GET\ntype: MOCK\nrequestTemplates:\n  application/json: |-\n    #set($a = 200)\n    {"statusCode": 200}\n',
    ],
    [
      "a put-integration-response input",
      api("REST"),
      { kind: "rest-response", method: METHOD, statusCode: "404" },
      { statusCode: "404", selectionPattern: "4..", responseTemplates: { "application/json": null } },
      "create",
      "put-integration-response",
      'restApiId: api\nresourceId: res\nhttpMethod: GET\nstatusCode: "404"\nselectionPattern: 4..\nresponseTemplates:\n  application/json: ""\n',
    ],
    [
      "a create-integration-response input",
      api("WEBSOCKET"),
      { kind: "integration-response", apiId: "api", integrationId: "int", responseId: "r" },
      { IntegrationResponseKey: "$default", ResponseTemplates: { $default: "x" } },
      "update",
      "update-integration-response",
      "ApiId: api\nIntegrationId: int\nIntegrationResponseId: r\nIntegrationResponseKey: $default\nResponseTemplates:\n  $default: x\n",
    ],
  ];
  for (const [title, of, target, members, as, operation, yaml] of cases) {
    it(title, () => {
      const imported = importInput(of, target, members, as);
      assert.equal(imported.operation, operation);
      const text = printInput(imported.input, "yaml");
      assert.equal(text, yaml);
      const { problems } = check(text, {
        operation,
        format: "yaml",
        ...(of.protocol !== "REST" && { protocol: of.protocol }),
      });
      assert.deepEqual(
        problems.filter(({ severity }) => severity === "error"),
        [],
      );
    });
  }
});
