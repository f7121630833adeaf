/** Running tests again when a file that they read changes. */
import { existsSync, type FSWatcher, statSync, watch } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isTestFileName } from "../../../server/src/service";
import { readInput } from "../readInput";
import { complain } from "../report";
import { findTestFiles } from "./findTestFiles";
import { type FileRun, type RunFileOptions, runFile } from "./runFile";
import { isGood, totalsOf } from "./totals";

/** Editors write a file in several steps, so that the tests wait for so many milliseconds after an event. */
const SETTLING = 50;

/**
 * Runs the tests, and again those that are concerned when files change, appear or disappear, until the process is
 * interrupted. Returns the exit status for the last results of all test files.
 */
export async function watchTests(
  args: readonly string[],
  options: RunFileOptions,
  print: (runs: readonly FileRun[]) => Promise<void>,
): Promise<number> {
  const changes = new Changes();
  const runs = new Map<string, FileRun>();
  let isFirst = true;
  while (!changes.isOver) {
    const { found, folders } = await findTestFiles(args);
    const paths = found.flatMap((each) => (each.kind === "test" ? [each.path] : []));
    for (const path of runs.keys()) if (!paths.includes(path)) runs.delete(path);
    if (isFirst) for (const each of found) if (each.kind === "failed") complain(each.path, each.message);
    const again: FileRun[] = [];
    for (const path of paths) {
      const before = runs.get(path);
      if (before && !(await hasChanged(before))) continue;
      const run = await runFile(path, { ...options, isStopped: () => changes.isOver });
      if ("message" in run) complain(path, run.message);
      else {
        runs.set(path, run);
        again.push(run);
      }
    }
    if (changes.isOver) break;
    const files = [...runs.values()].flatMap(({ texts }) => [...texts.keys()]);
    const isNew = changes.watch(new Set(files), new Set(folders.map((folder) => resolve(folder))));
    if (again.length > 0 || isFirst) {
      await print(again);
      process.stdout.write("Waiting for changes. Press Ctrl+C to end.\n");
    }
    isFirst = false;
    // What changed before a folder was watched is found by looking once more.
    if (!isNew) await changes.next();
  }
  changes.close();
  return isGood(totalsOf([...runs.values()])) ? 0 : 1;
}

async function hasChanged({ texts, snapshots }: FileRun): Promise<boolean> {
  for (const [path, before] of texts) {
    const read = await readInput(path);
    const after = read.kind === "text" ? read.text : undefined;
    const own = path === resolve(snapshots.path) && snapshots.text !== undefined ? snapshots.text : before;
    if (after !== (own ?? undefined)) return true;
  }
  return false;
}

/** Watches files by their folders, because a file that is replaced or does not exist cannot be watched. */
class Changes {
  readonly #watchers = new Map<string, FSWatcher>();
  #files: ReadonlySet<string> = new Set();
  #folders: ReadonlySet<string> = new Set();
  #isOver = false;
  #hasChanged = false;
  #wake: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #end = (): void => {
    this.#isOver = true;
    this.#wake?.();
  };

  constructor() {
    process.once("SIGINT", this.#end);
    process.once("SIGTERM", this.#end);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Waits for the next change, or for the end. */
  async next(): Promise<void> {
    if (!this.#isOver && !this.#hasChanged) await new Promise<void>((resume) => (this.#wake = resume));
    this.#wake = undefined;
    this.#hasChanged = false;
  }

  /**
   * Watches these files instead of earlier ones. Returns whether it watches other folders than before.
   * @param folders in which new test files may appear.
   */
  watch(files: ReadonlySet<string>, folders: ReadonlySet<string>): boolean {
    this.#files = files;
    this.#folders = folders;
    const wanted = new Set([...[...files].map((file) => dirname(file)), ...folders].map(existingFolder));
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    const others = [...wanted].filter((folder) => !this.#watchers.has(folder));
    for (const folder of others) this.#watchFolder(folder);
    return others.length > 0;
  }

  #watchFolder(folder: string): void {
    try {
      const watcher = watch(folder, (_, name) => {
        if (name === null || this.#isRelevant(join(folder, name))) this.#changed();
        // A folder that was deleted and made again needs a new watcher.
        if (!existsSync(folder)) this.#lost(folder);
      });
      watcher.on("error", () => this.#lost(folder));
      this.#watchers.set(folder, watcher);
    } catch {
      // It disappeared in the meantime, which its parent reports.
      this.#changed();
    }
  }

  #lost(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
    this.#changed();
  }

  /** A file that a test reads, a test file, a folder that may have some, or something that was deleted. */
  #isRelevant(path: string): boolean {
    if (this.#files.has(path) || this.#folders.has(path)) return true;
    const found = statSync(path, { throwIfNoEntry: false });
    if (this.#folders.has(dirname(path)) && (isTestFileName(path) || found?.isDirectory())) return true;
    return !found || [...this.#files].some((file) => file.startsWith(join(path, "/")));
  }

  #changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#hasChanged = true;
      this.#wake?.();
    }, SETTLING);
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    process.off("SIGINT", this.#end);
    process.off("SIGTERM", this.#end);
  }
}

/** The folder, or the nearest one above it that exists. */
function existingFolder(folder: string): string {
  let at = folder;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  return at;
}
