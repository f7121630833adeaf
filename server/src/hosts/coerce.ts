/** Conversions that hosts make: a number where API Gateway takes a string, and the other way round. */
import type { MemberSchema } from "../model/schema";
import type { StringNode, UnknownNode, ValueNode } from "../syntax/nodes";

/** Returns the value as the type that its schema asks for, if the host converts it; otherwise the value itself. */
export function coerced(node: ValueNode, schema: MemberSchema | undefined): ValueNode {
  if (node.kind === "unknown") return coercedChoices(node, schema);
  switch (schema?.type) {
    case "string":
      return asText(node) ?? node;
    case "integer":
      return asNumber(node) ?? node;
    case "boolean":
      return asBoolean(node) ?? node;
    case "object":
      return coercedObject(node, schema);
    default:
      return node;
  }
}

function coercedChoices(node: UnknownNode, schema: MemberSchema | undefined): ValueNode {
  const { alternatives = [] } = node;
  const made = alternatives.map((choice) => (choice === "absent" ? choice : coerced(choice, schema)));
  return made.every((choice, index) => choice === alternatives[index])
    ? node
    : { ...node, alternatives: made };
}

function coercedObject(node: ValueNode, schema: MemberSchema): ValueNode {
  if (node.kind !== "object") return node;
  const members = node.members.map((member) => {
    const inner = schema.properties?.get(member.key.value) ?? schema.additional;
    const value = member.value && coerced(member.value, inner);
    return value === member.value || !value ? member : { ...member, value, origin: member.origin ?? member };
  });
  const isSame = members.every((member, index) => member === node.members[index]);
  return isSame ? node : { ...node, members, origin: node.origin ?? node };
}

/** A number or boolean as a string; undefined for other nodes. */
export function asText(node: ValueNode | undefined): StringNode | undefined {
  if (node?.kind !== "number" && node?.kind !== "boolean") return undefined;
  const { span } = node;
  const value = node.kind === "number" ? node.text : String(node.value);
  return { kind: "string", span, closed: true, value, style: "plain", origin: node.origin ?? node };
}

function asNumber(node: ValueNode): ValueNode | undefined {
  if (node.kind !== "string" || node.holes || !/^-?\d{1,15}$/.test(node.value)) return undefined;
  const { span, value } = node;
  return {
    kind: "number",
    span,
    text: value,
    value: Number(value),
    whole: true,
    origin: node.origin ?? node,
  };
}

function asBoolean(node: ValueNode): ValueNode | undefined {
  if (node.kind !== "string" || !/^(?:true|false)$/i.test(node.value)) return undefined;
  return {
    kind: "boolean",
    span: node.span,
    value: node.value.toLowerCase() === "true",
    origin: node.origin ?? node,
  };
}
