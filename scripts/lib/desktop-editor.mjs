// Opens the desktop VS Code, if there is one that can show a window.
import { spawnSync } from "node:child_process";
import { root } from "./paths.mjs";

const windows = process.platform === "win32";

/**
 * @param {string} folder the folder to open
 * @returns {boolean} whether it was opened
 */
export function openInDesktopEditor(folder) {
  if (!canShowWindows() || !isDesktopCode()) return false;
  return code(["--new-window", `--extensionDevelopmentPath=${root}`, folder], "inherit").status === 0;
}

/** Without a display, `code` exits successfully but shows nothing. */
function canShowWindows() {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/** In the terminal of a remote window, `code` only talks to that window; it cannot develop an extension. */
function isDesktopCode() {
  if (process.env.VSCODE_IPC_HOOK_CLI) return false;
  const { status, stdout } = code(["--version"], "pipe");
  return status === 0 && /^\d+\.\d+\.\d+/.test(String(stdout));
}

/**
 * @param {string[]} args
 * @param {"inherit" | "pipe"} stdio
 */
function code(args, stdio) {
  // On Windows, `code` is a batch file: it needs a shell, and the shell needs quoted arguments.
  const quoted = windows ? args.map((arg) => `"${arg}"`) : args;
  return spawnSync("code", quoted, { stdio: ["ignore", stdio, "inherit"], shell: windows });
}
