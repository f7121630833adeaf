import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import {
  formatOfFileName,
  type HostSettings,
  holdsInputs,
  hostPath,
  mayHoldIntegration,
  operationOfFileName,
  parse,
  recognize,
} from "../../server/src/service";
import { isGlob, matchGlob } from "./globs";
import { type ReadResult, readInput } from "./readInput";
import { walk } from "./walk";

/** A file that an argument refers to, or an argument that refers to none. */
export type FoundInput = ReadResult & { readonly file: string };

/**
 * Reads the files that the arguments refer to, each once: in the order of the arguments, and sorted by path
 * within a folder or a glob.
 * @param hosts the kinds of host files to look for in folders.
 */
export async function* findInputs(
  args: readonly string[],
  hosts: HostSettings = {},
): AsyncGenerator<FoundInput> {
  const seen = new Set<string>();
  for (const arg of args) {
    for await (const found of inputsOf(arg, hosts)) {
      const path = found.file === "-" ? "-" : resolve(found.file);
      if (!seen.has(path)) yield found;
      seen.add(path);
    }
  }
}

/** An existing name takes precedence, because it may contain characters of a glob. */
async function* inputsOf(arg: string, hosts: HostSettings): AsyncGenerator<FoundInput> {
  const kind = arg === "-" ? "file" : await kindOf(arg);
  if (kind === "folder") yield* inputsIn(arg, hosts);
  else if (kind === undefined && isGlob(arg)) yield* inputsMatching(arg);
  else yield { file: arg, ...(await readInput(arg)) };
}

async function kindOf(path: string): Promise<"file" | "folder" | undefined> {
  return stat(path).then(
    (found) => (found.isDirectory() ? "folder" : "file"),
    () => undefined,
  );
}

/** The files that may be inputs or host files by their extension. */
const FILE = /\.(?:jsonc?|ya?ml|template|tf|tofu|swagger|oas)$/i;

/** A folder refers to those of its files that are integration inputs by name or content, or hosts of some. */
async function* inputsIn(folder: string, hosts: HostSettings): AsyncGenerator<FoundInput> {
  const { files, failures } = await walk(folder);
  let isEmpty = failures.length === 0;
  for (const { path, message } of failures) yield { file: join(folder, path), kind: "failed", message };
  for (const path of files.filter((name) => FILE.test(name))) {
    const file = join(folder, path);
    const read = await readInput(file);
    // A file that cannot be read is recognized by its name alone.
    const isInput = read.kind === "text" ? isRecognized(file, read.text, hosts) : operationOfFileName(file);
    if (!isInput) continue;
    isEmpty = false;
    yield { file, ...read };
  }
  if (isEmpty) yield { file: folder, kind: "failed", message: "contains no integrations" };
}

function isRecognized(file: string, text: string, hosts: HostSettings): boolean {
  // Most files are something else, and scanning their text is cheaper than parsing it.
  if (holdsInputs(text, hostPath(file, text), { hosts })) return true;
  if (!/\.(?:jsonc?|ya?ml)$/i.test(file)) return false;
  if (!operationOfFileName(file) && !mayHoldIntegration(text)) return false;
  return recognize(file, parse(text, formatOfFileName(file)).root) !== undefined;
}

async function* inputsMatching(arg: string): AsyncGenerator<FoundInput> {
  const matches = await matchGlob(arg);
  if (matches.kind === "failed") return yield { file: arg, ...matches };
  for (const file of matches.files) yield { file, ...(await readInput(file)) };
}
