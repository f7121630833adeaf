// Finds a browser for the editor tests.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { cacheDir, root } from "./paths.mjs";

/** @typedef {{ executablePath: string } | { channel: string }} BrowserChoice */

/** @returns {Promise<BrowserChoice>} the part of Playwright's launch options that says which browser */
export async function findChromium() {
  const own = process.env.APIGW_TEST_CHROMIUM;
  if (own) return { executablePath: own };
  // The npm package carries a whole browser, for this platform only.
  if (process.platform === "linux" && process.arch === "x64") return { executablePath: await unpack() };
  return { channel: "chrome" };
}

/**
 * The package unpacks into the temporary folder, where it would take the half-written file of an
 * interrupted run for a browser; so it is given a folder that is renamed when all is there.
 * @returns {Promise<string>}
 */
async function unpack() {
  const manifest = path.join(root, "node_modules", "@sparticuz", "chromium", "package.json");
  const home = path.join(cacheDir, `chromium-${JSON.parse(readFileSync(manifest, "utf8")).version}`);
  const executable = path.join(home, "chromium");
  if (existsSync(executable)) return executable;
  const partial = `${home}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const { default: chromium } = await import("@sparticuz/chromium");
  const before = process.env.TMPDIR;
  process.env.TMPDIR = partial;
  try {
    await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  renameSync(partial, home);
  return executable;
}
