import { setTimeout as delay } from "node:timers/promises";
import { AwsError, awsError, type Call } from "../awsError";
import type { ListLimits, PartialList } from "../gateway";

/** The number of attempts for a write that AWS throttles. */
const WRITE_TRIES = 5;
const FIRST_WAIT_MS = 400;
/** If AWS asks to wait longer than this, the user decides when to go on. */
const LONGEST_WAIT_MS = 30_000;

/** Sends a call. Rejects with an `AwsError` only. */
export async function attempt<T>(call: Call, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw awsError(error, call);
  }
}

/**
 * Sends a write. Repeats it only if AWS did not process it: because it throttled the call, or because of the
 * signature's time, which the SDK corrects from the response.
 */
export async function attemptWrite<T>(call: Call, send: () => Promise<T>): Promise<T> {
  let hasCorrectedClock = false;
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      const failure = awsError(error, call);
      if (failure.isClockCorrected && !hasCorrectedClock) {
        hasCorrectedClock = true;
        continue;
      }
      if (failure.kind !== "throttled" || tries >= WRITE_TRIES) throw failure;
      const { retryAfterMs = 0 } = failure;
      if (retryAfterMs > LONGEST_WAIT_MS) throw withWait(failure, retryAfterMs);
      await delay(Math.max(retryAfterMs, FIRST_WAIT_MS * 2 ** (tries - 1)));
    }
  }
}

function withWait({ kind, message, call, requestId }: AwsError, waitMs: number): AwsError {
  const advice = `AWS asks to wait ${Math.ceil(waitMs / 1_000)} seconds before the next call.`;
  return new AwsError(kind, message, advice, call, requestId, waitMs);
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

/** Reads every page of a list. Rejects if a page token comes again, because the list would never end. */
export async function pages<T>(
  call: Call,
  read: (next: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  const seen = new Set<string>();
  let next: string | undefined;
  for (;;) {
    const page: Page<T> = await attempt(call, () => read(next));
    items.push(...page.items);
    next = page.next;
    if (!next) break;
    if (seen.has(next)) throw circular(call);
    seen.add(next);
  }
  return items;
}

/** Reads pages until the list ends or has as many items as are asked for. */
export async function pagesUpTo<T>(
  call: Call,
  { most, signal }: ListLimits,
  read: (next: string | undefined) => Promise<Page<T>>,
): Promise<PartialList<T>> {
  const items: T[] = [];
  const seen = new Set<string>();
  let next: string | undefined;
  for (;;) {
    if (signal.aborted) throw new AwsError("cancelled", "The list was cancelled.", "", call);
    const page: Page<T> = await attempt(call, () => read(next)).catch((error: unknown) => {
      throw signal.aborted ? new AwsError("cancelled", "The list was cancelled.", "", call) : error;
    });
    items.push(...page.items);
    next = page.next;
    if (items.length >= most)
      return { items: items.slice(0, most), isComplete: !next && items.length <= most };
    if (!next) return { items, isComplete: true };
    if (seen.has(next)) throw circular(call);
    seen.add(next);
  }
}

function circular(call: Call): AwsError {
  return new AwsError(
    "unknown",
    `The pages of ${call.operation} repeat: the same page token was received twice.`,
    "Check that the endpoint belongs to API Gateway.",
    call,
  );
}
