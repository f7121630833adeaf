import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Asked, accept, itemsAt, labelsAt } from "../../support/completions";

const YAML: Asked = { format: "yaml" };
const HTTP: Asked = { ...YAML, protocol: "HTTP" };
const REST: Asked = { ...YAML, operation: "put-integration" };
const REST_RESPONSE: Asked = { ...YAML, operation: "put-integration-response" };

const header = "integration.request.header.x";

/** [what, asked, text with the cursor, accepted label, text afterwards] */
const accepted: readonly (readonly [string, Asked, string, string, string])[] = [
  ["a whole input", YAML, "<|>", "{ … } create-integration", "IntegrationType: <|>"],
  ["a member in an empty file", YAML, "<|>", "ConnectionId", "ConnectionId: <|>"],
  ["a member below a comment", YAML, "# orders\n<|>", "IntegrationType", "# orders\nIntegrationType: <|>"],
  ["a half-typed first member", YAML, "Integ<|>", "IntegrationUri", "IntegrationUri: <|>"],
  [
    "a half-typed member before another",
    YAML,
    "Conn<|>\nApiId: a\n",
    "ConnectionType",
    "ConnectionType: <|>\nApiId: a\n",
  ],
  ["a member after another", YAML, "ApiId: a\n<|>\n", "IntegrationType", "ApiId: a\nIntegrationType: <|>\n"],
  ["a name that already has a value", YAML, "Integ<|>: a\n", "IntegrationUri", "IntegrationUri: a\n"],
  ["a number", YAML, "Time<|>", "TimeoutInMillis", "TimeoutInMillis: 29000<|>"],
  ["a map", YAML, "RequestP<|>", "RequestParameters", "RequestParameters:\n  <|>"],
  ["a structure", YAML, "Tls<|>", "TlsConfig", "TlsConfig:\n  ServerNameToVerify: <|>"],
  [
    "a map of maps",
    YAML,
    "ResponseP<|>",
    "ResponseParameters",
    'ResponseParameters:\n  "200<|>":\n    overwrite:header.x: ',
  ],
  ["a list", REST, "cacheK<|>", "cacheKeyParameters", "cacheKeyParameters:\n  - method.request.path.id<|>"],
  [
    "quotes for a value that may need them",
    YAML,
    "Pay<|>",
    "PayloadFormatVersion",
    'PayloadFormatVersion: "<|>"',
  ],
  ["a value", YAML, "IntegrationType: <|>", "MOCK", "IntegrationType: MOCK"],
  ["a value directly after the colon", YAML, "IntegrationType:<|>\n", "MOCK", "IntegrationType: MOCK\n"],
  ["a half-typed value", YAML, "IntegrationType: M<|>\nApiId: a", "MOCK", "IntegrationType: MOCK\nApiId: a"],
  ["a value in quotes", YAML, 'IntegrationType: "M<|>"', "MOCK", 'IntegrationType: "MOCK"'],
  ["a value in single quotes", YAML, "IntegrationType: '<|>'", "MOCK", "IntegrationType: 'MOCK'"],
  [
    "a value in an open quote",
    YAML,
    'IntegrationType: "M<|>\nApiId: a\n',
    "MOCK",
    'IntegrationType: "MOCK"\nApiId: a\n',
  ],
  [
    "a value that would be a number without quotes",
    YAML,
    "PayloadFormatVersion: <|>",
    "2.0",
    'PayloadFormatVersion: "2.0"',
  ],
  ["a value over a number", YAML, "PayloadFormatVersion: 2<|>", "2.0", 'PayloadFormatVersion: "2.0"'],
  ["a status code", REST_RESPONSE, "statusCode: <|>", "404", 'statusCode: "404"'],
  [
    "a boolean",
    REST,
    "tlsConfig:\n  insecureSkipVerification: <|>",
    "true",
    "tlsConfig:\n  insecureSkipVerification: true",
  ],
  ["a map as a value", YAML, "RequestTemplates: <|>", "{ … }", "RequestTemplates:\n  application/json: <|>"],
  [
    "a structure's member",
    REST,
    "tlsConfig:\n  <|>",
    "insecureSkipVerification",
    "tlsConfig:\n  insecureSkipVerification: false<|>",
  ],
  ["a template's key", YAML, "RequestTemplates:\n  <|>", "$default", "RequestTemplates:\n  $default: <|>"],
  [
    "a status code as a key",
    YAML,
    "ResponseParameters:\n  <|>",
    "404",
    'ResponseParameters:\n  "404":\n    <|>',
  ],
  [
    "a key two levels deep",
    YAML,
    'ResponseParameters:\n  "404":\n    <|>',
    "overwrite:statuscode",
    'ResponseParameters:\n  "404":\n    overwrite:statuscode: <|>',
  ],
  [
    "the first key of a map",
    HTTP,
    "RequestParameters:\n  over<|>",
    "overwrite:header.",
    "RequestParameters:\n  overwrite:header.<|>: ",
  ],
  [
    "another key of a map",
    HTTP,
    "RequestParameters:\n  overwrite:path: a\n  rem<|>\nApiId: a\n",
    "remove:header.",
    "RequestParameters:\n  overwrite:path: a\n  remove:header.<|>: \"''\"\nApiId: a\n",
  ],
  [
    "a key after its first colon",
    HTTP,
    "RequestParameters:\n  append:<|>",
    "append:header.",
    "RequestParameters:\n  append:header.<|>: ",
  ],
  [
    "a header of a key with its value",
    HTTP,
    "RequestParameters:\n  append:header.<|>: x",
    "Content-Type",
    "RequestParameters:\n  append:header.Content-Type: x",
  ],
  [
    "a key in single quotes",
    HTTP,
    "RequestParameters:\n  'over<|>': x",
    "overwrite:path",
    "RequestParameters:\n  overwrite:path: x",
  ],
  [
    "a variable",
    HTTP,
    "RequestParameters:\n  overwrite:path: <|>",
    "$request.path",
    "RequestParameters:\n  overwrite:path: $request.path",
  ],
  [
    "a variable after text that needs quotes",
    HTTP,
    "RequestParameters:\n  overwrite:path: \"a: '<|>'\"",
    "${request.path",
    "RequestParameters:\n  overwrite:path: \"a: '${request.path}'\"",
  ],
  [
    "static text, in quotes for both",
    REST,
    `requestParameters:\n  ${header}: <|>`,
    "'…'",
    `requestParameters:\n  ${header}: "'text<|>'"`,
  ],
  [
    "static text in single quotes, doubled",
    REST,
    `requestParameters:\n  ${header}: '<|>'`,
    "'…'",
    `requestParameters:\n  ${header}: '''text<|>'''`,
  ],
  [
    "a backslash",
    YAML,
    "TemplateSelectionExpression: <|>",
    "\\$default",
    'TemplateSelectionExpression: "\\\\$default"',
  ],
  [
    "a backslash in single quotes",
    YAML,
    "TemplateSelectionExpression: '<|>'",
    "\\$default",
    "TemplateSelectionExpression: '\\$default'",
  ],
  [
    "a backslash in double quotes",
    REST_RESPONSE,
    'selectionPattern: "<|>"',
    "5\\d{2}",
    'selectionPattern: "5\\\\d{2}"',
  ],
  [
    "a pattern without quotes",
    REST_RESPONSE,
    "selectionPattern: <|>",
    "5\\d{2}",
    "selectionPattern: 5\\d{2}",
  ],
  [
    "a URI",
    { ...REST, protocol: "HTTP" },
    "type: HTTP\nuri: <|>",
    "https://…",
    "type: HTTP\nuri: https://api.example.com<|>/path",
  ],
  [
    "a part of a block scalar",
    REST,
    "uri: >-\n  https://$<|>\ntype: HTTP\n",
    "${stageVariables.…}",
    "uri: >-\n  https://${stageVariables.name<|>}\ntype: HTTP\n",
  ],
  [
    "a list's item",
    REST,
    "cacheKeyParameters:\n  - <|>",
    "method.request.path.",
    "cacheKeyParameters:\n  - method.request.path.<|>",
  ],
  [
    "a half-typed item",
    REST,
    "cacheKeyParameters:\n- a\n- met<|>\n",
    "method.request.path.",
    "cacheKeyParameters:\n- a\n- method.request.path.<|>\n",
  ],
  [
    "an item in brackets",
    REST,
    "cacheKeyParameters: [<|>]",
    "method.request.path.",
    'cacheKeyParameters: ["method.request.path.<|>"]',
  ],
  [
    "a member in braces",
    REST,
    "tlsConfig: {<|>}",
    "insecureSkipVerification",
    'tlsConfig: {"insecureSkipVerification": false<|>}',
  ],
  [
    "a member in braces before another",
    YAML,
    "{Int<|>, ApiId: a}",
    "IntegrationType",
    '{"IntegrationType": "<|>", ApiId: a}',
  ],
  ["a value in braces", YAML, "{IntegrationType: <|>}", "MOCK", '{IntegrationType: "MOCK"}'],
];

