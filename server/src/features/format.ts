import { format as formatJson } from "jsonc-parser";
import type { TextEdit } from "../syntax/change";
import type { ParsedDocument } from "../syntax/nodes";

/** How an editor wants a file indented. */
export interface FormatOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

/**
 * Edits that lay the file out anew without touching a single string: templates stay as they are. In YAML
 * only blanks at the ends of lines outside of texts go, since indentation means something there.
 */
export function formatEdits(
  { text, format, root, problems }: ParsedDocument,
  options: FormatOptions,
): readonly TextEdit[] {
  if (!root || problems.some(({ kind }) => kind === "syntax")) return [];
  if (format === "yaml") return [];
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  return formatJson(text, undefined, { ...options, eol }).map(({ offset, length, content }) => ({
    span: { start: offset, end: offset + length },
    newText: content,
  }));
}
