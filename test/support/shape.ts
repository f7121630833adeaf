import type { ValueNode } from "../../server/src/syntax/nodes";

/** A compact form of a tree, such as `{A: "x", B: ?}`, with a question mark for a missing value. */
export function shape(node: ValueNode | undefined): string {
  switch (node?.kind) {
    case "object":
      return `{${node.members.map(({ key, value }) => `${key.value}: ${shape(value)}`).join(", ")}}`;
    case "array":
      return `[${node.items.map(shape).join(", ")}]`;
    case "string":
      return JSON.stringify(node.value);
    case "number":
    case "date":
    case "bytes":
      return node.kind === "number" ? node.text : `${node.kind} ${node.text}`;
    case "boolean":
      return String(node.value);
    case "null":
      return "null";
    case "word":
      return `<${node.value}>`;
    default:
      return "?";
  }
}
