import type { StringNode } from "../syntax/nodes";
import { type ParsedTemplate, parseTemplate } from "../vtl/syntax/parse";

const parsed = new WeakMap<StringNode, ParsedTemplate>();

/** The template in a string, parsed once for everybody who asks. */
export function templateIn(node: StringNode): ParsedTemplate {
  const found = parsed.get(node) ?? parseTemplate(node.value);
  parsed.set(node, found);
  return found;
}
