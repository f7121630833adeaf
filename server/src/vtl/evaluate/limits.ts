/** Limits on what a template may do, so that rendering always ends. */
import type { Budget } from "../values";
import { LimitReached } from "./stops";

export interface Limits {
  /** Statements, expressions and created characters, weighted. */
  readonly steps: number;
  /** Characters of the output. */
  readonly output: number;
  /** Nested calls and blocks. */
  readonly depth: number;
  /** Iterations of one `#foreach`, which API Gateway limits. */
  readonly iterations: number;
}

/** Enough for a template of 300 KB and a body of 10 MB, with a wide margin. */
export const DEFAULT_LIMITS: Limits = {
  steps: 50_000_000,
  output: 20_000_000,
  depth: 400,
  iterations: 1000,
};

/**
 * Called now and then while a template runs. Returns true to cancel it, or "time" to stop it because it takes too long.
 */
export type IsCancelled = () => boolean | "time";

/** Steps between two calls of `isCancelled`. */
const POLL = 2048;

/** How many characters cost as much as one step. */
const CHARACTERS_PER_STEP = 16;

export class Meter implements Budget {
  #left: number;
  #untilPoll = POLL;
  #depth = 0;

  constructor(
    readonly limits: Limits,
    private readonly isCancelled: IsCancelled | undefined,
  ) {
    this.#left = limits.steps;
  }

  step(): void {
    if (--this.#untilPoll > 0) return;
    this.#settle(POLL);
  }

  /** Charges for characters or elements that are about to be created. */
  spend(units: number): void {
    if (units < CHARACTERS_PER_STEP) return;
    if (units > this.limits.output * 4) throw tooMuch();
    this.#settle(POLL - this.#untilPoll + units / CHARACTERS_PER_STEP);
  }

  #settle(steps: number): void {
    this.#left -= steps;
    this.#untilPoll = POLL;
    if (this.#left < 0) throw tooMuch();
    const end = this.isCancelled?.();
    if (end === "time") throw new LimitReached("time", "The template took too long and was stopped.");
    if (end === true) throw new LimitReached("cancelled", "Rendering was cancelled.");
  }

  enter(): void {
    if (++this.#depth <= this.limits.depth) return;
    throw new LimitReached("depth", `Calls are nested more than ${this.limits.depth} levels deep.`);
  }

  leave(): void {
    this.#depth--;
  }
}

function tooMuch(): LimitReached {
  return new LimitReached(
    "steps",
    "The template was stopped because it does far more work than a mapping template should.",
  );
}
