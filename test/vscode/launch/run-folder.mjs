// A folder for one run of one suite: a fresh copy of the samples as the workspace, the request and
// the results.
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { reporter } from "../../../scripts/lib/mocha.mjs";
import { root } from "../../../scripts/lib/paths.mjs";

/**
 * @typedef {object} RunRequest
 * @property {string} suite the bundled test file
 * @property {string} outputFile the file for the output of the tests
 * @property {import("mocha").MochaOptions} mocha
 */

/**
 * @param {string} parent a temporary folder
 * @param {string} suite the bundled test file
 * @param {import("mocha").MochaOptions} mocha
 * @returns {{ workspace: string, tallyFile: string, output: () => string }}
 */
export function createRunFolder(parent, suite, mocha) {
  const folder = mkdtempSync(path.join(parent, "run-"));
  const workspace = path.join(folder, "workspace");
  const tallyFile = path.join(folder, "tally.json");
  const outputFile = path.join(folder, "output.txt");
  cpSync(path.join(root, "samples"), workspace, { recursive: true });
  /** @type {RunRequest} */
  const request = { suite, outputFile, mocha: { ...mocha, reporter, reporterOptions: { tallyFile } } };
  writeFileSync(path.join(folder, "run.json"), JSON.stringify(request));
  return {
    workspace,
    tallyFile,
    output: () => (existsSync(outputFile) ? readFileSync(outputFile, "utf8") : ""),
  };
}
