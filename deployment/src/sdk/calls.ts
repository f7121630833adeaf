import { setTimeout as delay } from "node:timers/promises";
import { type AwsError, awsError, type Call } from "../awsError";

/** Tries of a write that AWS turns away unread, for there were too many. */
const WRITE_TRIES = 5;
const FIRST_WAIT_MS = 400;

/** Makes a call; whatever it fails with becomes an `AwsError`. */
export async function attempt<T>(call: Call, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw awsError(error, call);
  }
}

/** The same for a write: sent again only where AWS says that it did not look at it. */
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

/** The same for reading one thing: undefined where there is none. */
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
