import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { hostOf, inputsIn, itPointsAt } from "../../../support/hostCases";

/** A document with one operation that has the integration. */
const WITH = (integration: string, more = "") => `openapi: 3.0.1
info: {title: T, version: "1"}
paths:
  /a:
    get:
      responses: {"200": {description: OK}}
      x-amazon-apigateway-integration:
${integration.replace(/^(?=.)/gm, "        ")}${more}`;

const JSON_WITH = (integration: object, more: object = {}) =>
  JSON.stringify({
    openapi: "3.0.1",
    paths: { "/a": { get: { responses: { "200": {} }, "x-amazon-apigateway-integration": integration } } },
    ...more,
  });

const HTTP_PROXY = "type: http_proxy\nhttpMethod: GET\nuri: https://example.com\n";
const LAMBDA =
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations";

const protocolsIn = (text: string) =>
  hostOf(text, "api.yaml").inputs.map(({ hosted }) => (hosted.others ? "both" : hosted.protocol));

describe("the inputs in an OpenAPI document", () => {
  it("are the integrations and their responses, by AWS's names", () => {
    const text = `swagger: "2.0"
paths:
  /pets/{id}:
    x-amazon-apigateway-any-method:
      responses: {}
      x-amazon-apigateway-integration:
        type: aws
        httpMethod: POST
        uri: ${LAMBDA}
        passthroughBehavior: when_no_templates
        timeoutInMillis: "3000"
        cacheKeyParameters: [method.request.path.id]
        requestTemplates: {application/json: "{}"}
        payloadFormatVersion: 1.0
        responses:
          default: {statusCode: 200}
          '4\\d{2}': {statusCode: '400', responseTemplates: {application/json: "{}"}}
          404: {statusCode: 404}
`;
    assert.deepEqual(inputsIn(text, "api.yaml"), {
      "ANY /pets/{id}": {
        operation: "put-integration",
        protocol: "REST",
        members: {
          httpMethod: "ANY",
          type: "AWS",
          integrationHttpMethod: "POST",
          uri: LAMBDA,
          passthroughBehavior: "WHEN_NO_TEMPLATES",
          timeoutInMillis: 3000,
          cacheKeyParameters: ["method.request.path.id"],
          requestTemplates: { "application/json": "{}" },
        },
      },
      "ANY /pets/{id} default": {
        operation: "put-integration-response",
        protocol: "REST",
        members: { httpMethod: "ANY", statusCode: "200" },
      },
      "ANY /pets/{id} 4\\d{2}": {
        operation: "put-integration-response",
        protocol: "REST",
        members: {
          httpMethod: "ANY",
          selectionPattern: "4\\d{2}",
          statusCode: "400",
          responseTemplates: { "application/json": "{}" },
        },
      },
      "ANY /pets/{id} 404": {
        operation: "put-integration-response",
        protocol: "REST",
        members: { httpMethod: "ANY", selectionPattern: "404", statusCode: "404" },
      },
    });
  });

  it("are those of HTTP APIs, with shared integrations", () => {
    const text = `openapi: 3.0.1
paths:
  $default:
    x-amazon-apigateway-any-method:
      isDefaultRoute: true
      x-amazon-apigateway-integration: {$ref: '#/components/x-amazon-apigateway-integrations/all'}
  /a:
    post:
      x-amazon-apigateway-integration:
        type: AWS_PROXY
        integrationSubtype: SQS-SendMessage
        payloadFormatVersion: 1.0
        credentials: arn:aws:iam::123456789012:role/r
        requestParameters: {QueueUrl: $request.header.q, MessageBody: $request.body}
components:
  x-amazon-apigateway-integrations:
    all: {type: http_proxy, httpMethod: ANY, uri: https://example.com, payloadFormatVersion: "1.0", tlsConfig: {serverNameToVerify: x.example}}
`;
    assert.deepEqual(inputsIn(text, "api.yaml"), {
      "POST /a": {
        operation: "create-integration",
        protocol: "HTTP",
        members: {
          IntegrationType: "AWS_PROXY",
          IntegrationSubtype: "SQS-SendMessage",
          PayloadFormatVersion: "1.0",
          CredentialsArn: "arn:aws:iam::123456789012:role/r",
          RequestParameters: { QueueUrl: "$request.header.q", MessageBody: "$request.body" },
        },
      },
      all: {
        operation: "create-integration",
        protocol: "HTTP",
        members: {
          IntegrationType: "HTTP_PROXY",
          IntegrationMethod: "ANY",
          IntegrationUri: "https://example.com",
          PayloadFormatVersion: "1.0",
          TlsConfig: { ServerNameToVerify: "x.example" },
        },
      },
    });
  });

  it("are found through aliases and merged mappings", () => {
    const text = `openapi: 3.1.0
x-shared: &shared
  type: http_proxy
  uri: https://example.com
paths:
  /a:
    get: &operation
      x-amazon-apigateway-integration:
        <<: *shared
        httpMethod: GET
  /b:
    get: *operation
`;
    assert.deepEqual(
      hostOf(text, "api.yaml").inputs.map(({ hosted }) => hosted.title),
      ["GET /a", "GET /b"],
    );
    assert.deepEqual(Object.keys(hostOf(text, "api.yaml").problems), []);
  });
});

