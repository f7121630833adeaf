/** Prints inputs as a CloudFormation template. */
import { KINDS, type Kind } from "../../../hosts/cloudformation/names";
import { isRecord, type Json } from "../../../syntax/json";
import { printInput } from "../print";
import { Losses, type PrintedHost } from "./printed";
import type { Members, Project } from "./project";
import { type MethodResource, type Reference, type Resource, resourcesOf } from "./resources";

/** Returns a template with the resources of a project. Its strings are literal: there is no `Fn::Sub`. */
export function printCloudFormation(project: Project, title: string, format: "json" | "yaml"): PrintedHost {
  const { parameters, resources, added } = resourcesOf(project);
  const losses = new Losses();
  const document: Json = {
    AWSTemplateFormatVersion: "2010-09-09",
    ...(parameters.length > 0 && {
      Parameters: Object.fromEntries(parameters.map((name) => [idOf(name), { Type: "String" }])),
    }),
    Resources: Object.fromEntries(
      resources.map((resource) => [idOf(resource.name), resourceOf(resource, title, losses)]),
    ),
  };
  return { text: printInput(document, format), format, lost: losses.lost, added };
}

/** A logical ID, which has letters and digits only. */
function idOf(name: string): string {
  return name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function referenceTo(reference: Reference): Json {
  switch (reference.kind) {
    case "literal":
      return reference.text;
    case "root":
      return { "Fn::GetAtt": [idOf(reference.name), "RootResourceId"] };
    default:
      return { Ref: idOf(reference.name) };
  }
}

function resourceOf(resource: Resource, title: string, losses: Losses): Json {
  switch (resource.kind) {
    case "restApi":
      return { Type: "AWS::ApiGateway::RestApi", Properties: { Name: title } };
    case "resource": {
      const { api, parent, part } = resource;
      return {
        Type: "AWS::ApiGateway::Resource",
        Properties: { RestApiId: referenceTo(api), ParentId: referenceTo(parent), PathPart: part },
      };
    }
    case "method":
      return { Type: "AWS::ApiGateway::Method", Properties: methodOf(resource, losses) };
    case "v2Api": {
      const isWebSocket = resource.protocol === "WEBSOCKET";
      return {
        Type: "AWS::ApiGatewayV2::Api",
        Properties: {
          Name: title,
          ProtocolType: resource.protocol,
          ...(isWebSocket && { RouteSelectionExpression: "$request.body.action" }),
        },
      };
    }
    case "integration":
      return {
        Type: "AWS::ApiGatewayV2::Integration",
        Properties: {
          ApiId: referenceTo(resource.api),
          ...membersOf(resource.title, resource.members, KINDS.integration, losses),
        },
      };
    case "route": {
      const target =
        resource.integration.kind === "literal"
          ? `integrations/${resource.integration.text}`
          : { "Fn::Join": ["/", ["integrations", referenceTo(resource.integration)]] };
      return {
        Type: "AWS::ApiGatewayV2::Route",
        Properties: { ApiId: referenceTo(resource.api), RouteKey: resource.key, Target: target },
      };
    }
    case "response":
      return {
        Type: "AWS::ApiGatewayV2::IntegrationResponse",
        Properties: {
          ApiId: referenceTo(resource.api),
          IntegrationId: referenceTo(resource.integration),
          ...membersOf(resource.title, resource.members, KINDS.integrationResponse, losses),
        },
      };
  }
}

function methodOf(resource: MethodResource, losses: Losses): Json {
  const { title, api, resource: place, method, parameters, integration, responses, declared } = resource;
  const integrationResponses = responses.map((each) =>
    membersOf(each.title, each.members, KINDS.methodResponse, losses),
  );
  return {
    RestApiId: referenceTo(api),
    ResourceId: referenceTo(place),
    HttpMethod: method,
    AuthorizationType: "NONE",
    ...(parameters.length > 0 && { RequestParameters: declarations(parameters) }),
    Integration: {
      ...membersOf(title, integration, KINDS.method, losses),
      ...(integrationResponses.length > 0 && { IntegrationResponses: integrationResponses }),
    },
    ...(declared.size > 0 && {
      MethodResponses: [...declared].map(([StatusCode, headers]) => ({
        StatusCode,
        ...(headers.length > 0 && { ResponseParameters: declarations(headers) }),
      })),
    }),
  };
}

/** Path parameters are always required. */
function declarations(names: readonly string[]): Json {
  return Object.fromEntries(names.map((name) => [name, /^method\.request\.path\./.test(name)]));
}

function membersOf(
  title: string,
  members: Members,
  kind: Kind,
  losses: Losses,
): { readonly [name: string]: Json } {
  const { operation, spelling } = kind;
  const nameOf = (name: string): string | undefined =>
    operation.members.has(name) && name !== "httpMethod" ? (spelling.names.get(name) ?? name) : undefined;
  return losses.renamed(title, members, nameOf, (name, value) =>
    name === "ResponseParameters" ? listsOfMappings(value) : value,
  );
}

/** `{"200": {Destination: Source}}` is a list here; integration responses of WebSocket APIs have a plain map. */
function listsOfMappings(value: Json): Json {
  if (!isRecord(value) || !Object.values(value).every(isRecord)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([status, mappings]) => [
      status,
      {
        ResponseParameters: Object.entries(isRecord(mappings) ? mappings : {}).map(
          ([Destination, Source]) => ({ Destination, Source }),
        ),
      },
    ]),
  );
}
