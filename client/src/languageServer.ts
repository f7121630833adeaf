import * as vscode from "vscode";
import {
  CloseAction,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
  TransportKind,
} from "vscode-languageclient/node";
import {
  AWS_FACTS_NOTIFICATION,
  type AwsFactsParams,
  type InitializationOptions,
  STATUS_NOTIFICATION,
  type StatusParams,
} from "../../server/src/protocol";
import { LANGUAGES } from "./candidates";

/** The language server's process and our end of the connection to it. */
export class LanguageServer {
  readonly #client: LanguageClient;

  constructor(context: vscode.ExtensionContext, onStatus: (params: StatusParams) => void) {
    const module = context.asAbsolutePath("dist/server.js");
    const serverOptions: ServerOptions = {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--nolazy", "--inspect=6019"] } },
    };
    const initializationOptions: InitializationOptions = {
      editorValidatesJson: true,
      canConvert: true,
      canPreview: true,
    };
    const clientOptions: LanguageClientOptions = {
      documentSelector: LANGUAGES.map((language) => ({ language })),
      initializationOptions,
      errorHandler: {
        error: (error, message, count) => this.#errorHandler.error(error, message, count),
        closed: () => this.#closed(),
      },
    };
    this.#client = new LanguageClient("apigw", "API Gateway Integrations", serverOptions, clientOptions);
    this.#errorHandler = this.#client.createDefaultErrorHandler();
    this.#client.onNotification(STATUS_NOTIFICATION, onStatus);
    this.#client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.#sendAwsFacts();
    });
  }

  readonly #errorHandler: ErrorHandler;

  #awsFacts: AwsFactsParams = { facts: {} };

  readonly #factsTold = new vscode.EventEmitter<void>();
  /** From here on the server answers with what is known of the files' APIs. */
  readonly onDidTellFacts = this.#factsTold.event;

  /** Tells the server what is known of the files' APIs, now if it runs, and whenever it starts. */
  tellAwsFacts(params: AwsFactsParams): void {
    this.#awsFacts = params;
    if (this.#client.state === State.Running) this.#sendAwsFacts();
  }

  #sendAwsFacts(): void {
    if (Object.keys(this.#awsFacts.facts).length === 0) return;
    void this.#client.sendNotification(AWS_FACTS_NOTIFICATION, this.#awsFacts);
    this.#factsTold.fire();
  }

  start(): void {
    this.#client.start().catch((error: unknown) => {
      void vscode.window.showErrorMessage(
        `The API Gateway language server could not start: ${String(error)}`,
      );
    });
  }

  /** Asks the server, started if need be, with one of protocol.ts's requests. */
  async request<Params, Result>(method: string, params: Params): Promise<Result> {
    await this.#client.start();
    return this.#client.sendRequest<Result>(method, params);
  }

  async restart(): Promise<void> {
    await this.#client.restart();
  }

  stop(): Promise<void> {
    return this.#client.stop();
  }

  /** Says what became of a server that died; the default handler gives up after five times in three minutes. */
  async #closed() {
    const result = await this.#errorHandler.closed();
    if (result.action === CloseAction.Restart) {
      void vscode.window.showWarningMessage("The API Gateway language server stopped and is started again.");
      return { ...result, handled: true };
    }
    const restart = "Restart";
    void vscode.window
      .showErrorMessage("The API Gateway language server keeps stopping and is not started again.", restart)
      .then((choice) => (choice === restart ? this.restart() : undefined));
    return { ...result, handled: true };
  }
}