describe("the kind of API that an OpenAPI document describes", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["Swagger 2.0 is for REST APIs", WITH(HTTP_PROXY).replace("openapi: 3.0.1", "swagger: 2.0"), "REST"],
    ["an integration alone does not tell", WITH(HTTP_PROXY), "both"],
    ["the version 1.0 does not tell", WITH(`${HTTP_PROXY}payloadFormatVersion: "1.0"`), "both"],
    ["the version 2.0 is for HTTP APIs", WITH(`${HTTP_PROXY}payloadFormatVersion: 2.0`), "HTTP"],
    ["responses are of REST APIs", WITH(`${HTTP_PROXY}responses: {}`), "REST"],
    [
      "responses win over the version",
      WITH(`${HTTP_PROXY}payloadFormatVersion: "2.0"\nresponses: {default: {statusCode: 200}}`),
      "REST",
    ],
    ["MOCK is of REST APIs", WITH("type: mock\n"), "REST"],
    [
      "REST keys are of REST APIs",
      WITH(`${HTTP_PROXY}requestParameters: {integration.request.header.x: "'1'"}`),
      "REST",
    ],
    ["HTTP keys are of HTTP APIs", WITH(`${HTTP_PROXY}requestParameters: {"append:header.x": "1"}`), "HTTP"],
    ["CORS is of HTTP APIs", WITH(HTTP_PROXY, "x-amazon-apigateway-cors: {}\n"), "HTTP"],
    [
      "a passthrough behavior wins over CORS",
      WITH(`${HTTP_PROXY}passthroughBehavior: never\n`, "x-amazon-apigateway-cors: {}\n"),
      "REST",
    ],
    [
      "gateway responses are of REST APIs",
      WITH(HTTP_PROXY, "x-amazon-apigateway-gateway-responses: {}\n"),
      "REST",
    ],
    [
      "an exported HTTP API is one",
      WITH(HTTP_PROXY, "x-amazon-apigateway-importexport-version: '1.0'\n"),
      "HTTP",
    ],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => assert.deepEqual([...new Set(protocolsIn(text))], [expected]));
  }

  it("is both if nothing tells, and only what both refuse is reported", () => {
    const messages = (integration: string) =>
      hostOf(WITH(integration), "api.yaml").problems.map(({ code }) => code);
    assert.deepEqual(messages(HTTP_PROXY), []);
    assert.deepEqual(
      messages("type: http_proxy\nhttpMethod: GET\nuri: ftp://example.com\n").length > 0,
      true,
    );
  });
});

describe("problems in OpenAPI documents", () => {
  itPointsAt("api.yaml", [
    [
      "types and behaviors in any case",
      WITH("type: Http_Proxy\nhttpMethod: GET\nuri: https://example.com\npassthroughBehavior: When_No_Match"),
    ],
    ["an unknown type", WITH("type: <|lambda|>\nhttpMethod: POST\nuri: https://example.com"), "AG0009 error"],
    [
      "a template that is an object",
      WITH("type: mock\nrequestTemplates:\n  application/json: {statusCode: 200}"),
    ],
    [
      "a template that is not JSON",
      WITH(
        "type: http\nhttpMethod: POST\nuri: https://example.com\nrequestTemplates:\n  application/json: '{\"a\": <|two|>}'",
      ),
      "AG3020 warning",
    ],
    [
      "a mapping that is not a string, which an import ignores",
      WITH(`${HTTP_PROXY}requestParameters: {integration.request.header.x: true}`),
    ],
    [
      "functions of a template that includes the document",
      WITH(
        'type: aws\nhttpMethod: POST\ncredentials: {Fn::GetAtt: [Role, Arn]}\nuri: {Fn::Sub: \'arn:aws:apigateway:${AWS::Region}:states:action/StartExecution\'}\nrequestTemplates:\n  application/json:\n    Fn::Sub: \'{"stateMachineArn": "${Machine}", "input": "$context.requestId"}\'\nresponses:\n  default:\n    statusCode: 200\n',
      ),
    ],
    [
      "what is known of a template that is composed",
      WITH(
        "type: aws\nhttpMethod: POST\ncredentials: {Fn::GetAtt: [Role, Arn]}\nuri: {Fn::Sub: 'arn:aws:apigateway:${AWS::Region}:states:action/StartExecution'}\nrequestTemplates:\n  application/json:\n    Fn::Sub: '{\"stateMachineArn\": <|arn|>, \"input\": ${Input}}'",
      ),
      "AG3020 warning",
    ],
    [
      "a pattern in the key",
      WITH(
        "type: mock\nrequestTemplates: {application/json: '{\"statusCode\": 200}'}\nresponses:\n  '<|[|>4': {statusCode: 200}",
      ),
      "AG1102 error",
    ],
    [
      "the default response",
      WITH(
        "type: mock\nrequestTemplates: {application/json: '{\"statusCode\": 200}'}\nresponses:\n  default: {statusCode: 200}",
      ),
    ],
    ["an integration without a type", WITH("<|uri|>: https://example.com").replace("<|uri|>", "uri")],
  ]);
  it("are not looked for in gateway responses, whose templates are not Velocity", () => {
    const text = WITH(
      HTTP_PROXY,
      `x-amazon-apigateway-gateway-responses:
  DEFAULT_4XX:
    responseParameters: {gatewayresponse.header.Access-Control-Allow-Origin: "'*'"}
    responseTemplates: {application/json: '#if{"message": $context.error.messageString}'}
`,
    );
    const { inputs, problems } = hostOf(text, "api.yaml");
    assert.deepEqual([inputs.length, problems], [1, []]);
  });

  it("are pointed at in JSON, with escapes", () => {
    const text = JSON_WITH({
      type: "mock",
      requestTemplates: { "application/json": '{"statusCode": 200}' },
      responses: { "2\\d{2}": { statusCode: "200", responseTemplates: { "application/json": '#if("a")' } } },
    });
    const problems = hostOf(text, "api.json").problems.filter(({ severity }) => severity === "error");
    assert.deepEqual(
      problems.map(({ code, span }) => [code, text.slice(span.start, span.end)]),
      [["AG3010", "#if"]],
    );
  });
});
