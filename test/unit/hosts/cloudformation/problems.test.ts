import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { hostMessagesOf, hostOf, itFixes, itPointsAt } from "../../../support/hostCases";

const YAML = "template.yaml";
const JSON_FILE = "template.json";

/** A template with a method whose integration has these members; `Fn` is a function, `Table` a table. */
function method(members: string, properties = ""): string {
  const indented = members.trimEnd().replaceAll("\n", "\n        ");
  return `Parameters: {Host: {Type: String}}
Resources:
  Fn: {Type: AWS::Lambda::Function}
  Table: {Type: AWS::DynamoDB::Table}
  M:
    Type: AWS::ApiGateway::Method
    Properties:
      HttpMethod: GET
      MethodResponses: [{StatusCode: 200}]
${properties}      Integration:
        ${indented}
`;
}

const mock = (template: string): string =>
  method(`Type: MOCK\nRequestTemplates:\n  application/json: ${template}`);
const http = (uri: string, more = ""): string =>
  method(`Type: HTTP_PROXY\nIntegrationHttpMethod: GET\nUri: ${uri}\n${more}`);
const lambda = (uri: string): string => method(`Type: AWS_PROXY\nIntegrationHttpMethod: POST\nUri: ${uri}`);
const INVOCATION = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations";

