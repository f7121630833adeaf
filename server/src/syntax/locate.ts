import type {
  ArrayNode,
  MemberNode,
  ObjectNode,
  ParsedDocument,
  Span,
  StringNode,
  ValueNode,
  WordNode,
} from "./nodes";

/** A step on the way from the root to the cursor. */
export type PathStep = { readonly member: MemberNode; readonly name: string };

/**
 * Where a cursor stands.
 * - `key`: on, or where one could type, a member's name. `member` is there when a name is there already.
 * - `value`: on, or where one could type, a member's value or an array's item.
 *
 * `path` leads from the root to `object` (for `key`) or to `member` itself (for `value`).
 */
export type Cursor =
  | {
      readonly kind: "key";
      readonly path: readonly PathStep[];
      readonly object: ObjectNode;
      readonly member?: MemberNode;
    }
  | {
      readonly kind: "value";
      readonly path: readonly PathStep[];
      readonly object: ObjectNode;
      readonly member: MemberNode;
      readonly node?: ValueNode;
    };

/** True for an offset inside the span or at one of its ends: where typing would change what is there. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** True for an offset between the braces, and behind an opening one that is never closed. */
function isInside(node: ObjectNode | ArrayNode, offset: number): boolean {
  return node.span.start < offset && (node.closed ? offset < node.span.end : offset <= node.span.end);
}

/** True where typing changes the scalar: a closed string ends before the offset behind its quote. */
function isOn(node: ValueNode | WordNode, offset: number): boolean {
  if (node.kind === "object" || node.kind === "array") return isInside(node, offset);
  if (node.kind === "string" && node.closed) return node.span.start < offset && offset < node.span.end;
  return touches(node.span, offset);
}

/** Finds what the cursor is on; nothing outside of the root object, in comments and behind closed values. */
export function locate(document: ParsedDocument, offset: number): Cursor | undefined {
  if (document.comments.some((comment) => comment.start < offset && offset < comment.end)) return undefined;
  const path: PathStep[] = [];
  let object = document.root;
  while (object?.kind === "object" && isInside(object, offset)) {
    const member = memberAt(object, offset);
    if (!member) return { kind: "key", path, object };
    if (isOn(member.key, offset)) return { kind: "key", path, object, member };
    if (member.colon === undefined || offset <= member.colon) return undefined;
    const value = member.value;
    if (value && offset >= value.span.start && !isOn(value, offset)) {
      // Behind the value: a new member's name may follow, on the same line or a later one.
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
  return node.kind === "object" || node.kind === "array";
}

/** The last member that starts at or before the offset and is not ended by a comma before it. */
function memberAt(object: ObjectNode, offset: number): MemberNode | undefined {
  let low = 0;
  let high = object.members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((object.members[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const member = object.members[low - 1];
  return member?.comma !== undefined && offset > member.comma ? undefined : member;
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
