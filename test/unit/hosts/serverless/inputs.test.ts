import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { variablesIn } from "../../../../server/src/hosts/serverless/variables";
import { analyzeHost, complete, inputAtCursor } from "../../../../server/src/service";
import { findMember } from "../../../../server/src/syntax/locate";
import { hostOf, inputsIn, itFixes, itPointsAt } from "../../../support/hostCases";
import { parseCursor } from "../../../support/markers";

const SERVICE = "service: s\nprovider: {name: aws, runtime: nodejs20.x}\n";
const EVENT = (http: string) => `${SERVICE}custom: {table: things}
functions:
  f:
    handler: h.f
    events:
      - http:
${http.replace(/^(?=.)/gm, "          ")}
`;
const LAMBDA = "method: post\npath: things/{id}\nintegration: lambda\n";
const BACKEND = "method: get\npath: /things/{id}\nintegration: http\n";

describe("the inputs in serverless.yml", () => {
  it("are the events of functions that are not proxies, with what the framework makes", () => {
    const text = EVENT(`${LAMBDA}timeoutInMillis: "3000"
request:
  passThrough: WHEN_NO_TEMPLATES
  template: {application/json: '{"id": "$input.params("id")"}'}
  parameters: {querystrings: {a: true, b: {required: true, mappedValue: context.requestId}}}
response:
  headers: {X-A: "'1'"}
  template: $input.body
  statusCodes:
    200: {pattern: ''}
    404: {pattern: '.*404.*', template: '{}', headers: {X-B: "'2'"}}`);
    const inputs = inputsIn(text, "serverless.yml");
    assert.deepEqual(Object.keys(inputs), [
      "POST /things/{id}",
      "POST /things/{id} response",
      "POST /things/{id} 200",
      "POST /things/{id} 404",
    ]);
    assert.deepEqual(inputs["POST /things/{id} 404"], {
      operation: "put-integration-response",
      protocol: "REST",
      members: {
        httpMethod: "POST",
        statusCode: "404",
        selectionPattern: ".*404.*",
        responseParameters: { "method.response.header.X-A": "'1'", "method.response.header.X-B": "'2'" },
        responseTemplates: { "application/json": "{}" },
      },
    });
  });

  it("map the parameters of HTTP backends", () => {
    const text = EVENT(`${BACKEND}request:
  uri: https://example.com/{id}
  method: any
  parameters: {paths: {id: true}, headers: {x: {required: false, mappedValue: "'1'"}}}`);
    assert.deepEqual(inputsIn(text, "serverless.yml"), {
      "GET /things/{id}": {
        operation: "put-integration",
        protocol: "REST",
        members: {
          httpMethod: "GET",
          type: "HTTP",
          uri: "https://example.com/{id}",
          integrationHttpMethod: "ANY",
          requestParameters: {
            "integration.request.path.id": "method.request.path.id",
            "integration.request.header.x": "'1'",
          },
        },
      },
    });
  });

  it("are those of service proxies", () => {
    const text = `${SERVICE}custom:
  apiGatewayServiceProxies:
    - sqs:
        path: /queue
        method: post
        queueName: {Fn::GetAtt: [Q, QueueName]}
        requestParameters: {integration.request.header.x: "'1'"}
        request: {template: {application/json: "Action=SendMessage&MessageBody=$util.urlEncode($input.body)"}}
        response:
          - {statusCode: 200, selectionPattern: '2\\d{2}', responseTemplates: {application/json: '{}'}}
    - kinesis:
        path: /stream
        method: post
        streamName: {Ref: S}
        response: {template: {success: '{}', serverError: '{"a": 1}'}}
`;
    assert.deepEqual(Object.keys(inputsIn(text, "serverless.yml")), [
      "POST /queue",
      "POST /queue 200",
      "POST /stream",
      "POST /stream 200",
      "POST /stream 500",
    ]);
    assert.deepEqual(hostOf(text, "serverless.yml").problems, []);
  });

  it("have the path that a proxy of S3 overrides", () => {
    const text = `${SERVICE}custom:
  apiGatewayServiceProxies:
    - s3:
        path: /s3/{folder}/{file}
        method: get
        action: GetObject
        pathOverride: '{folder}/{file}.xml'
        bucket: {Ref: B}
        requestParameters:
          integration.request.path.folder: method.request.path.folder
          integration.request.path.file: method.request.path.file
          integration.request.path.object: context.requestId
`;
    assert.deepEqual(hostOf(text, "serverless.yml").problems, []);
  });

  it("are those of the CloudFormation resources in it", () => {
    const resources = `Resources:
  M:
    Type: AWS::ApiGateway::Method
    Properties:
      HttpMethod: GET
      RestApiId: {Ref: A}
      Integration:
        Type: MOCK
        RequestTemplates: {application/json: '{"statusCode": 200}'}
`;
    const one = `${SERVICE}resources:\n${resources.replace(/^(?=.)/gm, "  ")}`;
    const two = `${SERVICE}resources:\n${resources.replace(/^(?=.)/gm, "    ").replace("    R", "  - R")}`;
    for (const text of [one, two]) assert.deepEqual(Object.keys(inputsIn(text, "serverless.yml")), ["M"]);
  });

  for (const [name, text, path] of [
    ["another provider", EVENT(LAMBDA).replace("name: aws", "name: google"), "serverless.yml"],
    ["a proxy of a function", EVENT("method: get\npath: a"), "serverless.yml"],
    [
      "an event in short form",
      `${SERVICE}functions:\n  f:\n    events:\n      - http: GET a\n`,
      "serverless.yml",
    ],
    ["a file with code instead of data", EVENT(LAMBDA), "serverless.ts"],
    ["a part of a configuration", EVENT(LAMBDA).replace(SERVICE, ""), "functions.yml"],
    ["a file without a service", EVENT(LAMBDA).replace("service: s\n", ""), "serverless.yml"],
  ] as const) {
    it(`are not in ${name}`, () => assert.equal(analyzeHost(text, path)?.inputs.length ?? 0, 0));
  }

  it("are found in a file of another name", () => {
    assert.equal(analyzeHost(EVENT(LAMBDA), "service.yml")?.host.name, "serverless");
  });

  it("survive every state of typing", () => {
    const text = EVENT(
      `${LAMBDA}request:\n  template:\n    application/json: '{"a": \${self:custom.table}}'\nresponse:\n  statusCodes:\n    200:\n      pattern: ''\n`,
    );
    for (let end = 0; end <= text.length; end++) analyzeHost(text.slice(0, end), "serverless.yml");
  });
});

