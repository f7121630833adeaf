// Runs suites in VS Code's server with a headless browser.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "node:util";
import { chromium } from "playwright-core";
import { findChromium } from "../../../scripts/lib/chromium.mjs";
import { packageExtension } from "../../../scripts/lib/extension-package.mjs";
import { failuresDir, root } from "../../../scripts/lib/paths.mjs";
import { temporaryDir } from "../../../scripts/lib/temporary.mjs";
import { ensureVSCode } from "../../../scripts/lib/vscode-install.mjs";
import {
  installExtension,
  installedExtension,
  startVSCodeServer,
} from "../../../scripts/lib/vscode-server.mjs";
import { prepareSettings } from "../../../scripts/lib/vscode-settings.mjs";
import { workbenchUrl } from "./workbench-url.mjs";

/** @typedef {import("./suites.mjs").SuiteRunner} SuiteRunner */
/** @typedef {import("playwright-core").Page} Page */

const suiteLimitMs = 120_000;

/**
 * Starts VS Code's server for tests, without a connection token. The extension is installed from its package, so
 * that the tests also see what is missing there.
 */
export async function startServerForTests() {
  const dataDir = temporaryDir();
  const vscode = await ensureVSCode();
  const file = await packageExtension({ quiet: true });
  prepareSettings(dataDir);
  await installExtension({ vscode, dataDir, file });
  const server = await startVSCodeServer({
    vscode,
    dataDir,
    args: ["--without-connection-token", "--enable-smoke-test-driver", "--reconnection-grace-time", "1"],
  });
  return {
    ...server,
    extension: installedExtension(path.join(dataDir, "extensions")),
    // Where VS Code keeps unsaved documents.
    backups: path.join(dataDir, "user", "User", "Backups"),
  };
}

/** @returns {Promise<SuiteRunner>} */
export async function createBrowserRunner() {
  const server = await startServerForTests();
  const browser = await chromium.launch(await findChromium());
  // One context for all suites, so that VS Code's scripts are loaded and compiled only once.
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-US" });
  return {
    extension: server.extension,
    async run({ name, workspace, testsPath }) {
      const page = await context.newPage();
      try {
        const { passed, log } = await listenForEnd(page);
        await page.goto(workbenchUrl(server.port, { folder: workspace, tests: testsPath }));
        if (await passed) return { passed: true };
        return { passed: false, evidence: await keepEvidence(page, name, log) };
      } finally {
        await page.close();
      }
    },
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

/**
 * Exposes the two functions that VS Code calls when it runs tests in a browser.
 * @param {Page} page
 * @returns {Promise<{ passed: Promise<boolean>, log: string[] }>} `passed` settles when the tests have ended
 */
async function listenForEnd(page) {
  /** @type {string[]} */
  const log = [];
  /** @type {PromiseWithResolvers<boolean>} */
  const { promise: passed, resolve } = Promise.withResolvers();
  const tooLong = setTimeout(
    () => end(false, `The suite took longer than ${suiteLimitMs / 1000} seconds.`),
    suiteLimitMs,
  );
  page.once("crash", () => end(false, "The browser page crashed."));
  await page.exposeFunction("codeAutomationExit", (/** @type {number} */ code) => end(code === 0));
  await page.exposeFunction(
    "codeAutomationLog",
    (/** @type {string} */ level, /** @type {unknown[]} */ args) => log.push(`${level}: ${format(...args)}`),
  );
  return { passed, log };

  /** @param {boolean} result @param {string} [problem] */
  function end(result, problem) {
    clearTimeout(tooLong);
    if (problem) console.error(problem);
    resolve(result);
  }
}

/**
 * @param {Page} page
 * @param {string} name
 * @param {string[]} log the output of VS Code and the extensions
 * @returns {Promise<string>} a message that says where the evidence is
 */
async function keepEvidence(page, name, log) {
  mkdirSync(failuresDir, { recursive: true });
  const file = path.join(failuresDir, name);
  writeFileSync(`${file}.log`, log.join("\n"));
  await page.screenshot({ path: `${file}.png` });
  return `Screenshot and VS Code log: ${path.relative(root, file)}.png and .log\n`;
}
