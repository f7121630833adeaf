/** Runs a local command in place of a Lambda function. */
import { type ChildProcess, spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import type { BackendResponse } from "../../../server/src/service";

/** How a call ended. */
export type CommandResult =
  | { readonly kind: "returned"; readonly response: BackendResponse }
  | { readonly kind: "timeout" }
  /** The command could not be started. */
  | { readonly kind: "unavailable"; readonly message: string };

/** What Lambda returns at most, in bytes. */
const MOST_OUTPUT = 6 * 1024 * 1024;
/** What is kept of the standard error. */
const MOST_ERRORS = 64 * 1024;

/** Runs commands, a few at a time, without a shell. */
export class LambdaCommand {
  readonly #running = new Set<ChildProcess>();
  readonly #waiting: (() => void)[] = [];
  readonly #most = Math.max(8, 2 * availableParallelism());
  #count = 0;

  constructor(private readonly command: readonly string[]) {}

  /**
   * Runs the command with the event on its standard input.
   * @param milliseconds the time limit, waiting for other calls included
   * @param onError receives the lines of the standard error
   */
  async invoke(
    event: Buffer,
    functionName: string | undefined,
    milliseconds: number,
    onError: (line: string) => void,
  ): Promise<CommandResult> {
    const end = performance.now() + milliseconds;
    if (this.#count >= this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#count++;
    try {
      const left = end - performance.now();
      return left <= 0 ? { kind: "timeout" } : await this.#run(event, functionName, left, onError);
    } finally {
      this.#count--;
      this.#waiting.shift()?.();
    }
  }

  /** Ends the commands that are running. */
  close(): void {
    for (const child of this.#running) kill(child);
  }

  #run(
    event: Buffer,
    functionName: string | undefined,
    milliseconds: number,
    onError: (line: string) => void,
  ): Promise<CommandResult> {
    const [file = "", ...args] = this.command;
    return new Promise((resolve) => {
      const child = spawn(file, args, {
        stdio: ["pipe", "pipe", "pipe"],
        shell: false,
        windowsHide: true,
        // A group of its own, so that what the command starts ends with it.
        detached: process.platform !== "win32",
        env: {
          ...process.env,
          ...(functionName !== undefined && { AWS_LAMBDA_FUNCTION_NAME: functionName }),
        },
      });
      this.#running.add(child);
      const output: Buffer[] = [];
      let size = 0;
      let errors = "";
      const settle = (result: CommandResult): void => {
        clearTimeout(timer);
        this.#running.delete(child);
        resolve(result);
      };
      const stop = (result: CommandResult): void => {
        kill(child);
        settle(result);
      };
      const timer = setTimeout(() => stop({ kind: "timeout" }), milliseconds);
      child.on("error", ({ message }) => settle({ kind: "unavailable", message }));
      child.stdin.on("error", () => undefined);
      child.stdin.end(event);
      child.stdout.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size <= MOST_OUTPUT) output.push(chunk);
        else
          stop(
            failure(`Response payload size exceeded maximum allowed payload size (${MOST_OUTPUT} bytes).`),
          );
      });
      child.stderr.on("data", (chunk: Buffer) => {
        errors = (errors + chunk.toString("utf8")).slice(-MOST_ERRORS);
      });
      child.on("close", (code, signal) => {
        for (const line of errors.split(/\r?\n/)) if (line !== "") onError(line);
        settle(resultOf(Buffer.concat(output).toString("utf8"), errors, code, signal));
      });
    });
  }
}

function kill(child: ChildProcess): void {
  try {
    if (child.pid !== undefined && process.platform !== "win32") process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

/** A command that fails stands for a function that throws: its last line on standard error is the message. */
function resultOf(
  output: string,
  errors: string,
  code: number | null,
  signal: NodeJS.Signals | null,
): CommandResult {
  const body = output.trim();
  if (code === 0)
    return { kind: "returned", response: { status: 200, headers: new Map(), body: body || "null" } };
  const own = errorMessageIn(body);
  const last = errors
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .at(-1);
  const reason = signal ? `The command was ended by ${signal}.` : `The command exited with code ${code}.`;
  return failure(own ?? last ?? reason, own === undefined ? undefined : body);
}

function failure(error: string, body = JSON.stringify({ errorMessage: error })): CommandResult {
  return { kind: "returned", response: { status: 200, headers: new Map(), body, error } };
}

function errorMessageIn(body: string): string | undefined {
  try {
    const output: unknown = JSON.parse(body);
    const message =
      typeof output === "object" && output !== null && "errorMessage" in output && output.errorMessage;
    return typeof message === "string" ? message : undefined;
  } catch {
    return undefined;
  }
}
