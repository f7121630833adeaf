import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze, complete } from "../../../server/src/service";
import { type Asked, labelsAt } from "../../support/completions";
import { parseCursor } from "../../support/markers";

const REST: Asked = { operation: "put-integration" };

/** [what, text with the cursor, asked, the first labels] */
const orders: readonly (readonly [string, string, Asked, readonly string[]])[] = [
  ["types", '{"IntegrationType": "<|>"}', {}, ["AWS_PROXY", "HTTP_PROXY", "AWS", "HTTP", "MOCK"]],
  [
    "types of HTTP APIs",
    '{"IntegrationType": "<|>"}',
    { protocol: "HTTP" },
    ["AWS_PROXY", "HTTP_PROXY", "AWS", "HTTP", "MOCK"],
  ],
  ["types in YAML", "IntegrationType: <|>", { format: "yaml" }, ["AWS_PROXY", "HTTP_PROXY", "AWS"]],
  ["types of REST APIs", '{"type": "<|>"}', REST, ["AWS_PROXY", "HTTP_PROXY", "AWS", "HTTP", "MOCK"]],
  ["methods", '{"IntegrationMethod": "<|>"}', {}, ["POST", "GET", "ANY"]],
  [
    "methods for Lambda functions",
    '{"IntegrationType": "AWS_PROXY", "IntegrationMethod": "<|>"}',
    { protocol: "HTTP" },
    ["POST", "GET", "ANY"],
  ],
  [
    "methods for HTTP backends",
    '{"IntegrationType": "HTTP_PROXY", "IntegrationMethod": "<|>"}',
    { protocol: "HTTP" },
    ["ANY", "GET", "POST"],
  ],
  [
    "methods for HTTP backends of WebSocket APIs",
    '{"IntegrationType": "HTTP_PROXY", "IntegrationMethod": "<|>"}',
    { protocol: "WEBSOCKET" },
    ["POST", "GET", "ANY"],
  ],
  ["methods for AWS services", '{"type": "AWS", "integrationHttpMethod": "<|>"}', REST, ["POST", "GET"]],
  [
    "methods for HTTP backends of REST APIs",
    '{"type": "HTTP", "httpMethod": "DELETE", "integrationHttpMethod": "<|>"}',
    REST,
    ["DELETE", "ANY", "GET", "POST", "PUT", "PATCH", "HEAD", "OPTIONS"],
  ],
  ["methods of resources", '{"type": "AWS", "httpMethod": "<|>"}', REST, ["GET", "POST", "ANY"]],
  [
    "methods of resources with a proxy integration",
    '{"type": "AWS_PROXY", "httpMethod": "<|>"}',
    REST,
    ["ANY", "GET", "POST"],
  ],
  ["methods of resources without a backend", '{"type": "MOCK", "httpMethod": "<|>"}', REST, ["OPTIONS"]],
  [
    "payload formats for Lambda functions",
    '{"IntegrationType": "AWS_PROXY", "PayloadFormatVersion": "<|>"}',
    {},
    ["2.0", "1.0"],
  ],
  [
    "payload formats for service actions",
    '{"IntegrationType": "AWS_PROXY", "IntegrationSubtype": "SQS-SendMessage", "PayloadFormatVersion": "<|>"}',
    {},
    ["1.0", "2.0"],
  ],
  [
    "payload formats for HTTP backends",
    '{"IntegrationType": "HTTP_PROXY", "PayloadFormatVersion": "<|>"}',
    {},
    ["1.0", "2.0"],
  ],
  [
    "values without a known order as AWS lists them",
    '{"PassthroughBehavior": "<|>"}',
    {},
    ["WHEN_NO_MATCH", "NEVER", "WHEN_NO_TEMPLATES"],
  ],
];

describe("the order of values", () => {
  for (const [what, marked, asked, expected] of orders) {
    it(`fits ${what}`, () => {
      assert.deepEqual(labelsAt(marked, asked).slice(0, expected.length), expected);
    });
  }

  it("includes every value once", () => {
    for (const type of ["", "AWS_PROXY", "HTTP", "MOCK", "NOPE"]) {
      const marked = `{"type": "${type}", "httpMethod": "GET", "integrationHttpMethod": "<|>"}`;
      const all = ["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
      assert.deepEqual([...labelsAt(marked, REST)].sort(), all);
    }
  });
});

describe("completion for a typed brace", () => {
  for (const [what, marked, isEmpty] of [
    ["nothing for a brace that opens an input", "{<|>}", true],
    ["nothing for a brace that opens an unclosed input", "{<|>", true],
    ["nothing for a brace that opens a map", '{"RequestTemplates": {<|>}}', true],
    ["nothing for a brace that opens mappings", '{"RequestParameters": {<|>}}', true],
    ["variables for a brace in a URI", '{"IntegrationUri": "https://example.com/${<|>"}', false],
    ["variables for a brace in a mapping", '{"RequestParameters": {"overwrite:path": "/${<|>}"}}', false],
    [
      "variables for a brace in a template",
      '{"IntegrationType": "MOCK", "RequestTemplates": {"$default": "${<|>"}}',
      false,
    ],
  ] as const) {
    it(`offers ${what}`, () => {
      const { text, offset } = parseCursor(marked);
      const analysis = analyze(text, "create-integration");
      assert.equal(complete(analysis, offset, "{").length === 0, isEmpty);
      // On request, there is always something to offer.
      assert.ok(complete(analysis, offset).length > 0);
    });
  }
});
