/** Neovim as a client of the spawned language server. */
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Context } from "mocha";
import type { SignatureHelp } from "vscode-languageserver/node";
import { PROJECT } from "./fixtures";
import { positionAt } from "./lspEdits";
import { SERVER } from "./lspProcess";

const SCRIPT = join(PROJECT, "test", "support", "neovim.lua");

/** A file that Neovim opens and changes. */
export interface NeovimFile {
  readonly name: string;
  readonly filetype: string;
  readonly text: string;
  /** The offset for signature help. */
  readonly call: number;
  /** The offset of the name whose definition is looked up, and which is renamed. */
  readonly variable: number;
  readonly newName: string;
}

export interface NeovimResult {
  readonly signatureHelp: SignatureHelp;
  /** The place of the cursor after the jump: the line, counted from 1, and its text from there on. */
  readonly definition: { readonly line: number; readonly rest: string };
  /** The text of the buffer after the rename. */
  readonly renamed: string;
  /** The text of the buffer after the rename and formatting. */
  readonly formatted: string;
}

export interface NeovimRun {
  readonly files: readonly NeovimResult[];
  /** The exit code of the server after Neovim stopped it. */
  readonly exitCode: number;
}

/** Skips a suite where Neovim is not installed, or fails if `APIGW_TEST_NEOVIM` says that it has to be. */
export function needNeovim(context: Context): void {
  if (!spawnSync("nvim", ["--version"]).error) return;
  if (process.env.APIGW_TEST_NEOVIM)
    throw new Error("nvim is not on the PATH. Install it with: apt-get install neovim");
  // Skipped tests have no reason, so this line is the reason.
  console.warn("SKIPPED: nvim is not on the PATH (apt-get install neovim).");
  context.skip();
}

/** Opens the files in a headless Neovim without the user's configuration. Throws with what Neovim printed if it fails. */
export async function runNeovim(files: readonly NeovimFile[], limitMs: number): Promise<NeovimRun> {
  const folder = mkdtempSync(join(tmpdir(), "apigw-neovim-"));
  try {
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
    const task = {
      command: [process.execPath, SERVER, "--stdio"],
      folder,
      files: files.map(({ name, filetype, text, call, variable, newName }) => ({
        path: join(folder, name),
        filetype,
        call: cursorAt(text, call),
        name: cursorAt(text, variable),
        newName,
      })),
    };
    const taskFile = join(folder, "task.json");
    writeFileSync(taskFile, JSON.stringify(task));
    const variables = { ...homes(folder), APIGW_NEOVIM_SCRIPT: SCRIPT, APIGW_NEOVIM_TASK: taskFile };
    const { stdout } = await promisify(execFile)(
      "nvim",
      ["--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", "lua dofile(vim.env.APIGW_NEOVIM_SCRIPT)"],
      { env: { ...process.env, ...variables }, timeout: limitMs },
    );
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Keeps Neovim's logs and state out of the user's folders. */
function homes(folder: string): Readonly<Record<string, string>> {
  const names = ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"];
  return Object.fromEntries(names.map((name) => [name, join(folder, name)]));
}

/** A cursor as Neovim counts: lines from 1, and bytes from 0. */
function cursorAt(text: string, offset: number): readonly [number, number] {
  const { line, character } = positionAt(text, offset);
  return [line + 1, Buffer.byteLength(text.slice(offset - character, offset))];
}
