import type { ArrayNode, MemberNode, ObjectNode, Span, ValueNode, WordNode } from "./nodes";

/** A step on the path from the root to the cursor. */
export type PathStep = { readonly member: MemberNode; readonly name: string };

/**
 * What the cursor is on.
 * - `key`: a member's key, or a place where one can be typed. `member` is absent if there is no key yet.
 * - `value`: a member's value or an array's item, or a place where one can be typed.
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
      /**
       * For an unquoted string alone on a line below its member's key: the cursor if the string becomes the
       * first key of a nested mapping.
       */
      readonly asKey?: Cursor & { readonly kind: "key" };
    };

/** True for an offset inside the span or at one of its ends, where typing would change its text. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** True for an offset between the braces, or after an opening brace that is never closed. */
export function isInside(node: ObjectNode | ArrayNode, offset: number): boolean {
  return node.span.start < offset && (node.closed ? offset < node.span.end : offset <= node.span.end);
}

/** True where typing changes the node, so not after the closing quote of a string. */
export function isOn(node: ValueNode | WordNode, offset: number): boolean {
  if (node.anchored) return touches(node.span, offset);
  if (node.kind === "object" || node.kind === "array") return isInside(node, offset);
  if (node.kind === "string" && node.closed && node.style !== "plain") {
    const isBlock =
      node.style === "literal" ||
      node.style === "folded" ||
      // A composed string without a quote at its end.
      (node.composition !== undefined && node.composition.closing >= node.span.end);
    return node.span.start < offset && (isBlock ? offset <= node.span.end : offset < node.span.end);
  }
  return touches(node.span, offset);
}

/** Returns the last of the nodes, which are in source order, that starts at the offset or before it. */
export function lastBefore<T extends { readonly span: Span }>(
  nodes: readonly T[],
  offset: number,
): T | undefined {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return nodes[low - 1];
}
