// Paths for the scripts, and the Node.js that runs everything except the scripts themselves.
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const root = fileURLToPath(new URL("../../", import.meta.url)).replace(/[\\/]$/, "");

/** Everything that is downloaded or written at run time; ignored by Git. */
export const cacheDir = path.join(root, ".vscode-test");

/** The folder for screenshots of failed editor tests. */
export const failuresDir = path.join(cacheDir, "failures");

/**
 * Node.js 24 from the development dependency `node`, which VS Code and the test tools require regardless of
 * the installed Node.js. Call only after the dependencies are installed.
 * @returns {string}
 */
export function node24() {
  const name = process.platform === "win32" ? "node.exe" : "node";
  const installed = path.join(root, "node_modules", "node", "bin", name);
  return existsSync(installed) ? installed : process.execPath;
}
