import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { itFixes, itPointsAt, messagesOf } from "./restCases";

const to = (uri: string, rest: string): string =>
  `{"type": "HTTP", "integrationHttpMethod": "GET", "uri": "${uri}", ${rest}}`;
const mapped = (entries: string): string => to("https://a.example", `"requestParameters": {${entries}}`);
const set = (value: string): string => mapped(`"integration.request.header.x": ${value}`);
const lambda = (entries: string): string =>
  `{"type": "AWS_PROXY", "integrationHttpMethod": "POST", "uri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations", "requestParameters": {${entries}}}`;

describe("the rules for the request parameters of a REST integration", () => {
  itPointsAt([
    ["a bare name", mapped(`<|"x"|>: "'1'"`), "AG1012 error"],
    ["an unknown location", mapped(`"integration.request.<|headers|>.x": "'1'"`), "AG1012 error"],
    ["a missing name", mapped(`<|"integration.request.header"|>: "'1'"`), "AG1012 error"],
    ["an empty key", mapped(`<|""|>: "'1'"`), "AG1012 error"],
    ["a source as a key", mapped(`"<|method.request|>.header.x": "'1'"`), "AG1012 error"],
    ["unquoted text", set('<|"api"|>'), "AG1013 error"],
    ["an open quote", set(`<|"'api"|>`), "AG1013 error"],
    ["an empty value", set('<|""|>'), "AG1013 error"],
    ["a source in another message", set('"<|integration.response|>.header.y"'), "AG1013 error"],
    ["a WebSocket API source", set('"<|route.request|>.header.y"'), "AG1013 error"],
    ["an HTTP API variable", set('<|"$request.header.y"|>'), "AG1013 error"],
    ["a template variable", set('<|"$context.requestId"|>'), "AG1013 error"],
    ["an unknown source", set('"method.request.<|cookie|>.y"'), "AG1013 error"],
    ["a stage variable", set('"stageVariables.host"')],
    ["a placeholder", set('"${TENANT}"')],
    ["a header of the method request", set('"method.request.header.<|x-tenant|>"'), "AG1014 hint"],
    [
      "a parameter once, even if it is mapped twice",
      mapped(
        '"integration.request.header.x": "method.request.path.<|id|>", "integration.request.header.y": "method.request.path.id"',
      ),
      "AG1014 hint",
    ],
    ["a name in brackets", mapped(`"integration.request.querystring.a<|[|>b]": "'1'"`), "AG1015 warning"],
    ["a source name with a space", set('"method.request.header.a<| |>b"'), "AG1015 warning"],
    ["the body", set('<|"method.request.body.id"|>'), "AG1050 information"],
    ["an HTTP API key", mapped(`<|"append:header.x"|>: "'1'"`), "AG1051 error"],
    [
      "an escaped key, with its range in the file",
      mapped(String.raw`"\u0069ntegration.request.<|head\u0065rs|>.x": "'1'"`),
      "AG1012 error",
    ],
  ]);
  itFixes([
    [
      "AG1012",
      'Rename to "integration.request.header.x"',
      mapped(`"integration.request.headers.x": "'1'"`),
      mapped(`"integration.request.header.x": "'1'"`),
    ],
    ["AG1013", "Enclose in single quotes", set('"api"'), set(`"'api'"`)],
    ["AG1013", "Add the closing single quote", set(`"'api"`), set(`"'api'"`)],
    ["AG1013", 'Write "context.requestId"', set('"$context.requestId"'), set('"context.requestId"')],
    [
      "AG1013",
      'Write "method.request.header.y"',
      set('"$request.header.y"'),
      set('"method.request.header.y"'),
    ],
    [
      "AG1013",
      'Write "method.request.header.y"',
      set('"route.request.header.y"'),
      set('"method.request.header.y"'),
    ],
    [
      "AG1051",
      'Rename to "integration.request.header.x"',
      mapped(`"overwrite:header.x": "'1'"`),
      mapped(`"integration.request.header.x": "'1'"`),
    ],
  ]);

  it("quotes AWS with the value", () => {
    assert.match(
      messagesOf("AG1013", set('"api"'))[0] ?? "",
      /\nAWS answers: .*errors : \[Invalid mapping expression specified: api\]$/,
    );
  });
});

