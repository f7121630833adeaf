/** Other ways to write a reference. */
import type { Template } from "../../rules/engine/template";
import type { Span } from "../../syntax/nodes";
import { shapeOf } from "../../vtl/analysis/shape";
import { type Refactoring, replacement, rewritten } from "./edit";
import { isBlock } from "./effects";
import { referenceAt } from "./target";

/** Returns the reference at the span with and without braces, and with and without `!`. */
export function changeNotation(template: Template, span: Span): readonly Refactoring[] {
  const { text, tree, facts } = template;
  const found = referenceAt(template, span);
  const node = found?.node;
  // The text of a block that contains itself is the reference as it is written.
  if (!node?.closed || node.form !== "value" || isBlock(template, node.name)) return [];
  const source = text.slice(node.nameSpan.start, node.parts.at(-1)?.end ?? node.nameSpan.end);
  const start = node.start + node.prefix.length;
  const isPrinted = facts.references.some((each) => each.node === node && each.isPrinted);
  const write = (braced: boolean, quiet: boolean): string =>
    `$${quiet ? "!" : ""}${braced ? `{${source}}` : source}`;
  const ways = [
    { braced: !node.braced, quiet: node.quiet, title: node.braced ? "Remove braces" : "Add braces" },
    // In expressions, `!` is not used.
    ...(isPrinted || node.quiet
      ? [{ braced: node.braced, quiet: !node.quiet, title: node.quiet ? "Convert to $…" : "Convert to $!…" }]
      : []),
  ];
  const expected = shapeOf(text, tree.body);
  return ways.flatMap(({ braced, quiet, title }) => {
    const pieces = [replacement(start, node.end, write(braced, quiet))];
    const after = rewritten(template, pieces);
    if (!after || shapeOf(after.text, after.tree.body) !== expected) return [];
    return [{ title, kind: "refactor.rewrite" as const, pieces, keepsOutput: true }];
  });
}
