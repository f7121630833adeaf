/** What the resources around an integration say about its API and method. */
import type { ApiFacts, MethodResponseFacts, StageFacts } from "../../model/apiFacts";
import type { Protocol } from "../../model/protocol";
import { defined } from "../../syntax/defined";
import { findMember } from "../../syntax/locate";
import type { ValueNode } from "../../syntax/nodes";
import { evaluate } from "./evaluate";
import { type Resource, referenceIn, type TerraformFile } from "./module";

/** Returns the protocol of the API that a resource of apigatewayv2 belongs to; undefined if it is in another file. */
export function protocolOf(file: TerraformFile, resource: Resource): Protocol | undefined {
  const api = file.referred(resource, "api_id", "aws_apigatewayv2_api");
  const protocol = api && file.textOf(api, "protocol_type");
  return protocol === "HTTP" || protocol === "WEBSOCKET" ? protocol : undefined;
}

/** Returns what is known about the method of a REST integration or integration response. */
export function restFacts(file: TerraformFile, resource: Resource): ApiFacts {
  const method = methodOf(file, resource);
  const route = routeOf(file, resource);
  return {
    from: "file",
    protocol: "REST",
    ...defined({
      routes: route === undefined ? undefined : [route],
      requestParameters: method && declaredParameters(file, method),
      methodResponses: methodResponses(file, resource),
      integrationType: typeOfIntegration(file, resource),
      stages: stagesOf(file, resource, "rest_api_id", "aws_api_gateway_stage", "variables"),
      binaryMediaTypes: binaryMediaTypes(file, resource),
    }),
  };
}

/** Returns what is known about the API of a resource of apigatewayv2. */
export function v2Facts(file: TerraformFile, resource: Resource): ApiFacts | undefined {
  const protocol = protocolOf(file, resource);
  if (!protocol) return undefined;
  return {
    from: "file",
    protocol,
    ...defined({
      routes: v2Routes(file, resource),
      stages: stagesOf(file, resource, "api_id", "aws_apigatewayv2_stage", "stage_variables"),
      ...(protocol === "WEBSOCKET" && webSocketFacts(file, resource)),
    }),
  };
}

function webSocketFacts(file: TerraformFile, resource: Resource) {
  const api = file.referred(resource, "api_id", "aws_apigatewayv2_api");
  return {
    routeSelectionExpression: api && file.textOf(api, "route_selection_expression"),
    twoWayRoutes: v2Routes(
      file,
      resource,
      (route) => file.argument(route, "route_response_selection_expression") !== undefined,
    ),
  };
}

/** The method that an integration belongs to: the one it refers to, or the one of the same resource and method. */
export function methodOf(file: TerraformFile, resource: Resource): Resource | undefined {
  const referred =
    file.referred(resource, "http_method", "aws_api_gateway_method") ??
    file.referred(resource, "resource_id", "aws_api_gateway_method");
  if (referred) return referred;
  return sameMethod(file, resource, "aws_api_gateway_method")[0];
}

/** Returns the resources of a type that are known to be about the same method. */
export function sameMethod(file: TerraformFile, resource: Resource, type: string): readonly Resource[] {
  const place = referenceIn(resource, "resource_id");
  if (place === undefined) return [];
  return file.having(type, "resource_id", place).filter((other) => isSameMethod(file, resource, other));
}

function isSameMethod(file: TerraformFile, one: Resource, other: Resource): boolean {
  if (one.isRepeated !== other.isRepeated) return false;
  const [reference, otherReference] = [referenceIn(one, "http_method"), referenceIn(other, "http_method")];
  if (reference !== undefined && reference === otherReference) return true;
  const method = file.textOf(one, "http_method");
  return method !== undefined && method === file.textOf(other, "http_method");
}

function declaredParameters(file: TerraformFile, method: Resource): readonly string[] | undefined {
  if (method.isRepeated || method.body.isOpen) return undefined;
  const declared = file.argument(method, "request_parameters");
  return declared ? keysOf(declared) : findMember(method.body, "dynamic") ? undefined : [];
}

/** The keys of an object that has no others. */
function keysOf(node: ValueNode): readonly string[] | undefined {
  if (node.kind !== "object" || node.isOpen) return undefined;
  return node.members.map(({ key }) => key.value);
}

/**
 * The method response that an integration response belongs to. Others may be in other files, so that no other input
 * knows which there are.
 */
