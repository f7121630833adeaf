// Bundles test files into dist/test/, at the same places as they have in test/.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";

/**
 * @param {string} folder relative to the root, such as `test/unit`
 * @returns {string[]} its test files, relative to the root
 */
export function testFiles(folder) {
  const full = path.join(root, folder);
  if (!existsSync(full)) return [];
  return readdirSync(full, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => path.join(folder, file))
    .sort();
}

/**
 * @param {string} file a test file, relative to the root
 * @returns {string} the full path of what it is bundled into
 */
export function bundleOf(file) {
  return path.join(root, "dist", file.replace(/\.ts$/, ".js"));
}

/**
 * @param {string[]} files relative to the root
 * @returns {Promise<void>} rejects when one cannot be bundled, having printed why
 */
export async function bundleTests(files) {
  // Not imported above, for it may not be installed yet when this file loads.
  const esbuild = await import("esbuild");
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: files,
    outbase: "test",
    outdir: "dist/test",
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    mainFields: ["module", "main"],
    // The first is given by the editor; the others load files of their own at run time.
    external: ["vscode", "mocha", "esbuild", "playwright-core"],
    sourcemap: "linked",
    logLevel: "warning",
  });
}
