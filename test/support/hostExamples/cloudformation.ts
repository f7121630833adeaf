/** Writes examples as CloudFormation templates. */
import { Document, Scalar, stringify, visit } from "yaml";
import type { ExampleHost, HostExample, HostFile, Json, JsonObject } from "./example";

/** How the strings of an integration are written. */
type Strings = "plain" | "Fn::Sub" | "Fn::Join";

interface Style {
  readonly path: string;
  readonly strings: Strings;
  readonly print: (template: JsonObject) => string;
}

const yaml = (template: JsonObject): string => stringify(template, { lineWidth: 0 });

export const CLOUDFORMATION_YAML: ExampleHost = cloudFormation("CloudFormation, YAML", {
  path: "template.yaml",
  strings: "plain",
  print: yaml,
});

/** Every string of the integration is substituted, and so escaped. */
export const CLOUDFORMATION_SUB: ExampleHost = cloudFormation("CloudFormation, YAML with !Sub", {
  path: "template.yaml",
  strings: "Fn::Sub",
  print: (template) => yamlWithTags(template),
});

/** As the AWS CDK prints it. */
export const CLOUDFORMATION_JSON: ExampleHost = cloudFormation("CloudFormation, JSON with Fn::Join", {
  path: "cdk.out/Orders.template.json",
  strings: "Fn::Join",
  print: (template) => JSON.stringify(template, null, 1),
});

function cloudFormation(title: string, style: Style): ExampleHost {
  return {
    title,
    write(example) {
      const made = resourcesOf(example, style.strings);
      if (typeof made === "string") return made;
      const { resources, parameters, ...rest } = made;
      const template: JsonObject = {
        AWSTemplateFormatVersion: "2010-09-09",
        ...(parameters && { Parameters: parameters }),
        Resources: resources,
      };
      return { ...rest, path: style.path, text: style.print(template) };
    },
  };
}

type Written = Omit<HostFile, "path" | "text"> & {
  readonly resources: JsonObject;
  readonly parameters?: JsonObject;
};

function resourcesOf(example: HostExample, strings: Strings): Written | string {
  switch (example.operation) {
    case "put-integration":
    case "put-integration-response":
      return methodOf(example, strings);
    default:
      return integrationOf(example, strings);
  }
}

const METHOD_MEMBERS = [
  "type",
  "integrationHttpMethod",
  "uri",
  "credentials",
  "connectionType",
  "connectionId",
  "passthroughBehavior",
  "contentHandling",
  "requestParameters",
  "requestTemplates",
  "timeoutInMillis",
  "cacheNamespace",
  "cacheKeyParameters",
  "responseTransferMode",
  "integrationTarget",
];
const RESPONSE_MEMBERS = [
  "statusCode",
  "selectionPattern",
  "responseParameters",
  "responseTemplates",
  "contentHandling",
];
const IDS = ["restApiId", "resourceId", "ApiId", "IntegrationId"];

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

function methodOf({ operation, members, facts }: HostExample, strings: Strings): Written | string {
  const { httpMethod = "POST", ...rest } = members;
  const isResponse = operation === "put-integration-response";
  const known = isResponse ? RESPONSE_MEMBERS : METHOD_MEMBERS;
  const missing = Object.keys(rest).find((name) => !known.includes(name) && !IDS.includes(name));
  if (missing) return `CloudFormation has no ${missing} of a REST API`;
  const own = Object.fromEntries(
    Object.entries(rest)
      .filter(([name]) => known.includes(name))
      .map(([name, value]) => [capital(name), written(value, strings)]),
  );
  const integration: JsonObject = isResponse
    ? {
        Type: "MOCK",
        RequestTemplates: { "application/json": '{"statusCode": 200}' },
        IntegrationResponses: [own],
      }
    : own;
  const { requestParameters = [], methodResponses = [], binaryMediaTypes } = facts;
  const placeholders = requestParameters.filter((name) => name.startsWith("method.request.path."));
  const resources: JsonObject = {
    Api: {
      Type: "AWS::ApiGateway::RestApi",
      Properties: { Name: "orders", ...(binaryMediaTypes && { BinaryMediaTypes: binaryMediaTypes }) },
    },
    Orders: {
      Type: "AWS::ApiGateway::Resource",
      Properties: {
        RestApiId: { Ref: "Api" },
        ParentId: { "Fn::GetAtt": ["Api", "RootResourceId"] },
        PathPart: placeholders.length > 0 ? `{${placeholders[0]?.split(".").at(-1)}}` : "orders",
      },
    },
    Method: {
      Type: "AWS::ApiGateway::Method",
      Properties: {
        RestApiId: { Ref: "Api" },
        ResourceId: { Ref: "Orders" },
        HttpMethod: httpMethod,
        AuthorizationType: "NONE",
        RequestParameters: Object.fromEntries(requestParameters.map((name) => [name, false])),
        MethodResponses: methodResponses.map(({ statusCode, responseParameters }) => ({
          StatusCode: statusCode,
          ResponseParameters: Object.fromEntries(responseParameters.map((name) => [name, false])),
        })),
        Integration: integration,
      },
    },
  };
  const names = new Map([...known, "httpMethod"].map((name) => [name, capital(name)]));
  return { resources, names, head: isResponse ? HEAD_OF_RESPONSE : "Method", protocol: "REST" };
}

