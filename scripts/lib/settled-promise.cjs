// A promise that calls back at once: as soon as its value is known, and never later than that.

module.exports = class SettledPromise {
  /** @type {"pending" | "fulfilled" | "rejected"} */
  #state = "pending";
  /** @type {unknown} */
  #value;
  /** @type {(() => void)[]} */
  #waiting = [];

  /** @param {(resolve: (value?: unknown) => void, reject: (reason?: unknown) => void) => void} executor */
  constructor(executor) {
    try {
      executor(
        (value) => this.#resolve(value),
        (reason) => this.#settle("rejected", reason),
      );
    } catch (error) {
      this.#settle("rejected", error);
    }
  }

  /** @param {unknown} [value] */
  static resolve(value) {
    return value instanceof SettledPromise ? value : new SettledPromise((resolve) => resolve(value));
  }

  /** @param {unknown} [reason] */
  static reject(reason) {
    return new SettledPromise((_, reject) => reject(reason));
  }

  /**
   * @param {((value: unknown) => unknown) | null} [fulfilled]
   * @param {((reason: unknown) => unknown) | null} [rejected]
   * @returns {SettledPromise}
   */
  // biome-ignore lint/suspicious/noThenProperty: it is a promise.
  then(fulfilled, rejected) {
    return new SettledPromise((resolve, reject) => {
      const run = () => {
        const isFulfilled = this.#state === "fulfilled";
        const callback = isFulfilled ? fulfilled : rejected;
        if (!callback) return isFulfilled ? resolve(this.#value) : reject(this.#value);
        try {
          resolve(callback(this.#value));
        } catch (error) {
          reject(error);
        }
      };
      if (this.#state === "pending") this.#waiting.push(run);
      else run();
    });
  }

  /** @param {(reason: unknown) => unknown} rejected */
  catch(rejected) {
    return this.then(null, rejected);
  }

  /** @param {unknown} value */
  #resolve(value) {
    const isThenable =
      typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
    if (!isThenable) return this.#settle("fulfilled", value);
    value.then(
      (/** @type {unknown} */ inner) => this.#resolve(inner),
      (/** @type {unknown} */ reason) => this.#settle("rejected", reason),
    );
  }

  /**
   * @param {"fulfilled" | "rejected"} state
   * @param {unknown} value
   */
  #settle(state, value) {
    if (this.#state !== "pending") return;
    this.#state = state;
    this.#value = value;
    for (const run of this.#waiting) run();
    this.#waiting = [];
  }
};
