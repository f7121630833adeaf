/** How many versions of the texts in use a generation holds. */
const VERSIONS = 4;
/** The least number of characters that a generation holds. */
const LEAST = 200_000;

/**
 * A cache of results by text, in two generations. When the young one is full, it replaces the old one, so that
 * results in regular use stay cached. A generation is full once it holds a few times as much text as the largest
 * round uses: a keystroke adds a version of a text that nobody will ask for again.
 */
export class Memo<T extends object> {
  readonly #capacity: number;
  #used = 0;
  #largest = 0;
  #young = new Map<string, T>();
  #old = new Map<string, T>();
  #size = 0;

  /** @param capacity the greatest number of characters of text that a generation holds. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Returns the result cached for the text, or makes and caches it. */
  of(text: string, make: () => T): T {
    this.#used += text.length;
    if (this.#used > this.#largest) this.#largest = this.#used;
    const young = this.#young.get(text);
    if (young) return young;
    const result = this.#old.get(text) ?? make();
    this.#size += text.length;
    if (this.#size > Math.min(this.#capacity, Math.max(VERSIONS * this.#largest, LEAST))) {
      this.#age();
      this.#size = text.length;
    }
    this.#young.set(text, result);
    return result;
  }

  /** Starts a round, such as the check of a file, which asks for each of its texts. */
  startRound(): void {
    this.#used = 0;
  }

  /** Drops what was not asked for since the last time that this was called. */
  forget(): void {
    this.#age();
    this.#largest = 0;
  }

  #age(): void {
    this.#old = this.#young;
    this.#young = new Map();
    this.#size = 0;
  }
}
