import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { LAMBDA_URI } from "../support/simulations";
import { Workspace } from "./apigw";

describe("apigw render", () => {
  const template = '{\n  "id": "$input.params(\'id\')",\n  "got": $input.json("$.n")\n}\n';
  const workspace = new Workspace({
    "template.vtl": template,
    "broken.vtl": 'text\n#if($input.path("$.n") == 1)\n',
    "failing.vtl": "before $input.body.substring(99)",
    "list.vtl": '{"list": [\n#foreach($i in [1..2])\n  $i,\n#end\n]}',
    "socket.create-integration.yaml":
      "IntegrationType: AWS\nTemplateSelectionExpression: $request.body.action\nRequestTemplates:\n  send: $context.connectionId\n",
    "lambda.put-integration.json": JSON.stringify({
      type: "AWS",
      uri: LAMBDA_URI,
      requestTemplates: { "application/json": '{"a": $input.params("a")}' },
    }),
    "who.vtl": "$context.resourcePath$context.connectionId",
    "request.json": '{"pathParameters": {"id": "7"}, "body": {"n": 1.0}}',
    "request.yaml": 'pathParameters: {id: "7"}\nbody: {n: 1.0}\n',
    "bad.json": '{\n  "nix": 1\n}',
    "put-integration.json": JSON.stringify({
      type: "HTTP",
      requestTemplates: { "text/plain": 'a "$input.body"' },
    }),
    "put-integration-response.yaml":
      "statusCode: '200'\nresponseTemplates:\n  application/json: |\n    json\n    #end\n  text/plain: text\n",
  });

  for (const [what, args, stdout] of [
    [
      "a template's file",
      ["template.vtl", "--request", "request.json"],
      '{\n  "id": "7",\n  "got": 1.0\n}\n',
    ],
    [
      "a request in YAML",
      ["template.vtl", "--request", "request.yaml"],
      '{\n  "id": "7",\n  "got": 1.0\n}\n',
    ],
    ["an empty request", ["template.vtl"], '{\n  "id": "",\n  "got": ""\n}\n'],
    ["an input's only template", ["put-integration.json"], 'a "{}"'],
    ["an input's template by its key", ["put-integration-response.yaml", "--template", "text/plain"], "text"],
    ["a REST API's context", ["who.vtl"], "/"],
    ["a WebSocket input's context", ["socket.create-integration.yaml"], "JJbxkcDdIAMCFrQ="],
    ["a WebSocket API's context", ["who.vtl", "--protocol", "websocket"], "JJbxkcDdIAMCFrQ="],
  ] as const) {
    it(`prints ${what} exactly`, () => {
      assert.deepEqual(workspace.apigw(["render", ...args]), { code: 0, stdout, stderr: "" });
    });
  }

  it("reads a template from standard input", () => {
    const { code, stdout } = workspace.apigw(["render", "-", "--request", "request.json"], "$input.body");
    assert.deepEqual([code, stdout], [0, '{"n":1.0}']);
  });

  it("prints the value and place of each reference with --trace", () => {
    const { code, stderr } = workspace.apigw([
      "render",
      "template.vtl",
      "--request",
      "request.json",
      "--trace",
    ]);
    assert.equal(code, 0);
    assert.equal(
      stderr,
      `template.vtl:2:10: $input.params('id') -> "7"\ntemplate.vtl:3:10: $input.json("$.n") -> "1.0"\n`,
    );
  });

  it("warns of an output that starts as JSON and is not", () => {
    const { code, stderr } = workspace.apigw(["render", "list.vtl"]);
    assert.equal(code, 0);
    assert.match(
      stderr,
      /^list\.vtl:5:1: warning VTL-json: The output is not valid JSON at line 4, column 1\. /,
    );
  });

  for (const [what, args, stdout, stderr] of [
    [
      "prints no JSON for a Lambda function",
      ["lambda.put-integration.json"],
      '{"a": }',
      /^lambda\.put-integration\.json:1:\d+: error VTL-json: .*\$input\.params\("a"\) before it printed nothing/,
    ],
    ["does not parse", ["broken.vtl"], "", /^broken\.vtl:2:1: error AG3010: /],
    ["fails while it runs", ["failing.vtl"], "before ", /^failing\.vtl:1:19: error VTL-fault: /],
    [
      "does not parse inside of an input",
      ["put-integration-response.yaml", "--template", "application/json"],
      "",
      /^put-integration-response\.yaml:5:5: error AG3010: /,
    ],
  ] as const) {
    it(`exits with 1 for a template that ${what}`, () => {
      const outcome = workspace.apigw(["render", ...args]);
      assert.deepEqual([outcome.code, outcome.stdout], [1, stdout]);
      assert.match(outcome.stderr, stderr);
    });
  }

  for (const [message, ...args] of [
    [/no template given/],
    [/missing\.vtl: no such file/, "missing.vtl"],
    [/none\.json: no such file/, "template.vtl", "--request", "none.json"],
    [/bad\.json:2:3: A request has no member nix/, "template.vtl", "--request", "bad.json"],
    [/has several templates: add --template/, "put-integration-response.yaml"],
    [
      /unknown template: a\/b \(known: application\/json, text\/plain\)/,
      "put-integration-response.yaml",
      "--template",
      "a/b",
    ],
    [/without templates/, "request.json"],
    [/--template is only for the JSON or YAML/, "template.vtl", "--template", "a/b"],
    [/HTTP APIs do not support mapping templates/, "template.vtl", "--protocol", "http"],
  ] as const) {
    it(`exits with 2: ${args.join(" ") || "no arguments"}`, () => {
      const { code, stdout, stderr } = workspace.apigw(["render", ...args]);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, message);
    });
  }
});
