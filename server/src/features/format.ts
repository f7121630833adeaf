import { format as formatJson } from "jsonc-parser";
import type { TextEdit } from "../syntax/change";
import { afterBreak, lineEndAt } from "../syntax/decode";
import type { ParsedDocument, Span, ValueNode } from "../syntax/nodes";

/** A client can send any number, and the indentation is built in memory. */
const MAX_TAB_SIZE = 32;

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
  const { insertSpaces } = options;
  const tabSize = Number.isFinite(options.tabSize)
    ? Math.min(Math.max(Math.trunc(options.tabSize), 1), MAX_TAB_SIZE)
    : 2;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  return formatJson(text, undefined, { insertSpaces, tabSize, eol }).map(({ offset, length, content }) => ({
    span: { start: offset, end: offset + length },
    newText: content,
  }));
}

function withoutTrailingBlanks(text: string, root: ValueNode): readonly TextEdit[] {
  const strings = [...stringSpans(root)].sort((a, b) => a.start - b.start);
  let next = 0;
  return [...trailingBlanks(text)].flatMap((span) => {
    while ((strings[next]?.end ?? Number.POSITIVE_INFINITY) <= span.start) next++;
    const isInText = (strings[next]?.start ?? Number.POSITIVE_INFINITY) < span.start;
    return isInText ? [] : [{ span, newText: "" }];
  });
}

/** Yields the blanks at the ends of lines. A regular expression would try each blank of a long run again. */
function* trailingBlanks(text: string): Generator<Span> {
  for (let line = 0; line <= text.length; ) {
    const end = lineEndAt(text, line);
    let start = end;
    while (start > line && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
    if (start < end) yield { start, end };
    const next = afterBreak(text, end);
    if (next === end) return;
    line = next;
  }
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
