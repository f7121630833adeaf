import { join, sep } from "node:path";
import picomatch from "picomatch";
import { walk } from "./walk";

/** Whether an argument contains characters of a glob. An existing name takes precedence. */
export function isGlob(arg: string): boolean {
  return picomatch.scan(arg).isGlob === true;
}

/** The files that match a glob, sorted, as if the shell had expanded it. */
export type GlobMatches =
  | { readonly kind: "files"; readonly files: readonly string[] }
  | { readonly kind: "failed"; readonly message: string };

export async function matchGlob(arg: string): Promise<GlobMatches> {
  const { base, glob } = picomatch.scan(sep === "\\" ? arg.replaceAll("\\", "/") : arg);
  const matches = matcherOf(glob);
  if (!matches) return { kind: "failed", message: "no such file, and not a valid glob" };
  const isDeep = /\*\*|\(/.test(glob);
  const folder = base.replace(/\\(.)/g, "$1");
  const parts = glob.split("/");
  const { files } = await walk(folder || ".", {
    ...(!isDeep && { depth: parts.length - 1 }),
    entered: parts,
  });
  const matching = files.filter((path) => matches(path));
  if (matching.length === 0) return { kind: "failed", message: "no files match this glob" };
  return { kind: "files", files: matching.map((path) => join(folder, path)) };
}

/** Returns undefined for a glob that is too long or malformed. */
function matcherOf(glob: string): ((path: string) => boolean) | undefined {
  try {
    return picomatch(glob, { nonegate: true });
  } catch {
    return undefined;
  }
}
