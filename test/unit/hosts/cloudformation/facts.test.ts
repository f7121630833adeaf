import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { ApiFacts } from "../../../../server/src/service";
import { hostOf } from "../../../support/hostCases";

/** Returns what a template says about its first integration. */
function factsOf(resources: string, rest = ""): ApiFacts | undefined {
  const facts = hostOf(`${rest}Resources:\n${resources}`, "template.yaml").inputs[0]?.facts;
  if (!facts) return undefined;
  const { declare: _, ...said } = facts;
  return said;
}

const method = (properties: string, others = ""): string => `  M:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, ResourceId: !Ref Pets, HttpMethod: POST, Integration: {Type: MOCK}${properties}}
  Pets: {Type: 'AWS::ApiGateway::Resource', Properties: {PathPart: pets, ParentId: !GetAtt Api.RootResourceId}}
${others}`;

const FACTS: ApiFacts = {
  from: "file",
  protocol: "REST",
  routes: ["POST /pets"],
  requestParameters: [],
  methodResponses: [],
};

/** [what, template, facts] */
const cases: readonly (readonly [string, string, ApiFacts])[] = [
  ["nothing declared", method(""), FACTS],
  [
    "parameters",
    method(", RequestParameters: {method.request.header.a: true, method.request.path.b: 'false'}"),
    { ...FACTS, requestParameters: ["method.request.header.a", "method.request.path.b"] },
  ],
  [
    "parameters that depend on a condition",
    method(", RequestParameters: !If [A, {method.request.header.a: true}, !Ref AWS::NoValue]"),
    without("requestParameters"),
  ],
  [
    "responses",
    method(", MethodResponses: [{StatusCode: 200, ResponseParameters: {method.response.header.a: true}}]"),
    {
      ...FACTS,
      methodResponses: [{ statusCode: "200", responseParameters: ["method.response.header.a"] }],
    },
  ],
  [
    "responses that are not in the file",
    method(", MethodResponses: [{StatusCode: !Ref Status}]"),
    without("methodResponses"),
  ],
  [
    "members that a macro adds",
    method(", Fn::Transform: {Name: Macro}"),
    { from: "file", protocol: "REST", routes: ["POST /pets"] },
  ],
  [
    "a path that starts elsewhere",
    method("").replace("!GetAtt Api.RootResourceId", "!ImportValue Root"),
    without("routes"),
  ],
  ["a path without an end", method("").replace("!GetAtt Api.RootResourceId", "!Ref Pets"), without("routes")],
  [
    "the root",
    method("").replace("!Ref Pets", "!GetAtt Api.RootResourceId"),
    { ...FACTS, routes: ["POST /"] },
  ],
  [
    "media types",
    method(
      "",
      "  Api: {Type: 'AWS::ApiGateway::RestApi', Properties: {BinaryMediaTypes: [image~1png, a/b]}}\n",
    ),
    { ...FACTS, binaryMediaTypes: ["image/png", "a/b"] },
  ],
  [
    "stages",
    method(
      "",
      `  Api: {Type: 'AWS::ApiGateway::RestApi'}
  Prod: {Type: 'AWS::ApiGateway::Stage', Properties: {RestApiId: !Ref Api, StageName: prod, Variables: {a: b, c: !Ref AWS::Region}}}
  Other: {Type: 'AWS::ApiGateway::Stage', Properties: {RestApiId: !Ref Other, StageName: x}}
  Deployment: {Type: 'AWS::ApiGateway::Deployment', Properties: {RestApiId: !Ref Api, StageName: dev, StageDescription: {Variables: {d: e}}}}
`,
    ),
    {
      ...FACTS,
      stages: [
        { name: "prod", variables: { a: "b", c: "us-east-1" } },
        { name: "dev", variables: { d: "e" } },
      ],
    },
  ],
];

function without(name: keyof ApiFacts): ApiFacts {
  const { [name]: _, ...rest } = FACTS;
  return rest as ApiFacts;
}

describe("what a CloudFormation template says about a method", () => {
  for (const [what, template, expected] of cases) {
    it(`is read with ${what}`, () => assert.deepEqual(factsOf(template), expected));
  }
});

const integration = (api: string, others = ""): string =>
  `  I: {Type: 'AWS::ApiGatewayV2::Integration', Properties: {ApiId: ${api}, IntegrationType: AWS_PROXY}}\n${others}`;

describe("the protocol of an API in a CloudFormation template", () => {
  for (const [protocol, resources] of [
    [
      "HTTP",
      integration("!Ref A", "  A: {Type: 'AWS::ApiGatewayV2::Api', Properties: {ProtocolType: HTTP}}\n"),
    ],
    ["HTTP", integration("!Ref A", "  A: {Type: 'AWS::ApiGatewayV2::Api', Properties: {Body: {}}}\n")],
    ["HTTP", integration("!GetAtt A.ApiId", "  A: {Type: 'AWS::Serverless::HttpApi'}\n")],
    ["HTTP", integration("!Ref ServerlessHttpApi")],
    [
      "WEBSOCKET",
      integration("!Ref A", "  A: {Type: 'AWS::ApiGatewayV2::Api', Properties: {ProtocolType: WEBSOCKET}}\n"),
    ],
    ["WEBSOCKET", integration("!Ref A", "  A: {Type: 'AWS::Serverless::WebSocketApi'}\n")],
    [
      undefined,
      integration("!Ref A", "  A: {Type: 'AWS::ApiGatewayV2::Api', Properties: {ProtocolType: !Ref P}}\n"),
    ],
    [undefined, integration("!Ref A")],
    [undefined, integration("!ImportValue A")],
    [undefined, integration("abc123")],
  ] as const) {
    it(`is ${protocol ?? "unknown"} with ${resources.trim()}`, () => {
      assert.equal(factsOf(resources)?.protocol, protocol);
    });
  }

  it("does not keep the routes of an integration from being read", () => {
    const route = (name: string, target: string): string =>
      `  ${name}: {Type: 'AWS::ApiGatewayV2::Route', Properties: {RouteKey: "GET /${name}", Target: ${target}}}\n`;
    const api = "  A: {Type: 'AWS::ApiGatewayV2::Api', Properties: {ProtocolType: HTTP}}\n";
    const routes = [
      route("a", "!Sub 'integrations/${I}'"),
      route("b", "!Join ['/', [integrations, !Ref I]]"),
      route("c", "!Sub 'integrations/${J}'"),
    ];
    assert.deepEqual(factsOf(integration("!Ref A", api + routes.join("")))?.routes, ["GET /a", "GET /b"]);
  });

  it("is that of the API that SAM makes, with the variables of all APIs", () => {
    const facts = factsOf(
      `  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Variables: {b: c}
      DefinitionBody: {swagger: "2.0", paths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}}
`,
      "Globals: {Api: {Variables: {a: b}}}\n",
    );
    assert.deepEqual(facts?.stages, [{ name: "prod", variables: { a: "b", b: "c" } }]);
  });
});
