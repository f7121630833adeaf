import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Settings } from "../../../server/src/protocol";
import { matchFile, matchWithoutTree } from "../../../server/src/recognition/fileMatch";
import { formatOfFileName } from "../../../server/src/syntax/parse";

const NONE: Pick<Settings, "files" | "pins"> = { files: [], pins: {} };

/** What the file is taken for: `put-integration: requestTemplates`, or the operation alone for a whole input. */
function found(path: string, text: string): string | undefined {
  const match = matchFile(path, text, NONE, formatOfFileName(path));
  // The quick check on the client must not rule out what the server accepts.
  if (match) assert.ok(matchWithoutTree(path, text, NONE));
  return match && (match.member === undefined ? match.operation : `${match.operation}: ${match.member}`);
}

const HEADER = `"method.response.header.x": "'*'"`;

describe("a file with the value of one member", () => {
  for (const [path, text, expected] of [
    [
      "params.json",
      '{"integration.request.path.id": "method.request.path.id"}',
      "put-integration: requestParameters",
    ],
    [
      "params.json",
      '{"integration.request.querystring.id": "route.request.body.id"}',
      "create-integration: RequestParameters",
    ],
    [
      "params.yaml",
      "integration.request.header.x: context.requestId\n'integration.request.header.y': \"'1'\"\n",
      "put-integration: requestParameters",
    ],
    ["cors.json", `{${HEADER}}`, "put-integration-response: responseParameters"],
    ["integration-response-params.json", `{${HEADER}}`, "put-integration-response: responseParameters"],
    [
      "http.json",
      `{"overwrite:path": "/a", "remove:header.x": "''"}`,
      "create-integration: RequestParameters",
    ],
    ["http.yaml", "append:header.x: $request.header.y\n", "create-integration: RequestParameters"],
    ["http.json", '{"500": {"overwrite:statuscode": "403"}}', "create-integration: ResponseParameters"],
    ["request.json", `{"application/json": "{\\"statusCode\\": 200}"}`, "put-integration: requestTemplates"],
    ["templates.json", `{"application/json": "$input.json('$')"}`, "put-integration: requestTemplates"],
    [
      "response-templates.json",
      `{"application/json": "$input.json('$')", "text/html": "<p>$input.path('$.a')</p>"}`,
      "put-integration-response: responseTemplates",
    ],
    ["templates.yaml", "application/json: |\n  #set($a = 1)\n  {}\n", "put-integration: requestTemplates"],
    // A misspelled or half-typed name does not hide the others.
    [
      "params.json",
      `{"integration.request.heder.x": "'1'", "integration.request.header.y": "'1'"}`,
      "put-integration: requestParameters",
    ],
    ["params.json", `{"integration.request.header.y": "'1'", "inte`, "put-integration: requestParameters"],
    ["params.json", `{"integration.request.header.y": "'1'", "": }`, undefined],
  ] as const) {
    it(`${path} with ${text}`, () => assert.equal(found(path, text), expected));
  }
});

describe("a whole input without a telling member", () => {
  for (const [text, expected] of [
    [`{"statusCode": "200", "responseParameters": {${HEADER}}}`, "put-integration-response"],
    [`{"responseParameters": {${HEADER}}}`, "put-integration-response"],
    [`{"requestParameters": {"integration.request.header.x": "'1'"}}`, "put-integration"],
    [`{"RequestParameters": {"overwrite:path": "/"}}`, "create-integration"],
    [`{"IntegrationId": "a", "RequestParameters": {"overwrite:path": "/"}}`, "update-integration"],
    [`{"ResponseParameters": {"200": {"overwrite:statuscode": "201"}}}`, "create-integration"],
    [`{"ResponseParameters": {${HEADER}}}`, "create-integration-response"],
  ] as const) {
    it(text, () => assert.equal(found("a.json", text), expected));
  }

  it("is also detected in YAML", () => {
    const text = `statusCode: '200'\nresponseParameters:\n  method.response.header.x: "'*'"\n`;
    assert.equal(found("a.yaml", text), "put-integration-response");
  });
});

describe("a file that only resembles a value", () => {
  for (const [what, text] of [
    ["the parameters of a method", '{"method.request.path.id": true}'],
    ["the headers of a method response", '{"method.response.header.x": true}'],
    ["a method response", '{"statusCode": "200", "responseParameters": {"method.response.header.x": false}}'],
    ["a gateway response", `{"responseParameters": {"gatewayresponse.header.x": "'*'"}}`],
    ["a table of content types", '{"application/json": "json", "text/html": "html"}'],
    ["lists of extensions", '{"application/json": ["json"], "text/html": ["html", "htm"]}'],
    ["models", '{"application/json": "Empty"}'],
    ["status codes", '{"200": "OK", "404": "Not Found"}'],
    ["OpenAPI responses", '{"200": {"description": "OK"}}'],
    ["dependencies", '{"lodash/fp": "1.0.0", "@types/node": "20"}'],
    ["a mapping among others", `{"name": "x", "version": "1", ${HEADER}}`],
    ["parameters of something else", '{"requestParameters": {"a": "b"}, "name": "overwrite:x"}'],
    ["a list of mappings", `[{${HEADER}}]`],
  ] as const) {
    it(what, () => assert.equal(found("a.json", text), undefined));
  }
});
