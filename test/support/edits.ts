import type { TextEdit } from "../../server/src/service";

/** The text after the edits, which must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  let limit = text.length;
  for (const { span, newText } of [...edits].sort((a, b) => b.span.start - a.span.start)) {
    if (span.end > limit) throw new Error("The edits overlap.");
    limit = span.start;
    result = result.slice(0, span.start) + newText + result.slice(span.end);
  }
  return result;
}

/** A snippet's text as an editor inserts it, with `<|>` at the first tab stop. */
export function insertedText(snippet: string): string {
  const places = snippet.replace(/\$\{1:([^}]*)\}|\$1/, (_, text) => `${text ?? ""}<|>`);
  return places.replace(/\$\{\d+:([^}]*)\}|\$\d+|\\([\\$}])/g, (_, text, escaped) => text ?? escaped ?? "");
}
