// Child processes, each in its own process group: stopping one also stops its descendants, and none is left
// behind when this process ends for any reason.
import { spawn, spawnSync } from "node:child_process";
import { constants } from "node:os";

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */
/** @typedef {import("node:child_process").SpawnOptions} SpawnOptions */

const windows = process.platform === "win32";
const graceMs = 3000;

/** @type {Set<ChildProcess>} */
const running = new Set();

/**
 * Starts a program. Its input is closed: the leader of a background group could not read from a terminal.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {SpawnOptions} [options]
 * @returns {ChildProcess}
 */
export function start(command, args, options = {}) {
  stopChildrenOnExit();
  const child = spawn(command, args, {
    stdio: ["ignore", "inherit", "inherit"],
    ...options,
    detached: !windows,
  });
  running.add(child);
  child.once("exit", () => {
    signalGroup(child, "SIGKILL");
    running.delete(child);
  });
  child.once("error", () => running.delete(child));
  return child;
}

/**
 * Runs a program to completion.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {SpawnOptions & { limitMs?: number }} [options]
 * @returns {Promise<{ code: number, timedOut: boolean }>}
 */
export function run(command, args, { limitMs, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, options);
    let timedOut = false;
    const timer = limitMs
      ? setTimeout(() => {
          timedOut = true;
          void stop(child);
        }, limitMs)
      : undefined;
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? 128 + (signal ? constants.signals[signal] : 0), timedOut });
    });
  });
}

/**
 * Terminates a program and its descendants, and kills them if they do not exit within 3 seconds.
 * @param {ChildProcess} child
 * @returns {Promise<void>}
 */
export async function stop(child) {
  if (!running.has(child)) return;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  signalGroup(child, "SIGTERM");
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), graceMs);
  await exited;
  clearTimeout(timer);
}

/** @param {ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (windows) spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"], { stdio: "ignore" });
    else process.kill(-child.pid, signal);
  } catch {
    // The whole group has already exited.
  }
}

let watching = false;

/** True if this process received a signal and is only waiting for its children. */
export let ending = false;

function stopChildrenOnExit() {
  if (watching) return;
  watching = true;
  process.once("exit", () => {
    for (const child of running) signalGroup(child, "SIGKILL");
  });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.once(signal, async () => {
      ending = true;
      await Promise.all([...running].map(stop));
      process.exit(128 + constants.signals[signal]);
    });
  }
}
