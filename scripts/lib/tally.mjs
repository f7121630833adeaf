// Test counts: how many passed and failed, and which were skipped.
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
export function tallyText({ passed, failed, skipped }) {
  const counts = `${passed} passed, ${failed} failed`;
  return skipped.length > 0 ? `${counts}, ${skipped.length} skipped` : counts;
}

/**
 * Reads the counts of a mocha run. Adds one failure if the run failed although no test did.
 * @param {string} file the file written by the tally reporter
 * @param {boolean} ended whether the run succeeded
 * @param {{ mayBeEmpty?: boolean }} [options] `mayBeEmpty` accepts a run without tests, as with --grep
 * @returns {Tally}
 */
export function readTally(file, ended, { mayBeEmpty = false } = {}) {
  if (!existsSync(file)) {
    console.error("The test run ended before it was complete.");
    return oneFailed;
  }
  /** @type {Tally} */
  const tally = JSON.parse(readFileSync(file, "utf8"));
  if (tally.passed + tally.failed === 0 && !mayBeEmpty) {
    console.error("No tests ran.");
    return sum([tally, oneFailed]);
  }
  if (!ended && tally.failed === 0) {
    console.error("All tests passed, but the run failed.");
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