/** An item of a list has no name. */
const HEAD_OF_RESPONSE = "StatusCode";

const INTEGRATION_MEMBERS = [
  "IntegrationType",
  "IntegrationMethod",
  "IntegrationUri",
  "IntegrationSubtype",
  "PayloadFormatVersion",
  "ConnectionType",
  "ConnectionId",
  "CredentialsArn",
  "ContentHandlingStrategy",
  "Description",
  "PassthroughBehavior",
  "RequestParameters",
  "RequestTemplates",
  "ResponseParameters",
  "TemplateSelectionExpression",
  "TimeoutInMillis",
  "TlsConfig",
];
const INTEGRATION_RESPONSE_MEMBERS = [
  "IntegrationResponseKey",
  "ContentHandlingStrategy",
  "ResponseParameters",
  "ResponseTemplates",
  "TemplateSelectionExpression",
];

function integrationOf({ operation, members, protocol }: HostExample, strings: Strings): Written | string {
  const isResponse = operation === "create-integration-response";
  const known = isResponse ? INTEGRATION_RESPONSE_MEMBERS : INTEGRATION_MEMBERS;
  const missing = Object.keys(members).find((name) => !known.includes(name) && !IDS.includes(name));
  if (missing) return `CloudFormation has no ${missing}`;
  const own = Object.fromEntries(
    Object.entries(members)
      .filter(([name]) => known.includes(name))
      .map(([name, value]) => [
        name,
        !isResponse && name === "ResponseParameters"
          ? responseMappings(value, strings)
          : written(value, strings),
      ]),
  );
  const apiId: JsonObject = { Ref: protocol ? "Api" : "ApiId" };
  const api: JsonObject = {
    Type: "AWS::ApiGatewayV2::Api",
    Properties: {
      Name: "orders",
      ProtocolType: protocol ?? "HTTP",
      ...(protocol === "WEBSOCKET" && { RouteSelectionExpression: "$request.body.action" }),
    },
  };
  const resources: JsonObject = {
    ...(protocol && { Api: api }),
    ...(isResponse
      ? {
          Integration: {
            Type: "AWS::ApiGatewayV2::Integration",
            Properties: {
              ApiId: apiId,
              IntegrationType: "HTTP_PROXY",
              IntegrationMethod: "POST",
              IntegrationUri: "https://example.com",
              PayloadFormatVersion: "1.0",
            },
          },
          Response: {
            Type: "AWS::ApiGatewayV2::IntegrationResponse",
            Properties: { ApiId: apiId, IntegrationId: { Ref: "Integration" }, ...own },
          },
        }
      : {
          Integration: { Type: "AWS::ApiGatewayV2::Integration", Properties: { ApiId: apiId, ...own } },
        }),
  };
  return {
    resources,
    ...(!protocol && { parameters: { ApiId: { Type: "String" } } }),
    names: new Map(),
    head: isResponse ? "Response" : "Integration",
    protocol,
  };
}

/** CloudFormation has a list of destinations and sources for what is a map everywhere else. */
function responseMappings(value: Json, strings: Strings): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([status, mappings]) => [
      status,
      {
        ResponseParameters: Object.entries((mappings ?? {}) as JsonObject).map(([Destination, source]) => ({
          Destination,
          Source: written(source, strings),
        })),
      },
    ]),
  );
}

/** The value as a template says it. */
function written(value: Json, strings: Strings): Json {
  if (typeof value === "string") return writtenText(value, strings);
  if (Array.isArray(value)) return value.map((item: Json) => written(item, strings));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, written(each, strings)]));
}

function writtenText(text: string, strings: Strings): Json {
  if (strings === "plain" || text.length < 4) return text;
  if (strings === "Fn::Sub") return { "Fn::Sub": text.replaceAll("${", "${!") };
  const middle = text.length >> 1;
  return { "Fn::Join": ["", [text.slice(0, middle), text.slice(middle)]] };
}

/** Prints `{"Fn::Sub": text}` as `!Sub text`. */
function yamlWithTags(template: JsonObject): string {
  const document = new Document(template);
  visit(document, {
    Map(_, node) {
      const [pair] = node.items;
      const isSub = node.items.length === 1 && pair && String(pair.key) === "Fn::Sub";
      const value = isSub && pair.value instanceof Scalar ? new Scalar(pair.value.value) : undefined;
      if (!value) return undefined;
      value.tag = "!Sub";
      return value;
    },
  });
  return document.toString({ lineWidth: 0 });
}
