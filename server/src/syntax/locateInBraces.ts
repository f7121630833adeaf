import { type Cursor, isInside, isOn, lastBefore, type PathStep } from "./cursor";
import type { MemberNode, ObjectNode, ValueNode } from "./nodes";

/** Finds what the cursor is on in an object with braces. `before` is the path to the object. */
export function locateInBraces(
  outermost: ObjectNode,
  offset: number,
  before: readonly PathStep[],
): Cursor | undefined {
  const path = [...before];
  let object: ValueNode = outermost;
  while (object.kind === "object" ? isInside(object, offset) : object.kind === "array") {
    if (object.kind === "array") {
      const item: ValueNode | undefined = lastBefore(object.items, offset);
      if (item?.kind !== "object" || item.anchored || !isInside(item, offset)) return undefined;
      object = item;
      continue;
    }
    if (object.kind !== "object") return undefined;
    const member = memberAt(object, offset);
    if (!member) return { kind: "key", path, object };
    if (isOn(member.key, offset)) return { kind: "key", path, object, member };
    if (member.colon === undefined || offset <= member.colon) return undefined;
    const value: ValueNode | undefined = member.value;
    if (value && offset >= value.span.start && !isOn(value, offset)) {
      // After the value, a new member may follow on the same line or a later one.
      return offset > value.span.end ? { kind: "key", path, object } : undefined;
    }
    path.push({ member, name: member.key.value });
    if (!value || offset < value.span.start || !isContainer(value)) {
      const on = value && isOn(value, offset) ? value : undefined;
      return { kind: "value", path, object, member, ...(on && { node: on }) };
    }
    object = value;
  }
  return undefined;
}

function isContainer(node: ValueNode): boolean {
  return !node.anchored && (node.kind === "object" || node.kind === "array");
}

/** Returns the last member that starts at or before the offset, unless a comma before the offset ends it. */
function memberAt(object: ObjectNode, offset: number): MemberNode | undefined {
  const member = lastBefore(object.written ?? object.members, offset);
  return member?.comma !== undefined && offset > member.comma ? undefined : member;
}
