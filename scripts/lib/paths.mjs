// The places the scripts need to know about, and the Node.js that runs everything but the scripts themselves.
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const root = fileURLToPath(new URL("../../", import.meta.url)).replace(/[\\/]$/, "");

/** Everything that is downloaded or written while running; ignored by git. */
export const cacheDir = path.join(root, ".vscode-test");

/** Where screenshots of failed editor tests go. */
export const failuresDir = path.join(cacheDir, "failures");

/**
 * Node.js 24 from the development dependency `node`: VS Code and the test tools need it,
 * whatever Node.js the machine has. Call only when the dependencies are installed.
 * @returns {string}
 */
export function node24() {
  const name = process.platform === "win32" ? "node.exe" : "node";
  const installed = path.join(root, "node_modules", "node", "bin", name);
  return existsSync(installed) ? installed : process.execPath;
}
