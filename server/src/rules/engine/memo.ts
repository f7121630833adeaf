/**
 * A cache of results by text, in two generations. When the young one is full, it replaces the old one, so that
 * results in regular use stay cached.
 */
export class Memo<T extends object> {
  readonly #capacity: number;
  #young = new Map<string, T>();
  #old = new Map<string, T>();
  #size = 0;

  /** @param capacity the number of characters of text that a generation holds. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Returns the result cached for the text, or makes and caches it. */
  of(text: string, make: () => T): T {
    const young = this.#young.get(text);
    if (young) return young;
    const result = this.#old.get(text) ?? make();
    this.#size += text.length;
    if (this.#size > this.#capacity) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#size = text.length;
    }
    this.#young.set(text, result);
    return result;
  }
}
