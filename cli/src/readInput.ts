import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";

export type ReadResult =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "failed"; readonly message: string };

const MESSAGES: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EACCES: "permission denied",
  EISDIR: "is a directory",
};

/** Reads a file, or standard input for `-`, as UTF-8. A byte order mark stays: the AWS CLI refuses it. */
export async function readInput(file: string): Promise<ReadResult> {
  let bytes: Uint8Array;
  try {
    bytes = file === "-" ? await buffer(process.stdin) : await readFile(file);
  } catch (error) {
    return { kind: "failed", message: reasonOf(error) };
  }
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { kind: "failed", message: "is not UTF-8 text, so the AWS CLI cannot read it (AG0013)" };
  }
}

/** Returns why a file operation failed, in a few words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return MESSAGES[code ?? ""] ?? message;
}
