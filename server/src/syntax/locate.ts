import type { Cursor } from "./cursor";
import { locateInBlock } from "./locateInBlock";
import { locateInBraces } from "./locateInBraces";
import type { MemberNode, ObjectNode, ParsedDocument, ValueNode } from "./nodes";

export { type Cursor, type PathStep, touches } from "./cursor";

/** Finds what the cursor is on. Returns undefined outside the root object, in comments and after closed values. */
export function locate(document: ParsedDocument, offset: number): Cursor | undefined {
  const { root, format, comments } = document;
  // Text typed at the end of a YAML comment becomes part of it. After a JSON comment it may not.
  const margin = format === "yaml" ? 1 : 0;
  if (comments.some((comment) => comment.start < offset && offset < comment.end + margin)) return undefined;
  if (root?.kind !== "object") return undefined;
  return root.indentation === undefined
    ? locateInBraces(root, offset, [])
    : locateInBlock(document.text, root, offset);
}

/** The text of a string or word node; undefined for other nodes. */
export function textOf(node: ValueNode | undefined): string | undefined {
  return node?.kind === "string" || node?.kind === "word" ? node.value : undefined;
}

/** The member with that name. If there are several, the last one, which the AWS CLI uses. */
export function findMember(object: ObjectNode, name: string): MemberNode | undefined {
  return object.members.findLast((member) => member.key.value === name);
}
