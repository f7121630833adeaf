import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { Workspace } from "./apigw";

const TEMPLATE = '#set($a = 1)\n{"id": "$input.params(\'id\')", "b": \'\'}\n';
const REST = {
  restApiId: "a1b2c3",
  resourceId: "abc",
  httpMethod: "GET",
  type: "HTTP_PROXY",
  integrationHttpMethod: "GET",
  uri: "https://example.com/orders",
  requestParameters: {
    "integration.request.header.x-id": "method.request.header.x-id",
    "integration.request.querystring.a": "'b'",
    "integration.request.path.id": "method.request.path.id",
  },
  cacheNamespace: "orders",
  timeoutInMillis: 29000,
};
/** With every kind of text that one of the formats might lose. */
const ODD = {
  IntegrationType: "AWS",
  Description: "yes",
  PayloadFormatVersion: "1.0",
  RequestParameters: { "integration.request.header.a": "'404'", "a: b #c": "  \t" },
  RequestTemplates: { $default: TEMPLATE, "text/plain": "no end of line", "a/b": "Grüße 👋\n\n\n" },
  TimeoutInMillis: 50,
};

const workspace = new Workspace({
  "odd.json": JSON.stringify(ODD),
  "put-integration.json": JSON.stringify(REST),
  "put-integration.yaml":
    "type: MOCK # a comment\nrequestTemplates:\n  application/json: '{\"statusCode\": 200}'\n",
  "http.create-integration.json": JSON.stringify({
    ApiId: "a1b2c3",
    IntegrationType: "HTTP_PROXY",
    IntegrationMethod: "ANY",
    IntegrationUri: "https://example.com",
    PayloadFormatVersion: "1.0",
    TimeoutInMillis: 30000,
  }),
  "update-integration.json": '{"IntegrationId": "abc", "TimeoutInMillis": 50}',
  "put-integration-response.json": '{"statusCode": "200", "selectionPattern": ""}',
  "broken.integration.json": '{"IntegrationType": "MOCK",}\n{',
  "trailing.integration.json": '{"IntegrationType": "MOCK" "TimeoutInMillis": 50}',
  "list.integration.json": "[]",
  "empty.integration.yaml": "",
  "tagged.integration.yaml": "CredentialsArn: !Ref Role\n",
  "twice.integration.yaml": "Description: a\nDescription: b\n",
  "documents.integration.yaml": "Description: a\n---\nDescription: b\n",
  "comment.integration.json": '{"Description": "a", // a remark\n}',
});

function convert(...args: readonly string[]) {
  return workspace.apigw(["convert", ...args]);
}

