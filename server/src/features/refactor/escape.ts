/** Wraps a value: in `$util.escapeJavaScript`, or in quotes. These change what is printed. */
import type { Template } from "../../rules/engine/template";
import { UNESCAPE } from "../../rules/template/shared";
import type { Span } from "../../syntax/nodes";
import { type Refactoring, replacement, rewritten } from "./edit";
import { referenceAt } from "./target";

/** Returns what the printed reference at the span can be wrapped in. */
export function wrapValue(template: Template, span: Span): readonly Refactoring[] {
  const { text, facts, values } = template;
  const node = referenceAt(template, span)?.node;
  if (
    !node?.closed ||
    node.form !== "value" ||
    !facts.references.some((each) => each.node === node && each.isPrinted)
  ) {
    return [];
  }
  const { type, escaped, isJson } = values.reference(node);
  if (type === "number" || type === "boolean" || isJson) return [];
  const place = template.json?.places.get(node);
  const start = node.start + node.prefix.length;
  const source = text.slice(node.nameSpan.start, node.parts.at(-1)?.end ?? node.nameSpan.end);
  const call = `$util.escapeJavaScript($${source})${place ? UNESCAPE : ""}`;
  const wrapped = { title: "Wrap in $util.escapeJavaScript", written: place === "bare" ? `"${call}"` : call };
  const quoted = { title: "Add quotes", written: `"${text.slice(start, node.end)}"` };
  const ways = [...(escaped ? [] : [wrapped]), ...(place === "bare" && type === "string" ? [quoted] : [])];
  return ways.flatMap(({ title, written }) => {
    const pieces = [replacement(start, node.end, written)];
    return rewritten(template, pieces)
      ? [{ title, kind: "refactor.rewrite" as const, pieces, keepsOutput: false }]
      : [];
  });
}
