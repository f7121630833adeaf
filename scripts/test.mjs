// `npm test`: runs all checks and tests. `npm test -- unit lint` runs only those steps, and
// `npm test -- unit --grep hover` only the tests with a matching title.
import { parseArgs } from "node:util";
import { bundleFolder, bundleTests, testFiles } from "./lib/bundle-tests.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { node24, root } from "./lib/paths.mjs";
import { run } from "./lib/processes.mjs";
import { steps } from "./lib/steps.mjs";
import { oneFailed, sum, tallyText } from "./lib/tally.mjs";
import { messageOf, seconds } from "./lib/text.mjs";
import { ensureVSCode } from "./lib/vscode-install.mjs";

/** @typedef {import("./lib/steps.mjs").Step} Step */
/** @typedef {import("./lib/tally.mjs").Tally} Tally */

/** @returns {Promise<Tally>} */
async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { grep: { type: "string" } },
  });
  const mochaArgs = values.grep === undefined ? [] : ["--grep", values.grep];
  const chosen = chooseSteps(positionals);

  await ensureDependencies();
  const ready = {
    vscode: chosen.some((step) => step.needsVSCode) && (await succeeds(ensureVSCode)),
    build: await succeeds(() => build(chosen)),
  };

  /** @type {Tally[]} */
  const tallies = [];
  const summary = [];
  for (const step of chosen) {
    console.log(`\n=== ${step.title} ===\n`);
    const started = performance.now();
    const tally = await runStep(step, mochaArgs, ready);
    tallies.push(tally);
    summary.push(`${step.name.padEnd(10)} ${tallyText(tally)} (${seconds(started)})`);
  }
  const total = sum(tallies);
  console.log(`\n=== Summary ===\n\n${summary.join("\n")}`);
  for (const title of total.skipped) console.log(`skipped: ${title}`);
  return total;
}

/**
 * @param {string[]} names
 * @returns {Step[]}
 */
function chooseSteps(names) {
  const unknown = names.find((name) => !steps.some((step) => step.name === name));
  if (unknown)
    throw new Error(`Unknown step "${unknown}". Expected one of: ${steps.map((s) => s.name).join(", ")}.`);
  return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name));
}

/**
 * @param {Step} step
 * @param {string[]} mochaArgs
 * @param {{ vscode: boolean, build: boolean }} ready
 * @returns {Promise<Tally>}
 */
async function runStep(step, mochaArgs, ready) {
  try {
    if (step.tests && !ready.build) throw new Error("Not run because the build failed. See above.");
    if (step.needsVSCode && !ready.vscode)
      throw new Error("Not run because VS Code could not be installed. See above.");
    return await step.run(mochaArgs);
  } catch (error) {
    console.error(messageOf(error));
    return oneFailed;
  }
}

/** @param {Step[]} chosen */
async function build(chosen) {
  const withTests = chosen.filter((step) => step.tests);
  if (withTests.length === 0) return;
  console.log("Building…");
  const { code } = await run(node24(), ["esbuild.mjs"], { cwd: root });
  if (code !== 0) throw new Error(`esbuild.mjs failed with exit code ${code}.`);
  for (const { tests = [], inEditor } of withTests) {
    // An editor runs each file on its own; elsewhere one process runs a whole folder.
    if (inEditor) await bundleTests(tests.flatMap(testFiles));
    else await Promise.all(tests.map(bundleFolder));
  }
}

/**
 * Runs a preparation. If it fails, so do the steps that need it; the others still run.
 * @param {() => Promise<unknown>} prepare
 * @returns {Promise<boolean>}
 */
async function succeeds(prepare) {
  try {
    await prepare();
    return true;
  } catch (error) {
    console.error(messageOf(error));
    return false;
  }
}

void main()
  .catch((error) => {
    console.error(messageOf(error));
    return oneFailed;
  })
  .then((total) => {
    process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
    console.log(`\n${tallyText(total)}`);
  });
