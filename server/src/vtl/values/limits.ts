/** What stops a rendering whose values grow too large. Spending more than there is throws. */
export interface Budget {
  /** @param units characters or elements that are about to be made; a value that a path visits counts 16. */
  spend(units: number): void;
}

/** Levels of nesting that printing, comparing and hashing follow. JSON itself is limited to 400 levels. */
export const tooDeep = 1000;

/** Thrown where Java would end in a StackOverflowError: collections nested too deeply, or within each other. */
export class TooDeepError extends Error {
  override readonly name = "TooDeepError";
  constructor() {
    super(`The value is nested more than ${tooDeep} levels deep.`);
  }
}

/** Characters that are charged at once: what is charged in small change costs time, or is let off. */
const portion = 1024;

/** Charges what is due once it is enough, and gives what remains due. */
export function charge(budget: Budget | undefined, due: number): number {
  if (due < portion || budget === undefined) return due;
  budget.spend(due);
  return 0;
}
