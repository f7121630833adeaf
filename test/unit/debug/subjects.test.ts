import { strict as assert } from "node:assert";
import {
  analyze,
  analyzeHost,
  DebugSession,
  type DebugSubject,
  debugSource,
  hostedSubject,
  integrationSubject,
  readTestFile,
  sampleDocuments,
  testSubject,
} from "../../../server/src/service";
import { Debugging } from "../../support/debugging";

const URI = "file:///pets.put-integration.json";

const REQUEST_TEMPLATE = `{\\"statusCode\\": 200, \\"id\\": \\"$input.params('id')\\"}`;
const RESPONSE_TEMPLATE = '#set($x = 1)\\n{\\"ok\\": $x}';
const TEXT = `{
  "restApiId": "abc123", "resourceId": "def456", "httpMethod": "GET", "type": "MOCK",
  "requestTemplates": {"application/json": "${REQUEST_TEMPLATE}"}
}
`;
const RESPONSE_TEXT = `{
  "restApiId": "abc123", "resourceId": "def456", "httpMethod": "GET", "statusCode": "200",
  "responseTemplates": {"application/json": "${RESPONSE_TEMPLATE}"}
}
`;
const RESPONSE_URI = "file:///pets.put-integration-response.json";
const SAMPLES = sampleDocuments(JSON.stringify({ queryStringParameters: { id: "7" } }));

