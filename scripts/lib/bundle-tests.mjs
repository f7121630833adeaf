// Bundles test files into dist/test/, with the same layout as test/.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";
import { treeSitter } from "./wasm.mjs";

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
 * @returns {string} the full path of its bundle
 */
export function bundleOf(file) {
  return path.join(root, "dist", file.replace(/\.ts$/, ".js"));
}

/**
 * @param {string[]} files relative to the root
 * @returns {Promise<void>} rejects after printing the reason if a file cannot be bundled
 */
export async function bundleTests(files) {
  await bundle({ entryPoints: files, outbase: "test", outdir: "dist/test" });
}

/**
 * @param {string} folder of tests, relative to the root
 * @returns {string} the full path of the bundle that runs all of them
 */
export function folderBundle(folder) {
  return path.join(root, "dist", `${folder}.js`);
}

/**
 * Bundles all tests of a folder into one file: what they test is then built, loaded and compiled once.
 * @param {string} folder relative to the root
 * @returns {Promise<void>} rejects when one cannot be bundled, having printed why
 */
export async function bundleFolder(folder) {
  const contents = testFiles(folder)
    .map((file) => `import ${JSON.stringify(`./${file.replaceAll("\\", "/")}`)};`)
    .join("\n");
  await bundle({
    stdin: { contents, resolveDir: root },
    outfile: path.relative(root, folderBundle(folder)),
    // The manifest says that our modules have no side effects, but running is what a test file is for.
    ignoreAnnotations: true,
  });
}

/** @param {import("esbuild").BuildOptions} options */
async function bundle(options) {
  // Imported late, because it may not be installed yet when this file loads.
  const esbuild = await import("esbuild");
  await esbuild.build({
    ...options,
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    mainFields: ["module", "main"],
    // The editor provides vscode; the others load their own files at run time.
    external: ["vscode", "mocha", "esbuild", "playwright-core", "xmllint-wasm"],
    plugins: [treeSitter],
    sourcemap: "linked",
    logLevel: "warning",
  });
}
