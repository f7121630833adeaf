import type { IsCancelled } from "../vtl";

/** What templates may take where the caller says nothing. */
export const DEFAULT_MILLISECONDS = 5000;

/**
 * Ends templates that take too long. The time runs from this call on: make one for each request.
 * @param milliseconds Infinity for no end.
 * @param isCancelled what else ends them; asked first.
 */
export function deadline(milliseconds: number, isCancelled?: IsCancelled): IsCancelled {
  const end = performance.now() + milliseconds;
  return () => isCancelled?.() || (performance.now() >= end && "time");
}
