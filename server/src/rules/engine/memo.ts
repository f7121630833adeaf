/**
 * Remembers results by texts, in two generations: when the younger one is full, the older one is let go and
 * the younger takes its place. So what is asked for again and again stays.
 */
export class Memo<T extends object> {
  readonly #capacity: number;
  #young = new Map<string, T>();
  #old = new Map<string, T>();
  #size = 0;

  /** @param capacity how many characters of texts a generation holds. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

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
