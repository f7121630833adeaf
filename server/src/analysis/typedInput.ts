/** The input that is about to be typed: its object in the host file has no members yet, or only a half-typed name. */
import { locate } from "../syntax/locate";
import type { MemberNode, ObjectNode, ValueNode } from "../syntax/nodes";
import { contains } from "../syntax/spans";
import { type HostAnalysis, type HostedAnalysis, hostedAnalysis, writtenObject } from "./analyzeHost";

/**
 * Returns the input that would be at the cursor if its object had a member there; undefined if there would be none. The
 * host decides, by a look at the file with that object in it.
 */
export function typedInputAt(
  { host, document, lines }: Pick<HostAnalysis, "host" | "document" | "lines">,
  offset: number,
): HostedAnalysis | undefined {
  const cursor = locate(document, offset);
  const key = cursor?.kind === "value" ? cursor.asKey : cursor;
  const holder = cursor?.path.at(-1)?.member;
  if (!document.root || key?.kind !== "key" || !holder || holder.value?.kind === "object") return undefined;
  const { object } = key;
  const root = withValue(document.root, holder, object);
  const found = host.find({ ...document, root }).find((input) => writtenObject(input.root) === object);
  return found && hostedAnalysis(document, lines, found, []);
}

/** The tree with another value of one member. */
function withValue(node: ValueNode, member: MemberNode, value: ObjectNode): ValueNode {
  if (node.kind === "array") {
    const items = node.items.map((item) =>
      contains(item.span, member.span) ? withValue(item, member, value) : item,
    );
    return { ...node, items };
  }
  if (node.kind !== "object") return node;
  const members = node.members.map((each): MemberNode => {
    if (each === member) return { ...each, value };
    if (!each.value || !contains(each.value.span, member.span)) return each;
    return { ...each, value: withValue(each.value, member, value) };
  });
  return { ...node, members };
}
