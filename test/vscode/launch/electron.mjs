// Runs suites in a downloaded desktop VS Code.
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { cacheDir, root } from "../../../scripts/lib/paths.mjs";
import { temporaryDir } from "../../../scripts/lib/temporary.mjs";

/** @typedef {import("./suites.mjs").SuiteRunner} SuiteRunner */

/** @returns {Promise<SuiteRunner>} */
export async function createElectronRunner() {
  return {
    async run({ workspace, testsPath }) {
      const code = await runTests({
        extensionDevelopmentPath: root,
        extensionTestsPath: testsPath,
        cachePath: cacheDir,
        launchArgs: [
          workspace,
          "--disable-extensions",
          "--disable-workspace-trust",
          // VS Code creates a socket here, and socket paths must be short.
          ...["--user-data-dir", path.join(temporaryDir(), "user")],
        ],
      });
      return { passed: code === 0 };
    },
    async close() {},
  };
}
