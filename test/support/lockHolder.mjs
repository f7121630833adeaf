// A process that takes a lock on request, for the tests of the lock: `fork(lockHolder, [folder])`.
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { withLock } from "../../deployment/src/lockFile.ts";

const [folder = ""] = process.argv.slice(2);
const MARK = "held-by-";

/** @param {{ holdMs: number, staleMs: number }} order */
async function hold({ holdMs, staleMs }) {
  let most = 0;
  await withLock(
    path.join(folder, "file"),
    async (assertHeld) => {
      const mark = path.join(folder, `${MARK}${process.pid}`);
      writeFileSync(mark, "");
      for (const end = performance.now() + holdMs; performance.now() < end; await delay(3)) {
        most = Math.max(most, readdirSync(folder).filter((name) => name.startsWith(MARK)).length);
      }
      await assertHeld();
      rmSync(mark);
    },
    { staleMs },
  );
  return most;
}

process.on("message", (/** @type {{ holdMs: number, staleMs: number }} */ order) => {
  hold(order).then(
    (most) => process.send?.({ most }),
    (error) => process.send?.({ error: String(error) }),
  );
});
