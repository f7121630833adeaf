// Texts shared by several scripts.

/**
 * @param {number} started a time from `performance.now()`
 * @returns {string} the elapsed time, such as `1.5 s`
 */
export function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

/**
 * @param {unknown} error
 * @returns {string} the message to print
 */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
