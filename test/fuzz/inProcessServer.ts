/** The language server in this process, behind the same messages as in its own. */
import { PassThrough } from "node:stream";
import {
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type LogMessageParams,
  MessageType,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";
import { startServer } from "../../server/src/lsp/server";
import { Arrivals } from "../support/arrivals";

export class InProcessServer {
  readonly #connection;
  readonly #diagnostics = new Arrivals<readonly Diagnostic[]>();
  readonly #versions = new Map<string, number>();
  /** The errors that the server logged. */
  readonly errors: string[] = [];

  constructor() {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    startServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)));
    this.#connection = createProtocolConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    this.#connection.onNotification("window/logMessage", ({ type, message }: LogMessageParams) => {
      if (type === MessageType.Error) this.errors.push(message);
    });
    this.#connection.onNotification(
      "textDocument/publishDiagnostics",
      ({ uri, version, diagnostics }: PublishDiagnosticsParams) => {
        if (version !== undefined) this.#diagnostics.add(`${version} ${uri}`, diagnostics);
      },
    );
    this.#connection.listen();
  }

  async initialize(): Promise<InitializeResult> {
    const result = await this.#connection.sendRequest<InitializeResult>("initialize", {
      processId: null,
      rootUri: null,
      capabilities: {},
      initializationOptions: { canConvert: true, canPreview: true },
    });
    await this.#connection.sendNotification("initialized", {});
    return result;
  }

  async open(uri: string, languageId: string, text: string): Promise<void> {
    this.#versions.set(uri, 1);
    const textDocument = { uri, languageId, version: 1, text };
    await this.#connection.sendNotification("textDocument/didOpen", { textDocument });
  }

  async change(uri: string, contentChanges: readonly TextDocumentContentChangeEvent[]): Promise<void> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.#connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  async close(uri: string): Promise<void> {
    await this.#connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
    this.#diagnostics.forget();
  }

  /** Waits for the diagnostics of the document's latest version. */
  diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    return this.#diagnostics.get(`${this.#versions.get(uri)} ${uri}`);
  }

  /** Sends a request for an open document. */
  ask<T>(method: string, uri: string, params: object = {}): Promise<T | null> {
    const textDocument = { uri };
    return this.#connection.sendRequest(method, { textDocument, uri, ...params });
  }

  async stop(): Promise<void> {
    await this.#connection.sendRequest("shutdown");
    this.#connection.dispose();
  }
}
