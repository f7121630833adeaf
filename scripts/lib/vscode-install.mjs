// Installs a real VS Code from the npm registry: the package code-server contains its server, extension host
// and browser workbench, and is available where VS Code itself cannot be downloaded.
import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { npm } from "./npm.mjs";
import { cacheDir } from "./paths.mjs";
import { messageOf, seconds } from "./text.mjs";

const version = "4.139.1";
const home = path.join(cacheDir, `code-server-${version}`);

/** @returns {Promise<string>} the folder of VS Code (the one with `out/server-main.js`) */
export async function ensureVSCode() {
  if (!existsSync(home)) await install();
  return vscodeIn(home);
}

/** Installs next to the final folder and renames when complete, so that an interrupted install is repeated. */
async function install() {
  console.log("Installing VS Code for the browser in .vscode-test (600 MB, about half a minute)…");
  const started = performance.now();
  const partial = `${home}.partial`;
  const vscode = vscodeIn(partial);
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  await writeFile(path.join(partial, "package.json"), '{ "private": true }\n');
  try {
    // Skip install scripts: they compile native modules, which are not needed here.
    await npm(["install", "--ignore-scripts", "--save-exact", `code-server@${version}`], partial);
    console.log("  … dependencies");
    await npm(["install", "--omit=dev", "--ignore-scripts"], vscode);
    console.log("  … dependencies of the built-in extensions");
    await npm(["install", "--omit=dev", "--ignore-scripts"], path.join(vscode, "extensions"));
  } catch (error) {
    throw new Error(`Cannot install VS Code from the npm registry: ${messageOf(error)}`);
  }
  await rename(partial, home);
  console.log(`Installed VS Code in ${seconds(started)}.`);
}

/** @param {string} folder */
function vscodeIn(folder) {
  return path.join(folder, "node_modules", "code-server", "lib", "vscode");
}