describe("completion in YAML", () => {
  for (const [what, asked, marked, label, expected] of accepted) {
    it(`inserts ${what}`, () => assert.equal(accept(marked, label, asked), expected));
  }

  it("indents with spaces and writes no commas", () => {
    for (const marked of ["<|>", "A: 1\n<|>", "{<|>}", "ResponseParameters:\n  <|>"]) {
      for (const { label, snippet } of itemsAt(marked, YAML).items) {
        assert.ok(!snippet.includes("\t"), label);
        if (!marked.startsWith("{")) assert.ok(!snippet.endsWith(","), label);
      }
    }
  });

  it("offers what is not there yet", () => {
    const labels = labelsAt("IntegrationType: MOCK\nTimeoutInMillis: 50\n<|>", YAML);
    assert.equal(labels.length, 16);
    assert.ok(!labels.includes("IntegrationType"));
  });

  it("belongs to the mapping of its column", () => {
    assert.ok(labelsAt("RequestParameters:\n  overwrite:path: a\n<|>", HTTP).includes("ApiId"));
    assert.ok(labelsAt("RequestParameters:\n  overwrite:path: a\n  <|>", HTTP).includes("append:header."));
  });

  it("documents members with an example in YAML", () => {
    const { items } = itemsAt("Resp<|>", YAML);
    const item = items.find(({ label }) => label === "ResponseParameters");
    assert.match(item?.documentation ?? "", /```yaml\nResponseParameters:\n {2}"500":\n {4}overwrite/);
  });

  for (const [what, marked] of [
    ["in a comment", "# Integ<|>"],
    ["behind a value in quotes", 'IntegrationType: "MOCK"<|>'],
    ["in a free text", "Description: <|>"],
    ["on an alias", "Description: &a MOCK\nIntegrationType: *<|>a"],
  ] as const) {
    it(`is silent ${what}`, () => assert.deepEqual(labelsAt(marked, YAML), []));
  }

  it("takes any text, with the cursor anywhere", () => {
    const text =
      "IntegrationUri: \"arn:${\n  x'\nRequestParameters: &a\n  'over: {$\n  <<: *a\n  ? [b\nTemplateSelectionExpression: >\n  $\n\n\t: -\n";
    for (let at = 0; at <= text.length; at++) itemsAt(`${text.slice(0, at)}<|>${text.slice(at)}`, YAML);
  });
});
