// Starts VS Code's server, which serves the editor to a browser and runs the extensions.
import { closeSync, createWriteStream, mkdirSync, openSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { node24 } from "./paths.mjs";
import { run, start, stop } from "./processes.mjs";
import { temporaryDir } from "./temporary.mjs";

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */

/**
 * @typedef {object} ServerOptions
 * @property {string} vscode the folder returned by `ensureVSCode`
 * @property {string} dataDir a folder for settings, state and logs
 * @property {number} [port] 0, the default, selects any free port
 * @property {string[]} [args] additional arguments
 */

const wrapper = fileURLToPath(new URL("end-with-parent.mjs", import.meta.url));
const startLimitMs = 60_000;

/**
 * Installs a packaged extension into the data folder of a server, as a user would.
 * @param {{ vscode: string, dataDir: string, file: string }} options `file` is the `.vsix`
 * @returns {Promise<void>}
 */
export async function installExtension({ vscode, dataDir, file }) {
  mkdirSync(dataDir, { recursive: true });
  const logFile = path.join(dataDir, "install.log");
  // VS Code prints much even if all is well.
  const log = openSync(logFile, "w");
  const { code } = await run(
    node24(),
    [path.join(vscode, "out", "server-main.js"), "--install-extension", file, ...folders(dataDir)],
    { stdio: ["ignore", log, log], env: { ...process.env, EXTENSIONS_GALLERY: "{}" } },
  );
  closeSync(log);
  if (code === 0) return;
  console.error(readFileSync(logFile, "utf8").trimEnd());
  throw new Error(`VS Code could not install ${file} (exit code ${code}).`);
}

/**
 * The folder of the only extension that was installed in a folder of extensions.
 * @param {string} extensionsDir
 * @returns {string}
 */
export function installedExtension(extensionsDir) {
  const names = readdirSync(extensionsDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const [only, ...others] = names.filter(({ name }) => !name.startsWith("."));
  if (!only || others.length > 0) throw new Error(`Expected one extension in ${extensionsDir}.`);
  return path.join(extensionsDir, only.name);
}

/** @param {string} dataDir */
function folders(dataDir) {
  return [
    ...["--server-data-dir", path.join(dataDir, "server"), "--user-data-dir", path.join(dataDir, "user")],
    ...["--extensions-dir", path.join(dataDir, "extensions")],
  ];
}

/**
 * @param {ServerOptions} options
 * @returns {Promise<{ port: number, process: ChildProcess, stop: () => Promise<void> }>} resolves when the server is listening
 */
export async function startVSCodeServer({ vscode, dataDir, port = 0, args = [] }) {
  mkdirSync(dataDir, { recursive: true });
  const temporary = temporaryDir();
  const server = start(
    node24(),
    [
      ...[wrapper, path.join(vscode, "out", "server-main.js")],
      ...["--host", "127.0.0.1", "--port", String(port), "--accept-server-license-terms"],
      ...folders(dataDir),
      ...["--disable-telemetry", "--disable-workspace-trust"],
      ...args,
    ],
    {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: {
        ...process.env,
        ...{ TMPDIR: temporary, TMP: temporary, TEMP: temporary },
        // Without a gallery, VS Code does not look for extensions on the network.
        EXTENSIONS_GALLERY: "{}",
      },
    },
  );
  const logFile = path.join(dataDir, "server.log");
  const log = createWriteStream(logFile);
  server.stdout?.pipe(log, { end: false });
  server.stderr?.pipe(log, { end: false });
  try {
    return { port: await listeningPort(server), process: server, stop: () => stop(server) };
  } catch (error) {
    await stop(server);
    await new Promise((resolve) => log.end(resolve));
    console.error(readFileSync(logFile, "utf8").trimEnd());
    throw error;
  }
}

/**
 * @param {ChildProcess} server
 * @returns {Promise<number>}
 */
function listeningPort(server) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error("VS Code's server did not start in time.")),
      startLimitMs,
    );
    let output = "";
    /** @param {Buffer} chunk */
    const read = (chunk) => {
      output += chunk;
      const listening = /Extension host agent listening on (\d+)/.exec(output);
      if (!listening) return;
      clearTimeout(timer);
      server.stdout?.off("data", read);
      resolve(Number(listening[1]));
    };
    server.stdout?.on("data", read);
    server.once("error", reject);
    server.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`VS Code's server exited during startup (exit code ${code}).`));
    });
  });
}
