/** A file of each host with one integration `GET /pets`, for tests of features that all hosts have. */
import { FOLDER } from "./lspServer";
import { parseCursor } from "./markers";

export interface HostCase {
  readonly name: string;
  /** The host's name in settings, and for people. */
  readonly setting: string;
  readonly title: string;
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
  /** The ID of the integration, and the member with its template. */
  readonly id: readonly string[];
  readonly member: string;
  /** The host's names. */
  readonly names: { readonly timeout: string; readonly credentials: string; readonly type: string };
  /** The codes of the problems of the file, and what the first one is reported at. */
  readonly problems: readonly string[];
  readonly at: string;
  readonly fix: {
    readonly at: string;
    readonly title: string;
    readonly after: (text: string) => string;
  };
  /** Adds a line where a member can be typed. */
  readonly newMember: {
    readonly text: (text: string) => { readonly text: string; readonly offset: number };
    readonly written: string;
  };
  /** The file with no member in the object of its integration, and the cursor where one can be typed. */
  readonly emptied: (text: string) => { readonly text: string; readonly offset: number };
  /** Places, at the `|`, that are not part of the integration. */
  readonly outside: readonly string[];
  readonly typeValue: { readonly at: string; readonly labels: readonly string[] };
  readonly hover: { readonly name: string; readonly value: string; readonly valueTitle: string };
  readonly outline: string;
  readonly sampleName: string;
  readonly isColored: boolean;
  readonly hints: number;
  /** A refactoring of the template that is offered at a variable. */
  readonly refactoring: string | undefined;
}

const URI =
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:pets/invocations";

/** Adds a line with a cursor before another one. */
function before(line: string, added: string): HostCase["newMember"]["text"] {
  return (text) => {
    const at = text.indexOf(line);
    if (at < 0) throw new Error(`${line} is not in the file`);
    const { text: typed, offset } = parseCursor(added);
    return { text: `${text.slice(0, at)}${typed}\n${text.slice(at)}`, offset: at + offset };
  };
}

const matching = (text: string): string => text.replace("when_no_mach", "when_no_match");

/** Replaces the rest of the file by a text with a cursor. */
function cut(from: string, written: string): HostCase["emptied"] {
  return (text) => parseCursor(`${text.slice(0, text.indexOf(from) + from.length)}${written}`);
}

const LOWER = ["aws", "aws_proxy", "http", "http_proxy", "mock"];
const UPPER = ["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"];

const OPENAPI_YAML = `openapi: 3.0.1
info:
  title: Pets
  version: "1.0"
paths:
  /pets:
    get:
      description: List
      responses:
        "200":
          description: OK
      x-amazon-apigateway-integration:
        type: aws
        httpMethod: POST
        passthroughBehavior: when_no_mach
        uri: ${URI}
        timeoutInMillis: 40
        requestTemplates:
          application/json: |
            #set($total = 1)
            {"id": $input.json('$.id'), "total": $total}
        responses:
          default:
            statusCode: "200"
`;

const TEMPLATE = `#set($total = 1)\n{"id": $input.json('$.id'), "total": $total}\n`;

const OPENAPI_JSON = JSON.stringify(
  {
    openapi: "3.0.1",
    info: { title: "Pets", version: "1.0" },
    paths: {
      "/pets": {
        get: {
          description: "List",
          responses: { 200: { description: "OK" } },
          "x-amazon-apigateway-integration": {
            type: "aws",
            httpMethod: "POST",
            passthroughBehavior: "when_no_mach",
            uri: URI,
            timeoutInMillis: 40,
            requestTemplates: { "application/json": TEMPLATE },
            responses: { default: { statusCode: "200" } },
          },
        },
      },
    },
  },
  null,
  2,
);

const OPENAPI = {
  setting: "openapi",
  title: "OpenAPI",
  id: ["/pets", "get"],
  member: "requestTemplates",
  names: { timeout: "timeoutInMillis", credentials: "credentials", type: "type" },
  problems: ["AG1020", "AG1030"],
  at: "when_no_mach",
  outline: "GET /pets",
  sampleName: "GET-pets",
  isColored: true,
  hints: 0,
  refactoring: "Add braces",
} as const;

const CLOUDFORMATION_YAML = `Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: Pets
  List:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      MethodResponses:
        - StatusCode: 200
      Integration:
        Type: AWS
        IntegrationHttpMethod: POST
        PassthroughBehavior: WHEN_NO_MACH
        Uri: ${URI}
        TimeoutInMillis: 40
        RequestTemplates:
          application/json: !Sub |
            #set($total = 1)
            {"id": $input.json('$.id'), "total": $total}
            ## \${AWS::Region}
        IntegrationResponses:
          - StatusCode: 200
`;

