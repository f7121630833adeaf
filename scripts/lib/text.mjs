// Small words that several scripts say.

/**
 * @param {number} started a `performance.now()`
 * @returns {string} the time since then
 */
export function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

/**
 * @param {unknown} error
 * @returns {string} what to tell a person about it
 */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
