/** Runs tasks with the same key one after the other, in the order in which they were given. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs the task after all earlier ones with the key, even if they failed. */
  async run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const result = before.then(task, task);
    const done = result.catch(() => {});
    this.#last.set(key, done);
    try {
      return await result;
    } finally {
      if (this.#last.get(key) === done) this.#last.delete(key);
    }
  }
}
