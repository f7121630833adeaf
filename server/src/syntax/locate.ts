import type { Cursor } from "./cursor";
import { locateInBlock } from "./locateInBlock";
import { locateInBraces } from "./locateInBraces";
import type { MemberNode, ObjectNode, ParsedDocument, StringNode, ValueNode } from "./nodes";

export { type Cursor, type PathStep, touches } from "./cursor";

/** Finds what the cursor is on; nothing outside of the root object, in comments and behind closed values. */
export function locate(document: ParsedDocument, offset: number): Cursor | undefined {
  const { root, format, comments } = document;
  // What is typed at a YAML comment's end goes on with it; behind JSON's it may, but need not.
  const margin = format === "yaml" ? 1 : 0;
  if (comments.some((comment) => comment.start < offset && offset < comment.end + margin)) return undefined;
  if (root?.kind !== "object") return undefined;
  return root.indentation === undefined
    ? locateInBraces(root, offset, [])
    : locateInBlock(document.text, root, offset);
}

/** The string or word node whose text is `node`'s, for callers that read scalars. */
export function textOf(node: ValueNode | undefined): string | undefined {
  return node?.kind === "string" || node?.kind === "word" ? node.value : undefined;
}

/** The member of that name; of several the last, since that is the one the AWS CLI takes. */
export function findMember(object: ObjectNode, name: string): MemberNode | undefined {
  return object.members.findLast((member) => member.key.value === name);
}

export function asString(node: ValueNode | undefined): StringNode | undefined {
  return node?.kind === "string" ? node : undefined;
}
