/** Joins words as a sentence does: `a`, `a or b`, `a, b or c`. */
export function joinWords(words: readonly string[], conjunction: "and" | "or"): string {
  const start = words.slice(0, -1).join(", ");
  const last = words.at(-1) ?? "";
  return start === "" ? last : `${start} ${conjunction} ${last}`;
}
