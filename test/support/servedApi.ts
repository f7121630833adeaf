/** `apigw serve` as a process, and a client that sees every byte. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { PROJECT } from "./fixtures";

const CLI = join(PROJECT, "dist", "cli.js");

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly bytes: Buffer;
  readonly text: string;
}

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
  /** Sends the body in chunks, without a length. */
  readonly chunks?: readonly string[];
  readonly agent?: Agent;
}

/** A running endpoint. */
export class ServedApi {
  static readonly #running = new Set<ServedApi>();

  readonly port: number;
  #output: string;

  private constructor(
    readonly child: ChildProcess,
    address: string,
    output: string,
  ) {
    this.port = Number(new URL(address).port);
    this.#output = output;
    ServedApi.#running.add(this);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.#output += chunk.toString("utf8");
        child.emit("output");
      });
    }
  }

  /** Starts the endpoint on a free port, and waits until it listens. */
  static async start(folder: string, args: readonly string[]): Promise<ServedApi> {
    const child = spawn(process.execPath, [CLI, "serve", "--port=0", ...args], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (;;) {
      const [, address] = /Listening on (\S+)/.exec(output) ?? [];
      if (address !== undefined) {
        child.stdout.removeAllListeners("data");
        child.stderr.removeAllListeners("data");
        return new ServedApi(child, address, output);
      }
      output += await new Promise<string>((resolve, reject) => {
        const read = (chunk: Buffer): void => resolve(chunk.toString("utf8"));
        child.stdout.once("data", read);
        child.stderr.once("data", read);
        child.once("exit", (code) => reject(new Error(`apigw serve exited with ${code}: ${output}`)));
      });
    }
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Everything that was printed so far. */
  get output(): string {
    return this.#output;
  }

  /** Waits until something is printed, and returns everything that was printed so far. */
  async printed(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.#output)) await once(this.child, "output");
    return this.#output;
  }

  /** Ends all endpoints that a test has left running. */
  static async stopAll(): Promise<void> {
    await Promise.all([...ServedApi.#running].map((api) => api.stop()));
  }

  /** Ends the process like Ctrl+C, and returns its exit status. */
  async stop(): Promise<number | null> {
    ServedApi.#running.delete(this);
    if (this.child.exitCode !== null) return this.child.exitCode;
    const exit = once(this.child, "exit") as Promise<[number | null]>;
    this.child.kill("SIGINT");
    return (await exit)[0];
  }

  fetch(path: string, sent: Sent = {}): Promise<Answer> {
    return fetchFrom(this.port, path, sent);
  }

  /** Sends bytes, and returns all that comes back until the connection ends. */
  raw(text: string): Promise<string> {
    return rawFrom(this.port, text);
  }

  connect(): Socket {
    return connect(this.port, "127.0.0.1");
  }
}

export function fetchFrom(port: number, path: string, sent: Sent = {}): Promise<Answer> {
  const { method = "GET", headers, body, chunks, agent = new Agent({ keepAlive: false }) } = sent;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method,
        agent,
        headers: {
          ...(headers as Record<string, string | string[]>),
          ...(body !== undefined && { "Content-Length": String(Buffer.byteLength(body)) }),
        },
      },
      (incoming) => {
        const parts: Buffer[] = [];
        incoming.on("data", (part: Buffer) => parts.push(part));
        incoming.on("error", reject);
        incoming.on("end", () => {
          const bytes = Buffer.concat(parts);
          const { statusCode = 0, headers: found, rawHeaders } = incoming;
          resolve({ status: statusCode, headers: found, rawHeaders, bytes, text: bytes.toString("utf8") });
        });
      },
    );
    outgoing.on("error", reject);
    for (const chunk of chunks ?? []) outgoing.write(chunk);
    outgoing.end(body);
  });
}

export function rawFrom(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text, "latin1"));
    let found = "";
    socket.on("data", (chunk) => {
      found += chunk.toString("latin1");
    });
    socket.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNRESET" || error.code === "EPIPE" ? undefined : reject(error),
    );
    socket.on("close", () => resolve(found));
  });
}
