/** The AWS emulator for the deployment tests: `moto_server` from the Python package moto. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after, before } from "mocha";

export interface Emulator {
  /** `http://127.0.0.1:…`; available once the tests run. */
  readonly endpoint: string;
}

/** Starts an emulator for a suite. Without one, skips the suite, or fails if `APIGW_TEST_ALL` is set. */
export function useEmulator(): Emulator {
  let child: ChildProcess | undefined;
  const emulator = { endpoint: "" };

  before("start moto_server", async function () {
    this.timeout(60_000);
    if (spawnSync("moto_server", ["--help"]).error) {
      if (process.env.APIGW_TEST_ALL)
        throw new Error("moto_server is not on the PATH. Install it with: pip install 'moto[server]'");
      // Skipped tests have no reason, so this line is the reason.
      console.warn("Skipped, because moto_server is not on the PATH (pip install 'moto[server]').");
      this.skip();
    }
    child = spawn("moto_server", ["-H", "127.0.0.1", "-p", "0"], { stdio: ["ignore", "ignore", "pipe"] });
    emulator.endpoint = await announced(child);
  });

  after(async () => {
    if (!child || child.exitCode !== null) return;
    child.kill();
    await once(child, "close");
  });

  return emulator;
}

/** Waits for the address that the server prints when it is listening. */
async function announced(child: ChildProcess): Promise<string> {
  if (!child.stderr) throw new Error("The process has no stderr pipe.");
  for await (const line of createInterface({ input: child.stderr })) {
    const address = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
    if (address === undefined) continue;
    // Keep reading, or the server blocks when the pipe is full.
    child.stderr.resume();
    return address;
  }
  throw new Error("moto_server exited before it was listening.");
}
