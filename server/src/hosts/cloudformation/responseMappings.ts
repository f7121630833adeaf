/**
 * The response parameters of an HTTP API: `{"200": {"ResponseParameters": [{"Destination", "Source"}]}}`, where the
 * operation has `{"200": {Destination: Source}}`.
 */
import { findMember } from "../../syntax/locate";
import type { ArrayNode, KeyNode, MemberNode, ObjectNode, ValueNode } from "../../syntax/nodes";

/** Returns the mappings by status in the shape of the operation. Other shapes stay as they are. */
export function responseMappings(node: ValueNode): ValueNode {
  if (node.kind === "unknown") {
    const alternatives = node.alternatives?.map((choice) =>
      choice === "absent" ? choice : responseMappings(choice),
    );
    return alternatives ? { ...node, alternatives } : node;
  }
  if (node.kind !== "object") return node;
  const members = node.members.map((member) => {
    const value = member.value && mappingsOf(member.value);
    return value === member.value || !value ? member : { ...member, value, origin: member.origin ?? member };
  });
  return { ...node, members, origin: node.origin ?? node };
}

function mappingsOf(node: ValueNode): ValueNode {
  if (node.kind === "unknown") {
    const alternatives = node.alternatives?.map((choice) =>
      choice === "absent" ? choice : mappingsOf(choice),
    );
    return alternatives ? { ...node, alternatives } : node;
  }
  const list = node.kind === "object" ? findMember(node, "ResponseParameters")?.value : undefined;
  if (node.kind === "object" && node.isOpen && !list) return { kind: "unknown", span: node.span };
  if (list?.kind === "unknown") return { kind: "unknown", span: list.span };
  return list?.kind === "array" ? mapOf(list) : node;
}

function mapOf(list: ArrayNode): ValueNode {
  const members: MemberNode[] = [];
  let isOpen = false;
  for (const item of list.items) {
    const destination = item.kind === "object" ? findMember(item, "Destination")?.value : undefined;
    const source = item.kind === "object" ? findMember(item, "Source") : undefined;
    // A destination that is not known may be any.
    if (destination?.kind !== "string" || destination.holes) isOpen = true;
    else members.push(mapping(item, destination, source));
  }
  const map: ObjectNode = { kind: "object", span: list.span, closed: list.closed, members, origin: list };
  return isOpen ? { ...map, isOpen } : map;
}

function mapping(item: ValueNode, key: KeyNode, source: MemberNode | undefined): MemberNode {
  return {
    kind: "member",
    span: item.span,
    key,
    ...(source?.colon !== undefined && { colon: source.colon }),
    ...(source?.value && { value: source.value }),
  };
}
