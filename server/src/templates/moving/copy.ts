import type { ParsedDocument, Span } from "../../syntax/nodes";
import { stringAt } from "../../syntax/stringAt";
import { stringMap } from "../../syntax/stringMap";

/**
 * Returns the text that a span inside a string stands for, for use outside of strings. Returns undefined if the span is
 * not inside one string value, and if the text is the same as its source.
 */
export function decodedText(document: ParsedDocument, { start, end }: Span): string | undefined {
  const node = start < end ? stringAt(document, start) : undefined;
  if (!node || start < node.span.start || end > node.span.end) return undefined;
  const map = stringMap(document, node);
  const decoded = node.value.slice(map.toValue(start), map.toValue(end));
  return decoded === "" || decoded === document.text.slice(start, end) ? undefined : decoded;
}
