/** Prints inputs as Terraform resources of the AWS provider. */
import { isRecord, type Json } from "../../../syntax/json";
import { attribute, Expression, type HclItem, type HclValue, printBlockOf } from "./hcl";
import { Losses, type PrintedHost } from "./printed";
import type { Members, Project } from "./project";
import { type MethodResource, type Reference, type Resource, resourcesOf } from "./resources";

/** Returns a file with the resources of a project. */
export function printTerraform(project: Project, title: string): PrintedHost {
  const { parameters, resources, added } = resourcesOf(project);
  const losses = new Losses();
  const kinds = new Map(resources.map(({ name, kind }) => [name, kind]));
  const printer = new Printer(losses, kinds, title);
  const blocks = [
    ...parameters.map((name) =>
      printBlockOf(`variable "${wordOf(name)}"`, [attribute("type", new Expression("string"))]),
    ),
    ...resources.flatMap((resource) => printer.blocks(resource)),
  ];
  return { text: blocks.join("\n"), format: "hcl", lost: losses.lost, added };
}

function wordOf(name: string): string {
  return name.replaceAll("-", "_");
}

/** The types of the resources that others refer to. */
const TYPES: Readonly<Partial<Record<Resource["kind"], string>>> = {
  restApi: "aws_api_gateway_rest_api",
  resource: "aws_api_gateway_resource",
  v2Api: "aws_apigatewayv2_api",
  integration: "aws_apigatewayv2_integration",
};

class Printer {
  constructor(
    private readonly losses: Losses,
    private readonly kinds: ReadonlyMap<string, Resource["kind"]>,
    private readonly title: string,
  ) {}

