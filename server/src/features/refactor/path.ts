/** The nodes around a position, from the template down to the smallest one. */
import type { Span } from "../../syntax/nodes";
import { contains } from "../../syntax/spans";
import { childrenOf } from "../../vtl/syntax/children";
import type { Node, TemplateNode } from "../../vtl/syntax/nodes";

/** Returns the nodes that contain the span, each inside the one before. */
export function pathTo(tree: TemplateNode, span: Span): readonly Node[] {
  const path: Node[] = [tree];
  for (;;) {
    const last = path.at(-1);
    const next = last && childrenOf(last).findLast((child) => contains(child, span));
    if (!next) return path;
    path.push(next);
  }
}

/** Calls the visitor with a node and all nodes inside it. */
export function visit(node: Node, visitor: (node: Node) => void): void {
  const waiting: Node[] = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    visitor(next);
    waiting.push(...childrenOf(next));
  }
}
