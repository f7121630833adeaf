/** Levels of nesting that printing, comparing and hashing follow. JSON itself is limited to 400 levels. */
export const tooDeep = 1000;

/** Thrown where Java would end in a StackOverflowError: collections nested too deeply, or within each other. */
export class TooDeepError extends Error {
  override readonly name = "TooDeepError";
  constructor() {
    super(`The value is nested more than ${tooDeep} levels deep.`);
  }
}
