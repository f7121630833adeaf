// Runs each suite of test/vscode/suites in a VS Code window of its own.
// Arguments: the tally file, and `--grep TITLE` to run only matching tests.
import { copyFileSync, mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundleOf, testFiles } from "../../../scripts/lib/bundle-tests.mjs";
import { root } from "../../../scripts/lib/paths.mjs";
import { readTally, sum, writeTally } from "../../../scripts/lib/tally.mjs";
import { temporaryDir } from "../../../scripts/lib/temporary.mjs";
import { createBrowserRunner } from "./browser.mjs";
import { chooseEditor } from "./choose.mjs";
import { createElectronRunner } from "./electron.mjs";
import { createRunFolder } from "./run-folder.mjs";

/** @typedef {{ passed: boolean, evidence?: string }} SuiteEnd `evidence` says where to find the screenshot and log of a failure */

/**
 * @typedef {object} SuiteRunner
 * @property {string} extension the folder of the installed extension
 * @property {(suite: { name: string, workspace: string, testsPath: string }) => Promise<SuiteEnd>} run
 * @property {() => Promise<void>} close
 */

const testsPath = fileURLToPath(new URL("in-host.cjs", import.meta.url));

const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: "string" } } });
const [totalFile = ""] = positionals;
const mochaOptions = { color: process.stdout.isTTY, ...(values.grep ? { grep: values.grep } : {}) };

const runner =
  (await chooseEditor()) === "electron" ? await createElectronRunner() : await createBrowserRunner();
const tallies = [];
const parent = temporaryDir();
// VS Code gives each extension an API of its own. From the extension's folder, the tests get the extension's, so that
// they can answer its questions.
const tests = path.join(runner.extension, "tests");
mkdirSync(tests);
symlinkSync(path.join(root, "node_modules"), path.join(tests, "node_modules"), "junction");
for (const file of wantedFiles()) {
  const suite = path.join(tests, path.basename(bundleOf(file)));
  copyFileSync(bundleOf(file), suite);
  const { workspace, tallyFile, output } = createRunFolder(parent, suite, mochaOptions);
  const { passed, evidence } = await runner.run({
    name: path.basename(file, ".test.ts"),
    workspace,
    testsPath,
  });
  process.stdout.write(output());
  if (evidence) console.error(evidence);
  tallies.push(readTally(tallyFile, passed, { mayBeEmpty: values.grep !== undefined }));
}
await runner.close();

/** All suites, or those whose file name contains APIGW_SUITE: each takes half a minute to start its editor. */
function wantedFiles() {
  const wanted = process.env.APIGW_SUITE ?? "";
  const files = testFiles("test/vscode/suites").filter((file) => path.basename(file).includes(wanted));
  if (files.length === 0) throw new Error(`No suite has a file name with "${wanted}".`);
  return files;
}

const total = sum(tallies);
writeTally(totalFile, total);
process.exitCode = total.failed > 0 ? 1 : 0;
