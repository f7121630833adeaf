// The steps of `npm test`, in order.
import path from "node:path";
import { folderBundle, testFiles } from "./bundle-tests.mjs";
import { mochaCommand } from "./mocha.mjs";
import { node24, root } from "./paths.mjs";
import { run } from "./processes.mjs";
import { oneFailed, onePassed, readTally, sum } from "./tally.mjs";
import { temporaryDir } from "./temporary.mjs";

/** @typedef {import("./tally.mjs").Tally} Tally */

/**
 * @typedef {object} Step
 * @property {string} name the name on the command line: `npm test -- unit`
 * @property {string} title
 * @property {string[]} [tests] folders of test files to bundle
 * @property {boolean} [needsVSCode]
 * @property {boolean} [inEditor] whether the tests run in an editor, which loads each file by itself
 * @property {(mochaArgs: string[]) => Promise<Tally>} run
 */

const minute = 60_000;

const TSC = ["node_modules/typescript/bin/tsc", "--noEmit"];
const BIOME = ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."];

const DEPENDENCY_CRUISER = [
  "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs",
  ...["--config", ".dependency-cruiser.mjs", "client/src", "deployment/src", "cli/src", "server/src"],
];

/** @type {Step[]} */
export const steps = [
  {
    name: "types",
    title: "Type check",
    run: () => checks([TSC, [...TSC, "-p", "tsconfig.core.json"]], 3 * minute),
  },
  {
    name: "lint",
    title: "Lint",
    run: () => checks([BIOME, DEPENDENCY_CRUISER, ["scripts/wording.mjs"]], 3 * minute),
  },
  {
    name: "unit",
    title: "Unit tests",
    tests: ["test/unit"],
    run: (mochaArgs) => mocha("test/unit", mochaArgs, 8 * minute),
  },
  {
    name: "protocol",
    title: "Protocol tests (the language server as a process)",
    tests: ["test/protocol"],
    run: (mochaArgs) => mocha("test/protocol", mochaArgs, 8 * minute),
  },
  {
    name: "cli",
    title: "Command-line tests (the tool as a process)",
    tests: ["test/cli"],
    run: (mochaArgs) => mocha("test/cli", mochaArgs, 5 * minute),
  },
  {
    name: "deployment",
    title: "Deployment tests (the AWS SDK with an emulator, with and without faults)",
    tests: ["test/deployment"],
    run: (mochaArgs) => mocha("test/deployment", mochaArgs, 5 * minute),
  },
  {
    name: "grammars",
    title: "Grammar tests (with the JSON and YAML grammars of VS Code)",
    tests: ["test/grammars"],
    needsVSCode: true,
    run: (mochaArgs) => mocha("test/grammars", mochaArgs, 3 * minute),
  },
  {
    name: "extension",
    title: "Extension tests (inside VS Code)",
    tests: ["test/vscode/suites"],
    needsVSCode: true,
    inEditor: true,
    run: (mochaArgs) => launch("test/vscode/launch/suites.mjs", mochaArgs, 14 * minute),
  },
  {
    name: "keys",
    title: "Keystroke tests (VS Code in a browser, with real keyboard and mouse input)",
    tests: ["test/vscode/keystrokes"],
    needsVSCode: true,
    inEditor: true,
    run: (mochaArgs) => launch("test/vscode/launch/keystrokes.mjs", mochaArgs, 10 * minute),
  },
  {
    name: "package",
    title: "Package tests (the .vsix, and what npm pack makes, installed elsewhere)",
    tests: ["test/package"],
    run: (mochaArgs) => mocha("test/package", mochaArgs, 5 * minute),
  },
];

/**
 * Runs programs one after another. Each counts as one test.
 * @param {string[][]} programs the arguments of each program
 * @param {number} limitMs the time limit of each program
 */
async function checks(programs, limitMs) {
  const tallies = [];
  for (const args of programs) tallies.push((await runWithin(args, limitMs)) ? onePassed : oneFailed);
  return sum(tallies);
}

/**
 * @param {string} folder
 * @param {string[]} mochaArgs
 * @param {number} limitMs
 */
function mocha(folder, mochaArgs, limitMs) {
  if (testFiles(folder).length === 0) throw new Error(`No tests found in ${folder}.`);
  const options = ["--timeout", "60000", ...mochaArgs];
  return counted((tallyFile) => mochaCommand([folderBundle(folder)], tallyFile, options), limitMs);
}

/**
 * @param {string} launcher a script that starts an editor and runs mocha in it or against it
 * @param {string[]} mochaArgs
 * @param {number} limitMs
 */
function launch(launcher, mochaArgs, limitMs) {
  return counted((tallyFile) => ["--enable-source-maps", launcher, tallyFile, ...mochaArgs], limitMs);
}

/**
 * @param {(tallyFile: string) => string[]} argsFor
 * @param {number} limitMs
 */
async function counted(argsFor, limitMs) {
  const tallyFile = path.join(temporaryDir(), "tally.json");
  const ended = await runWithin(argsFor(tallyFile), limitMs);
  return readTally(tallyFile, ended);
}

/**
 * @param {string[]} args
 * @param {number} limitMs
 * @returns {Promise<boolean>} whether it succeeded
 */
async function runWithin(args, limitMs) {
  const { code, timedOut } = await run(node24(), args, { cwd: root, limitMs });
  if (timedOut) console.error(`Stopped because this step took longer than ${limitMs / minute} minutes.`);
  return code === 0 && !timedOut;
}
