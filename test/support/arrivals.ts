/** Values that come one day, by key: whoever asks early waits, without polling. */
export class Arrivals<T> {
  readonly #values = new Map<string, T>();
  readonly #waiting = new Map<string, ((value: T) => void)[]>();

  add(key: string, value: T): void {
    this.#values.set(key, value);
    for (const resolve of this.#waiting.get(key) ?? []) resolve(value);
    this.#waiting.delete(key);
  }

  /** The latest value; waits where there is none, as long as the test runner lets it. */
  get(key: string): Promise<T> {
    const value = this.#values.get(key);
    if (value !== undefined) return Promise.resolve(value);
    return new Promise((resolve) => {
      this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), resolve]);
    });
  }

  /** From now on waits for the key's next value; for every key's without one. */
  forget(key?: string): void {
    if (key === undefined) this.#values.clear();
    else this.#values.delete(key);
  }
}
