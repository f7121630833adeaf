// Temporary folders that are deleted when this process exits.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** @returns {string} an empty folder with a short path, because socket paths must be short */
export function temporaryDir() {
  const folder = mkdtempSync(path.join(tmpdir(), "apigw-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}
