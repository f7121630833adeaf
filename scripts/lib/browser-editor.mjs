// VS Code in the browser, for `npm start` without a desktop VS Code.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { cacheDir, root } from "./paths.mjs";
import { ensureVSCode } from "./vscode-install.mjs";
import { startVSCodeServer } from "./vscode-server.mjs";
import { prepareSettings } from "./vscode-settings.mjs";

// The same port each time if it is free, so that the address can be bookmarked.
const preferredPort = 8417;

/**
 * @param {string} folder the folder to open
 * @returns {Promise<{ address: string, ended: Promise<void> }>}
 */
export async function openInBrowserEditor(folder) {
  const dataDir = path.join(cacheDir, "start");
  const vscode = await ensureVSCode();
  prepareSettings(dataDir);
  linkExtension(path.join(dataDir, "extensions"));
  const token = readOrCreateToken(path.join(dataDir, "token"));
  const server = await startVSCodeServer({
    vscode,
    dataDir,
    port: await freePort(preferredPort),
    args: ["--connection-token", token],
  });
  return {
    // The folder must be part of the URL: VS Code shows no problems for a default folder of the server.
    address: `http://127.0.0.1:${server.port}/?folder=${pathToFileURL(folder).pathname}&tkn=${token}`,
    ended: new Promise((resolve) => server.process.once("exit", () => resolve())),
  };
}

/**
 * Installs this repository as an extension. The folder is recreated each time, because VS Code caches the
 * previous manifest in it.
 * @param {string} extensionsDir
 */
function linkExtension(extensionsDir) {
  rmSync(extensionsDir, { recursive: true, force: true });
  mkdirSync(extensionsDir, { recursive: true });
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  symlinkSync(root, path.join(extensionsDir, `${publisher}.${name}-${version}`), "junction");
}

/**
 * The connection token. The editor can run programs, so other pages in the browser must not reach it.
 * @param {string} file
 * @returns {string}
 */
function readOrCreateToken(file) {
  if (!existsSync(file)) writeFileSync(file, randomBytes(8).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

/**
 * @param {number} preferred
 * @returns {Promise<number>} the preferred port, or 0 (any) if it is taken
 */
function freePort(preferred) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(0));
    probe.listen(preferred, "127.0.0.1", () => probe.close(() => resolve(preferred)));
  });
}
