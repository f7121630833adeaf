/** Limits on what a template may do, so that rendering always ends. */
import { type Budget, COLLECTION_BYTES, JavaList, JavaMap, type Value } from "../values";
import { LimitReached } from "./stops";

export interface Limits {
  /** Statements, expressions and created characters, weighted. */
  readonly steps: number;
  /** Characters of the output. */
  readonly output: number;
  /** Bytes of variables and collections. */
  readonly memory: number;
  /** Nested calls and blocks. */
  readonly depth: number;
  /** Iterations of one `#foreach`, which API Gateway limits. */
  readonly iterations: number;
}

/** Enough for a template of 300 KB and a body of 10 MB, with a wide margin. */
export const DEFAULT_LIMITS: Limits = {
  steps: 50_000_000,
  output: 20_000_000,
  memory: 128_000_000,
  depth: 400,
  iterations: 1000,
};

/**
 * Called now and then while a template runs. Returns true to cancel it, or "time" to stop it because it takes too long.
 */
export type IsCancelled = () => boolean | "time";

/** Steps between two calls of `isCancelled`. */
const POLL = 2048;

/** What one operation may create at most, because it cannot be stopped halfway. */
const MOST_UNITS = 20_000_000;

/** How many characters cost as much as one step. */
const CHARACTERS_PER_STEP = 16;

export class Meter implements Budget {
  #left: number;
  #untilPoll = POLL;
  #depth = 0;
  #memory: number;

  constructor(
    readonly limits: Limits,
    private readonly isCancelled: IsCancelled | undefined,
  ) {
    this.#left = limits.steps;
    this.#memory = limits.memory;
  }

  step(): void {
    if (--this.#untilPoll > 0) return;
    this.#settle(POLL);
  }

  /** Charges for characters or elements that are read or about to be created. */
  spend(units: number): void {
    if (units < CHARACTERS_PER_STEP) return;
    if (units > MOST_UNITS) throw tooMuch();
    this.#settle(POLL - this.#untilPoll + units / CHARACTERS_PER_STEP);
  }

  /** Charges for memory that stays in use. A negative amount is no longer used. */
  allocate(bytes: number): void {
    this.#memory -= bytes;
    if (this.#memory >= 0) return;
    const megabytes = Math.round(this.limits.memory / 1_000_000);
    throw new LimitReached(
      "memory",
      `The template was stopped because its values need more than ${megabytes} MB.`,
    );
  }

  /** Charges for a value that a collection is going to contain. */
  keep(value: Value): void {
    this.allocate(COLLECTION_BYTES.item + bytesOf(value));
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

/** Bytes of a character. */
const CHARACTER = 2;

/** The memory of a value, without the elements of a collection, which are charged when they are added. */
export function bytesOf(value: Value): number {
  if (typeof value === "string") return value.length * CHARACTER;
  if (typeof value !== "object" || value === null) return 0;
  if (value instanceof JavaMap) return COLLECTION_BYTES.map;
  return value instanceof JavaList ? COLLECTION_BYTES.list : 2 * COLLECTION_BYTES.item;
}

function tooMuch(): LimitReached {
  return new LimitReached(
    "steps",
    "The template was stopped because it does far more work than a mapping template should.",
  );
}
