// Counts of tests: how many passed and failed, and which were skipped.
import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: string[] }} Tally */

/** @type {Readonly<Tally>} */
export const onePassed = { passed: 1, failed: 0, skipped: [] };

/** @type {Readonly<Tally>} */
export const oneFailed = { passed: 0, failed: 1, skipped: [] };

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  return {
    passed: tallies.reduce((total, tally) => total + tally.passed, 0),
    failed: tallies.reduce((total, tally) => total + tally.failed, 0),
    skipped: tallies.flatMap((tally) => tally.skipped),
  };
}

/**
 * @param {Tally} tally
 * @returns {string} `N passed, N failed`, and how many were skipped if any
 */
export function inWords({ passed, failed, skipped }) {
  const counts = `${passed} passed, ${failed} failed`;
  return skipped.length > 0 ? `${counts}, ${skipped.length} skipped` : counts;
}

/**
 * What a mocha run counted, with one failure more if it went wrong in a way no test tells of.
 * @param {string} file what the tally reporter wrote
 * @param {boolean} ended whether the run ended well
 * @param {{ mayBeEmpty?: boolean }} [options] whether it is fine if no test ran, for others are wanted
 * @returns {Tally}
 */
export function readTally(file, ended, { mayBeEmpty = false } = {}) {
  if (!existsSync(file)) {
    console.error("The tests ended before they were done.");
    return oneFailed;
  }
  /** @type {Tally} */
  const tally = JSON.parse(readFileSync(file, "utf8"));
  if (tally.passed + tally.failed === 0 && !mayBeEmpty) {
    console.error("No test ran.");
    return sum([tally, oneFailed]);
  }
  if (!ended && tally.failed === 0) {
    console.error("Every test passed, but the run failed.");
    return sum([tally, oneFailed]);
  }
  return tally;
}

/**
 * @param {string} file
 * @param {Tally} tally
 */
export function writeTally(file, tally) {
  writeFileSync(file, JSON.stringify(tally));
}