describe("apigw convert", () => {
  it("loses nothing between JSON and YAML", () => {
    const yaml = convert("odd.json", "--to", "yaml");
    assert.deepEqual([yaml.code, yaml.stderr], [0, ""]);
    assert.match(yaml.stdout, /^IntegrationType: AWS\nDescription: "yes"\nPayloadFormatVersion: "1\.0"\n/);
    // A template is a block, its lines as they are.
    assert.ok(
      yaml.stdout.includes('    #set($a = 1)\n    {"id": "$input.params(\'id\')", "b": \'\'}\n'),
      yaml.stdout,
    );
    workspace.write("odd.integration.yaml", yaml.stdout);
    const json = convert("odd.integration.yaml", "--to", "json");
    assert.deepEqual([json.code, json.stderr], [0, ""]);
    assert.equal(json.stdout, `${JSON.stringify(ODD, null, 2)}\n`);
  });

  it("turns put-integration into create-integration, and lists what is lost", () => {
    const { code, stdout, stderr } = convert("put-integration.json", "--to", "apigatewayv2");
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout), {
      IntegrationMethod: "GET",
      IntegrationType: "HTTP_PROXY",
      IntegrationUri: "https://example.com/orders",
      PayloadFormatVersion: "1.0",
      RequestParameters: {
        "overwrite:header.x-id": "$request.header.x-id",
        "overwrite:querystring.a": "b",
      },
      TimeoutInMillis: 29000,
    });
    assert.deepEqual(stderr.trimEnd().split("\n"), [
      "apigw: put-integration.json: left out: restApiId",
      "apigw: put-integration.json: left out: resourceId",
      "apigw: put-integration.json: left out: httpMethod",
      "apigw: put-integration.json: left out: cacheNamespace",
      "apigw: put-integration.json: left out: requestParameters: integration.request.path.id",
    ]);
    assert.equal(workspace.apigw(["check", "-", "--operation", "create-integration"], stdout).code, 0);

    workspace.write("back.create-integration.json", stdout);
    const back = convert("back.create-integration.json", "--to", "apigateway");
    assert.equal(back.code, 0);
    assert.deepEqual(JSON.parse(back.stdout), {
      type: "HTTP_PROXY",
      integrationHttpMethod: "GET",
      uri: "https://example.com/orders",
      timeoutInMillis: 29000,
      requestParameters: {
        "integration.request.header.x-id": "method.request.header.x-id",
        "integration.request.querystring.a": "'b'",
      },
    });
    assert.equal(back.stderr, "apigw: back.create-integration.json: left out: PayloadFormatVersion\n");
    assert.equal(workspace.apigw(["check", "-", "--operation", "put-integration"], back.stdout).code, 0);
  });

  it("accepts comments and trailing commas", () => {
    const { code, stdout, stderr } = convert("comment.integration.json", "--to", "yaml");
    assert.deepEqual([code, stdout, stderr], [0, "Description: a\n", ""]);
  });

  it("keeps the format, and drops YAML's comments", () => {
    const { code, stdout, stderr } = convert("put-integration.yaml", "--to", "apigatewayv2");
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^IntegrationType: MOCK\nRequestTemplates:\n {2}application\/json: /);
    assert.doesNotMatch(stdout, /a comment/);
  });

  it("shortens a timeout above the limit of the other API", () => {
    const { stdout, stderr } = convert("http.create-integration.json", "--to", "apigateway");
    assert.equal(JSON.parse(stdout).timeoutInMillis, 29000);
    assert.match(stderr, /left out: ApiId\n/);
  });

  it("reads standard input, with a file name", () => {
    const args = ["convert", "-", "--to", "json", "--stdin-filename", "a.yaml"];
    assert.deepEqual(workspace.apigw(args, "Description: 'it''s'\n"), {
      code: 0,
      stdout: '{\n  "Description": "it\'s"\n}\n',
      stderr: "",
    });
  });

  it("uses the given operation", () => {
    const args = ["convert", "-", "--to", "apigatewayv2", "--operation", "put-integration"];
    const { code, stdout } = workspace.apigw(args, '{"type": "MOCK"}');
    assert.deepEqual([code, JSON.parse(stdout)], [0, { IntegrationType: "MOCK" }]);
  });

  for (const [file, target, reason] of [
    ["odd.json", "json", "is already JSON"],
    ["put-integration.yaml", "yaml", "is already YAML"],
    ["odd.json", "apigatewayv2", "is already an input for aws apigatewayv2"],
    ["put-integration.json", "apigateway", "is already an input for aws apigateway"],
    [
      "update-integration.json",
      "apigateway",
      "is an input for update-integration, which has no counterpart in aws apigateway",
    ],
    [
      "put-integration-response.json",
      "apigatewayv2",
      "is an input for put-integration-response, which has no counterpart in aws apigatewayv2",
    ],
    ["broken.integration.json", "yaml", "is not a complete JSON object; run apigw check for details"],
    ["trailing.integration.json", "yaml", "is not a complete JSON object; run apigw check for details"],
    ["list.integration.json", "yaml", "is not a complete JSON object; run apigw check for details"],
    ["empty.integration.yaml", "json", "is not a complete YAML object; run apigw check for details"],
    ["tagged.integration.yaml", "json", "is not a complete YAML object; run apigw check for details"],
    ["twice.integration.yaml", "json", "is not a complete YAML object; run apigw check for details"],
    ["documents.integration.yaml", "json", "is not a complete YAML object; run apigw check for details"],
    ["missing.json", "yaml", "no such file"],
  ] as const) {
    it(`cannot turn ${file} into ${target}`, () => {
      assert.deepEqual(convert(file, "--to", target), {
        code: 2,
        stdout: "",
        stderr: `apigw: ${file}: ${reason}\n`,
      });
    });
  }

  for (const [message, ...args] of [
    [/no file given/],
    [/expected one file, not a\.json and b\.json/, "a.json", "b.json", "--to", "yaml"],
    [/missing --to/, "odd.json"],
    [
      /unknown target: xml \(known: json, yaml, apigateway, apigatewayv2, openapi, cloudformation, terraform\)/,
      "odd.json",
      "--to",
      "xml",
    ],
    [/unknown operation: destroy/, "odd.json", "--to", "yaml", "--operation", "destroy"],
    [/unknown protocol: soap/, "odd.json", "--to", "yaml", "--protocol", "soap"],
  ] as const) {
    it(`rejects ${args.join(" ") || "no arguments"}`, () => {
      const { code, stdout, stderr } = convert(...args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, message);
      assert.match(stderr, /^apigw: [^\n]*See apigw --help\.\n$/);
    });
  }
});
