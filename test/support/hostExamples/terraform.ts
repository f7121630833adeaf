/** Writes examples as Terraform resources. */
import type { ExampleHost, HostExample, HostFile, Json, JsonObject } from "./example";

/** How templates are written. */
type Templates = "quoted" | "heredoc";

export const TERRAFORM_QUOTED: ExampleHost = terraform("Terraform with quoted templates", "quoted");
export const TERRAFORM_HEREDOC: ExampleHost = terraform("Terraform with heredocs", "heredoc");

function terraform(title: string, templates: Templates): ExampleHost {
  return {
    title,
    ...(templates === "heredoc" && { prepare: withLineBreaks }),
    write(example) {
      const isRest = example.operation.startsWith("put-");
      const made = isRest ? restResources(example, templates) : v2Resources(example, templates);
      return typeof made === "string" ? made : { ...made, path: "main.tf" };
    },
  };
}

/** A heredoc has a line break at its end. */
function withLineBreaks(example: HostExample): HostExample {
  const members = Object.entries(example.members).map(([name, given]) => [
    name,
    /Templates$/.test(name) && isObject(given)
      ? Object.fromEntries(
          Object.entries(given).map(([key, text]) => [
            key,
            typeof text === "string" && text !== "" ? `${text.replace(/\n$/, "")}\n` : text,
          ]),
        )
      : given,
  ]);
  return { ...example, members: Object.fromEntries(members) };
}

type Written = Omit<HostFile, "path">;

const REST_NAMES: ReadonlyMap<string, string> = new Map([
  ["type", "type"],
  ["integrationHttpMethod", "integration_http_method"],
  ["uri", "uri"],
  ["credentials", "credentials"],
  ["connectionType", "connection_type"],
  ["connectionId", "connection_id"],
  ["passthroughBehavior", "passthrough_behavior"],
  ["contentHandling", "content_handling"],
  ["requestParameters", "request_parameters"],
  ["requestTemplates", "request_templates"],
  ["timeoutInMillis", "timeout_milliseconds"],
  ["cacheNamespace", "cache_namespace"],
  ["cacheKeyParameters", "cache_key_parameters"],
  ["tlsConfig", "tls_config"],
  ["insecureSkipVerification", "insecure_skip_verification"],
  ["responseTransferMode", "response_transfer_mode"],
  ["integrationTarget", "integration_target"],
]);
const REST_RESPONSE_NAMES: ReadonlyMap<string, string> = new Map([
  ["statusCode", "status_code"],
  ["selectionPattern", "selection_pattern"],
  ["responseParameters", "response_parameters"],
  ["responseTemplates", "response_templates"],
  ["contentHandling", "content_handling"],
]);
const V2_NAMES: ReadonlyMap<string, string> = new Map([
  ["IntegrationType", "integration_type"],
  ["IntegrationMethod", "integration_method"],
  ["IntegrationUri", "integration_uri"],
  ["IntegrationSubtype", "integration_subtype"],
  ["PayloadFormatVersion", "payload_format_version"],
  ["ConnectionType", "connection_type"],
  ["ConnectionId", "connection_id"],
  ["CredentialsArn", "credentials_arn"],
  ["ContentHandlingStrategy", "content_handling_strategy"],
  ["Description", "description"],
  ["PassthroughBehavior", "passthrough_behavior"],
  ["RequestParameters", "request_parameters"],
  ["RequestTemplates", "request_templates"],
  ["ResponseParameters", "response_parameters"],
  ["TemplateSelectionExpression", "template_selection_expression"],
  ["TimeoutInMillis", "timeout_milliseconds"],
  ["TlsConfig", "tls_config"],
  ["ServerNameToVerify", "server_name_to_verify"],
]);
const V2_RESPONSE_NAMES: ReadonlyMap<string, string> = new Map([
  ["IntegrationResponseKey", "integration_response_key"],
  ["ContentHandlingStrategy", "content_handling_strategy"],
  ["ResponseTemplates", "response_templates"],
  ["TemplateSelectionExpression", "template_selection_expression"],
]);
const IDS = ["restApiId", "resourceId", "ApiId", "IntegrationId"];

