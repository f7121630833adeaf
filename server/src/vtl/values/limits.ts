/** Limits how large the values of a rendering can grow. Spending more than is left throws. */
export interface Budget {
  /** @param units characters or elements about to be created; each value that a path visits counts as 16. */
  spend(units: number): void;
}

/** How many levels of nesting printing, comparing and hashing follow. JSON itself is limited to 400 levels. */
export const tooDeep = 1000;

/** Thrown where Java throws a StackOverflowError: for collections that nest too deeply or contain each other. */
export class TooDeepError extends Error {
  override readonly name = "TooDeepError";
  constructor() {
    super(`The value is nested more than ${tooDeep} levels deep.`);
  }
}

/** Characters to collect before they are charged, because charging a few at a time is slow. */
const portion = 1024;

/** Charges the amount due once it is large enough, and returns what remains due. */
export function charge(budget: Budget | undefined, due: number): number {
  if (due < portion || budget === undefined) return due;
  budget.spend(due);
  return 0;
}
