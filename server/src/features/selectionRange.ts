import { touches } from "../syntax/locate";
import type { ParsedDocument, Span, ValueNode } from "../syntax/nodes";

/** Returns the spans around the offset, innermost first: the text between quotes, the value, the member, its object… */
export function selectionSpans({ root, text }: ParsedDocument, offset: number): readonly Span[] {
  const spans: Span[] = [{ start: 0, end: text.length }];
  const add = (span: Span): void => {
    const last = spans.at(-1);
    if (
      last &&
      last.start <= span.start &&
      span.end <= last.end &&
      (last.start < span.start || span.end < last.end)
    ) {
      spans.push(span);
    }
  };
  let node: ValueNode | undefined = root;
  while (node && touches(node.span, offset)) {
    add(node.span);
    if (node.anchored) break;
    if (node.kind === "object") {
      const inside = innerSpan(node, text);
      if (inside) add(inside);
      const member = (node.written ?? node.members).find(({ span }) => touches(span, offset));
      if (!member) break;
      add(member.span);
      if (touches(member.key.span, offset)) {
        add(member.key.span);
        const name = innerSpan(member.key, text);
        if (name && touches(name, offset)) add(name);
        break;
      }
      node = member.value;
    } else if (node.kind === "array") {
      node = node.items.find(({ span }) => touches(span, offset));
    } else {
      const inside = innerSpan(node, text);
      if (inside && touches(inside, offset)) add(inside);
      break;
    }
  }
  return spans.reverse();
}

/** Returns the span between a node's quotes or brackets. */
function innerSpan({ span }: { readonly span: Span }, text: string): Span | undefined {
  const isBracketed = /["'{[]/.test(text[span.start] ?? "");
  return isBracketed && span.end - span.start >= 2 ? { start: span.start + 1, end: span.end - 1 } : undefined;
}
