import { distance } from "fastest-levenshtein";

/** The candidate that the given text most likely stands for; undefined when none is near. */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  const wanted = text.toLowerCase();
  // A third of the letters may be wrong: more would be a guess.
  let best = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  let found: string | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= best) continue;
    const changes = distance(wanted, candidate.toLowerCase());
    if (changes < best) {
      best = changes;
      found = candidate;
    }
  }
  return found;
}
