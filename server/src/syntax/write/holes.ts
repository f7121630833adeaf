import type { StringNode } from "../nodes";

/**
 * Returns the source of the first hole of a string that is not in a new text, or not in its order; undefined if the
 * text has them all.
 */
export function firstLostHole({ value, holes = [] }: StringNode, newText: string): string | undefined {
  let from = 0;
  for (const { start, end } of holes) {
    const source = value.slice(start, end);
    const found = newText.indexOf(source, from);
    if (found < 0) return source;
    from = found + source.length;
  }
  return undefined;
}
