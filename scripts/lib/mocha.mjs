// The command line for mocha.
import { fileURLToPath } from "node:url";

/** The reporter that also writes the counts to a file. */
export const reporter = fileURLToPath(new URL("tally-reporter.cjs", import.meta.url));

/**
 * @param {string[]} bundles test files
 * @param {string} tallyFile the file for the counts
 * @param {string[]} options additional mocha options
 * @returns {string[]} arguments for Node.js
 */
export function mochaCommand(bundles, tallyFile, options) {
  return [
    ...["--enable-source-maps", "node_modules/mocha/bin/mocha.js", "--forbid-only"],
    ...["--reporter", reporter, "--reporter-option", `tallyFile=${tallyFile}`],
    ...options,
    ...bundles,
  ];
}