describe("problems in serverless.yml", () => {
  itPointsAt("serverless.yml", [
    [
      "a template of a function",
      EVENT(`${LAMBDA}request: {template: {application/json: '{"id": "$input.params(''id'')"}'}}`),
    ],
    [
      "a template that Velocity cannot parse",
      EVENT(`${LAMBDA}request: {template: {application/json: '<|#if|>($input.body.empty)'}}`),
      "AG3010 error",
    ],
    [
      "a response template that is not JSON",
      EVENT(`${LAMBDA}response: {template: '{"a": <|b|>}', statusCodes: {200: {pattern: ''}}}`),
      "AG3020 warning",
    ],
    ["NEVER with the templates of the framework", EVENT(`${LAMBDA}request: {passThrough: NEVER}`)],
    ["an unknown integration", EVENT(`method: get\npath: a\nintegration: <|lamda|>`), "AG0009 error"],
    ["an invalid passthrough behavior", EVENT(`${LAMBDA}request: {passThrough: <|always|>}`), "AG1020 error"],
    [
      "a header without inner quotes",
      EVENT(`${LAMBDA}response: {headers: {Content-Type: <|text/html|>}, statusCodes: {200: {pattern: ''}}}`),
      "AG1104 error",
    ],
    [
      "a header with inner quotes",
      EVENT(`${LAMBDA}response: {headers: {Content-Type: "'text/html'"}, statusCodes: {200: {pattern: ''}}}`),
    ],
    [
      "an invalid pattern",
      EVENT(`${LAMBDA}response: {statusCodes: {404: {pattern: '<|[|>404'}}}`),
      "AG1102 error",
    ],
    [
      "a parameter of the path that is not mapped",
      EVENT(`${BACKEND}request: {uri: 'https://example.com/<|{name}|>'}`),
      "AG1017 warning",
    ],
    [
      "variables in a URI",
      EVENT(`${BACKEND}request: {uri: '\${self:custom.url}/x', parameters: {paths: {id: true}}}`),
    ],
    ["a variable that is the URI", EVENT(`${BACKEND}request: {uri: '\${env:URL}'}`)],
    [
      "variables in a template",
      EVENT(
        `${LAMBDA}request: {template: {application/json: '{"t": "\${self:custom.table}", "n": \${opt:n, 1}}'}}`,
      ),
    ],
    ["a template in a file", EVENT(`${LAMBDA}request: {template: {application/json: '\${file(a.vtl)}'}}`)],
    [
      "Velocity in braces without parentheses",
      EVENT(`${LAMBDA}request: {template: {application/json: '{"id": "\${context.requestId}"}'}}`),
    ],
  ]);
});

