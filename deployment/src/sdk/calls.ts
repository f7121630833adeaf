import { setTimeout as delay } from "node:timers/promises";
import { type AwsError, awsError, type Call } from "../awsError";

/** The number of attempts for a write that AWS throttles. */
const WRITE_TRIES = 5;
const FIRST_WAIT_MS = 400;

/** Sends a call. Rejects with an `AwsError` only. */
export async function attempt<T>(call: Call, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw awsError(error, call);
  }
}

/** Sends a write. Repeats it only if AWS throttled it, which means that it was not processed. */
export async function attemptWrite<T>(call: Call, send: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      const failure = awsError(error, call);
      if (failure.kind !== "throttled" || tries === WRITE_TRIES) throw failure;
      await delay(FIRST_WAIT_MS * 2 ** (tries - 1));
    }
  }
}

/** Reads one resource; undefined if it does not exist. */
export async function attemptOne<T>(call: Call, send: () => Promise<T>): Promise<T | undefined> {
  try {
    return await attempt(call, send);
  } catch (error) {
    if ((error as AwsError).kind === "not-found") return undefined;
    throw error;
  }
}

interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string | undefined;
}

/** Reads every page of a list. */
export async function pages<T>(
  call: Call,
  read: (next: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let next: string | undefined;
  do {
    const page: Page<T> = await attempt(call, () => read(next));
    items.push(...page.items);
    next = page.next;
  } while (next !== undefined && next !== "");
  return items;
}
