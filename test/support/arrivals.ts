/** Values that arrive asynchronously, by key. Callers that ask early wait without polling. */
export class Arrivals<T> {
  readonly #values = new Map<string, T>();
  readonly #waiting = new Map<string, ((value: T) => void)[]>();

  add(key: string, value: T): void {
    this.#values.set(key, value);
    for (const resolve of this.#waiting.get(key) ?? []) resolve(value);
    this.#waiting.delete(key);
  }

  /** Returns the latest value, waiting for one if necessary (up to the timeout of the test). */
  get(key: string): Promise<T> {
    const value = this.#values.get(key);
    if (value !== undefined) return Promise.resolve(value);
    return new Promise((resolve) => {
      this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), resolve]);
    });
  }

  /** Forgets the value of a key, or of all keys, so that `get` waits for the next one. */
  forget(key?: string): void {
    if (key === undefined) this.#values.clear();
    else this.#values.delete(key);
  }
}
