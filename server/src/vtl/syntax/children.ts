import type { Node } from "./nodes";

/** Returns the nodes right inside a node, in the order of the text. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "template":
    case "else":
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
    case "foreach":
    case "define":
    case "macro":
      return [...node.arguments, node.body];
    case "call":
      return node.body ? [...node.arguments, node.body] : node.arguments;
    case "command":
      return node.arguments;
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
    case "binary":
      return [node.left, node.right];
    case "group":
      return [node.expression];
    // The body of a `#literal` is text.
    case "literal":
    case "text":
    case "comment":
    case "property":
    case "integer":
    case "float":
    case "boolean":
    case "word":
    case "missing":
    case "hole":
      return [];
  }
}
