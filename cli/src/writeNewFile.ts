import { writeFile } from "node:fs/promises";
import { reasonOf } from "./readInput";

/** Why a file that exists is not written. */
export const EXISTS = "already exists, and was not changed";

/** Writes a file that must not exist. Returns why it was not written; undefined if it was. */
export async function writeNewFile(path: string, text: string): Promise<string | undefined> {
  try {
    await writeFile(path, text, { flag: "wx" });
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return EXISTS;
    return code === "ENOENT" ? "no such folder" : reasonOf(error);
  }
}
