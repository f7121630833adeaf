import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyzeHost } from "../../../../server/src/service";
import { inputsIn } from "../../../support/hostCases";

const YAML = "template.yaml";

/** Returns the inputs of a template with these resources. */
function inputsOf(resources: string): Readonly<Record<string, unknown>> {
  return inputsIn(`Resources:\n${resources}`, YAML);
}

const METHOD = `  Api:
    Type: AWS::ApiGateway::RestApi
  Pets:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: pets}
  Pet:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, ParentId: !Ref Pets, PathPart: "{id}"}
  GetPet:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Pet
      HttpMethod: GET
      Integration:
        Type: HTTP
        Uri: https://example.com/pets
        IntegrationHttpMethod: GET
        TimeoutInMillis: "8000"
        Unknown: 1
        IntegrationResponses:
          - StatusCode: 200
          - StatusCode: "404"
            SelectionPattern: 404
            ResponseTemplates: {application/json: '{}'}
`;

describe("the integrations in a CloudFormation template", () => {
  it("are those of methods, with their responses", () => {
    assert.deepEqual(inputsOf(METHOD), {
      "GET /pets/{id}": {
        operation: "put-integration",
        protocol: "REST",
        members: {
          httpMethod: "GET",
          type: "HTTP",
          uri: "https://example.com/pets",
          integrationHttpMethod: "GET",
          timeoutInMillis: 8000,
        },
      },
      "GET /pets/{id} 200": {
        operation: "put-integration-response",
        protocol: "REST",
        members: { httpMethod: "GET", statusCode: "200" },
      },
      "GET /pets/{id} 404": {
        operation: "put-integration-response",
        protocol: "REST",
        members: {
          httpMethod: "GET",
          statusCode: "404",
          selectionPattern: "404",
          responseTemplates: { "application/json": "{}" },
        },
      },
    });
  });

  it("are those of the second version of the API", () => {
    assert.deepEqual(
      inputsOf(`  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {ProtocolType: WEBSOCKET, Name: a, RouteSelectionExpression: $request.body.action}
  Send:
    Type: AWS::ApiGatewayV2::Integration
    Properties: {ApiId: !Ref Api, IntegrationType: MOCK, TimeoutInMillis: "50"}
  SendResponse:
    Type: AWS::ApiGatewayV2::IntegrationResponse
    Properties:
      ApiId: !Ref Api
      IntegrationId: !Ref Send
      IntegrationResponseKey: $default
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: send, Target: !Sub "integrations/\${Send}"}
`),
      {
        send: {
          operation: "create-integration",
          protocol: "WEBSOCKET",
          members: { IntegrationType: "MOCK", TimeoutInMillis: 50 },
        },
        "send response": {
          operation: "create-integration-response",
          protocol: "WEBSOCKET",
          members: { IntegrationResponseKey: "$default" },
        },
      },
    );
  });

  it("have response parameters by status and destination", () => {
    assert.deepEqual(
      inputsOf(`  Http:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: x
      IntegrationType: HTTP_PROXY
      ResponseParameters:
        "200":
          ResponseParameters:
            - {Destination: overwrite:header.a, Source: "1"}
            - Destination: remove:header.b
              Source: "''"
`),
      {
        Http: {
          operation: "create-integration",
          protocol: "HTTP",
          members: {
            IntegrationType: "HTTP_PROXY",
            ResponseParameters: { "200": { "overwrite:header.a": "1", "remove:header.b": "''" } },
          },
        },
      },
    );
  });

  it("are those of an API that API Gateway manages", () => {
    assert.deepEqual(
      inputsOf(`  Overrides:
    Type: AWS::ApiGatewayV2::ApiGatewayManagedOverrides
    Properties:
      ApiId: !Ref Api
      Integration: {TimeoutInMillis: 3000, PayloadFormatVersion: 2.0, Other: 1}
`),
      {
        Overrides: {
          operation: "update-integration",
          protocol: "HTTP",
          members: { TimeoutInMillis: 3000, PayloadFormatVersion: "2.0" },
        },
      },
    );
  });

  const document = `{openapi: 3.0.1, paths: {/pets: {get: {x-amazon-apigateway-integration: {type: http_proxy, uri: "https://example.com", httpMethod: GET}}}}}`;
  const rest = {
    operation: "put-integration",
    protocol: "REST",
    members: {
      httpMethod: "GET",
      type: "HTTP_PROXY",
      uri: "https://example.com",
      integrationHttpMethod: "GET",
    },
  };
  const http = {
    operation: "create-integration",
    protocol: "HTTP",
    members: {
      IntegrationType: "HTTP_PROXY",
      IntegrationUri: "https://example.com",
      IntegrationMethod: "GET",
    },
  };
  for (const [type, property, expected] of [
    ["AWS::ApiGateway::RestApi", "Body", rest],
    ["AWS::Serverless::Api", "DefinitionBody", rest],
    ["AWS::ApiGatewayV2::Api", "Body", http],
    ["AWS::Serverless::HttpApi", "DefinitionBody", http],
  ] as const) {
    it(`are those of the OpenAPI document in ${property} of ${type}`, () => {
      assert.deepEqual(inputsOf(`  Api: {Type: "${type}", Properties: {${property}: ${document}}}\n`), {
        "GET /pets": expected,
      });
    });
  }

  it("are those of a document that is the text of JSON", () => {
    const inText = JSON.stringify({
      swagger: "2.0",
      paths: {
        "/a": {
          get: {
            "x-amazon-apigateway-integration": {
              type: "http",
              httpMethod: "GET",
              uri: "https://${stageVariables.host}",
              requestTemplates: { "a/b": '{"a": "$context.x"}' },
            },
          },
        },
      },
    });
    const body = (value: unknown): unknown => ({
      Type: "AWS::ApiGateway::RestApi",
      Properties: { Body: value },
    });
    for (const value of [inText, { "Fn::Sub": inText.replace("${", "${!") }]) {
      const text = JSON.stringify({ Resources: { Api: body(value) } }, null, 1);
      const found = analyzeHost(text, "template.json");
      assert.deepEqual(
        found?.inputs.map(({ hosted, input }) => [hosted.title, input?.text("uri")]),
        [["GET /a", "https://${stageVariables.host}"]],
      );
      const problem = found?.problems.find(({ code }) => code === "AG3003");
      assert.equal(text.slice(problem?.span.start, problem?.span.end), "x");
      assert.equal(text.slice((problem?.span.start ?? 0) - 9, problem?.span.start), "$context.");
    }
  });

  it("are those of both branches of a condition", () => {
    const operation = (uri: string): string =>
      `{x-amazon-apigateway-integration: {type: http_proxy, uri: "${uri}", httpMethod: GET}}`;
    const found = analyzeHost(
      `Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      DefinitionBody:
        openapi: 3.0.1
        paths:
          /a: !If
            - Condition
            - get: ${operation("https://example.com/1")}
            - !Ref AWS::NoValue
          /b:
            get:
              Fn::If:
                - Condition
                - ${operation("https://example.com/2")}
                - ${operation("https://example.com/3")}
`,
      YAML,
    );
    assert.deepEqual(
      found?.inputs.map(({ hosted, input }) => [hosted.title, input?.text("uri")]),
      [
        ["GET /a", "https://example.com/1"],
        ["GET /b", "https://example.com/2"],
        ["GET /b", "https://example.com/3"],
      ],
    );
  });

  it("are found in loops", () => {
    const found = inputsOf(`  Fn::ForEach::Methods:
    - Verb
    - [GET, PUT]
    - \${Verb}Pets:
        Type: AWS::ApiGateway::Method
        Properties: {HttpMethod: !Ref Verb, Integration: {Type: MOCK}}
`);
    assert.deepEqual(Object.keys(found), ["${Verb}Pets"]);
  });

  it("are found in JSON, whatever the file is called", () => {
    const text = JSON.stringify({
      Resources: { M: { Type: "AWS::ApiGateway::Method", Properties: { Integration: { Type: "MOCK" } } } },
    });
    for (const path of ["a.json", "a.template", "cdk.out/Stack.template.json", "a.cfn"]) {
      assert.deepEqual(Object.keys(inputsIn(text, path)), ["M"], path);
    }
  });

  it("have the path of their construct, and no fixes, in what the CDK writes", () => {
    const text = JSON.stringify({
      Resources: {
        M: {
          Type: "AWS::ApiGateway::Method",
          Properties: { HttpMethod: "GET", Integration: { Type: "HTTP", Uri: "https://example.com/{id" } },
          Metadata: { "aws:cdk:path": "Stack/Api/Default/GET/Resource" },
        },
      },
    });
    const found = analyzeHost(text, "cdk.out/Stack.template.json");
    const [input] = found?.inputs ?? [];
    assert.equal(input?.hosted.construct, "Stack/Api/Default/GET/Resource");
    assert.equal(input?.hosted.isGenerated, true);
    assert.ok(found && found.problems.length > 0);
    assert.deepEqual(
      found.problems.filter(({ fixes = [] }) => fixes.length > 0),
      [],
    );
  });
});

