/** The emulator of AWS that the deployment tests run against: `moto_server`, of the Python package moto. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after, before } from "mocha";

export interface Emulator {
  /** `http://127.0.0.1:…`; known when the tests run. */
  readonly endpoint: string;
}

/** Starts an emulator for a suite. Without one on the machine the suite is skipped, and fails where `APIGW_TEST_ALL` is set. */
export function useEmulator(): Emulator {
  let child: ChildProcess | undefined;
  const emulator = { endpoint: "" };

  before("needs moto_server on the PATH", async function () {
    this.timeout(60_000);
    if (spawnSync("moto_server", ["--help"]).error) {
      if (process.env.APIGW_TEST_ALL)
        throw new Error("moto_server is not on the PATH; pip install 'moto[server]' brings it.");
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

/** The address that it says it listens at. */
async function announced(child: ChildProcess): Promise<string> {
  if (!child.stderr) throw new Error("There is no pipe.");
  for await (const line of createInterface({ input: child.stderr })) {
    const address = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
    if (address === undefined) continue;
    // What it logs from here on must be taken from it, or it stops.
    child.stderr.resume();
    return address;
  }
  throw new Error("moto_server ended before it listened.");
}
