import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { reasonOf } from "./readInput";

/** Folders with files that are generated or belong to other projects. */
const SKIPPED: readonly string[] = [
  "node_modules",
  ".git",
  "dist",
  "cdk.out",
  ".terraform",
  ".aws-sam",
  ".serverless",
];

export interface Walked {
  /** Relative to the folder, with slashes, sorted. */
  readonly files: readonly string[];
  /** The folders below it that were listed, in no particular order. */
  readonly folders: readonly string[];
  /** Folders that could not be listed, and why. */
  readonly failures: readonly { readonly path: string; readonly message: string }[];
}

export interface WalkOptions {
  /** How many folders deep to list; 0 lists only the folder's own files. Unlimited by default. */
  readonly depth?: number;
  /** Names of folders to enter although they are usually skipped. */
  readonly entered?: readonly string[];
}

/** Lists the files below a folder. Follows links to files, but not to folders, which may form circles. */
export async function walk(folder: string, options: WalkOptions = {}): Promise<Walked> {
  const { depth = Number.POSITIVE_INFINITY, entered = [] } = options;
  const files: string[] = [];
  const folders: string[] = [];
  const failures: { path: string; message: string }[] = [];
  const waiting = [{ path: "", level: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path, level } = next;
    try {
      for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
        const inside = path === "" ? entry.name : `${path}/${entry.name}`;
        if (entry.isDirectory()) {
          const isSkipped = SKIPPED.includes(entry.name) && !entered.includes(entry.name);
          if (isSkipped || level >= depth) continue;
          folders.push(inside);
          waiting.push({ path: inside, level: level + 1 });
        } else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(join(folder, inside))))) {
          files.push(inside);
        }
      }
    } catch (error) {
      failures.push({ path, message: reasonOf(error) });
    }
  }
  return { files: files.sort(), folders, failures: failures.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
