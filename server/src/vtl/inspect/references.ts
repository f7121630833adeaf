import { childrenOf } from "../syntax/children";
import type { Node, Span, TemplateNode } from "../syntax/nodes";
import { PROVIDED } from "./moment";

/**
 * Returns the references of a template that have a value, each also up to each of its parts: `$pet`, `$pet.name`. What
 * API Gateway provides only has a value with its first part.
 */
export function referencesIn(root: TemplateNode): readonly Span[] {
  const spans: Span[] = [];
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    open.push(...childrenOf(node));
    if (node.kind !== "reference" || node.form !== "value" || !node.closed) continue;
    const start = node.start + node.prefix.length;
    if (node.braced) {
      spans.push({ start, end: node.end });
      continue;
    }
    if (!PROVIDED.includes(node.name)) spans.push({ start, end: node.nameSpan.end });
    for (const part of node.parts) spans.push({ start, end: part.end });
  }
  return spans.sort((one, other) => one.start - other.start || one.end - other.end);
}
