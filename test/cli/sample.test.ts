import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { HAR, V1_EVENT } from "../unit/samples/captures";
import { Workspace } from "./apigw";

const INPUT = {
  restApiId: "a1b2c3d4e5",
  resourceId: "r1s2t3",
  httpMethod: "POST",
  type: "HTTP",
  integrationHttpMethod: "POST",
  uri: "https://example.com",
  requestTemplates: {
    "application/json": '{"name": $input.json(\'$.name\'), "id": "$input.params(\'id\')"}',
    "text/plain": "$input.params('q')",
  },
};

const OPENAPI = JSON.stringify({
  openapi: "3.0.1",
  paths: {
    "/a": {
      get: {
        "x-amazon-apigateway-integration": {
          type: "mock",
          requestTemplates: { "application/json": "{\"statusCode\": $input.params('limit')}" },
        },
      },
    },
  },
});

const workspace = new Workspace({
  "orders.put-integration.json": JSON.stringify(INPUT),
  "body.vtl": "$input.path('$.email') $stageVariables.table",
  "api.json": OPENAPI,
  "event.json": JSON.stringify(V1_EVENT),
  "recording.har": JSON.stringify(HAR),
  "there.json": "{}\n",
});

describe("apigw sample", () => {
  it("prints a sample request for what the first template of an input reads", () => {
    const { code, stdout, stderr } = workspace.apigw(["sample", "orders.put-integration.json"]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.deepEqual(JSON.parse(stdout), {
      method: "POST",
      path: "/",
      pathParameters: { id: "1" },
      headers: { "Content-Type": "application/json" },
      body: { name: "Example" },
    });
  });

  it("reads the template with the key, a template file, and a template in a host file", () => {
    const read = (...args: readonly string[]) => JSON.parse(workspace.apigw(["sample", ...args]).stdout);
    assert.deepEqual(read("orders.put-integration.json", "--template", "text/plain").queryStringParameters, {
      q: "example",
    });
    assert.deepEqual(read("body.vtl").stageVariables, { table: "table" });
    assert.deepEqual(read("api.json", "--input", "GET /a").queryStringParameters, { limit: "1" });
  });

  it("writes a captured request to a new file that render accepts, and lists credentials", () => {
    const args = ["sample", "--from", "event.json", "--output", "orders.put-integration.request.json"];
    const { code, stdout, stderr } = workspace.apigw(args);
    assert.deepEqual([code, stdout], [0, ""]);
    assert.equal(
      stderr,
      "Credentials became placeholders: headers.Authorization, context.identity.apiKey.\n",
    );
    const text = readFileSync(join(workspace.folder, "orders.put-integration.request.json"), "utf8");
    assert.ok(!text.includes("eyJ"), text);
    const rendered = workspace.apigw([
      "render",
      "orders.put-integration.json",
      "--template",
      "application/json",
      "--request",
      "orders.put-integration.request.json",
    ]);
    assert.deepEqual([rendered.code, rendered.stdout], [0, '{"name": "Rex", "id": "7"}']);
    const again = workspace.apigw(args);
    assert.deepEqual(
      [again.code, again.stderr],
      [2, "apigw: orders.put-integration.request.json: already exists, and was not changed\n"],
    );
  });

  it("lists several captured requests, and uses the chosen one", () => {
    const { code, stderr } = workspace.apigw(["sample", "--from", "recording.har"]);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /contains 4 requests\. Choose one with --entry:\n {2}1 {2}GET \/pets\n {2}2 {2}POST/,
    );
    const chosen = workspace.apigw(["sample", "--from", "recording.har", "--entry", "2"]);
    assert.equal(JSON.parse(chosen.stdout).path, "/pets");
    const none = workspace.apigw(["sample", "--from", "recording.har", "--entry", "9"]);
    assert.deepEqual([none.code, none.stdout], [2, ""]);
    assert.match(none.stderr, /--entry must be a number from 1 to 4/);
  });

  it("reads a curl command from standard input", () => {
    const { code, stdout } = workspace.apigw(["sample", "--from", "-"], "curl https://api.example.com/x?a=1");
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout), { method: "GET", path: "/x", queryStringParameters: { a: "1" } });
  });

  for (const [args, expected] of [
    [["sample"], /no file given/],
    [["sample", "a.vtl", "b.vtl"], /more than one file given/],
    [["sample", "a.vtl", "--from", "b"], /--from takes the place of FILE/],
    [["sample", "missing.vtl"], /missing\.vtl: no such file/],
    [["sample", "--from", "there.json"], /there\.json: The text is not a captured request\./],
    [["sample", "orders.put-integration.json", "--template", "a/b"], /unknown template: a\/b/],
  ] as const) {
    it(`refuses ${args.join(" ")}`, () => {
      const { code, stdout, stderr } = workspace.apigw(args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, expected);
    });
  }
});

describe("apigw check of sample files", () => {
  const files = new Workspace({
    "orders.integration.json":
      '{"IntegrationType": "MOCK", "RequestTemplates": {"200": "{\\"statusCode\\": 200}"}}',
    "orders.integration.request.json": '{\n  "header": {}\n}\n',
    "orders.integration.requests/secret.json": '{"headers": {"X-Api-Key": "aB3dE5fG7hI9jK1lM3nO5pQ7"}}',
    "other.request.json": '{"url": "https://example.com", "method": "GET"}',
    "broken.request.json": '{"resourcePath": "/", "method": 1}',
  });

  it("reports problems at their places", () => {
    const { code, stdout } = files.apigw(["check", "orders.integration.request.json"]);
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^orders\.integration\.request\.json:2:3: error sample: A request has no member header\./,
    );
  });

  it("reports credentials as information", () => {
    const { code, stdout } = files.apigw(["check", "orders.integration.requests/secret.json"]);
    assert.equal(code, 0);
    assert.match(stdout, /secret\.json:1:\d+: information sample-secret: This looks like a credential/);
  });

  it("knows a sample by its members, and leaves the files of other tools alone", () => {
    assert.equal(files.apigw(["check", "broken.request.json"]).code, 1);
    const { code, stderr } = files.apigw(["check", "other.request.json"]);
    assert.equal(code, 2);
    assert.match(stderr, /is not an integration input/);
  });

  it("leaves them out of folders", () => {
    const { code, stdout } = files.apigw(["check", "."]);
    assert.ok(!stdout.includes(".request"), stdout);
    assert.ok(code === 0 || !stdout.includes("sample"), stdout);
  });
});
