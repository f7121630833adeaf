import { stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { formatOfFileName, isTestFileName, parse, testedFileNames } from "../../../server/src/service";
import { isGlob, matchGlob } from "../globs";
import { readInput } from "../readInput";
import { walk } from "../walk";

/** A test file, or an argument that leads to none. */
export type FoundTests =
  | { readonly kind: "test"; readonly path: string }
  | { readonly kind: "failed"; readonly path: string; readonly message: string };

export interface FoundTestFiles {
  /** Each test file once, in the order of the arguments, and sorted by path within a folder or a glob. */
  readonly found: readonly FoundTests[];
  /** The folders in which other test files may appear. */
  readonly folders: readonly string[];
}

/**
 * Finds the test files that arguments stand for: a test file for itself, any other file for the test files next to it,
 * a folder for those in it, and a glob for those that match. In folders, `*.test.json` of other tools are left out.
 */
export async function findTestFiles(args: readonly string[]): Promise<FoundTestFiles> {
  const found: FoundTests[] = [];
  const folders = new Set<string>();
  const seen = new Set<string>();
  for (const arg of args) {
    for (const each of await testsOf(arg, folders)) {
      const path = resolve(each.path);
      if (!seen.has(path)) found.push(each);
      seen.add(path);
    }
  }
  return { found, folders: [...folders] };
}

async function testsOf(arg: string, folders: Set<string>): Promise<readonly FoundTests[]> {
  const kind = await kindOf(arg);
  if (kind === "folder") return testsIn(arg, folders);
  folders.add(dirname(arg));
  if (kind === undefined && isGlob(arg)) return testsMatching(arg);
  if (kind === undefined) return [{ kind: "failed", path: arg, message: "no such file" }];
  return isTestFileName(arg) ? [{ kind: "test", path: arg }] : testsNextTo(arg);
}

async function testsIn(folder: string, folders: Set<string>): Promise<readonly FoundTests[]> {
  const { files, folders: inside, failures } = await walk(folder);
  for (const path of ["", ...inside]) folders.add(join(folder, path));
  const failed = failures.map(({ path, message }) => failure(join(folder, path), message));
  const own = await ownTests(files.filter(isTestFileName).map((path) => join(folder, path)));
  if (own.length === 0 && failed.length === 0) return [failure(folder, "contains no tests")];
  return [...failed, ...own];
}

async function testsMatching(glob: string): Promise<readonly FoundTests[]> {
  const matches = await matchGlob(glob);
  if (matches.kind === "failed") return [failure(glob, matches.message)];
  const own = await ownTests(matches.files);
  return own.length > 0 ? own : [failure(glob, "no tests match this glob")];
}

/** The test files next to a file that is none, or the file itself if it is a test file with another name. */
async function testsNextTo(file: string): Promise<readonly FoundTests[]> {
  const stem = basename(file).replace(/\.[^.]+$/, "");
  const beside = ["json", "yaml", "yml"].map((extension) => join(dirname(file), `${stem}.test.${extension}`));
  const tests = await existing(beside);
  if (tests.length > 0) return tests.map((path) => ({ kind: "test", path }));
  if (await isOwn(file)) return [{ kind: "test", path: file }];
  return [failure(file, `has no tests: expected a file ${stem}.test.json or ${stem}.test.yaml next to it`)];
}

async function ownTests(files: readonly string[]): Promise<readonly FoundTests[]> {
  const own = await Promise.all(files.map(async (path) => ((await isOwn(path)) ? [path] : [])));
  return own.flat().map((path) => ({ kind: "test", path }));
}

/** Whether a file has tests, and names the file that they test or lies next to it. */
async function isOwn(path: string): Promise<boolean> {
  const read = await readInput(path);
  if (read.kind === "failed" || !/\btests\b/.test(read.text)) return false;
  const { root } = parse(read.text, formatOfFileName(path));
  if (root?.kind !== "object") return false;
  const names = new Set(root.members.map(({ key }) => key.value));
  if (!names.has("tests")) return false;
  const tested = testedFileNames(path).map((name) => join(dirname(path), name));
  return names.has("file") || (await existing(tested)).length > 0;
}

async function existing(paths: readonly string[]): Promise<readonly string[]> {
  const kinds = await Promise.all(paths.map(async (path) => ((await kindOf(path)) === "file" ? [path] : [])));
  return kinds.flat();
}

async function kindOf(path: string): Promise<"file" | "folder" | undefined> {
  return stat(path).then(
    (found) => (found.isDirectory() ? "folder" : "file"),
    () => undefined,
  );
}

function failure(path: string, message: string): FoundTests {
  return { kind: "failed", path, message };
}
