// Runs suites in a downloaded desktop VS Code.
import { spawnSync } from "node:child_process";
import path from "node:path";
import {
  downloadAndUnzipVSCode,
  resolveCliArgsFromVSCodeExecutablePath,
  runTests,
} from "@vscode/test-electron";
import { packageExtension } from "../../../scripts/lib/extension-package.mjs";
import { cacheDir } from "../../../scripts/lib/paths.mjs";
import { temporaryDir } from "../../../scripts/lib/temporary.mjs";
import { installedExtension } from "../../../scripts/lib/vscode-server.mjs";
import { emptyExtension } from "./workbench-url.mjs";

/** @typedef {import("./suites.mjs").SuiteRunner} SuiteRunner */

/** @returns {Promise<SuiteRunner>} */
export async function createElectronRunner() {
  const vscodeExecutablePath = await downloadAndUnzipVSCode({ cachePath: cacheDir });
  // The only extension in this folder is ours, installed from its package.
  const extensionsDir = path.join(temporaryDir(), "extensions");
  const extensions = ["--extensions-dir", extensionsDir];
  install(vscodeExecutablePath, await packageExtension({ quiet: true }), extensions);
  return {
    extension: installedExtension(extensionsDir),
    async run({ workspace, testsPath }) {
      const code = await runTests({
        vscodeExecutablePath,
        extensionDevelopmentPath: emptyExtension,
        extensionTestsPath: testsPath,
        launchArgs: [
          workspace,
          ...extensions,
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

/**
 * @param {string} executable
 * @param {string} file
 * @param {readonly string[]} extensions
 */
function install(executable, file, extensions) {
  const [command = "", ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, {
    reuseMachineInstall: true,
  });
  const { status } = spawnSync(command, [...args, ...extensions, "--install-extension", file], {
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`VS Code could not install ${file} (exit code ${status}).`);
}
