// Finds a browser for the editor tests.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { cacheDir, root } from "./paths.mjs";

/** @typedef {{ executablePath: string } | { channel: string }} BrowserChoice */

/** @returns {Promise<BrowserChoice>} Playwright launch options that select the browser */
export async function findChromium() {
  const own = process.env.APIGW_TEST_CHROMIUM;
  if (own) return { executablePath: own };
  // The npm package contains a browser for this platform only.
  if (process.platform === "linux" && process.arch === "x64") return { executablePath: await unpack() };
  return { channel: "chrome" };
}

/**
 * Unpacks the browser into a folder that is renamed when it is complete. The package itself would accept the
 * partial file of an interrupted run.
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
