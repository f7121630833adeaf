/** What an OpenAPI document says about a method: its parameters and its responses. */
import type { MethodResponseFacts } from "../../model/apiFacts";
import { findMember } from "../../syntax/locate";
import type { ObjectNode, ValueNode } from "../../syntax/nodes";
import { objectsIn, type Resolve } from "../resolved";
import { followReference, type OpenApiOperation, objectAt } from "./document";

const LOCATIONS: Readonly<Record<string, string>> = { query: "querystring", path: "path", header: "header" };

/**
 * Returns the request parameters that a method declares; undefined if some of them are elsewhere. An import declares
 * those of the path by itself, except for greedy ones.
 */
export function declaredParameters(
  root: ObjectNode,
  { path, item, operation }: Pick<OpenApiOperation, "path" | "item" | "operation">,
  resolve: Resolve,
): readonly string[] | undefined {
  const declared = Array.from(path.matchAll(/\{([^{}+]+)\}/g), ([, name]) => `method.request.path.${name}`);
  for (const object of [item, operation]) {
    if (object.isOpen) return undefined;
    const list = resolved(findMember(object, "parameters")?.value, resolve);
    if (!list) continue;
    if (list.kind !== "array") return undefined;
    for (const each of list.items) {
      const [parameter] = objectsIn(each, resolve);
      const found = parameter && followReference(root, parameter, resolve);
      const name = resolved(found && findMember(found, "name")?.value, resolve);
      const place = resolved(found && findMember(found, "in")?.value, resolve);
      if (name?.kind !== "string" || name.holes || place?.kind !== "string") return undefined;
      const location = LOCATIONS[place.value];
      if (location) declared.push(`method.request.${location}.${name.value}`);
    }
  }
  return declared;
}

/**
 * Returns the responses that a method declares; undefined if some of them are elsewhere, or if there is a default one,
 * which is not known to declare a status code.
 */
export function declaredResponses(
  root: ObjectNode,
  { operation }: Pick<OpenApiOperation, "operation">,
  resolve: Resolve,
): readonly MethodResponseFacts[] | undefined {
  const responses = resolved(findMember(operation, "responses")?.value, resolve);
  if (!responses) return operation.isOpen ? undefined : [];
  if (responses.kind !== "object" || responses.isOpen) return undefined;
  const declared: MethodResponseFacts[] = [];
  for (const { key, value } of responses.members) {
    if (key.value === "default") return undefined;
    const [response] = objectsIn(value, resolve);
    const found = response && followReference(root, response, resolve);
    if (!found) return undefined;
    const headers = objectAt(found, "headers", resolve);
    if (findMember(found, "headers") && (!headers || headers.isOpen)) return undefined;
    if (headers && findMember(headers, "$ref")) return undefined;
    declared.push({
      statusCode: key.value,
      responseParameters: (headers?.members ?? []).map(
        (header) => `method.response.header.${header.key.value}`,
      ),
    });
  }
  return declared;
}

/** Returns the media types that the API treats as binary; undefined if the document does not say. */
export function binaryMediaTypes(root: ObjectNode, resolve: Resolve): readonly string[] | undefined {
  const list = resolved(findMember(root, "x-amazon-apigateway-binary-media-types")?.value, resolve);
  if (list?.kind !== "array") return undefined;
  const types = list.items.map((item) => resolved(item, resolve));
  return types.every((type) => type?.kind === "string" && !type.holes)
    ? types.map((type) => (type?.kind === "string" ? type.value : ""))
    : undefined;
}

function resolved(node: ValueNode | undefined, resolve: Resolve): ValueNode | undefined {
  return node && resolve(node);
}
