import { open, rm, stat } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";

const WAIT_MS = 20;
/** Longer than any change of a small file takes: whoever has held the lock so long has ended. */
const STALE_MS = 10_000;

/** Does something to a file while no other process does, by a lock file beside it. */
export async function withLock<T>(path: string, action: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  while (!(await taken(lock))) await delay(WAIT_MS);
  try {
    return await action();
  } finally {
    await rm(lock, { force: true });
  }
}

async function taken(lock: string): Promise<boolean> {
  try {
    await (await open(lock, "wx")).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (Date.now() - (await madeAt(lock)) > STALE_MS) await rm(lock, { force: true });
    return false;
  }
}

/** When it was made; now, if it is gone already. */
async function madeAt(lock: string): Promise<number> {
  try {
    return (await stat(lock)).mtimeMs;
  } catch {
    return Date.now();
  }
}
