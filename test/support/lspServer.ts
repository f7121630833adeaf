/** A minimal client for the spawned language server. */
import assert from "node:assert/strict";
import type {
  ClientCapabilities,
  CodeAction,
  CodeActionContext,
  CodeActionKind,
  CodeActionTriggerKind,
  CompletionItem,
  Diagnostic,
  Hover,
  InitializeResult,
  Position,
  PublishDiagnosticsParams,
  Range,
  TextDocumentContentChangeEvent,
  WorkspaceFoldersChangeEvent,
} from "vscode-languageserver/node";
import {
  ACCOUNT_LISTS_NOTIFICATION,
  type AccountListsParams,
  AWS_FACTS_NOTIFICATION,
  type AwsFactsParams,
  type InitializationOptions,
  STATUS_NOTIFICATION,
  type StatusParams,
} from "../../server/src/protocol";
import { Arrivals } from "./arrivals";
import { type Configuration, LspProcess } from "./lspProcess";

/** The workspace folder of every client. It need not exist, because the server reads no files. */
export const FOLDER = "file:///workspace";

export interface ClientOptions {
  /** The client capabilities; none by default. */
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: InitializationOptions;
  /** Answers to `workspace/configuration` by section. Without them, the client does not support the request. */
  readonly configuration?: Configuration;
}

export class LspServer extends LspProcess {
  readonly #options: ClientOptions;
  #configuration: Configuration;
  readonly #versions = new Map<string, number>();
  readonly #diagnostics = new Arrivals<readonly Diagnostic[]>();
  readonly #statuses = new Arrivals<StatusParams>();

  constructor(options: ClientOptions = {}) {
    super((section) => this.#configuration[section]);
    this.#options = options;
    this.#configuration = options.configuration ?? {};
    this.connection.onNotification(
      "textDocument/publishDiagnostics",
      ({ uri, version, diagnostics }: PublishDiagnosticsParams) => {
        // The status follows the diagnostics, so an earlier one is outdated.
        this.#statuses.forget(uri);
        this.#diagnostics.add(keyOf(uri, version), diagnostics);
      },
    );
    this.connection.onNotification(STATUS_NOTIFICATION, (params: StatusParams) =>
      this.#statuses.add(params.uri, params),
    );
    this.connection.listen();
  }

  async initialize(): Promise<InitializeResult> {
    const { capabilities = {}, initializationOptions, configuration } = this.#options;
    const result = await this.connection.sendRequest<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: FOLDER,
      workspaceFolders: [{ uri: FOLDER, name: "workspace" }],
      capabilities: configuration
        ? { ...capabilities, workspace: { ...capabilities.workspace, configuration: true } }
        : capabilities,
      initializationOptions,
    });
    await this.connection.sendNotification("initialized", {});
    return result;
  }

  /** Opens a document and returns its diagnostics. */
  async open(uri: string, text: string, languageId = "json"): Promise<readonly Diagnostic[]> {
    this.#versions.set(uri, 1);
    this.#diagnostics.forget(keyOf(uri, 1));
    const textDocument = { uri, languageId, version: 1, text };
    await this.connection.sendNotification("textDocument/didOpen", { textDocument });
    return this.diagnostics(uri);
  }

  async change(uri: string, ...contentChanges: readonly TextDocumentContentChangeEvent[]): Promise<void> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    const textDocument = { uri, version };
    await this.connection.sendNotification("textDocument/didChange", { textDocument, contentChanges });
  }

  /** Waits for the diagnostics of the document's latest version. */
  diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    return this.#diagnostics.get(keyOf(uri, this.#versions.get(uri)));
  }

  /** Waits for the status that follows the latest diagnostics. */
  async status(uri: string): Promise<StatusParams["status"]> {
    return (await this.#statuses.get(uri)).status;
  }

  /** Waits for what the server says about a host file, after the latest diagnostics. */
  async hostStatus(uri: string): Promise<StatusParams["host"]> {
    return (await this.#statuses.get(uri)).host;
  }

  /** Closes the document and returns its remaining diagnostics. */
  async close(uri: string): Promise<readonly Diagnostic[]> {
    this.#versions.delete(uri);
    this.#diagnostics.forget(keyOf(uri, undefined));
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
    return this.diagnostics(uri);
  }

  /** Changes the settings. `diagnostics` then waits for the new diagnostics. */
  async configure(configuration: Configuration): Promise<void> {
    this.#configuration = configuration;
    this.#forgetAll();
    await this.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  }

  /** Opens and closes workspace folders. `diagnostics` then waits for the new diagnostics. */
  async changeFolders(event: WorkspaceFoldersChangeEvent): Promise<void> {
    this.#forgetAll();
    await this.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
  }

  /** Sends the facts about the files' APIs. `diagnostics` then waits for the new diagnostics. */
  async tellAwsFacts(facts: AwsFactsParams["facts"]): Promise<void> {
    this.#forgetAll();
    await this.connection.sendNotification(AWS_FACTS_NOTIFICATION, { facts });
  }

  /** Sends what AWS listed for the user. */
  async tellAccountLists(lists: AccountListsParams): Promise<void> {
    await this.connection.sendNotification(ACCOUNT_LISTS_NOTIFICATION, lists);
  }

  /** Asks for completions, as if `typed` had just been typed if it is given. */
  complete(uri: string, position: Position, typed?: string): Promise<CompletionItem[] | null> {
    const context = typed === undefined ? { triggerKind: 1 } : { triggerKind: 2, triggerCharacter: typed };
    return this.ask("completion", uri, { position, context });
  }

  hover(uri: string, position: Position): Promise<Hover | null> {
    return this.ask("hover", uri, { position });
  }

  async codeActions(
    uri: string,
    range: Range,
    only?: CodeActionKind[],
    triggerKind?: CodeActionTriggerKind,
  ): Promise<CodeAction[] | null> {
    const context: CodeActionContext = {
      diagnostics: [...(await this.diagnostics(uri))],
      ...(only && { only }),
      ...(triggerKind && { triggerKind }),
    };
    return this.ask("codeAction", uri, { range, context });
  }

  #forgetAll(): void {
    this.#diagnostics.forget();
    this.#statuses.forget();
  }
}

/** Less than the test runner's own limit, after which the server would not be stopped. */
const LIMIT_MS = 50_000;

/** Runs the body with a server. Fails if the server logs an error, writes to stderr or exits abnormally. */
export async function withServer(
  options: ClientOptions,
  body: (server: LspServer) => Promise<void>,
  limitMs = LIMIT_MS,
): Promise<void> {
  const server = new LspServer(options);
  const limit = setTimeout(
    () => server.kill(`Stopped because the test took longer than ${limitMs} ms.`),
    limitMs,
  );
  try {
    await Promise.race([server.exited.then(() => undefined), server.initialize().then(() => body(server))]);
    assert.deepEqual([...server.errors, server.stderr], [""], "errors logged by the server");
    assert.equal(server.process.exitCode, null, "The server exited unexpectedly.");
    assert.equal(await server.stop(), 0, "exit code");
  } finally {
    clearTimeout(limit);
    server.kill();
  }
}

function keyOf(uri: string, version: number | undefined): string {
  return `${version ?? "closed"} ${uri}`;
}
