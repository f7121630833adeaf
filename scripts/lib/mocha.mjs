// How mocha is run.
import { fileURLToPath } from "node:url";

/** The reporter that also counts. */
export const reporter = fileURLToPath(new URL("tally-reporter.cjs", import.meta.url));

/**
 * @param {string[]} bundles test files
 * @param {string} tallyFile where the counts go
 * @param {string[]} options further ones
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
