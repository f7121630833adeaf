import type { Hole, StringNode } from "../nodes";

/**
 * Returns the texts between the holes of a string in a new text: one more than it has holes; undefined if a hole is
 * missing or not in its order.
 */
export function textsBetweenHoles(
  { value, holes = [] }: StringNode,
  newText: string,
): readonly string[] | undefined {
  const texts: string[] = [];
  let from = 0;
  for (const { start, end } of holes) {
    const source = value.slice(start, end);
    const found = newText.indexOf(source, from);
    if (found < 0) return undefined;
    texts.push(newText.slice(from, found));
    from = found + source.length;
  }
  return [...texts, newText.slice(from)];
}

/** Returns where the holes of a string are in a new text, as far as the text has them in their order. */
export function holesIn(
  { value, holes = [] }: Pick<StringNode, "value" | "holes">,
  newText: string,
): readonly Hole[] {
  const found: Hole[] = [];
  let from = 0;
  for (const hole of holes) {
    const source = value.slice(hole.start, hole.end);
    const start = newText.indexOf(source, from);
    if (start < 0) return found;
    from = start + source.length;
    found.push({ ...hole, start, end: from });
  }
  return found;
}

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