describe("problems in CloudFormation templates", () => {
  itPointsAt(YAML, [
    ["a function's URI in Fn::Sub", lambda(`!Sub ${INVOCATION}`)],
    [
      "a function's URI in Fn::Join",
      lambda(
        `!Join ['', ['arn:', !Ref AWS::Partition, ':apigateway:', !Ref AWS::Region, ':lambda:path/2015-03-31/functions/', !GetAtt Fn.Arn, /invocations]]`,
      ),
    ],
    [
      "a function in another partition",
      lambda(
        "!Sub arn:aws-cn:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations",
      ),
    ],
    [
      "a queue of an account that the template names",
      method(
        "Type: AWS\nIntegrationHttpMethod: POST\nCredentials: !Sub arn:aws:iam::${AWS::AccountId}:role/r\nUri: arn:aws:apigateway:eu-west-1:sqs:path/111122223333/q\nPassthroughBehavior: NEVER\nRequestTemplates: {application/x-www-form-urlencoded: Action=ReceiveMessage}\nRequestParameters: {integration.request.header.Content-Type: \"'application/x-www-form-urlencoded'\"}",
      ),
    ],
    [
      "text after a hole",
      lambda(
        "!Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/<|invocation|>",
      ),
      "AG4003 error",
    ],
    ["the ARN of a function where its URI is required", lambda("!GetAtt <|Fn.Arn|>"), "AG1006 error"],
    ["an unknown URI", lambda("!Ref Host")],
    ["a URI from another template", lambda("!ImportValue Uri")],
    ["a dynamic reference", http("https://{{resolve:ssm:/host:1}}/x")],
    ["a URL with an unknown host", http("!Sub https://${Host}/x")],
    [
      "a branch of a condition",
      method(
        "Type: !If [A, <|http_proxy|>, HTTP_PROXY]\nIntegrationHttpMethod: GET\nUri: https://example.com",
      ),
      "AG0009 error",
    ],
    [
      "members that depend on a condition",
      http(
        "https://example.com",
        "ConnectionType: !If [A, VPC_LINK, !Ref AWS::NoValue]\nConnectionId: !If [A, abc123, !Ref AWS::NoValue]",
      ),
    ],
    ["what is missing", method("Type: <|HTTP|>\nIntegrationHttpMethod: GET"), "AG1004 error"],
    ["members that a macro adds", method("Type: HTTP\nFn::Transform: {Name: Macro}")],
    ["numbers and text for each other", http("https://example.com", "TimeoutInMillis: '5000'")],
    [
      "a timeout that is too long, as text",
      http("https://example.com", "TimeoutInMillis: <|'999999'|>"),
      "AG1032 error",
    ],
    [
      "an object for a template",
      method("Type: MOCK\nRequestTemplates:\n  application/json: <|{statusCode: 200}|>"),
      "AG0025 error",
    ],
    [
      "an undeclared status",
      method(
        "Type: MOCK\nRequestTemplates: {application/json: '{\"statusCode\": 200}'}\nIntegrationResponses:\n  - StatusCode: <|404|>\n    SelectionPattern: 404\n  - StatusCode: 200",
      ),
      "AG1114 error",
    ],
    [
      "an undeclared parameter",
      http(
        "https://example.com/{id}",
        "RequestParameters:\n  integration.request.path.id: method.request.path.<|id|>",
      ),
      "AG1056 error",
    ],
    [
      "a declared parameter",
      method(
        "Type: HTTP_PROXY\nIntegrationHttpMethod: GET\nUri: https://example.com/{id}\nRequestParameters:\n  integration.request.path.id: method.request.path.id",
        "      RequestParameters: {method.request.path.id: true}\n",
      ),
    ],
    [
      "Velocity references that Fn::Sub replaces",
      mock(
        '!Sub |\n    {"statusCode": 200, "é": "<|${context.requestId}|>", "t": "${Table}", "s": "<|${stageVariables.s}|>"}',
      ),
      "AG0029 error",
      "AG0029 error",
    ],
    [
      "a call that Fn::Sub replaces",
      mock(`!Sub '{"statusCode": 200, "a": <|\${input.json("$.a")}|>}'`),
      "AG0029 error",
    ],
    [
      "a variable of the template that Fn::Sub replaces",
      mock(
        `!Sub |\n    #set($a = 1)#foreach($b in [1])\n    {"statusCode": 200, "a": "<|\${a}|>", "b": "<|\${b}|>"}#end`,
      ),
      "AG0029 error",
      "AG0029 error",
    ],
    [
      "a stage variable that Fn::Sub replaces",
      http("!Sub https://<|${stageVariables.host}|>/${AWS::Region}"),
      "AG0029 error",
    ],
    ["an escaped reference", mock('!Sub \'{"statusCode": 200, "a": "${!context.requestId} ${Table}"}\'')],
    ["references without braces", mock('!Sub \'{"statusCode": 200, "a": "$context.requestId ${Table}"}\'')],
    ["references outside Fn::Sub", mock('\'{"statusCode": 200, "a": "${context.requestId}"}\'')],
    [
      "names that the map of Fn::Sub has",
      mock(
        `!Sub ['#set($a = 1){"statusCode": 200, "a": "\${a} \${context.stage}"}', {a: 1, context.stage: 2}]`,
      ),
    ],
    ["names that are not in the file", mock(`!Sub '{"statusCode": 200, "a": "\${Other} \${Other.Arn}"}'`)],
    [
      "a name of the template outside Fn::Sub",
      http("https://<|${Host}|>/x").replace("https", "https"),
      "AG0030 warning",
    ],
    [
      "a pseudo parameter in a template outside Fn::Sub",
      mock('\'{"statusCode": 200, "a": "<|${AWS::Region}|>"}\''),
      "AG0030 error",
    ],
    [
      "a variable with the name of a resource",
      mock('\'#set($Table = 1){"statusCode": 200, "a": "${Table}"}\''),
    ],
  ]);

  itPointsAt(JSON_FILE, [
    [
      "a place in a list of texts",
      `{"Resources": {"M": {"Type": "AWS::ApiGateway::Method", "Properties": {"HttpMethod": "GET", "Integration": {"Type": "HTTP",
"IntegrationHttpMethod": "POST", "Uri": "https://example.com", "PassthroughBehavior": "NEVER",
"RequestTemplates": {"application/json": {"Fn::Join": ["", ["{\\"a\\": \\"", {"Ref": "AWS::Region"}, "\\" <|\\"|>b\\": 1}"]]}}}}}}}`,
      "AG3020 warning",
    ],
    [
      "a Velocity reference with escapes",
      `{"Resources": {"M": {"Type": "AWS::ApiGateway::Method", "Properties": {"HttpMethod": "GET", "Integration": {"Type": "MOCK",
"RequestTemplates": {"application/json": {"Fn::Sub": "{\\"statusCode\\": 200, \\"a\\": <|\${input.json(\\"$.a\\")}|>}"}}}}}}}`,
      "AG0029 error",
    ],
  ]);

  itPointsAt("api.yaml", [
    [
      "a mapping of an HTTP API's response",
      `Resources:
  A: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP}}
  I:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref A
      IntegrationType: HTTP_PROXY
      IntegrationMethod: ANY
      PayloadFormatVersion: 1.0
      IntegrationUri: !Sub "https://\${Host}"
      ResponseParameters:
        "200":
          ResponseParameters:
            - {Destination: overwrite:header.a, Source: $response.header.b}
            - Destination: <|header.b|>
              Source: $response.header.b
`,
      "AG2030 error",
    ],
    [
      "an operation in a document of SAM",
      `Resources:
  Fn: {Type: AWS::Serverless::Function}
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      DefinitionBody:
        swagger: "2.0"
        paths:
          /a:
            get:
              x-amazon-apigateway-integration:
                type: aws_proxy
                httpMethod: <|GET|>
                uri: !Sub ${INVOCATION}
`,
      "AG1002 error",
    ],
    [
      "an operation for which SAM makes the integration",
      `Resources:
  Fn: {Type: AWS::Serverless::Function}
  Api:
    Type: AWS::Serverless::Api
    Properties:
      DefinitionBody:
        swagger: "2.0"
        paths:
          /a: {get: {responses: {}}}
          /b: {get: {responses: {}, x-amazon-apigateway-integration: {type: mock, requestTemplates: {application/json: '{"statusCode": 200}'}}}}
`,
    ],
  ]);

  it("name members as the template does", () => {
    const text = method("Type: AWS_PROXY\nUri: !Ref Host");
    assert.deepEqual(hostMessagesOf("AG1001", text, YAML), [
      "AWS_PROXY requires IntegrationHttpMethod, the HTTP method of the request to the backend.",
    ]);
    assert.deepEqual(hostMessagesOf("AG0029", http("!Sub https://${stageVariables.host}"), YAML), [
      "Fn::Sub reads this as one of its own variables, which the file does not have. To leave it to API Gateway, write ${!stageVariables.host}.",
    ]);
  });

  it("notice names that the template has later", () => {
    const before = http("https://${Name}/x");
    const after = before.replace("Parameters: {", "Parameters: {Name: {}, ");
    const codesOf = (text: string): readonly string[] => hostOf(text, YAML).problems.map(({ code }) => code);
    assert.deepEqual(
      [before, after, before].map((text) => codesOf(text).includes("AG0030")),
      [false, true, false],
    );
  });

  it("are found in time that is linear in the length of the template", () => {
    const resource = (name: string): string =>
      JSON.stringify({
        Type: "AWS::ApiGateway::Method",
        Properties: {
          HttpMethod: "GET",
          ResourceId: { Ref: name },
          Integration: {
            Type: "AWS_PROXY",
            IntegrationHttpMethod: "POST",
            Uri: {
              "Fn::Join": ["", ["arn:", { Ref: "AWS::Partition" }, ":", { "Fn::GetAtt": ["Fn", "Arn"] }]],
            },
            RequestTemplates: { "application/json": { "Fn::Sub": `${"x".repeat(500)} \${A}` } },
          },
        },
      });
    const time = (count: number): number => {
      const resources = Array.from({ length: count }, (_, index) => `"R${index}": ${resource(`R${index}`)}`);
      const text = `{"Resources": {${resources.join(",\n")}}}`;
      const start = performance.now();
      assert.equal(hostOf(text, JSON_FILE).inputs.length, count);
      return performance.now() - start;
    };
    time(100);
    const small = time(500);
    const large = time(2_000);
    assert.ok(large < small * 12, `${small} ms, ${large} ms`);
  });
});

