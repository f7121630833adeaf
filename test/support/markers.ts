/** Cursors and ranges in fixtures: `<|>` is a cursor, `<|…|>` a range. A fixture without its marker fails. */
import type { Span } from "../../server/src/syntax/nodes";

/** Takes the one `<|>` out of a text; throws where there is none or more than one. */
export function parseCursor(marked: string): { readonly text: string; readonly offset: number } {
  const [before, after, ...more] = marked.split("<|>");
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`Exactly one <|> is expected in: ${marked}`);
  }
  return { text: before + after, offset: before.length };
}

/** Takes all `<|…|>` out of a text; throws where there is none or one is not closed. */
export function parseRanges(marked: string): { readonly text: string; readonly spans: readonly Span[] } {
  const spans: Span[] = [];
  const [head = "", ...parts] = marked.split("<|");
  let text = head;
  for (const part of parts) {
    const [inside, after, ...more] = part.split("|>");
    if (inside === undefined || after === undefined || more.length > 0) {
      throw new Error(`Each <| takes one |> in: ${marked}`);
    }
    spans.push({ start: text.length, end: text.length + inside.length });
    text += inside + after;
  }
  if (spans.length === 0) throw new Error(`A <|…|> is expected in: ${marked}`);
  return { text, spans };
}
