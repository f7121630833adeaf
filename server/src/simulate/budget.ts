import { RegexError } from "../javaRegex";
import { DEFAULT_LIMITS, Meter } from "../vtl/evaluate/limits";
import { LimitReached } from "../vtl/evaluate/stops";
import { type Budget, TooDeepError } from "../vtl/values";

/** Much for a mapping or a pattern, and done within a moment. */
const STEPS = 1_000_000;

/** What an action of the engine gave, or why it gave up. */
export type Attempt<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "failed"; readonly message: string };

/** Runs an action of the template engine outside of a template, with a limit to what it may cost. */
export function attempt<T>(action: (budget: Budget) => T): Attempt<T> {
  try {
    return { kind: "done", value: action(new Meter({ ...DEFAULT_LIMITS, steps: STEPS }, undefined)) };
  } catch (error) {
    const isExpected =
      error instanceof RegexError || error instanceof LimitReached || error instanceof TooDeepError;
    if (isExpected) return { kind: "failed", message: error.message };
    throw error;
  }
}