  blocks(resource: Resource): readonly string[] {
    const name = wordOf(resource.name);
    const block = (type: string, ...items: readonly HclItem[]): string =>
      printBlockOf(`resource "${type}" "${name}"`, items);
    switch (resource.kind) {
      case "restApi":
        return [block("aws_api_gateway_rest_api", attribute("name", this.title))];
      case "resource":
        return [
          block(
            "aws_api_gateway_resource",
            attribute("rest_api_id", this.#value(resource.api)),
            attribute("parent_id", this.#value(resource.parent)),
            attribute("path_part", resource.part),
          ),
        ];
      case "method":
        return this.#method(resource);
      case "v2Api":
        return [
          block(
            "aws_apigatewayv2_api",
            attribute("name", this.title),
            attribute("protocol_type", resource.protocol),
            ...(resource.protocol === "WEBSOCKET"
              ? [attribute("route_selection_expression", "$request.body.action")]
              : []),
          ),
        ];
      case "integration":
        return [
          block(
            "aws_apigatewayv2_integration",
            attribute("api_id", this.#value(resource.api)),
            ...this.#members(resource.title, resource.members, V2_MEMBERS),
          ),
        ];
      case "route":
        return [
          block(
            "aws_apigatewayv2_route",
            attribute("api_id", this.#value(resource.api)),
            attribute("route_key", resource.key),
            attribute("target", targetOf(this.#value(resource.integration))),
          ),
        ];
      case "response":
        return [
          block(
            "aws_apigatewayv2_integration_response",
            attribute("api_id", this.#value(resource.api)),
            attribute("integration_id", this.#value(resource.integration)),
            ...this.#members(resource.title, resource.members, V2_RESPONSE_MEMBERS),
          ),
        ];
    }
  }

  #method(resource: MethodResource): readonly string[] {
    const { title, method, parameters, integration, responses, declared } = resource;
    const name = wordOf(resource.name);
    const outer = [
      attribute("rest_api_id", this.#value(resource.api)),
      attribute("resource_id", this.#value(resource.resource)),
    ];
    const ofMethod = [
      ...outer,
      attribute("http_method", new Expression(`aws_api_gateway_method.${name}.http_method`)),
    ];
    const block = (type: string, suffix: string, items: readonly HclItem[]): string =>
      printBlockOf(`resource "${type}" "${name}${suffix}"`, items);
    return [
      block("aws_api_gateway_method", "", [
        ...outer,
        attribute("http_method", method),
        attribute("authorization", "NONE"),
        ...(parameters.length > 0 ? [attribute("request_parameters", declarations(parameters))] : []),
      ]),
      block("aws_api_gateway_integration", "", [
        ...ofMethod,
        ...this.#members(title, integration, REST_MEMBERS),
      ]),
      ...[...declared].map(([status, headers]) =>
        block("aws_api_gateway_method_response", `_${wordIn(status)}`, [
          ...ofMethod,
          attribute("status_code", status),
          ...(headers.length > 0 ? [attribute("response_parameters", declarations(headers))] : []),
        ]),
      ),
      ...this.#responses(name, ofMethod, responses, block),
    ];
  }

  #responses(
    name: string,
    ofMethod: readonly HclItem[],
    responses: MethodResource["responses"],
    block: (type: string, suffix: string, items: readonly HclItem[]) => string,
  ): readonly string[] {
    const taken = new Set<string>();
    return responses.map((response) => {
      const { statusCode, ...members } = response.members;
      const status = wordIn(typeof statusCode === "string" ? statusCode : "default");
      let suffix = `_${status}`;
      for (let number = 2; taken.has(suffix); number++) suffix = `_${status}_${number}`;
      taken.add(suffix);
      return block("aws_api_gateway_integration_response", suffix, [
        ...ofMethod,
        ...(statusCode === undefined ? [] : [attribute("status_code", statusCode)]),
        ...this.#members(response.title, members, RESPONSE_MEMBERS),
        // Terraform creates the response after its integration.
        attribute("depends_on", new Expression(`[aws_api_gateway_integration.${name}]`)),
      ]);
    });
  }

  #members(title: string, members: Members, known: ReadonlySet<string>): readonly HclItem[] {
    const nameOf = (name: string): string | undefined => (known.has(name) ? argumentOf(name) : undefined);
    return Object.entries(this.losses.renamed(title, members, nameOf)).flatMap(([name, value]) => {
      if (name === "tls_config" && isRecord(value)) return [tlsConfig(value)];
      if (name === "response_parameters" && isByStatus(value)) return responseBlocks(value);
      return [attribute(name, value)];
    });
  }

  #value(reference: Reference): HclValue {
    switch (reference.kind) {
      case "literal":
        return reference.text;
      case "parameter":
        return new Expression(`var.${wordOf(reference.name)}`);
      case "root":
        return new Expression(`aws_api_gateway_rest_api.${wordOf(reference.name)}.root_resource_id`);
      case "resource": {
        const type = TYPES[this.kinds.get(reference.name) ?? "restApi"];
        return new Expression(`${type}.${wordOf(reference.name)}.id`);
      }
    }
  }
}

function targetOf(value: HclValue): HclValue {
  if (value instanceof Expression) return new Expression(`"integrations/\${${value.text}}"`);
  return `integrations/${String(value)}`;
}

/** A status code, or a placeholder for one, as a part of a name. */
function wordIn(status: string): string {
  return status.replace(/\W+/g, "_").replace(/^_+|_+$/g, "") || "default";
}

function declarations(names: readonly string[]): Json {
  return Object.fromEntries(names.map((name) => [name, /^method\.request\.path\./.test(name)]));
}

/** AWS's names of the members that an argument stands for. */
const REST_MEMBERS: ReadonlySet<string> = new Set([
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
  "tlsConfig",
  "responseTransferMode",
]);
const RESPONSE_MEMBERS: ReadonlySet<string> = new Set([
  "selectionPattern",
  "responseParameters",
  "responseTemplates",
  "contentHandling",
]);
const V2_MEMBERS: ReadonlySet<string> = new Set([
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
]);
const V2_RESPONSE_MEMBERS: ReadonlySet<string> = new Set([
  "IntegrationResponseKey",
  "ContentHandlingStrategy",
  "ResponseTemplates",
  "TemplateSelectionExpression",
]);

/** `requestTemplates` → `request_templates`. */
function argumentOf(name: string): string {
  if (/^timeoutInMillis$/i.test(name)) return "timeout_milliseconds";
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}

function tlsConfig(value: { readonly [name: string]: Json }): HclItem {
  const items = Object.entries(value).map(([name, each]) => attribute(argumentOf(name), each));
  return { kind: "block", name: "tls_config", items };
}

function isByStatus(value: Json): value is { readonly [status: string]: { readonly [key: string]: Json } } {
  return isRecord(value) && Object.values(value).length > 0 && Object.values(value).every(isRecord);
}

function responseBlocks(value: {
  readonly [status: string]: { readonly [key: string]: Json };
}): readonly HclItem[] {
  return Object.entries(value).map(([status, mappings]) => ({
    kind: "block",
    name: "response_parameters",
    items: [attribute("status_code", status), attribute("mappings", mappings)],
  }));
}
