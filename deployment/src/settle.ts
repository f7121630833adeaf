/** Sends a write, and finds out what happened to it if its response was lost. */
import { setTimeout as delay } from "node:timers/promises";
import { type AwsError, isAwsError } from "./awsError";
import type { Observation } from "./prerequisiteCalls";

export interface Write {
  readonly send: () => Promise<unknown>;
  /** Reads whether the write was carried out. */
  readonly observe: () => Promise<Observation>;
  /**
   * False for a write that makes another resource each time. AWS may carry out a call long after it answered 504
   * or reset the connection, so the absence of the resource never proves that sending it again is safe.
   */
  readonly isRepeatable: boolean;
}

export interface SettleOptions {
  /** The time before the first look in milliseconds. */
  readonly settleMs: number;
  readonly isCancelled: () => boolean;
}

/** A write that failed and is not sent again. */
export class Unsettled extends Error {
  constructor(
    readonly failure: AwsError,
    /** True if AWS rejected it, or it had no effect. */
    readonly isUndone: boolean,
  ) {
    super(failure.message);
  }
}

const TRIES = 3;
/** Multiples of `settleMs`: 15 seconds altogether. */
const LOOKS: readonly number[] = [1, 2, 4, 8];

/** Rejects with `Unsettled` if the write failed, or if nobody can tell whether it succeeded. */
export async function settle(
  { send, observe, isRepeatable }: Write,
  { settleMs, isCancelled }: SettleOptions,
): Promise<"done" | "found"> {
  for (let tries = 1; ; tries++) {
    try {
      await send();
      return "done";
    } catch (error) {
      if (!isAwsError(error)) throw error;
      if (!error.isOutcomeOpen) throw new Unsettled(error, true);
      const observed = isRepeatable ? await look(observe, settleMs) : await watch();
      if (observed === "done") return "found";
      // A call that timed out may still be carried out later, so its absence proves nothing.
      if (observed === "unclear" || !isRepeatable || error.kind === "timed-out")
        throw new Unsettled(error, false);
      if (tries === TRIES || isCancelled()) throw new Unsettled(error, true);
    }
  }

  /** Looks several times, at growing intervals, until the write shows. */
  async function watch(): Promise<Observation> {
    let observed: Observation = "undone";
    for (const factor of LOOKS) {
      observed = await look(observe, settleMs * factor);
      if (observed === "done" || isCancelled()) break;
    }
    return observed;
  }
}

async function look(observe: () => Promise<Observation>, afterMs: number): Promise<Observation> {
  await delay(afterMs);
  try {
    return await observe();
  } catch (error) {
    if (isAwsError(error)) return "unclear";
    throw error;
  }
}