function restResources({ operation, members, facts }: HostExample, templates: Templates): Written | string {
  const { httpMethod = "POST", ...rest } = members;
  const isResponse = operation === "put-integration-response";
  const names = isResponse ? REST_RESPONSE_NAMES : REST_NAMES;
  const own = argumentsOf(rest, names, templates);
  if (typeof own === "string") return own;
  const { requestParameters = [], methodResponses = [], binaryMediaTypes } = facts;
  const placeholder = requestParameters.find((name) => name.startsWith("method.request.path."));
  const declared = Object.fromEntries(requestParameters.map((name) => [name, false]));
  const method = [
    "rest_api_id = aws_api_gateway_rest_api.api.id",
    "resource_id = aws_api_gateway_resource.orders.id",
    "http_method = aws_api_gateway_method.orders.http_method",
  ];
  const mock = [
    'type = "MOCK"',
    "request_templates = {",
    '  "application/json" = "{\\"statusCode\\": 200}"',
    "}",
  ];
  const text = [
    resource("aws_api_gateway_rest_api", "api", [
      'name = "orders"',
      ...(binaryMediaTypes ? [`binary_media_types = ${value(binaryMediaTypes, "quoted")}`] : []),
    ]),
    resource("aws_api_gateway_resource", "orders", [
      "rest_api_id = aws_api_gateway_rest_api.api.id",
      "parent_id = aws_api_gateway_rest_api.api.root_resource_id",
      `path_part = ${quoted(placeholder ? `{${placeholder.split(".").at(-1)}}` : "orders")}`,
    ]),
    resource("aws_api_gateway_method", "orders", [
      ...method.slice(0, 2),
      `http_method = ${value(httpMethod, "quoted")}`,
      'authorization = "NONE"',
      `request_parameters = ${value(declared, "quoted")}`,
    ]),
    ...methodResponses.map(({ statusCode, responseParameters }) =>
      resource("aws_api_gateway_method_response", `status_${statusCode}`, [
        ...method,
        `status_code = ${quoted(statusCode)}`,
        `response_parameters = ${value(Object.fromEntries(responseParameters.map((name) => [name, true])), "quoted")}`,
      ]),
    ),
    resource("aws_api_gateway_integration", "orders", [...method, ...(isResponse ? mock : own)]),
    ...(isResponse
      ? [resource("aws_api_gateway_integration_response", "response", [...method, ...own])]
      : []),
  ].join("\n");
  const head = isResponse
    ? "resource aws_api_gateway_integration_response response"
    : "resource aws_api_gateway_integration orders";
  return { text, names: new Map([...names, ["httpMethod", "http_method"]]), head, protocol: "REST" };
}

function v2Resources({ operation, members, protocol }: HostExample, templates: Templates): Written | string {
  const isResponse = operation === "create-integration-response";
  const names = isResponse ? V2_RESPONSE_NAMES : V2_NAMES;
  const own = argumentsOf(members, names, templates);
  if (typeof own === "string") return own;
  const api = `api_id = ${protocol ? "aws_apigatewayv2_api.api.id" : "var.api_id"}`;
  const kept = [
    'integration_type = "HTTP_PROXY"',
    'integration_method = "POST"',
    'integration_uri = "https://example.com"',
  ];
  const text = [
    ...(protocol
      ? [
          resource("aws_apigatewayv2_api", "api", [
            'name = "orders"',
            `protocol_type = "${protocol}"`,
            ...(protocol === "WEBSOCKET" ? ['route_selection_expression = "$request.body.action"'] : []),
          ]),
        ]
      : ['variable "api_id" {\n}\n']),
    resource("aws_apigatewayv2_integration", "orders", [api, ...(isResponse ? kept : own)]),
    ...(isResponse
      ? [
          resource("aws_apigatewayv2_integration_response", "response", [
            api,
            "integration_id = aws_apigatewayv2_integration.orders.id",
            ...own,
          ]),
        ]
      : []),
  ].join("\n");
  const head = isResponse
    ? "resource aws_apigatewayv2_integration_response response"
    : "resource aws_apigatewayv2_integration orders";
  return { text, names, head, protocol };
}

/** The arguments of a resource, or what Terraform has no argument for. */
function argumentsOf(
  members: JsonObject,
  names: ReadonlyMap<string, string>,
  templates: Templates,
): readonly string[] | string {
  const missing = Object.keys(members).find((name) => !names.has(name) && !IDS.includes(name));
  if (missing) return `Terraform has no ${missing}`;
  return Object.entries(members).flatMap(([name, given]) => {
    const own = names.get(name);
    if (own === undefined) return [];
    if (isObject(given) && own === "tls_config") return [block(own, argumentsOf(given, names, templates))];
    if (isObject(given) && name === "ResponseParameters") {
      return Object.entries(given).map(([status, mappings]) =>
        block(own, [`status_code = ${quoted(status)}`, `mappings = ${value(mappings, "quoted")}`]),
      );
    }
    const isMap = own.endsWith("_templates") && isObject(given);
    return [`${own} = ${value(given, isMap ? templates : "quoted")}`];
  });
}

function isObject(given: Json): given is JsonObject {
  return typeof given === "object" && given !== null && !Array.isArray(given);
}

function block(header: string, lines: readonly string[] | string): string {
  const inner = typeof lines === "string" ? [`# ${lines}`] : lines;
  return `${header} {\n${inner.map((line) => `${line}\n`).join("")}}`;
}

function resource(type: string, name: string, lines: readonly string[]): string {
  return `${block(`resource "${type}" "${name}"`, lines)}\n`;
}

function value(given: Json, templates: Templates): string {
  if (typeof given === "string")
    return templates === "heredoc" && given !== "" ? heredoc(given) : quoted(given);
  if (Array.isArray(given)) return `[${given.map((item: Json) => value(item, "quoted")).join(", ")}]`;
  if (!isObject(given)) return JSON.stringify(given);
  const entries = Object.entries(given).map(([key, each]) => `${quoted(key)} = ${value(each, templates)}\n`);
  return `{\n${entries.join("")}}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[$%](?=\{)/g, "$&$&");
}

function quoted(text: string): string {
  const json = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/\\[bf]/g, (found) => (found === "\\b" ? "\\u0008" : "\\u000c"));
  return `"${escaped(json)}"`;
}

function heredoc(text: string): string {
  return `<<EOT\n${escaped(text)}EOT`;
}
