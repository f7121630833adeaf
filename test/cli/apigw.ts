/** The command-line tool as a process. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "mocha";
import { PROJECT } from "../support/fixtures";
import { MOCK } from "../support/inputs";

export const CLI = join(PROJECT, "dist", "cli.js");

export const SOUND = `{${MOCK}}\n`;
/** One error, at 2:3. */
export const FAULTY = `{\n  "Timeout": 1,\n  ${MOCK}\n}\n`;
/** One warning, at 1:2. */
export const DOUBTFUL = `{"Description": "", ${MOCK}}\n`;
/** One information. */
export const INCOMPLETE = '{"Description": "no type yet"}\n';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder for a suite's files, removed after it. */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), "apigw-cli-"));

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const [name, content] of Object.entries(files)) this.write(name, content);
    after(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  /** Runs `apigw` in the folder. */
  apigw(args: readonly string[], input: string | Uint8Array = "", env: NodeJS.ProcessEnv = {}): Outcome {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      cwd: this.folder,
      input,
      env: { ...process.env, ...env },
      encoding: "utf8",
      maxBuffer: 1e9,
    });
    return { code: status, stdout, stderr };
  }
}
