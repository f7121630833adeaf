// Installs the dependencies if node_modules does not match package-lock.json.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { npm } from "./npm.mjs";
import { root } from "./paths.mjs";
import { seconds } from "./text.mjs";

/** @typedef {{ version?: string, optional?: boolean }} LockedPackage */

/** @returns {Promise<void>} */
export async function ensureDependencies() {
  if (dependenciesMatchLock()) return;
  console.log("Installing dependencies (about a minute the first time)…");
  const started = performance.now();
  // Include development dependencies even if NODE_ENV is "production": everything here needs them.
  await npm(["ci", "--include=dev"], root);
  console.log(`Installed dependencies in ${seconds(started)}.`);
}

/**
 * npm writes node_modules/.package-lock.json at the end of an install, so it is missing after an interrupted
 * one. Its content is not used, because npm also changes it without installing anything.
 * @returns {boolean}
 */
function dependenciesMatchLock() {
  if (!existsSync(path.join(root, "node_modules", ".package-lock.json"))) return false;
  /** @type {Record<string, LockedPackage>} */
  const packages = readJson("package-lock.json").packages;
  return Object.entries(packages).every(
    // Optional packages are for other platforms; the empty name is this package itself.
    ([folder, { version, optional }]) => folder === "" || optional || versionIn(folder) === version,
  );
}

/** @param {string} folder */
function versionIn(folder) {
  const manifest = path.join(folder, "package.json");
  return existsSync(path.join(root, manifest)) ? readJson(manifest).version : undefined;
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(path.join(root, file), "utf8"));
}
