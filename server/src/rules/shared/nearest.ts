import { distance } from "fastest-levenshtein";

/** Returns the candidate most similar to the text, ignoring case; undefined if none is similar enough. */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  const wanted = text.toLowerCase();
  let best = leastForNone(wanted);
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

/** At most a third of the characters may differ. More would be a guess. */
function leastForNone({ length }: string): number {
  return Math.max(2, Math.floor(length / 3)) + 1;
}

/** Names to choose the most similar one from, for several texts. */
export class Candidates {
  readonly #names: readonly string[];
  readonly #characters: Int32Array;

  constructor(names: Iterable<string>) {
    this.#names = [...names];
    this.#characters = Int32Array.from(this.#names, (name) => charactersOf(name.toLowerCase()));
  }

  /** Returns the name most similar to the text, ignoring case; undefined if none is similar enough. */
  nearest(text: string): string | undefined {
    const wanted = text.toLowerCase();
    const characters = charactersOf(wanted);
    let best = leastForNone(wanted);
    let found: string | undefined;
    for (let index = 0; index < this.#names.length; index++) {
      // One change replaces at most one character by another. Comparing the names takes much longer.
      const differing = bitsIn((this.#characters[index] ?? 0) ^ characters);
      if (differing > 2 * (best - 1)) continue;
      const candidate = this.#names[index] ?? "";
      if (Math.abs(candidate.length - wanted.length) >= best) continue;
      const changes = distance(wanted, candidate.toLowerCase());
      if (changes < best) {
        best = changes;
        found = candidate;
      }
    }
    return found;
  }
}

/** Returns the set of a text's characters; some characters share a bit. */
function charactersOf(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at++) bits |= 1 << (text.charCodeAt(at) & 31);
  return bits;
}

function bitsIn(number: number): number {
  let bits = number - ((number >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
