import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyzeHost } from "../../../../server/src/service";

const OPERATION = `
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: GET
        uri: https://example.com
`;
const PATHS = `paths:
  /a:
    get:${OPERATION}`;

function countIn(text: string, path = "api.yaml"): number {
  return analyzeHost(text, path)?.inputs.length ?? 0;
}

describe("OpenAPI documents among other files", () => {
  for (const [name, text, path] of [
    ["version 2.0", `swagger: "2.0"\n${PATHS}`],
    ["version 2.0 as a number", `swagger: 2.0\n${PATHS}`],
    ["version 3.0 as a number", `openapi: 3.0\n${PATHS}`],
    ["version 3.1", `openapi: 3.1.0\n${PATHS}`],
    ["a document marker and comments", `# API\n---\nopenapi: '3.0.1'\n${PATHS}`],
    ["another extension", `openapi: 3.0.1\n${PATHS}`, "my.swagger"],
    [
      "JSON in a file with another extension",
      JSON.stringify({
        openapi: "3.0.1",
        paths: { "/a": { get: { "x-amazon-apigateway-integration": {} } } },
      }),
      "api.template",
    ],
  ] as const) {
    it(`are recognized: ${name}`, () => assert.equal(countIn(text, path), 1));
  }

  for (const [name, text, path] of [
    ["a document without integrations", "openapi: 3.0.1\npaths:\n  /a: {get: {responses: {}}}\n"],
    [
      "a document that mentions one in a description",
      `openapi: 3.0.1\ninfo: {description: add x-amazon-apigateway-integration}\npaths: {}\n`,
    ],
    [
      "a schema with a property of that name",
      `openapi: 3.0.1\npaths: {}\ncomponents:\n  schemas:\n    A:\n      properties:\n        x-amazon-apigateway-integration: {type: object}\n`,
    ],
    [
      "an example with an integration",
      `openapi: 3.0.1\npaths:\n  /a:\n    get:\n      responses:\n        200:\n          content: {application/json: {example: {x-amazon-apigateway-integration: {type: aws}}}}\n`,
    ],
    [
      "an authorizer",
      `openapi: 3.0.1\npaths:\n  /a:\n    get:\n      security: [{a: []}]\n# x-amazon-apigateway-integration\nx-amazon-apigateway-authorizer: {type: request}\n`,
    ],
    ["a document of another version", `openapi: 4.0.0\n${PATHS}`],
    [
      "a JSON schema",
      JSON.stringify({
        $schema: "http://json-schema.org/draft-07/schema#",
        description: "openapi with x-amazon-apigateway-integration",
        properties: { paths: { "/a": { get: { "x-amazon-apigateway-integration": {} } } } },
      }),
      "openapi.schema.json",
    ],
    ["a part of a document", `get:${OPERATION}`],
    ["a source file", `const api = { openapi: "3.0.1", "x-amazon-apigateway-integration": {} };`, "api.ts"],
    ["an unknown verb", `openapi: 3.0.1\npaths:\n  /a:\n    x-get:${OPERATION}`],
    ["trace, which API Gateway does not have", `openapi: 3.0.1\npaths:\n  /a:\n    trace:${OPERATION}`],
    [
      "an integration in another file",
      `openapi: 3.0.1\npaths:\n  /a:\n    get:\n      x-amazon-apigateway-integration: {$ref: other.yaml}\n`,
    ],
  ] as const) {
    it(`leave others alone: ${name}`, () => assert.equal(countIn(text, path), 0));
  }

  it("can be switched off", () => {
    assert.equal(
      analyzeHost(`openapi: 3.0.1\n${PATHS}`, "api.yaml", { hosts: { openapi: false } }),
      undefined,
    );
  });
});

describe("OpenAPI documents that are half typed", () => {
  const text = `openapi: 3.0.1
paths:
  /pets/{id}:
    parameters:
      - $ref: '#/components/parameters/A'
    get:
      responses:
        200: {$ref: '#/components/responses/R'}
      x-amazon-apigateway-integration:
        type: http
        httpMethod: GET
        uri: https://example.com/{id}
        requestParameters:
          integration.request.path.id: method.request.path.id
        responses:
          default:
            statusCode: 200
            responseParameters:
              method.response.header.Link: integration.response.header.Link
components:
  parameters:
    A: {$ref: '#/components/parameters/B'}
    B: {$ref: '#/components/parameters/A'}
  responses:
    R: {$ref: '#/components/responses/R'}
`;

  it("do not throw, whatever is missing", () => {
    for (let end = 0; end <= text.length; end++) analyzeHost(text.slice(0, end), "api.yaml");
    const json = JSON.stringify({
      openapi: "3.0.1",
      paths: {
        "/a": {
          get: {
            responses: { "200": {} },
            "x-amazon-apigateway-integration": {
              type: "aws",
              requestTemplates: { "application/json": "{\"a\": $input.json('$')}" },
              responses: { default: { statusCode: "200" } },
            },
          },
        },
      },
    });
    for (let end = 0; end <= json.length; end++) analyzeHost(json.slice(0, end), "api.json");
  });

  it("say nothing about what is in a cycle", () => {
    assert.deepEqual(analyzeHost(text, "api.yaml")?.problems, []);
  });

  it("have no errors about members without values", () => {
    const half =
      "openapi: 3.0.1\npaths:\n  /a:\n    get:\n      responses:\n      parameters:\n      x-amazon-apigateway-integration:\n        type: mock\n        requestParameters:\n        requestTemplates:\n        responses:\n          default:\n";
    assert.deepEqual(
      analyzeHost(half, "api.yaml")?.problems.filter(({ severity }) => severity === "error"),
      [],
    );
  });

  it("are analyzed in time that grows with their length", () => {
    const path = (index: number) =>
      `  /p${index}:\n    get:\n      description: |\n${"        text text text\n".repeat(50)}      responses: {"200": {description: OK}}\n      x-amazon-apigateway-integration:\n        type: mock\n        requestTemplates: {application/json: '{"statusCode": 200}'}\n        responses: {default: {statusCode: "200"}}\n`;
    const document = (count: number) =>
      `openapi: 3.0.1\npaths:\n${Array.from({ length: count }, (_, index) => path(index)).join("")}`;
    const large = document(300);
    assert.ok(large.split("\n").length > 17_000);
    const start = performance.now();
    assert.equal(countIn(large), 600);
    assert.ok(performance.now() - start < 5000);
  });
});
