import type { LineIndex } from "../syntax/lines";
import type { ParsedDocument, Span, ValueNode } from "../syntax/nodes";

/** Zero-based lines that can be folded; the first stays visible. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind?: "comment";
}

/** Returns the objects, arrays and strings that span several lines. */
export function foldingRanges(document: ParsedDocument, lines: LineIndex): readonly FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const add = ({ start, end }: Span, keepLast: boolean): void => {
    const startLine = lines.position(start).line;
    // A closing bracket stays visible.
    const endLine = lines.position(end).line - (keepLast ? 1 : 0);
    if (endLine > startLine) ranges.push({ startLine, endLine });
  };
  const pending: (readonly [ValueNode, Span])[] = document.root ? [[document.root, document.root.span]] : [];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [node, span] = next;
    // The value of an alias is folded where it is written.
    if (node.anchored) continue;
    if (node.kind === "object") {
      if (node !== document.root || node.indentation === undefined) add(span, node.indentation === undefined);
      for (const member of node.written ?? node.members) {
        if (member.value)
          pending.push([member.value, { start: member.span.start, end: member.value.span.end }]);
      }
    } else if (node.kind === "array") {
      add(span, node.indentation === undefined);
      for (const item of node.items) pending.push([item, item.span]);
    } else {
      add(span, false);
    }
  }
  return ranges.sort((a, b) => a.startLine - b.startLine);
}
