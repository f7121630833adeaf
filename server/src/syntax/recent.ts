/** Every cache of the process, so that all can be emptied at once. */
const all = new Set<Recent<object, unknown>>();

/**
 * Remembers what was derived from the last few objects that it was asked about, such as the trees and templates of
 * the file that is being edited. A `WeakMap` would keep its values alive in every collection of young garbage, whether
 * their keys are in use or not: each keystroke would then leave its whole analysis to the slow collection of old
 * garbage.
 */
export class Recent<K extends object, V> {
  readonly #keys: (K | undefined)[];
  readonly #values: (V | undefined)[];
  #next = 0;

  /** @param count how many objects to remember. */
  constructor(count: number) {
    this.#keys = new Array<undefined>(count).fill(undefined);
    this.#values = new Array<undefined>(count).fill(undefined);
    all.add(this);
  }

  /** Returns what was derived from the key, or derives it. */
  of(key: K, derive: (key: K) => V): V {
    const known = this.#keys.indexOf(key);
    if (known >= 0) return this.#values[known] as V;
    const value = derive(key);
    // `derive` may have asked about other keys.
    const index = this.#next;
    this.#next = (index + 1) % this.#keys.length;
    this.#keys[index] = key;
    this.#values[index] = value;
    return value;
  }

  forget(): void {
    this.#keys.fill(undefined);
    this.#values.fill(undefined);
  }
}

/** Empties all of these caches. */
export function forgetRecent(): void {
  for (const recent of all) recent.forget();
}
