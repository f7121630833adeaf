/** The one clock of the core: everything else takes what it needs as an argument. */
import type { IsCancelled } from "./vtl";

/** The time limit for templates unless the caller sets one, in milliseconds. */
export const DEFAULT_MILLISECONDS = 5000;

/**
 * Returns a check that cancels templates once the time is up. The clock starts with this call, so make one for
 * each request.
 * @param milliseconds `Infinity` for no limit.
 * @param isCancelled another reason to cancel, asked first.
 */
export function deadline(milliseconds: number, isCancelled?: IsCancelled): IsCancelled {
  const end = performance.now() + milliseconds;
  return () => isCancelled?.() || (performance.now() >= end && "time");
}
