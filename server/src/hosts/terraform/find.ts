/** Finds the inputs in a file of Terraform. */
import type { ApiFacts } from "../../model/apiFacts";
import type { Protocol } from "../../model/protocol";
import { findMember, textOf } from "../../syntax/locate";
import type { MemberNode, ObjectNode, UnknownNode, ValueNode } from "../../syntax/nodes";
import { asText, coerced } from "../coerce";
import { type HostedInput, inputMember, inputRoot, valueMember } from "../host";
import { inputsInOpenApi, type OpenApiContext } from "../openapi/inputs";
import { readEmbedded } from "./embedded";
import { deepValue, encodedValue, evaluate } from "./evaluate";
import { asExpression } from "./expressions";
import { protocolOf, restFacts, sameMethod, v2Facts } from "./facts";
import { API_TYPES, KINDS, NESTED_NAMES, type ResourceKind } from "./members";
import { type Resource, referenceIn, type TerraformFile } from "./module";
import { readReference } from "./references";
import { stringAt } from "./strings";

/** Returns the inputs in source order. */
export function inputsIn(file: TerraformFile): readonly HostedInput[] {
  return file.resources
    .flatMap((resource): readonly HostedInput[] => {
      const kind = KINDS.get(resource.type);
      if (kind) return [inputOf(file, resource, kind)];
      const protocol = API_TYPES.get(resource.type);
      return protocol ? inputsInBody(file, resource, protocol) : [];
    })
    .sort((one, other) => one.head.start - other.head.start);
}

function inputOf(file: TerraformFile, resource: Resource, kind: ResourceKind): HostedInput {
  const isRest = kind.operation.family === "apigateway";
  const protocol: Protocol | undefined = isRest ? "REST" : protocolOf(file, resource);
  const facts: ApiFacts | undefined = isRest ? restFacts(file, resource) : v2Facts(file, resource);
  const members = membersOf(file, resource, kind, protocol);
  const integration = integrationOf(file, resource);
  return {
    operation: kind.operation,
    protocol,
    spelling: kind.spelling,
    root: inputRoot(resource.body, [...members, ...defaultsOf(resource, members, protocol)]),
    facts,
    title: `${resource.type}.${resource.name}`,
    id: [resource.type, resource.name],
    head: resource.head,
    ...(integration && { integration: [integration.type, integration.name] }),
  };
}

function membersOf(
  file: TerraformFile,
  resource: Resource,
  kind: ResourceKind,
  protocol: Protocol | undefined,
): readonly MemberNode[] {
  const { body } = resource;
  const members = body.members.flatMap((member): readonly MemberNode[] => {
    const { key, value } = member;
    if (key.value === "dynamic") return dynamicMembers(member, kind);
    const name = kind.names.get(key.value);
    if (name === undefined || name === "ResponseParameters") return [];
    if (!value) return [inputMember(name, member)];
    const found = withoutNulls(blockOf(deepValue(value, file)));
    if (found === undefined || isDefault(name, found, protocol)) return [];
    const schema = kind.operation.members.get(name);
    const isRequired = kind.operation.required.has(name);
    const given = isRequired ? found : orAbsent(found);
    return [inputMember(name, member, coerced(withNestedNames(name, given), schema))];
  });
  const parameters =
    kind.names.get("response_parameters") === "ResponseParameters" ? responseParameters(file, body) : [];
  return [...members, ...parameters];
}

/** True for what the provider sends anyway, so that it means nothing for the API. */
function isDefault(name: string, node: ValueNode, protocol: Protocol | undefined): boolean {
  return name === "PassthroughBehavior" && protocol !== "WEBSOCKET" && textOf(node) === "WHEN_NO_MATCH";
}

/** An expression that may be null, which makes the argument absent. Attributes of AWS's resources are not null. */
function orAbsent(node: ValueNode): ValueNode {
  if (node.kind === "object") {
    const members = node.members.map((member) => {
      const value = member.value && orAbsent(member.value);
      return value === member.value || !value
        ? member
        : { ...member, value, origin: member.origin ?? member };
    });
    const isSame = members.every((member, index) => member === node.members[index]);
    return isSame ? node : { ...node, members, origin: node.origin ?? node };
  }
  const expression = asExpression(node);
  if (!expression || expression.alternatives) return node;
  return /^(?:data\.)?aws_/.test(expression.reference ?? "") ? node : possibly(expression);
}

function possibly(node: UnknownNode): UnknownNode {
  return { kind: "unknown", span: node.span, alternatives: [node, "absent"], origin: node.origin ?? node };
}

/** A block that may be there or not. */
function dynamicMembers({ value, span }: MemberNode, { names }: ResourceKind): readonly MemberNode[] {
  if (value?.kind !== "object") return [];
  return value.members.flatMap(({ key }) => {
    const name = names.get(key.value);
    return name === undefined ? [] : [valueMember(name, possibly({ kind: "unknown", span }))];
  });
}

/** In JSON, a block may be written as a list with one object. */
function blockOf(node: ValueNode): ValueNode {
  const [only, second] = node.kind === "array" ? node.items : [];
  return only?.kind === "object" && !second ? only : node;
}