const TERRAFORM = `resource "aws_api_gateway_rest_api" "pets" {
  name = "pets"
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.pets.id
  resource_id             = aws_api_gateway_rest_api.pets.root_resource_id
  http_method             = "GET"
  type                    = "AWS"
  integration_http_method = "POST"
  passthrough_behavior    = "WHEN_NO_MACH"
  uri                     = aws_lambda_function.pets.invoke_arn
  timeout_milliseconds    = 40
  request_templates = {
    "application/json" = <<-EOF
      #set($total = 1)
      {"id": $input.json('$.id'), "total": $total}
      ## \${var.name}
      EOF
  }
}
`;

export const HOST_CASES: readonly HostCase[] = [
  {
    name: "a Terraform file",
    setting: "terraform",
    title: "Terraform",
    uri: `${FOLDER}/main.tf`,
    languageId: "terraform",
    text: TERRAFORM,
    id: ["aws_api_gateway_integration", "list"],
    member: "requestTemplates",
    names: { timeout: "timeout_milliseconds", credentials: "credentials", type: "type" },
    problems: ["AG1020", "AG1030"],
    at: "WHEN_NO_MACH",
    fix: {
      at: "WHEN_NO_M|ACH",
      title: 'Write "WHEN_NO_MATCH"',
      after: (text) => text.replace("WHEN_NO_MACH", "WHEN_NO_MATCH"),
    },
    newMember: {
      text: before("  passthrough_behavior ", "  cre<|>"),
      written: '  credentials = "<|>"\n',
    },
    emptied: cut('"list" {', "\n  ty<|>\n}\n"),
    outside: [
      'name = "pe|ts"',
      'resource "aws_api_gateway_rest|_api" "pets"',
      'resource "aws_api_gateway_integra|tion"',
    ],
    typeValue: { at: 'type                    = "A|WS"', labels: UPPER },
    hover: {
      name: "timeout_milli|seconds",
      value: 'type                    = "A|WS"',
      valueTitle: "AWS",
    },
    outline: "aws_api_gateway_integration.list",
    sampleName: "aws_api_gateway_integration-list",
    isColored: false,
    hints: 0,
    refactoring: undefined,
  },
  {
    ...OPENAPI,
    name: "an OpenAPI document in YAML",
    uri: `${FOLDER}/api.yaml`,
    languageId: "yaml",
    text: OPENAPI_YAML,
    fix: { at: "when_no_m|ach", title: 'Write "when_no_match"', after: matching },
    newMember: {
      text: before("        passthroughBehavior:", "        cre<|>"),
      written: "        credentials: <|>\n",
    },
    emptied: cut("x-amazon-apigateway-integration:\n", "        ty<|>\n"),
    outside: ["description: Li|st", "openapi: 3.|0.1", "  /pe|ts:", "defa|ult:"],
    typeValue: { at: "type: aw|s\n", labels: LOWER },
    hover: { name: "timeoutIn|Millis", value: "type: a|ws\n", valueTitle: "aws" },
  },
  {
    ...OPENAPI,
    name: "an OpenAPI document in JSON",
    uri: `${FOLDER}/api.json`,
    languageId: "json",
    text: OPENAPI_JSON,
    fix: { at: "when_no_m|ach", title: 'Write "when_no_match"', after: matching },
    newMember: {
      text: before('          "passthroughBehavior":', '          "cre<|>"'),
      written: '          "credentials": "<|>",',
    },
    emptied: cut('"x-amazon-apigateway-integration": {', "<|>}\n}}}}\n"),
    outside: ['"description": "Li|st"', '"openapi": "3.|0.1"', '"/pe|ts"', '"defa|ult"'],
    typeValue: { at: '"type": "aw|s"', labels: LOWER },
    hover: { name: "timeoutIn|Millis", value: '"type": "a|ws"', valueTitle: "aws" },
  },
  {
    name: "a CloudFormation template in YAML",
    setting: "cloudformation",
    title: "CloudFormation",
    uri: `${FOLDER}/template.yaml`,
    languageId: "yaml",
    text: CLOUDFORMATION_YAML,
    id: ["List"],
    member: "requestTemplates",
    names: { timeout: "TimeoutInMillis", credentials: "Credentials", type: "Type" },
    problems: ["AG1020", "AG1030"],
    at: "WHEN_NO_MACH",
    fix: {
      at: "WHEN_NO_M|ACH",
      title: 'Write "WHEN_NO_MATCH"',
      after: (text) => text.replace("WHEN_NO_MACH", "WHEN_NO_MATCH"),
    },
    newMember: {
      text: before("        PassthroughBehavior:", "        Cre<|>"),
      written: "        Credentials: <|>\n",
    },
    emptied: cut("      Integration:\n", "        <|>\n"),
    outside: [
      "AuthorizationType: NO|NE",
      "Type: AWS::ApiGateway::Rest|Api",
      "Pro|perties:\n      Name",
      "Name: Pe|ts",
    ],
    typeValue: { at: "Type: AW|S\n", labels: UPPER },
    hover: { name: "TimeoutIn|Millis", value: "Type: A|WS\n", valueTitle: "AWS" },
    outline: "GET /",
    sampleName: "GET",
    isColored: true,
    hints: 0,
    refactoring: undefined,
  },
];
