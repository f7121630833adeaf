import { type Budget, RegexError } from "../javaRegex";
import { TooDeepError } from "../vtl/values";

/** Characters or sixteenths of an attempt: ample for a mapping or a pattern, and used up within a moment. */
const UNITS = 16_000_000;

class OutOfBudget extends Error {}

/** The result of an action, or the reason why it failed. */
export type Attempt<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "failed"; readonly message: string };

/** Runs an action that reads a path or matches a pattern, with a limit on its work. */
export function attempt<T>(action: (budget: Budget) => T): Attempt<T> {
  let left = UNITS;
  const budget: Budget = {
    spend(units) {
      left -= units;
      if (left < 0) throw new OutOfBudget("This takes more steps than the simulation allows.");
    },
  };
  try {
    return { kind: "done", value: action(budget) };
  } catch (error) {
    const isExpected =
      error instanceof RegexError || error instanceof OutOfBudget || error instanceof TooDeepError;
    if (isExpected) return { kind: "failed", message: error.message };
    throw error;
  }
}
