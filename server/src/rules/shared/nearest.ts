import { distance } from "fastest-levenshtein";

/** Returns the candidate most similar to the text, ignoring case; undefined if none is similar enough. */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  const wanted = text.toLowerCase();
  // At most a third of the characters may differ. More would be a guess.
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
