/** Limits the work of a match, because a backtracking matcher can take exponential time. */
export interface Budget {
  /**
   * @param units characters that are made, or 16 for each attempt of the matcher.
   * @throws to stop the match; the exception passes through the matcher unchanged.
   */
  spend(units: number): void;
}
