/** The language server as a process, and a connection to it. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import {
  type ConfigurationParams,
  createProtocolConnection,
  type LogMessageParams,
  MessageType,
  type ProtocolConnection,
  type Registration,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { PROJECT } from "./fixtures";

export const SERVER = join(PROJECT, "dist", "server.js");

export type Configuration = Readonly<Record<string, unknown>>;

export class LspProcess {
  readonly process: ChildProcessWithoutNullStreams;
  readonly connection: ProtocolConnection;
  readonly exited: Promise<number | null>;
  /** The errors that the server logged. */
  readonly errors: string[] = [];
  stderr = "";
  /** How often the server requested settings. */
  configurationRequests = 0;
  /** The registered capabilities; complete once a later request has been answered. */
  readonly registrations: Registration[] = [];

  constructor(configure: (section: string) => unknown, server = SERVER) {
    this.process = spawn(process.execPath, [server, "--stdio"]);
    this.exited = new Promise((resolve) => this.process.once("close", resolve));
    this.process.stderr.on("data", (data: Buffer) => {
      this.stderr += data.toString();
    });
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.process.stdout),
      new StreamMessageWriter(this.process.stdin),
    );
    this.connection.onNotification("window/logMessage", ({ type, message }: LogMessageParams) => {
      if (type === MessageType.Error) this.errors.push(message);
    });
    this.connection.onRequest("workspace/configuration", ({ items }: ConfigurationParams) => {
      this.configurationRequests++;
      return items.map(({ section }) => configure(section ?? "") ?? null);
    });
    this.connection.onRequest("client/registerCapability", ({ registrations }: RegistrationParams) => {
      this.registrations.push(...registrations);
      return null;
    });
  }

  /** Sends a request for an open document. */
  ask<T>(method: string, uri: string, params: object = {}): Promise<T | null> {
    return this.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, ...params });
  }

  /** Shuts the server down like an editor, and returns its exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    return this.exited;
  }

  kill(reason?: string): void {
    if (reason !== undefined) this.errors.push(reason);
    this.connection.dispose();
    if (this.process.exitCode === null) this.process.kill("SIGKILL");
  }
}