/** The value without members that are null, which Terraform treats as absent; undefined for null itself. */
function withoutNulls(node: ValueNode): ValueNode | undefined {
  if (node.kind === "null") return undefined;
  if (node.kind !== "object" || node.members.every(({ value }) => value?.kind !== "null")) return node;
  return {
    ...node,
    members: node.members.filter(({ value }) => value?.kind !== "null"),
    origin: node.origin ?? node,
  };
}

function withNestedNames(name: string, node: ValueNode): ValueNode {
  if (!/^tlsConfig$/i.test(name) || node.kind !== "object") return node;
  const members = node.members.map((member) => {
    const nested = NESTED_NAMES.get(member.key.value);
    return nested === undefined ? member : inputMember(nested, member);
  });
  return { ...node, members, origin: node.origin ?? node };
}

/** Blocks of `status_code` and `mappings` as a map of maps. */
function responseParameters(file: TerraformFile, body: ObjectNode): readonly MemberNode[] {
  const blocks = body.members.filter(({ key, value }) => key.value === "response_parameters" && value);
  const objects = blocks.flatMap(({ value }) =>
    value?.kind === "array" ? value.items : value ? [value] : [],
  );
  if (objects.length === 0) return [];
  let isOpen: true | undefined;
  const members = objects.flatMap((block): readonly MemberNode[] => {
    const status = block.kind === "object" ? findMember(block, "status_code")?.value : undefined;
    const known = status && evaluate(status, file);
    const key = known && (asText(known) ?? known);
    const mappings = block.kind === "object" ? findMember(block, "mappings") : undefined;
    if (key?.kind !== "string" || key.holes || !mappings?.value) {
      isOpen = true;
      return [];
    }
    const value = withoutNulls(deepValue(mappings.value, file));
    if (!value) return [];
    const member: MemberNode = { kind: "member", span: block.span, key, colon: key.span.end, value };
    return [member];
  });
  const span = { start: objects[0]?.span.start ?? 0, end: objects.at(-1)?.span.end ?? 0 };
  const closed: ObjectNode = { kind: "object", span, closed: true, members };
  const object: ObjectNode = isOpen ? { ...closed, isOpen } : closed;
  return [valueMember("ResponseParameters", object)];
}

/** What the provider sends if it is not written. */
function defaultsOf(
  { type, head }: Resource,
  members: readonly MemberNode[],
  protocol: Protocol | undefined,
): readonly MemberNode[] {
  if (type !== "aws_apigatewayv2_integration" || protocol === "WEBSOCKET") return [];
  if (members.some(({ key }) => key.value === "PayloadFormatVersion")) return [];
  // WebSocket APIs have no version.
  return [valueMember("PayloadFormatVersion", stringAt(head, "1.0"))];
}

/** The integration that an integration response belongs to, if it is in the file. */
function integrationOf(file: TerraformFile, resource: Resource): Resource | undefined {
  if (resource.type === "aws_api_gateway_integration_response") {
    return (
      file.referred(resource, "http_method", "aws_api_gateway_integration") ??
      sameMethod(file, resource, "aws_api_gateway_integration")[0] ??
      byReference(file, resource)
    );
  }
  if (resource.type !== "aws_apigatewayv2_integration_response") return undefined;
  return file.referred(resource, "integration_id", "aws_apigatewayv2_integration");
}

/** The integration that refers to the same method by its `http_method`. */
function byReference(file: TerraformFile, resource: Resource): Resource | undefined {
  const reference = referenceIn(resource, "http_method");
  if (readReference(reference)?.type !== "aws_api_gateway_method") return undefined;
  return reference === undefined
    ? undefined
    : file.having("aws_api_gateway_integration", "http_method", reference)[0];
}

/** The inputs in the OpenAPI document of an API. */
function inputsInBody(
  file: TerraformFile,
  resource: Resource,
  protocol: "REST" | "HTTP",
): readonly HostedInput[] {
  const body = findMember(resource.body, "body")?.value;
  if (!body) return [];
  const context = {
    protocol,
    id: [resource.type, resource.name],
    resolve: (node: ValueNode): ValueNode => evaluate(node, file),
  } as const;
  const encoded = encodedValue(body, file);
  if (encoded?.kind === "object") return inputsOfDocument(encoded, context);
  const text = evaluate(body, file);
  const written = text.anchored ?? text;
  const root =
    written.kind === "string" && written.value.includes("x-amazon-apigateway-integration")
      ? readEmbedded(file.text, written)
      : undefined;
  return root ? inputsOfDocument(root, context) : [];
}

/** The inputs of a document. One whose path has an interpolation has no route that is known. */
function inputsOfDocument(root: ObjectNode, context: OpenApiContext): readonly HostedInput[] {
  return inputsInOpenApi(root, context).map((input) => {
    if (!input.title.includes("${") || !input.facts) return input;
    const { routes: _, ...facts } = input.facts;
    return { ...input, facts };
  });
}
