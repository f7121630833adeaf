import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Settings } from "../../../server/src/protocol";
import { matchFile, matchWithoutTree } from "../../../server/src/recognition/fileMatch";
import { formatOfFileName } from "../../../server/src/syntax/parse";

const NONE: Pick<Settings, "files" | "pins"> = { files: [], pins: {} };

/** Whether the server and the client's quick check take the file for an input. */
function taken(path: string, text: string, settings = NONE): readonly [boolean, boolean] {
  return [
    matchFile(path, text, settings, formatOfFileName(path)) !== undefined,
    matchWithoutTree(path, text, settings) !== undefined,
  ];
}

const COMPOSE = "version: '3'\nservices:\n  web:\n    image: nginx\n";
const WORKFLOW = "name: Update\non: push\njobs:\n  update:\n    runs-on: ubuntu-latest\n";

describe("a file with one of our names, but no member of an input", () => {
  for (const [path, text] of [
    ["docker-compose.integration.yml", COMPOSE],
    ["docker-compose.integration.yaml", `# remarks\n---\n${COMPOSE}`],
    ["tsconfig.integration.json", '{"extends": "./tsconfig.json", "compilerOptions": {}}'],
    ["tsconfig.integration.json", '{\n  // comment\n  "include": ["type", "uri"],\n}'],
    ["jest.integration.json", '{"preset": "ts-jest", "testMatch": ["**/*.it.ts"]}'],
    [".github/workflows/update-integration.yml", WORKFLOW],
    [".github/workflows/put-integration-response.yml", WORKFLOW],
    ["package.integration.json", '{"name": "x", "version": "1", "description": "", "type": "module"}'],
    ["put-integration.json", '{"mappings": {"IntegrationType": "MOCK"}}'],
  ] as const) {
    it(`is not an input: ${path} with ${JSON.stringify(text).slice(0, 40)}`, () => {
      assert.deepEqual(taken(path, text), [false, false]);
    });

    it(`is an input if the settings say so: ${path} with ${JSON.stringify(text).slice(0, 40)}`, () => {
      assert.deepEqual(taken(path, text, { ...NONE, files: [path] }), [true, true]);
      const pins = { [path]: { operation: "create-integration" } };
      assert.deepEqual(taken(path, text, { ...NONE, pins }), [true, true]);
    });
  }

  for (const [path, text] of [
    ["create-integration.json", "[1]"],
    ["orders.integration.json", "12"],
    ["orders.integration.json", '"some text"'],
    ["orders.integration.yaml", "some text\n"],
    ["orders.integration.json", '{"nam'],
    ["orders.integration.json", '{"request": {"method": "GET"}}'],
    ["orders.integration.json", '{"name": "orders"}'],
    ["orders.integration.json", '{"url": "https://example.com"}'],
    ["orders.integration.json", '{"Conn": "VPC_LINK", "services": 1}'],
    ["orders.integration.json", '{"types": "x"}'],
    ["orders.integration.yaml", "name: orders\n"],
    ["orders.integration.yaml", "on: push\n"],
    ["orders.yaml", "Conn: VPC_LINK\n"],
  ] as const) {
    it(`is not an input: ${text}`, () => assert.equal(taken(path, text)[0], false));
  }
});

describe("a file with one of our names that is an input, or becomes one", () => {
  for (const [path, text] of [
    ["orders.integration.json", ""],
    ["orders.integration.json", " \n"],
    ["orders.integration.json", "{"],
    ["orders.integration.json", "{}"],
    ["orders.integration.json", "[]"],
    ["orders.integration.json", '{"'],
    ["orders.integration.json", '{"Integ'],
    ["orders.integration.json", "{Integ"],
    ["orders.integration.json", '{"integ" }'],
    ["orders.integration.yaml", "# remarks\n"],
    ["orders.integration.yaml", "Integ"],
    ["orders.integration.yaml", "IntegrationType:\n"],
    ["orders.integration.json", '{"IntegrationType": "MOCK", "a": 1, "b": 2, "c": 3, "d": 4}'],
    ["orders.integration.json", '{"integrationType": "MOCK"}'],
    ["orders.integration.json", '{"type": "MOCK"}'],
    ["orders.integration.json", '{"Conn": "VPC_LINK"}'],
    ["orders.integration.json", '{"conn": "VPC_LINK"'],
    ["orders.integration.json", '{"IntegratonTyp": "MOCK"}'],
    ["orders.integration.json", '{"Timeot": 1, "TimeoutInMillis": 2}'],
    ["orders.integration.yaml", "Conn: VPC_LINK\n"],
    ["orders.integration.yaml", "IntegrationTyp:\n"],
    ["orders.integration.json", '{"Description": "", "type": "MOCK", "Typo": 1}'],
    ["put-integration.json", '[{"type": "MOCK"}]'],
  ] as const) {
    it(`${path} with ${JSON.stringify(text)}`, () => {
      assert.deepEqual(taken(path, text), [true, true]);
    });
  }
});

describe("the inputs of unsupported operations", () => {
  for (const [path, text] of [
    [
      "put-gateway-response.json",
      '{"restApiId": "a", "responseType": "UNAUTHORIZED", "statusCode": "401", "responseParameters": {"gatewayresponse.header.x": "\'*\'"}, "responseTemplates": {"application/json": "{}"}}',
    ],
    ["gateway.integration-response.json", '{"responseType": "DEFAULT_4XX", "responseTemplates": {}}'],
    [
      "test-invoke-method.json",
      '{"restApiId": "a", "resourceId": "b", "httpMethod": "GET", "pathWithQueryString": "/", "body": "", "headers": {}, "stageVariables": {}}',
    ],
    ["a.integration.json", '{"restApiId": "a", "resourceId": "b", "httpMethod": "GET", "body": "{}"}'],
  ] as const) {
    it(`are not taken for integrations: ${path}`, () => assert.equal(taken(path, text)[0], false));
  }

  it("are distinguished from integrations with the same members", () => {
    for (const text of [
      '{"restApiId": "a", "resourceId": "b", "httpMethod": "GET", "type": "MOCK"}',
      '{"restApiId": "a", "resourceId": "b", "httpMethod": "GET", "type": "MOCK", "body": 1}',
      '{"restApiId": "a", "statusCode": "401", "responseTemplates": {}}',
    ]) {
      assert.deepEqual(taken("a.json", text), [true, true], text);
    }
  });
});