describe("features in serverless.yml", () => {
  const labelsAt = (marked: string): readonly string[] => {
    const { text, offset } = parseCursor(marked);
    const host = hostOf(text, "serverless.yml");
    const input = inputAtCursor(host, offset);
    return input ? complete(input, offset).map(({ label }) => label) : [];
  };

  it("complete templates of requests, of all responses and of one of them", () => {
    for (const http of [
      'request: {template: {application/json: \'{"a": "$input.<|>"}\'}}',
      'request:\n  template:\n    application/json: \'{"a": "$input.<|>"}\'',
      "response:\n  template: '{\"a\": \"$input.<|>\"}'\n  statusCodes:\n    200:\n      pattern: ''",
      "response:\n  statusCodes:\n    200:\n      pattern: ''\n      template: '{\"a\": \"$input.<|>\"}'",
    ]) {
      assert.ok(labelsAt(EVENT(`${LAMBDA}${http}`)).includes("json"), http);
    }
  });

  it("complete the values of members that are deeper inside", () => {
    assert.ok(labelsAt(EVENT(`${LAMBDA}request:\n  passThrough: <|>`)).includes("WHEN_NO_TEMPLATES"));
  });

  it("offer only those members that an event has", () => {
    const labels = labelsAt(EVENT(`${LAMBDA}<|>\nrequest:\n  passThrough: NEVER`));
    assert.ok(labels.includes("timeoutInMillis"), labels.join());
    for (const name of ["credentials", "requestTemplates", "request.template", "tlsConfig"]) {
      assert.ok(!labels.includes(name), name);
    }
  });
});

describe("variables of the Serverless Framework", () => {
  const texts = (text: string) => variablesIn(text).map(({ start, end }) => text.slice(start, end));
  for (const [text, ...expected] of [
    ["${self:a}", "${self:a}"],
    ["a ${opt:stage, 'dev'} b ${file(x.yml):k}", "${opt:stage, 'dev'}", "${file(x.yml):k}"],
    ["${self:a.${opt:stage}.b}", "${self:a.${opt:stage}.b}"],
    ["${context.requestId} ${Table}"],
    ["${AWS::Region} ${!self:a}"],
    ["${input.json('$.a')}", "${input.json('$.a')}"],
    ["$input.json('$.a') ${unclosed:"],
  ] as const) {
    it(`are found in ${text}`, () => assert.deepEqual(texts(text), expected));
  }

  itFixes("serverless.yml", [
    [
      "AG0029",
      "Write $input.json('$.id')",
      EVENT(
        `${LAMBDA}request:\n  template:\n    application/json: |\n      {"id": \${input.json('$.id')}, "t": "\${self:custom.table}"}`,
      ),
      EVENT(
        `${LAMBDA}request:\n  template:\n    application/json: |\n      {"id": $input.json('$.id'), "t": "\${self:custom.table}"}`,
      ),
    ],
  ]);

  it("mark Velocity that the framework would take for a variable", () => {
    const text = EVENT(
      `${LAMBDA}request: {template: {application/json: "{\\"id\\": \${input.json('$.id')}}"}}`,
    );
    const [input] = hostOf(text, "serverless.yml").inputs;
    const templates = input && findMember(input.hosted.root, "requestTemplates")?.value;
    const template = templates?.kind === "object" ? templates.members[0]?.value : undefined;
    const [hole] = template?.kind === "string" ? (template.holes ?? []) : [];
    assert.equal(hole?.mistaken?.escaped, "$input.json('$.id')");
    const { start = 0, end = 0 } = hole?.mistaken?.source ?? {};
    assert.equal(text.slice(start, end), "${input.json('$.id')}");
  });
});
