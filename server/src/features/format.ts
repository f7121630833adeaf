import { format as formatJson } from "jsonc-parser";
import type { TextEdit } from "../syntax/change";
import type { ParsedDocument, Span, ValueNode } from "../syntax/nodes";

/** How the editor indents files. */
export interface FormatOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

/**
 * Returns edits that format the file without changing any string, so templates stay as they are. In YAML, where
 * indentation has a meaning, they only remove trailing spaces outside of strings.
 */
export function formatEdits(
  { text, format, root, problems }: ParsedDocument,
  options: FormatOptions,
): readonly TextEdit[] {
  if (!root || problems.some(({ kind }) => kind === "syntax")) return [];
  if (format === "yaml") return withoutTrailingBlanks(text, root);
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  return formatJson(text, undefined, { ...options, eol }).map(({ offset, length, content }) => ({
    span: { start: offset, end: offset + length },
    newText: content,
  }));
}

function withoutTrailingBlanks(text: string, root: ValueNode): readonly TextEdit[] {
  const strings = [...stringSpans(root)].sort((a, b) => a.start - b.start);
  let next = 0;
  return Array.from(text.matchAll(/[ \t]+$/gm)).flatMap(({ index, 0: blanks }) => {
    while ((strings[next]?.end ?? Number.POSITIVE_INFINITY) <= index) next++;
    const isInText = (strings[next]?.start ?? Number.POSITIVE_INFINITY) < index;
    return isInText ? [] : [{ span: { start: index, end: index + blanks.length }, newText: "" }];
  });
}

/** Yields the span of every string, without recursion. */
function* stringSpans(root: ValueNode): Generator<Span> {
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.anchored) continue;
    if (node.kind === "object") {
      for (const { key, value } of node.written ?? node.members) {
        yield key.span;
        if (value) pending.push(value);
      }
    } else if (node.kind === "array") pending.push(...node.items);
    else yield node.span;
  }
}
