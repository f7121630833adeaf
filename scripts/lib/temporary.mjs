// Temporary folders that are gone when this process has ended.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** @returns {string} an empty folder; its path is short, for sockets in it must have short paths */
export function temporaryDir() {
  const folder = mkdtempSync(path.join(tmpdir(), "apigw-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}
