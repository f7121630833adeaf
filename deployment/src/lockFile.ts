/**
 * A lock between processes. It is a folder next to the locked file, and holds one file named after its holder's
 * token. Both ends of it are atomic: a folder that already holds its token is renamed into place, which fails
 * while another one is there, and an abandoned lock is ended by deleting exactly the token that was found to be
 * stale. Locks that are a plain file or an empty folder lack the second part: two processes that find the same
 * stale lock can both delete it, the second one deleting the lock that the first one just took.
 */
import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, rmdir, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const WAIT_MS = 20;
const STALE_MS = 10_000;

export interface LockOptions {
  /** The age in milliseconds at which a lock that was not refreshed counts as abandoned; 10,000 by default. */
  readonly staleMs?: number;
}

/**
 * Runs an action while no other process holds the lock of the path.
 * @param action is given a check to call right before a change takes effect. It rejects if the lock was lost,
 *   which takes a process that was suspended for longer than a lock takes to become stale.
 */
export async function withLock<T>(
  path: string,
  action: (assertHeld: () => Promise<void>) => Promise<T>,
  { staleMs = STALE_MS }: LockOptions = {},
): Promise<T> {
  const lock = `${path}.lock`;
  const token = randomUUID();
  await acquire(lock, token, staleMs);
  const own = join(lock, token);
  const refreshing = setInterval(() => void touch(own).catch(() => undefined), staleMs / 4);
  try {
    return await action(() => touch(own).catch(rejectAsLost));
  } finally {
    clearInterval(refreshing);
    await rm(own, { force: true });
    await removeIfEmpty(lock);
  }
}

async function acquire(lock: string, token: string, staleMs: number): Promise<void> {
  const prepared = `${lock}.${token}`;
  await mkdir(prepared);
  try {
    await writeFile(join(prepared, token), "");
    const watch = new Watch(staleMs);
    while (!(await isMoved(prepared, lock))) {
      await endIfStale(lock, watch);
      await delay(WAIT_MS);
      // What is moved into place must not be stale already.
      await touch(join(prepared, token));
    }
  } catch (error) {
    await rm(prepared, { recursive: true, force: true });
    throw error;
  }
}

/** Moves the folder to where the lock is, unless one is there that holds a token. */
async function isMoved(prepared: string, lock: string): Promise<boolean> {
  try {
    await rename(prepared, lock);
    return true;
  } catch (error) {
    if (TAKEN.includes(codeOf(error))) return false;
    throw error;
  }
}

/** Windows reports an existing folder as one that may not be touched. */
const TAKEN: readonly string[] = [
  "ENOTEMPTY",
  "EEXIST",
  ...(process.platform === "win32" ? ["EPERM", "EACCES"] : []),
];

/**
 * Tells abandoned locks from held ones. A lock is abandoned if its last refresh is too long ago, or, because the
 * holder's clock may be ahead, if it is not refreshed for too long while this process waits.
 */
class Watch {
  readonly #staleMs: number;
  readonly #seen = new Map<string, { readonly mtimeMs: number; readonly since: number }>();

  constructor(staleMs: number) {
    this.#staleMs = staleMs;
  }

  isStale(token: string, mtimeMs: number): boolean {
    if (Date.now() - mtimeMs > this.#staleMs) return true;
    const seen = this.#seen.get(token);
    if (seen?.mtimeMs === mtimeMs) return performance.now() - seen.since > this.#staleMs;
    this.#seen.set(token, { mtimeMs, since: performance.now() });
    return false;
  }
}

async function endIfStale(lock: string, watch: Watch): Promise<void> {
  try {
    for (const token of await readdir(lock)) {
      const { mtimeMs } = await stat(join(lock, token));
      if (watch.isStale(token, mtimeMs)) await rm(join(lock, token), { force: true });
    }
  } catch (error) {
    // Released in the meantime.
    if (codeOf(error) !== "ENOENT") throw error;
  }
  await removeIfEmpty(lock);
}

async function removeIfEmpty(lock: string): Promise<void> {
  // Fails if somebody else holds the lock by now.
  await rmdir(lock).catch(() => undefined);
}

async function touch(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now);
}

function rejectAsLost(error: unknown): never {
  if (codeOf(error) !== "ENOENT") throw error;
  throw new Error("Another process took over the lock, because this one did not respond for too long.");
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "";
}
