/** The nodes around a position, from the template down to the smallest one. */
import type { Span } from "../../syntax/nodes";
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

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Returns the nodes directly inside a node, in text order. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "template":
      return [node.body];
    case "block":
      return node.statements;
    case "reference":
      return node.parts;
    case "method":
      return node.arguments;
    case "index":
      return [node.index];
    case "set":
      return [node.target, node.value];
    case "if":
      return node.otherwise ? [...node.branches, node.otherwise] : node.branches;
    case "branch":
      return [node.condition, node.body];
    case "else":
      return [node.body];
    case "foreach":
    case "define":
    case "literal":
    case "macro":
      return [...node.arguments, node.body];
    case "command":
      return node.arguments;
    case "call":
      return node.body ? [...node.arguments, node.body] : node.arguments;
    case "string":
      return node.template ? [node.template] : [];
    case "list":
      return node.items;
    case "range":
      return [node.first, node.last];
    case "map":
      return node.entries;
    case "entry":
      return [node.key, node.value];
    case "not":
      return [node.operand];
    case "group":
      return [node.expression];
    case "binary":
      return [node.left, node.right];
    default:
      return [];
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
