/** Tells REST APIs and HTTP APIs apart: OpenAPI documents describe both. */
import { findMember, textOf } from "../../syntax/locate";
import type { ObjectNode } from "../../syntax/nodes";
import type { Resolve } from "../resolved";
import { type OpenApiOperation, objectAt } from "./document";
import { INTEGRATIONS } from "./members";

export type OpenApiProtocol = "REST" | "HTTP";

const HTTP_EXTENSIONS = ["x-amazon-apigateway-cors", "x-amazon-apigateway-importexport-version"];
const REST_EXTENSIONS = [
  "x-amazon-apigateway-gateway-responses",
  "x-amazon-apigateway-request-validators",
  "x-amazon-apigateway-request-validator",
  "x-amazon-apigateway-policy",
  "x-amazon-apigateway-binary-media-types",
  "x-amazon-apigateway-api-key-source",
  "x-amazon-apigateway-endpoint-configuration",
  "x-amazon-apigateway-minimum-compression-size",
];
const REST_MEMBERS = [
  "responses",
  "requestTemplates",
  "cacheKeyParameters",
  "cacheNamespace",
  "contentHandling",
];

/** Returns the kind of API that a document describes; undefined if nothing in it tells. */
export function protocolOf(
  root: ObjectNode,
  operations: readonly OpenApiOperation[],
  resolve: Resolve,
): OpenApiProtocol | undefined {
  if (findMember(root, "swagger")) return "REST";
  const isRest =
    REST_EXTENSIONS.some((name) => findMember(root, name)) ||
    operations.some(({ integration }) => isRestOnly(integration));
  if (isRest) return "REST";
  const components = objectAt(root, "components", resolve);
  if ((components && findMember(components, INTEGRATIONS)) || operations.some(isHttpOnly)) return "HTTP";
  // Only REST APIs have a passthrough behavior, while documents for them carry extensions that an import ignores.
  if (operations.some(({ integration }) => findMember(integration, "passthroughBehavior"))) return "REST";
  if (HTTP_EXTENSIONS.some((name) => findMember(root, name))) return "HTTP";
  // REST APIs ignore the version, so that it is a weak sign, but 2.0 makes sense for HTTP APIs only.
  return operations.some(({ integration }) => versionOf(integration) === "2.0") ? "HTTP" : undefined;
}

function isRestOnly(integration: ObjectNode): boolean {
  if (REST_MEMBERS.some((name) => findMember(integration, name))) return true;
  const type = textOf(findMember(integration, "type")?.value)?.toLowerCase();
  if (type === "aws" || type === "http" || type === "mock") return true;
  return mappingKeys(integration).some((key) => key.startsWith("integration.request."));
}

function isHttpOnly({ path, operation, integration }: OpenApiOperation): boolean {
  return (
    path === "$default" ||
    findMember(operation, "isDefaultRoute") !== undefined ||
    findMember(integration, "integrationSubtype") !== undefined ||
    mappingKeys(integration).some((key) => /^(?:append|overwrite|remove):/.test(key))
  );
}

function mappingKeys(integration: ObjectNode): readonly string[] {
  const mappings = findMember(integration, "requestParameters")?.value;
  return mappings?.kind === "object" ? mappings.members.map(({ key }) => key.value) : [];
}

function versionOf(integration: ObjectNode): string | undefined {
  const version = findMember(integration, "payloadFormatVersion")?.value;
  return version?.kind === "number" ? version.text : textOf(version);
}