/** Texts that contain nothing of ours. */
const lookAlikes: Readonly<Record<string, string>> = {
  "a template without integrations":
    "Resources:\n  Api: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: a}}\n  Q: {Type: 'AWS::SQS::Queue'}\n",
  "a method without an integration":
    "Resources:\n  M: {Type: 'AWS::ApiGateway::Method', Properties: {HttpMethod: GET}}\n",
  "a template whose types are not text":
    "Resources:\n  M: {Type: {a: 'AWS::ApiGateway::Method'}, Properties: 1}\n",
  "a Kubernetes manifest":
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  Resources: AWS::ApiGateway::Method\n",
  "a GitHub workflow":
    "on: push\njobs:\n  a:\n    steps:\n      - run: echo Resources AWS::ApiGateway::Method\n",
  "a Compose file":
    "services:\n  a:\n    image: b\n    environment: {Resources: AWS::ApiGatewayV2::Integration}\n",
  "a schema of templates":
    '{"Resources": {"type": "object", "properties": {"Type": {"enum": ["AWS::ApiGateway::Method"]}}}}',
  "a list of resources":
    "Resources:\n  - Type: AWS::ApiGateway::Method\n    Properties: {Integration: {Type: MOCK}}\n",
  "no text": "",
  "half a template": "Resources:\n  M:\n    Type: AWS::ApiGateway::Method\n    Properties:\n",
  "an included document":
    "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: x-amazon-apigateway-integration}}}\n",
};

describe("files that look like CloudFormation templates with integrations", () => {
  for (const [name, text] of Object.entries(lookAlikes)) {
    it(`have none: ${name}`, () => {
      for (const path of ["a.yaml", "a.yml", "a.json", "a.template", "serverless.yml"]) {
        assert.equal(analyzeHost(text, path), undefined, path);
      }
    });
  }
});