describe("the rules for the placeholders of a REST integration", () => {
  const fill = `"requestParameters": {"integration.request.path.id": "'1'"}`;
  itPointsAt([
    ["a filled placeholder", to("https://a.example/{id}", fill)],
    [
      "a mapping without a placeholder",
      to("https://a.example/x", `"requestParameters": {"integration.request.path.<|id|>": "'1'"}`),
      "AG1016 warning",
    ],
    ["a mapping for an unknown uri", to("${stageVariables.url}", fill)],
    [
      "a placeholder without a mapping",
      to("https://a.example/<|{id}|>", '"cacheNamespace": "a"'),
      "AG1017 warning",
    ],
    [
      "an S3 placeholder without a mapping",
      '{"type": "AWS", "integrationHttpMethod": "GET", "credentials": "arn:aws:iam::123456789012:role/r", "uri": "arn:aws:apigateway:us-east-1:s3:path/b/<|{key}|>"}',
      "AG1017 warning",
    ],
    [
      "a placeholder that a template fills",
      to(
        "https://a.example/{id}",
        String.raw`"requestTemplates": {"application/json": "#set($context.requestOverride.path.id = \"1\")\n{}"}`,
      ),
    ],
    [
      "a placeholder if a template fills another one",
      to(
        "https://a.example/<|{id}|>/{sub}",
        String.raw`"requestTemplates": {"application/json": "#set($context.requestOverride.path['sub'] = \"1\")\n{}"}`,
      ),
      "AG1017 warning",
    ],
    [
      "a placeholder that only a comment mentions",
      to(
        "https://a.example/<|{id}|>",
        String.raw`"requestTemplates": {"application/json": "## sets requestOverride.path.id\n{}"}`,
      ),
      "AG1017 warning",
    ],
    [
      "a placeholder that `put` fills",
      to(
        "https://a.example/{id}",
        `"requestTemplates": {"application/json": "$context.requestOverride.path.put('id', '1')"}`,
      ),
    ],
    [
      "a placeholder if `put` fills another one",
      to(
        "https://a.example/<|{id}|>/{sub}",
        `"requestTemplates": {"application/json": "$context.requestOverride.path.put('sub', '1')"}`,
      ),
      "AG1017 warning",
    ],
    [
      "a placeholder if a template computes the name",
      to(
        "https://a.example/{id}",
        String.raw`"requestTemplates": {"application/json": "#set($name = $input.body)#set($context.requestOverride.path[$name] = \"1\"){}"}`,
      ),
    ],
    [
      "a plus sign",
      to("https://a.example/{proxy<|+|>}", `"requestParameters": {"integration.request.path.proxy": "'1'"}`),
      "AG1018 warning",
    ],
  ]);
  itFixes([
    [
      "AG1017",
      "Map from method.request.path.id",
      to("https://a.example/{id}", '"cacheNamespace": "a"').replace(/\s/g, " "),
      to("https://a.example/{id}", '"cacheNamespace": "a"').replace(
        /}$/,
        ', "requestParameters": {\n  "integration.request.path.id": "method.request.path.id"\n}}',
      ),
    ],
    [
      "AG1017",
      "Map from method.request.path.id",
      to("https://a.example/{id}", `"requestParameters": {"integration.request.header.x": "'1'"}`),
      to(
        "https://a.example/{id}",
        `"requestParameters": {"integration.request.header.x": "'1'", "integration.request.path.id": "method.request.path.id"}`,
      ),
    ],
    [
      "AG1018",
      "Write {proxy}",
      to("https://a.example/{proxy+}", '"cacheNamespace": "a"'),
      to("https://a.example/{proxy}", '"cacheNamespace": "a"'),
    ],
  ]);
});

describe("the rules for headers to a REST backend", () => {
  itPointsAt([
    ["the content length", mapped(`"integration.request.header.<|content-length|>": "'0'"`), "AG1047 error"],
    [
      "a length header for Lambda",
      lambda(`"integration.request.header.<|Transfer-Encoding|>": "'x'"`),
      "AG1047 error",
    ],
    ["Authorization for HTTP", mapped(`"integration.request.header.Authorization": "'x'"`)],
    [
      "Authorization for Lambda",
      lambda(`"integration.request.header.<|authorization|>": "'x'"`),
      "AG1048 error",
    ],
    [
      "an asynchronous invocation with AWS_PROXY",
      lambda(`"integration.request.header.x-amz-invocation-type": "'<|Event|>'"`),
      "AG1049 hint",
    ],
    [
      "a synchronous invocation with AWS_PROXY",
      lambda(`"integration.request.header.X-Amz-Invocation-Type": "'RequestResponse'"`),
    ],
  ]);
});

describe("the rules for the cache keys of a REST integration", () => {
  const keys = (list: string): string => to("https://a.example", `"cacheKeyParameters": [${list}]`);
  itPointsAt([
    ["a bare name", keys('<|"id"|>'), "AG1028 error"],
    ["the body", keys('"method.request.<|body|>"'), "AG1028 error"],
    ["an empty key", keys('<|""|>'), "AG1028 error"],
    ["a key that no mapping reads", keys('<|"method.request.querystring.id"|>'), "AG1029 hint"],
    [
      "a key that a mapping reads",
      to(
        "https://a.example",
        '"requestParameters": {"integration.request.header.x": "method.request.multivalueheader.y"}, "cacheKeyParameters": ["method.request.multivalueheader.y"]',
      ),
    ],
  ]);
});
