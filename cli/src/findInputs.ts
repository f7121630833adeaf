import { stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import picomatch from "picomatch";
import {
  formatOfFileName,
  mayHoldIntegration,
  operationOfFileName,
  parse,
  recognize,
} from "../../server/src/service";
import { type ReadResult, readInput } from "./readInput";
import { walk } from "./walk";

/** A file that an argument stands for, or an argument that stands for nothing. */
export type FoundInput = ReadResult & { readonly file: string };

/**
 * Reads what the arguments stand for, each file once: in the order of the arguments, and sorted by path
 * within a folder or a glob.
 */
export async function* findInputs(args: readonly string[]): AsyncGenerator<FoundInput> {
  const seen = new Set<string>();
  for (const arg of args) {
    for await (const found of inputsOf(arg)) {
      const path = found.file === "-" ? "-" : resolve(found.file);
      if (!seen.has(path)) yield found;
      seen.add(path);
    }
  }
}

/** A name that there is comes first, for it may have a glob's characters in it. */
async function* inputsOf(arg: string): AsyncGenerator<FoundInput> {
  const kind = arg === "-" ? "file" : await kindOf(arg);
  if (kind === "folder") yield* inputsIn(arg);
  else if (kind === undefined && isGlob(arg)) yield* inputsThatFit(arg);
  else yield { file: arg, ...(await readInput(arg)) };
}

async function kindOf(path: string): Promise<"file" | "folder" | undefined> {
  return stat(path).then(
    (found) => (found.isDirectory() ? "folder" : "file"),
    () => undefined,
  );
}

/** A folder stands for those of its files that are integration inputs by name or by content. */
async function* inputsIn(folder: string): AsyncGenerator<FoundInput> {
  const { files, failures } = await walk(folder);
  let isEmpty = failures.length === 0;
  for (const { path, message } of failures) yield { file: join(folder, path), kind: "failed", message };
  for (const path of files.filter((name) => /\.(?:jsonc?|ya?ml)$/i.test(name))) {
    const file = join(folder, path);
    const read = await readInput(file);
    // What cannot be read has only its name to be known by.
    const isInput = read.kind === "text" ? isRecognized(file, read.text) : operationOfFileName(file);
    if (!isInput) continue;
    isEmpty = false;
    yield { file, ...read };
  }
  if (isEmpty) yield { file: folder, kind: "failed", message: "holds no integration input" };
}

function isRecognized(file: string, text: string): boolean {
  // Most files are none of ours, and a look at their text costs less than a tree.
  if (!operationOfFileName(file) && !mayHoldIntegration(text)) return false;
  return recognize(file, parse(text, formatOfFileName(file)).root) !== undefined;
}

function isGlob(arg: string): boolean {
  return picomatch.scan(arg).isGlob === true;
}

/** A glob stands for every file that fits it, as if the shell had written them out. */
async function* inputsThatFit(arg: string): AsyncGenerator<FoundInput> {
  const { base, glob } = picomatch.scan(sep === "\\" ? arg.replaceAll("\\", "/") : arg);
  const fits = matcherOf(glob);
  if (!fits) return yield { file: arg, kind: "failed", message: "is no such file, and no glob either" };
  const isDeep = /\*\*|\(/.test(glob);
  const folder = base.replace(/\\(.)/g, "$1");
  const parts = glob.split("/");
  const { files } = await walk(folder || ".", {
    ...(!isDeep && { depth: parts.length - 1 }),
    entered: parts,
  });
  const fitting = files.filter((path) => fits(path));
  for (const path of fitting) {
    const file = join(folder, path);
    yield { file, ...(await readInput(file)) };
  }
  if (fitting.length === 0) yield { file: arg, kind: "failed", message: "no file fits this glob" };
}

/** What is too long or broken is none. */
function matcherOf(glob: string): ((path: string) => boolean) | undefined {
  try {
    return picomatch(glob, { nonegate: true });
  } catch {
    return undefined;
  }
}
