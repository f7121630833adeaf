import { mkdirSync, readdirSync, readFileSync, watch } from "node:fs";
import { join } from "node:path";
import { environment } from "./environment";

/** Waits until VS Code has kept an unsaved document that contains the text, so that a restart restores it. */
export function isBackedUp(text: string): Promise<void> {
  mkdirSync(environment.backups, { recursive: true });
  return new Promise((resolve) => {
    const look = (): void => {
      if (!hasBackup(text)) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(environment.backups, { recursive: true }, look);
    look();
  });
}

function hasBackup(text: string): boolean {
  return readdirSync(environment.backups, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((entry) => {
      try {
        return readFileSync(join(entry.parentPath, entry.name), "utf8").includes(text);
      } catch {
        // Removed in the meantime.
        return false;
      }
    });
}
