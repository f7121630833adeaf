import type { Span } from "../syntax/nodes";

/** Returns the span without the white space at its end. Directives include their line break, which editors must not show. */
export function trimmed(text: string, { start, end }: Span): Span {
  let last = end;
  while (last > start && /\s/.test(text[last - 1] ?? "")) last--;
  return { start, end: last };
}
