import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  http,
  LAMBDA_URI,
  rest,
  restResponse,
  restTo,
  webSocket,
  webSocketResponse,
} from "../support/simulations";
import { Workspace } from "./apigw";

const json = (value: unknown): string => JSON.stringify(value, null, 2);

describe("apigw simulate", () => {
  const template = {
    "application/json": '#set($context.requestOverride.header.Who = "me"){"got": $input.json("$.name")}',
  };
  const workspace = new Workspace({
    "put-integration.json": json(
      restTo("HTTP", {
        uri: "https://example.com/pets/{id}",
        requestParameters: { "integration.request.path.id": "method.request.path.id" },
        requestTemplates: template,
        passthroughBehavior: "NEVER",
      }),
    ),
    "404.put-integration-response.yaml":
      "statusCode: '404'\nselectionPattern: 4\\d\\d\nresponseTemplates:\n  application/json: '\"gone\"'\n",
    "put-integration-response.json": json(restResponse()),
    "lambda.put-integration.yaml": `restApiId: a1b2c3d4e5
resourceId: r1s2t3
httpMethod: POST
type: AWS
integrationHttpMethod: POST
uri: ${LAMBDA_URI}
requestTemplates:
  application/json: |
    {
      "id": $input.path("$.id")
    }
`,
    "mock.put-integration.json": json(rest()),
    "socket.create-integration.json": json(webSocket()),
    "socket.create-integration-response.json": json(webSocketResponse()),
    "http.create-integration.json": json(http()),
    "request.json": json({ pathParameters: { id: "7" }, body: { name: "Ann" } }),
    "text.json": json({ headers: { "Content-Type": "text/plain" }, body: "text" }),
    "response.json": json({ status: 404, headers: { A: ["1", "2"] }, body: "none" }),
    "empty.json": "{}",
    "bad.json": '{\n  "status": 1\n}',
    "broken.put-integration.json": '{\n  "type": "MOCK",\n',
  });

  it("points at what breaks the JSON for a Lambda function, and exits with 1", () => {
    const { code, stdout } = workspace.apigw([
      "simulate",
      "lambda.put-integration.yaml",
      "--request=request.json",
    ]);
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^lambda\.put-integration\.yaml:11:5: error VTL-json: The output is not valid JSON at line 3, column 1\. .+printed nothing\.$/m,
    );
    assert.match(
      stdout,
      /^400\nContent-Type: application\/json\n\n.*Could not parse request body into json/m,
    );
  });

  it("prints each step with its place, and the response", () => {
    const { code, stdout, stderr } = workspace.apigw([
      "simulate",
      "put-integration.json",
      "404.put-integration-response.yaml",
      "--request=request.json",
      "--response=response.json",
    ]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.equal(
      stdout,
      `put-integration.json:12:5: request template: application/json, by Content-Type "application/json"
    selected application/json: a request without Content-Type is taken as JSON
put-integration.json:9:5: request mapping: overwrite path.id = method.request.path.id -> "7"
put-integration.json:12:5: request template application/json prints
    {"got": "Ann"}
put-integration.json:12:5: request override: header.Who = "me"
put-integration.json:7:10: to the backend:
    POST https://example.com/pets/7
    Who: me

    {"got": "Ann"}
put-integration.json: from the backend:
    404
    A: 1
    A: 2

    none
404.put-integration-response.yaml:2:19: integration response: 4\\d\\d, by status "404"
    selected 404 4\\d\\d: its pattern matches the status
404.put-integration-response.yaml:4:3: response template: application/json, by Accept "application/json"
    selected application/json: a request without Accept is answered with JSON
404.put-integration-response.yaml:4:3: response template application/json prints
    "gone"

404
Content-Type: application/json

"gone"
`,
    );
  });

  it("prints the same as JSON", () => {
    const { code, stdout } = workspace.apigw([
      "simulate",
      "mock.put-integration.json",
      "put-integration-response.json",
      "--format=json",
    ]);
    assert.equal(code, 0);
    const { files, outcome, protocol, steps, response, problems } = JSON.parse(stdout);
    assert.deepEqual(files, ["mock.put-integration.json", "put-integration-response.json"]);
    assert.deepEqual([outcome, protocol, problems], ["answered", "REST", []]);
    assert.deepEqual(response, { status: 200, headers: { "Content-Type": "application/json" }, body: "" });
    assert.deepEqual(steps.at(-1), { kind: "response", response });
  });

  it("prints the same as a document and as a picture", () => {
    const files = ["mock.put-integration.json", "put-integration-response.json"];
    const markdown = workspace.apigw(["simulate", ...files, "--format=markdown"]);
    assert.equal(markdown.code, 0);
    assert.match(markdown.stdout, /^# `POST \/` → 200\n\nREST API · `MOCK` integration\n/);
    assert.match(markdown.stdout, /^- ✓ `200`: the default, .* · put-integration-response\.json:\d+:\d+$/m);
    const svg = workspace.apigw(["simulate", ...files, "--format=svg"]);
    assert.equal(svg.code, 0);
    assert.match(svg.stdout, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
    assert.match(svg.stdout, />responds with 200<\/text>[\s\S]*<\/svg>\n$/);
  });

  for (const [what, args, last] of [
    ["in any order", ["put-integration-response.json", "mock.put-integration.json"], /\n200\nContent-Type: /],
    ["without responses", ["mock.put-integration.json"], /depends on the integration responses\. .*\n$/],
    [
      "without a backend",
      ["put-integration.json", "--request=request.json"],
      /depends on the backend\. .*\n$/,
    ],
    [
      "for a WebSocket API",
      ["socket.create-integration.json", "socket.create-integration-response.json"],
      /\n200\n\n\n$/,
    ],
    [
      "for an HTTP API",
      ["http.create-integration.json", "--protocol=http", "--response=response.json"],
      /\n404\nA: 1\nA: 2\n\nnone\n$/,
    ],
  ] as const) {
    it(`accepts inputs ${what}`, () => {
      const { code, stdout, stderr } = workspace.apigw(["simulate", ...args]);
      assert.deepEqual([code, stderr], [0, ""]);
      assert.match(stdout, last);
    });
  }

  it("reads an input from standard input", () => {
    const args = ["simulate", "-", "--stdin-filename=put-integration.json"];
    const { code, stdout } = workspace.apigw(args, json(rest()));
    assert.equal(code, 0);
    assert.match(stdout, /^<stdin>:7:5: request template: /);
  });

  it("exits with 1 if the request fails, and prints the reason", () => {
    const { code, stdout } = workspace.apigw(["simulate", "put-integration.json", "--request=text.json"]);
    assert.equal(code, 1);
    assert.match(stdout, /put-integration\.json:14:26: error unsupportedMediaType: /);
    assert.match(
      stdout,
      /\n415\nContent-Type: application\/json\n\n\{"message":"Unsupported Media Type"\}\n$/,
    );
  });

  it("exits with 1 if no integration response matches, and prints what AWS logs", () => {
    const files = ["put-integration.json", "404.put-integration-response.yaml"];
    const { code, stdout } = workspace.apigw(["simulate", ...files, "--response=empty.json"]);
    assert.equal(code, 1);
    assert.match(
      stdout,
      /AWS logs: .*No match for output mapping and no default output mapping configured\n/,
    );
  });

  for (const [message, ...args] of [
    [/no file given/],
    [/missing\.json: no such file/, "missing.json"],
    [/none\.json: no such file/, "mock.put-integration.json", "--request=none.json"],
    [/bad\.json:2:3: A request has no member status/, "mock.put-integration.json", "--request=bad.json"],
    [/bad\.json:2:13: status must be an integer/, "mock.put-integration.json", "--response=bad.json"],
    [/broken\.put-integration\.json:\d+:\d+: The input cannot be read/, "broken.put-integration.json"],
    [
      /put-integration\.json:1:1: This is a second integration/,
      "mock.put-integration.json",
      "put-integration.json",
    ],
    [/unknown format: xml/, "mock.put-integration.json", "--format=xml"],
  ] as const) {
    it(`exits with 2: ${args.join(" ") || "no arguments"}`, () => {
      const { code, stdout, stderr } = workspace.apigw(["simulate", ...args]);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, message);
    });
  }
});
