/** Large host files, and files of the same formats that hold no integration. */
import { stringify } from "yaml";
import { templateOf } from "./content";

export interface HostText {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** Where the keystrokes are typed: in a template. */
export const MARK = "## here";

/** An OpenAPI document with as many integrations, in about 67 lines for each. */
export function openApiFile(integrations: number, format: "json" | "yaml"): HostText {
  const paths = Object.fromEntries(
    Array.from({ length: integrations }, (_, index) => [`/orders${index}/{id}`, pathItem(index)]),
  );
  const document = {
    openapi: "3.0.1",
    info: { title: "orders", version: "1.0" },
    "x-amazon-apigateway-api-key-source": "HEADER",
    paths,
  };
  return named("OpenAPI", `orders.${format}`, printed(document, format));
}

function pathItem(index: number) {
  return {
    post: {
      summary: `Creates an order of kind ${index}`,
      description: "Orders are stored in a queue.\nTheir state can be read until they are delivered.",
      operationId: `createOrder${index}`,
      tags: ["orders", "public"],
      parameters: [
        { name: "id", in: "path", required: true, schema: { type: "string", maxLength: 36 } },
        { name: "page", in: "query", schema: { type: "integer" } },
      ],
      requestBody: {
        content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } },
      },
      responses: { 200: responseOf("A response"), 400: responseOf("An error") },
      "x-amazon-apigateway-integration": {
        type: "http",
        httpMethod: "POST",
        uri: `https://example.com/orders${index}/{id}`,
        passthroughBehavior: "never",
        requestParameters: {
          "integration.request.path.id": "method.request.path.id",
          "integration.request.querystring.page": "method.request.querystring.page",
        },
        requestTemplates: { "application/json": `${templateOf(index)}${MARK}${index}\n` },
        responses: {
          default: { statusCode: "200", responseTemplates: { "application/json": '{"ok": true}' } },
          "4\\d{2}": { statusCode: "400", responseTemplates: { "application/json": '{"ok": false}' } },
        },
      },
    },
  };
}

function responseOf(description: string) {
  return {
    description,
    headers: { "Content-Type": { schema: { type: "string" } } },
    content: { "application/json": { schema: { type: "object", properties: { ok: { type: "boolean" } } } } },
  };
}

/** A CloudFormation template with as many methods, in about 50 lines for each. */
export function cloudFormationFile(methods: number, format: "json" | "yaml"): HostText {
  const resources = Object.fromEntries(
    Array.from({ length: methods }, (_, index) => [
      [`Orders${index}`, resourceOf(index)] as const,
      [`Method${index}`, methodOf(index)] as const,
      [`Function${index}`, functionOf(index)] as const,
    ]).flat(),
  );
  const document = {
    AWSTemplateFormatVersion: "2010-09-09",
    Parameters: { Stage: { Type: "String", Default: "prod" } },
    Resources: { Api: { Type: "AWS::ApiGateway::RestApi", Properties: { Name: "orders" } }, ...resources },
  };
  return named("CloudFormation", `template.${format}`, printed(document, format));
}

function resourceOf(index: number) {
  return {
    Type: "AWS::ApiGateway::Resource",
    Properties: {
      RestApiId: { Ref: "Api" },
      ParentId: { "Fn::GetAtt": ["Api", "RootResourceId"] },
      PathPart: `orders${index}`,
    },
  };
}

function functionOf(index: number) {
  return {
    Type: "AWS::Lambda::Function",
    Properties: {
      FunctionName: { "Fn::Sub": `\${AWS::StackName}-orders${index}` },
      Handler: "index.handler",
      Runtime: "nodejs22.x",
      Role: { "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/orders" },
    },
  };
}

function methodOf(index: number) {
  return {
    Type: "AWS::ApiGateway::Method",
    Properties: {
      RestApiId: { Ref: "Api" },
      ResourceId: { Ref: `Orders${index}` },
      HttpMethod: "POST",
      AuthorizationType: "NONE",
      MethodResponses: [{ StatusCode: 200 }, { StatusCode: 400 }],
      Integration: {
        Type: "AWS",
        IntegrationHttpMethod: "POST",
        Uri: {
          "Fn::Sub": `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Function${index}.Arn}/invocations`,
        },
        PassthroughBehavior: "NEVER",
        RequestTemplates: { "application/json": { "Fn::Sub": `${templateOf(index)}${MARK}${index}\n` } },
        IntegrationResponses: [
          { StatusCode: 200, ResponseTemplates: { "application/json": '{"ok": true}' } },
          {
            StatusCode: 400,
            SelectionPattern: "(?s).*invalid.*",
            ResponseTemplates: { "application/json": '{"ok": false}' },
          },
        ],
      },
    },
  };
}

/** Files of about 100 KB without an integration, which every editor opens now and then. */
export function otherFiles(): readonly HostText[] {
  const records = Array.from({ length: 900 }, (_, index) => ({
    name: `record-${index}`,
    image: `registry.example.com/orders:${index}`,
    ports: [8080 + index],
    labels: { team: "orders" },
  }));
  const blocks = Array.from(
    { length: 650 },
    (_, index) =>
      `resource "aws_sqs_queue" "orders_${index}" {\n  name = "orders-${index}"\n  tags = { team = "orders" }\n  delay_seconds = ${index}\n}\n`,
  );
  return [
    named("other", "values.yaml", stringify({ records })),
    named("other", "data.json", JSON.stringify({ records }, null, 2)),
    named("other", "main.tf", blocks.join("\n")),
  ];
}

function named(kind: string, path: string, text: string): HostText {
  const lines = text.split("\n").length.toLocaleString("en");
  const size = Math.round(text.length / 1000);
  return { name: `${kind} ${path}, ${lines} lines, ${size} KB`, path, text };
}

function printed(document: object, format: "json" | "yaml"): string {
  return format === "json" ? JSON.stringify(document, null, 2) : stringify(document, { lineWidth: 0 });
}
