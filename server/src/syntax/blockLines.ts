/** The lines of block scalars in YAML, whose text depends on the lines around them. */
import { afterBreak, lineEndAt } from "./decode";
import type { MemberNode, StringNode, ValueNode } from "./nodes";

/** Returns the last value written in the member. */
export function lastLeaf(member: MemberNode): ValueNode | undefined {
  let node = member.value;
  while ((node?.kind === "object" || node?.kind === "array") && !node.anchored) {
    node = node.kind === "object" ? (node.written ?? node.members).at(-1)?.value : node.items.at(-1);
  }
  return node;
}

/** True for a block scalar, such as `|`. */
export function isBlock(node: ValueNode | undefined): node is StringNode {
  return node?.kind === "string" && !node.anchored && (node.style === "literal" || node.style === "folded");
}

/** True for a block scalar that the blank lines after it belong to, such as `|+`. */
export function keepsBlankLines(text: string, node: ValueNode | undefined): boolean {
  return isBlock(node) && /^[|>]\d?\+/.test(text.slice(node.span.start, node.span.start + 3));
}

/** Returns the end of the last blank line after the offset, before its line break. */
export function endOfBlankLines(text: string, offset: number): number {
  let end = lineEndAt(text, offset);
  for (let next = afterBreak(text, end); next < text.length; next = afterBreak(text, end)) {
    const lineEndOffset = lineEndAt(text, next);
    if (next === end || text.slice(next, lineEndOffset).trim() !== "") break;
    end = lineEndOffset;
  }
  return end;
}

/** True if an indented comment follows the offset's line. It would become part of a literal block. */
export function hasCommentBelow(text: string, offset: number): boolean {
  let line = afterBreak(text, lineEndAt(text, offset));
  for (let end = lineEndAt(text, line); line < text.length; end = lineEndAt(text, line)) {
    const content = text.slice(line, end);
    if (content.trim() !== "") return /^ +#/.test(content);
    if (end === text.length) break;
    line = afterBreak(text, end);
  }
  return false;
}
