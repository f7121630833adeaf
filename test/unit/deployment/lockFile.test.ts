import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, it } from "mocha";
import { withLock } from "../../../deployment/src/lockFile";

interface Order {
  readonly holdMs: number;
  readonly staleMs: number;
}

describe("The lock between processes", () => {
  let folder = "";
  let processes: readonly ChildProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "apigw-lock-"));
  });
  afterEach(() => {
    for (const child of processes) child.kill("SIGKILL");
    processes = [];
    rmSync(folder, { recursive: true, force: true });
  });

  function start(count: number): readonly ChildProcess[] {
    const file = join("test", "support", "lockHolder.mjs");
    processes = Array.from({ length: count }, () =>
      fork(file, [folder], { execArgv: ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"] }),
    );
    return processes;
  }

  /** Takes the lock in the process; gives how many processes at most held it meanwhile. */
  async function held(child: ChildProcess, order: Order): Promise<unknown> {
    const answer = once(child, "message");
    child.send(order);
    return (await answer)[0];
  }

  function abandonLock(ageMs = 60_000): void {
    const token = join(folder, "file.lock", "token-of-a-dead-process");
    mkdirSync(join(folder, "file.lock"), { recursive: true });
    writeFileSync(token, "");
    const longAgo = new Date(Date.now() - ageMs);
    utimesSync(token, longAgo, longAgo);
  }

  it("takes over a lock that is dated in the future and not refreshed", async () => {
    abandonLock(-86_400_000);
    assert.equal(await withLock(join(folder, "file"), async () => "taken", { staleMs: 100 }), "taken");
    assert.deepEqual(readdirSync(folder), []);
  });

  it("waits for a lock that is dated in the future and refreshed", async () => {
    abandonLock(-86_400_000);
    const token = join(folder, "file.lock", "token-of-a-dead-process");
    let seconds = Date.now() / 1_000 + 86_400;
    const refreshing = setInterval(() => utimesSync(token, ++seconds, seconds), 20);
    let isTaken = false;
    const take = async () => {
      isTaken = true;
    };
    const taking = withLock(join(folder, "file"), take, { staleMs: 200 });
    await delay(700);
    assert.equal(isTaken, false);
    clearInterval(refreshing);
    await taking;
    assert.equal(isTaken, true);
  });

  it("is held by one process at a time, also when all find the same abandoned lock", async () => {
    const children = start(4);
    for (let round = 0; round < 15; round++) {
      abandonLock();
      const answers = await Promise.all(
        children.map((child) => held(child, { holdMs: 12, staleMs: 10_000 })),
      );
      assert.deepEqual(answers, Array(4).fill({ most: 1 }));
    }
    assert.deepEqual(readdirSync(folder), []);
  }).timeout(60_000);

  it("stays with a process that holds it for longer than it takes to become stale", async () => {
    const [first, second] = start(2);
    assert.ok(first && second);
    const order = { holdMs: 1_500, staleMs: 400 };
    assert.deepEqual(await Promise.all([held(first, order), held(second, order)]), [
      { most: 1 },
      { most: 1 },
    ]);
  }).timeout(20_000);

  it("is taken over from a process that was killed", async () => {
    const [first, second] = start(2);
    assert.ok(first && second);
    first.send({ holdMs: 60_000, staleMs: 400 });
    while (!readdirSync(folder).some((name) => name.startsWith("held-by-")))
      await new Promise((resolve) => setTimeout(resolve, 5));
    first.kill("SIGKILL");
    await once(first, "exit");
    rmSync(join(folder, `held-by-${first.pid}`));
    assert.deepEqual(await held(second, { holdMs: 5, staleMs: 400 }), { most: 1 });
  }).timeout(20_000);

  it("is released if the action fails", async () => {
    const path = join(folder, "file");
    await assert.rejects(
      withLock(path, async () => {
        throw new Error("no");
      }),
      /no/,
    );
    assert.equal(await withLock(path, async () => 1), 1);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("notices that it was taken over", async () => {
    const path = join(folder, "file");
    await assert.rejects(
      withLock(path, async (assertHeld) => {
        await assertHeld();
        rmSync(`${path}.lock`, { recursive: true });
        await assertHeld();
      }),
      /Another process took over the lock/,
    );
  });
});
