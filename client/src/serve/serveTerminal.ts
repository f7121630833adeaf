import { type ChildProcess, spawn } from "node:child_process";
import * as vscode from "vscode";

/** The end of a local endpoint. */
export interface Ended {
  /** True if it was stopped on request. */
  readonly isStopped: boolean;
  /** The last line that was printed, which says what is wrong. */
  readonly lastLine: string;
}

const CTRL_C = "\x03";

/** Time for the process to end by itself, in milliseconds. */
const GRACE = 2000;

/**
 * A terminal in which `apigw serve` runs, with the Node.js of VS Code. Ctrl+C in it stops the endpoint, and so does closing
 * it.
 */
export class ServeTerminal implements vscode.Pseudoterminal {
  readonly #written = new vscode.EventEmitter<string>();
  readonly onDidWrite = this.#written.event;
  readonly #listening = new vscode.EventEmitter<string>();
  /** Fires with the address, once. */
  readonly onDidListen = this.#listening.event;
  readonly #ended = new vscode.EventEmitter<Ended>();
  readonly onDidEnd = this.#ended.event;
  #child: ChildProcess | undefined;
  #isStopped = false;
  #hasEnded = false;
  #address: string | undefined;
  #lastLine = "";

  constructor(
    private readonly program: string,
    private readonly args: readonly string[],
    private readonly folder: string,
  ) {}

  open(): void {
    const child = spawn(process.execPath, [this.program, ...this.args], {
      cwd: this.folder,
      stdio: ["ignore", "pipe", "pipe"],
      // In VS Code for the desktop, the executable is the editor.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text: string) => this.#read(text));
    }
    child.on("error", ({ message }) => this.#end(message));
    child.on("close", () => this.#end(this.#lastLine));
  }

  close(): void {
    this.stop();
  }

  handleInput(data: string): void {
    if (data !== CTRL_C) return;
    // A second one closes a terminal in which nothing runs any more.
    this.stop();
  }

  stop(): void {
    this.#isStopped = true;
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    child.kill("SIGINT");
    const timer = setTimeout(() => child.kill("SIGKILL"), GRACE);
    child.once("exit", () => clearTimeout(timer));
  }

  #read(text: string): void {
    this.#written.fire(text.replaceAll(/\r?\n/g, "\r\n"));
    const line = text.trimEnd().split("\n").at(-1);
    if (line) this.#lastLine = line;
    if (this.#address !== undefined) return;
    const [, address] = /^Listening on (\S+)$/m.exec(text) ?? [];
    if (address === undefined) return;
    this.#address = address;
    this.#listening.fire(address);
  }

  #end(lastLine: string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#written.fire("\r\nThe endpoint has stopped.\r\n");
    this.#ended.fire({ isStopped: this.#isStopped, lastLine });
  }
}
