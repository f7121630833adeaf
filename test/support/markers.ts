/** Cursors and ranges in fixtures: `<|>` is a cursor, `<|…|>` a range. A missing marker is an error. */
import type { Span } from "../../server/src/syntax/nodes";

/** Removes the `<|>` from a text. Throws unless there is exactly one. */
export function parseCursor(marked: string): { readonly text: string; readonly offset: number } {
  const [before, after, ...more] = marked.split("<|>");
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`Expected exactly one <|> in: ${marked}`);
  }
  return { text: before + after, offset: before.length };
}

/** Removes all `<|…|>` from a text. Throws if there are none or one is not closed. */
export function parseRanges(marked: string): { readonly text: string; readonly spans: readonly Span[] } {
  const spans: Span[] = [];
  const [head = "", ...parts] = marked.split("<|");
  let text = head;
  for (const part of parts) {
    const [inside, after, ...more] = part.split("|>");
    if (inside === undefined || after === undefined || more.length > 0) {
      throw new Error(`Expected one |> after each <| in: ${marked}`);
    }
    spans.push({ start: text.length, end: text.length + inside.length });
    text += inside + after;
  }
  if (spans.length === 0) throw new Error(`Expected at least one <|…|> in: ${marked}`);
  return { text, spans };
}