function methodResponses(
  file: TerraformFile,
  resource: Resource,
): readonly MethodResponseFacts[] | undefined {
  if (resource.type !== "aws_api_gateway_integration_response") return undefined;
  const declared =
    file.referred(resource, "status_code", "aws_api_gateway_method_response") ??
    sameMethod(file, resource, "aws_api_gateway_method_response").find(
      (response) => file.textOf(response, "status_code") === file.textOf(resource, "status_code"),
    );
  if (!declared || declared.isRepeated || declared.body.isOpen) return undefined;
  const statusCode = file.textOf(declared, "status_code");
  const parameters = file.argument(declared, "response_parameters");
  const responseParameters = parameters ? keysOf(parameters) : [];
  return statusCode !== undefined && responseParameters ? [{ statusCode, responseParameters }] : undefined;
}

/** The type of the integration that a response belongs to. */
function typeOfIntegration(file: TerraformFile, resource: Resource): string | undefined {
  if (resource.type !== "aws_api_gateway_integration_response") return undefined;
  const [integration] = sameMethod(file, resource, "aws_api_gateway_integration");
  return integration && file.textOf(integration, "type");
}

/** `GET /pets/{id}`, if the whole path is in the file. */
function routeOf(file: TerraformFile, resource: Resource): string | undefined {
  const method = file.textOf(resource, "http_method");
  const path = pathOf(file, resource);
  return method === undefined || path === undefined ? undefined : `${method} ${path}`;
}

/** Paths are not deeper; this many steps are a circle. */
const MAX_PARTS = 30;

function pathOf(file: TerraformFile, resource: Resource): string | undefined {
  let reference = referenceIn(resource, "resource_id");
  const parts: string[] = [];
  for (let steps = 0; steps < MAX_PARTS; steps++) {
    const [, type, name = "", attribute] = /^(\w+)\.([\w-]+)\.(\w+)$/.exec(reference ?? "") ?? [];
    if (type === "aws_api_gateway_rest_api" && attribute === "root_resource_id") return `/${parts.join("/")}`;
    if (type === "aws_api_gateway_method" && attribute === "resource_id") {
      const method = file.at(type, name);
      reference = method && referenceIn(method, "resource_id");
      continue;
    }
    const parent =
      type === "aws_api_gateway_resource" && attribute === "id" ? file.at(type, name) : undefined;
    const part = parent && !parent.isRepeated ? file.textOf(parent, "path_part") : undefined;
    if (!parent || part === undefined) return undefined;
    parts.unshift(part);
    reference = referenceIn(parent, "parent_id");
  }
  return undefined;
}

function v2Routes(
  file: TerraformFile,
  resource: Resource,
  isWanted: (route: Resource) => boolean = () => true,
): readonly string[] | undefined {
  const all = resource.isRepeated ? [] : file.routesTo(resource.name);
  if (all.length === 0) return undefined;
  const routes = all.filter(isWanted).flatMap((route) => {
    const key = route.isRepeated ? undefined : file.textOf(route, "route_key");
    return key === undefined ? [] : [key];
  });
  return routes.length > 0 || all.some((route) => !isWanted(route)) ? routes : undefined;
}

function stagesOf(
  file: TerraformFile,
  resource: Resource,
  api: string,
  type: string,
  argument: string,
): readonly StageFacts[] | undefined {
  const reference = referenceIn(resource, api);
  if (reference === undefined) return undefined;
  const stages = file
    .having(type, api, reference)
    .filter((stage) => !stage.isRepeated)
    .flatMap((stage): readonly StageFacts[] => {
      const name = file.textOf(stage, type === "aws_apigatewayv2_stage" ? "name" : "stage_name");
      const variables = file.argument(stage, argument);
      if (variables?.kind !== "object" || variables.isOpen) return [];
      const entries = variables.members.map(({ key, value }) => {
        const known = value && evaluate(value, file);
        return [key.value, known?.kind === "string" && !known.holes ? known.value : undefined] as const;
      });
      const isKnown = entries.every((entry): entry is [string, string] => entry[1] !== undefined);
      return isKnown ? [{ name: name ?? stage.name, variables: Object.fromEntries(entries) }] : [];
    });
  return stages.length > 0 ? stages : undefined;
}

function binaryMediaTypes(file: TerraformFile, resource: Resource): readonly string[] | undefined {
  const api = file.referred(resource, "rest_api_id", "aws_api_gateway_rest_api");
  const types = api && file.argument(api, "binary_media_types");
  if (!api || api.isRepeated || findMember(api.body, "body")) return undefined;
  if (!types) return [];
  if (types.kind !== "array") return undefined;
  const texts = types.items.map((item) => (item.kind === "string" && !item.holes ? item.value : undefined));
  return texts.every((text) => text !== undefined) ? texts : undefined;
}
