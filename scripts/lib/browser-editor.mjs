// VS Code in the browser, for a person: everything `npm start` needs when there is no desktop VS Code.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { cacheDir, root } from "./paths.mjs";
import { ensureVSCode } from "./vscode-install.mjs";
import { startVSCodeServer } from "./vscode-server.mjs";
import { prepareSettings } from "./vscode-settings.mjs";

// The same one each time, so that the address can be kept, unless something else has it.
const preferredPort = 8417;

/**
 * @param {string} folder what to open
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
    // The folder must be said here: of one that the server names itself, VS Code shows no problems.
    address: `http://127.0.0.1:${server.port}/?folder=${pathToFileURL(folder).pathname}&tkn=${token}`,
    ended: new Promise((resolve) => server.process.once("exit", () => resolve())),
  };
}

/**
 * Makes this repository an installed extension. The folder is made anew each time, for VS Code
 * remembers in it what the manifest said before.
 * @param {string} extensionsDir
 */
function linkExtension(extensionsDir) {
  rmSync(extensionsDir, { recursive: true, force: true });
  mkdirSync(extensionsDir, { recursive: true });
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  symlinkSync(root, path.join(extensionsDir, `${publisher}.${name}-${version}`), "junction");
}

/**
 * The editor can run programs, so no other page in the person's browser may reach it without this.
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
