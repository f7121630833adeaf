/** Limits the work and the memory of a rendering. Spending more than is left throws. */
export interface Budget {
  /** @param units characters or elements that are read or created; each value that a path visits counts as 16. */
  spend(units: number): void;
  /** @param bytes memory that collections will use from now on. */
  allocate?(bytes: number): void;
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

/** The memory of a new collection, in bytes, as measured in Node.js. */
export const COLLECTION_BYTES = { list: 100, map: 300, item: 16, entry: 64 } as const;