describe("fixes in CloudFormation templates", () => {
  itFixes(YAML, [
    [
      "AG0029",
      "Write ${!context.requestId}",
      mock('!Sub |\n    {"statusCode": 200, "a": "${context.requestId} ${Table}"}'),
      mock('!Sub |\n    {"statusCode": 200, "a": "${!context.requestId} ${Table}"}'),
    ],
    ["AG0030", "Use Fn::Sub", http("https://${Host}/x"), http("!Sub https://${Host}/x")],
    [
      "AG0030",
      "Use Fn::Sub",
      mock('|\n    {"statusCode": 200, "a": "${AWS::Region} ${context.stage} $context.stage"}'),
      mock('!Sub |\n    {"statusCode": 200, "a": "${AWS::Region} ${!context.stage} $context.stage"}'),
    ],
    [
      "AG4003",
      'Write "invocations"',
      lambda(`!Sub ${INVOCATION.slice(0, -1)}`),
      lambda(`!Sub ${INVOCATION}`),
    ],
    [
      "AG1001",
      'Insert IntegrationHttpMethod "POST"',
      method("Type: AWS_PROXY\nUri: !Ref Host"),
      method("Type: AWS_PROXY\nUri: !Ref Host\nIntegrationHttpMethod: POST"),
    ],
    [
      "AG3006",
      "Use $input.json",
      method(
        `Type: HTTP\nIntegrationHttpMethod: POST\nUri: !Sub https://\${Host}\nPassthroughBehavior: NEVER\nRequestTemplates:\n  application/json: !Sub '{"a": "$input.path(''$.a'')", "t": "\${Table}"}'`,
      ),
      method(
        `Type: HTTP\nIntegrationHttpMethod: POST\nUri: !Sub https://\${Host}\nPassthroughBehavior: NEVER\nRequestTemplates:\n  application/json: !Sub '{"a": $input.json(''$.a''), "t": "\${Table}"}'`,
      ),
    ],
  ]);

  const withResponse = (responses: string, declared: string): string =>
    `Resources:
  M:
    Type: AWS::ApiGateway::Method
    Properties:
      HttpMethod: GET
      ${declared}Integration: {Type: MOCK, RequestTemplates: {a/b: '{"statusCode": 200}'}, IntegrationResponses: [${responses}]}
`;
  itFixes(YAML, [
    [
      "AG1056",
      "Declare method.request.path.id",
      http(
        "https://example.com/{id}",
        "RequestParameters: {integration.request.path.id: method.request.path.id}",
      ),
      `${http("https://example.com/{id}", "RequestParameters: {integration.request.path.id: method.request.path.id}")}      RequestParameters:\n        method.request.path.id: true\n`,
    ],
    [
      "AG1114",
      "Declare the response 404",
      withResponse(
        "{StatusCode: 404, SelectionPattern: x}, {StatusCode: 200}",
        "MethodResponses: [{StatusCode: 200}]\n      ",
      ),
      withResponse(
        "{StatusCode: 404, SelectionPattern: x}, {StatusCode: 200}",
        'MethodResponses: [{StatusCode: 200}, {StatusCode: "404"}]\n      ',
      ),
    ],
    [
      "AG1115",
      "Declare the header X",
      withResponse(
        `{StatusCode: 200, ResponseParameters: {method.response.header.X: "'x'"}}`,
        "MethodResponses:\n        - StatusCode: 200\n      ",
      ),
      withResponse(
        `{StatusCode: 200, ResponseParameters: {method.response.header.X: "'x'"}}`,
        "MethodResponses:\n        - StatusCode: 200\n          ResponseParameters:\n            method.response.header.X: false\n      ",
      ),
    ],
  ]);

  const inJson = (template: string, more = ""): string =>
    `{"Resources": {"M": {"Type": "AWS::ApiGateway::Method", "Properties": {"Integration": {"Type": "HTTP", "Uri": "https://example.com", "PassthroughBehavior": "NEVER", "RequestTemplates": {"application/json": ${template}}${more}}}}}}`;
  itFixes(JSON_FILE, [
    [
      "AG0029",
      'Write ${!input.json("$.a")}',
      inJson('{"Fn::Sub": "{\\"a\\": ${input.json(\\"$.a\\")}}"}'),
      inJson('{"Fn::Sub": "{\\"a\\": ${!input.json(\\"$.a\\")}}"}'),
    ],
    [
      "AG0030",
      "Use Fn::Sub",
      inJson('"{\\"a\\": \\"${AWS::Region} ${context.stage}\\"}"'),
      inJson('{"Fn::Sub": "{\\"a\\": \\"${AWS::Region} ${!context.stage}\\"}"}'),
    ],
    [
      "AG3006",
      "Use $input.json",
      inJson(
        `{"Fn::Join": ["", ["{\\"a\\": \\"$input.path('$.a')\\", \\"b\\": \\"", {"Ref": "AWS::Region"}, "\\"}"]]}`,
      ),
      inJson(
        `{"Fn::Join": ["", ["{\\"a\\": $input.json('$.a'), \\"b\\": \\"", {"Ref": "AWS::Region"}, "\\"}"]]}`,
      ),
    ],
  ]);
});