describe("subjects of the debugger", () => {
  const whole = (): DebugSubject => {
    const [integration, response] = [
      analyze(TEXT, "put-integration"),
      analyze(RESPONSE_TEXT, "put-integration-response"),
    ];
    return integrationSubject({
      inputs: [
        { document: integration.document, operation: "put-integration" },
        { document: response.document, operation: "put-integration-response" },
      ],
      sources: [debugSource(URI, TEXT), debugSource(RESPONSE_URI, RESPONSE_TEXT)],
      options: {},
      samples: SAMPLES,
      documentOf: (uri) =>
        uri === "apigw-template:one"
          ? { host: URI, path: ["requestTemplates", "application/json"] }
          : undefined,
    });
  };

  it("go from the request template to the response template, in files of their own", () => {
    const session = new DebugSession(whole(), () => () => false);
    const places: unknown[] = [];
    for (let result = session.run("startAtEntry"); result.kind === "stopped"; result = session.run("next")) {
      const [frame] = result.frames;
      const { uri = "", range } = frame?.place ?? {};
      const line = (uri === URI ? TEXT : RESPONSE_TEXT).split("\n")[range?.start.line ?? 0] ?? "";
      places.push([frame?.name, line.slice(range?.start.character, range?.end.character)]);
    }
    assert.deepEqual(places, [
      ["requestTemplates › application/json", "$input.params('id')"],
      ["responseTemplates › application/json", "#set($x = 1)"],
      ["responseTemplates › application/json", "$x"],
    ]);
  });

  it("print the output of each template with its name, and the response", () => {
    const debugging = new Debugging(whole(), URI, TEXT);
    assert.equal(debugging.run("start"), "ended");
    assert.equal(
      debugging.console,
      'requestTemplates › application/json\n{"statusCode": 200, "id": "7"}\n' +
        'responseTemplates › application/json\n{"ok": 1}\nResponse: 200\n{"ok": 1}\n',
    );
  });

  it("step out of the request template into the response template", () => {
    const session = new DebugSession(whole(), () => () => false);
    session.run("startAtEntry");
    const result = session.run("stepOut");
    assert.equal(result.kind === "stopped" && result.frames[0]?.place.uri, RESPONSE_URI);
  });

  it("stop at breakpoints of a document that shows one of the templates", () => {
    const session = new DebugSession(whole(), () => () => false);
    const [breakpoint] = session.setBreakpoints("apigw-template:one", [{ line: 0, character: 27 }]);
    assert.deepEqual(breakpoint && "place" in breakpoint && breakpoint.place.range.start, {
      line: 0,
      character: 27,
    });
    const result = session.run("start");
    assert.deepEqual(result.kind === "stopped" && result.frames[0]?.place.uri, URI);
  });

  it("stop at the statement whose output should be JSON and is not", () => {
    const text = RESPONSE_TEXT.replace("$x}", "$missing}");
    const response = analyze(text, "put-integration-response");
    const integration = analyze(TEXT, "put-integration");
    const subject = integrationSubject({
      inputs: [
        { document: integration.document, operation: "put-integration" },
        { document: response.document, operation: "put-integration-response" },
      ],
      sources: [debugSource(URI, TEXT), debugSource(RESPONSE_URI, text)],
      options: {},
      samples: SAMPLES,
    });
    const debugging = new Debugging(subject, RESPONSE_URI, text);
    debugging.session.stopAtProblems("all");
    assert.equal(debugging.run("start"), "problem $missing");
    assert.equal(debugging.run("continue"), "ended");
  });

  it("find templates in the lines of a YAML block", () => {
    const text = `openapi: 3.0.1
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      responses: {"200": {description: OK}}
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: |
            #set($status = 200)
            {"statusCode": $status}
        responses:
          default: {statusCode: "200"}
`;
    const host = analyzeHost(text, "api.yaml");
    const integration = host?.inputs[0];
    assert.ok(host && integration);
    const debugging = new Debugging(
      hostedSubject(host, integration, "file:///api.yaml", SAMPLES),
      "file:///api.yaml",
      text,
    );
    debugging.breakAt("$status}");
    assert.equal(debugging.run("start"), "breakpoint $status");
    assert.equal(debugging.value("$status"), "java.lang.Integer 200");
  });

  it("take what CloudFormation replaces as it is written, as a preview does", () => {
    const text = `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Method:
    Type: AWS::ApiGateway::Method
    Properties:
      HttpMethod: GET
      ResourceId: r
      RestApiId: a
      AuthorizationType: NONE
      Integration:
        Type: HTTP
        IntegrationHttpMethod: GET
        Uri: https://example.com/
        RequestTemplates:
          application/json: !Sub |
            {"stack": "\${AWS::StackName}", "id": "$input.params('id')"}
`;
    const host = analyzeHost(text, "template.yaml");
    const integration = host?.inputs[0];
    assert.ok(host && integration);
    const uri = "file:///template.yaml";
    const debugging = new Debugging(hostedSubject(host, integration, uri, SAMPLES), uri, text);
    debugging.breakAt("$input");
    assert.equal(debugging.run("start"), "breakpoint $input.params('id')");
    assert.equal(debugging.run("continue"), "ended");
    assert.match(debugging.console, /\{"stack": "\$\{AWS::StackName\}", "id": "7"\}/);
  });

  it("run a test, and say what failed", () => {
    const file = readTestFile(
      JSON.stringify({
        tests: [
          {
            name: "passes",
            request: { queryStringParameters: { id: "7" } },
            template: "application/json",
            expect: { output: { statusCode: 200, id: "7" } },
          },
          { name: "fails", template: "application/json", expect: { output: { statusCode: 200, id: "8" } } },
        ],
      }),
      "pets.put-integration.test.json",
    );
    const debug = (name: string): Debugging => {
      const test = file.cases.find((each) => each.name === name);
      assert.ok(test);
      const subject = testSubject({
        file,
        test,
        uriOf: (path) => `file:///${path}`,
        textOf: (path) => (path === "pets.put-integration.json" ? TEXT : undefined),
      });
      assert.ok(!("message" in subject));
      return new Debugging(subject, URI, TEXT);
    };
    const passing = debug("passes");
    passing.breakAt("$input");
    assert.equal(passing.run("start"), "breakpoint $input.params('id')");
    assert.equal(passing.value("$input.params('id')"), 'java.lang.String "7"');
    assert.equal(passing.run("continue"), "ended");
    assert.match(passing.console, /Test passed: passes\n$/);
    const failing = debug("fails");
    assert.equal(failing.run("start"), "ended");
    assert.match(failing.console, /Test failed: fails\n.*id/s);
  });
});
