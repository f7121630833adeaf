import { diff3Merge } from "node-diff3";

/** Two versions of a text as one: merged, or in conflict because both changed the same lines. */
export type Merged = { readonly kind: "merged"; readonly text: string } | { readonly kind: "conflict" };

/**
 * Merges two texts that were changed independently, line by line. Line breaks do not count as changes: an editor knows
 * only one kind for a whole document.
 * @param base what both started from
 */
export function mergeText(mine: string, base: string, theirs: string): Merged {
  const [a, o, b] = [mine, base, theirs].map(linesOf);
  if (!a || !o || !b) return { kind: "conflict" };
  const regions = diff3Merge(a, o, b, { excludeFalseConflicts: true });
  const lines: string[] = [];
  for (const { ok, conflict } of regions) {
    if (conflict || !ok) return { kind: "conflict" };
    lines.push(...ok);
  }
  return { kind: "merged", text: lines.join("\n") };
}

/**
 * Returns whether two texts are the same, except for what an editor does not show: the kind of their line breaks and a
 * byte order mark.
 */
export function isSameText(one: string, other: string): boolean {
  return one === other || asShown(one) === asShown(other);
}

function asShown(text: string): string {
  return withLineFeeds(text.replace(/^\uFEFF/, ""));
}

function linesOf(text: string): string[] {
  return withLineFeeds(text).split("\n");
}

function withLineFeeds(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n");
}
