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

/** The language server's process and the client end of the connection to it. */
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
      if (newState === State.Running) this.#flushAwsFacts();
    });
  }

  readonly #errorHandler: ErrorHandler;

  #awsFacts: AwsFactsParams = { facts: {} };

  readonly #awsFactsSent = new vscode.EventEmitter<void>();
  /** Fires when the server has received new facts, so that its answers may differ from now on. */
  readonly onDidSendAwsFacts = this.#awsFactsSent.event;

  /** Sends the server what is known about the files' APIs: now, if it is running, and after every start. */
  sendAwsFacts(params: AwsFactsParams): void {
    this.#awsFacts = params;
    if (this.#client.state === State.Running) this.#flushAwsFacts();
  }

  #flushAwsFacts(): void {
    if (Object.keys(this.#awsFacts.facts).length === 0) return;
    void this.#client.sendNotification(AWS_FACTS_NOTIFICATION, this.#awsFacts);
    this.#awsFactsSent.fire();
  }

  start(): void {
    this.#client.start().catch((error: unknown) => {
      void vscode.window.showErrorMessage(
        `The API Gateway language server failed to start: ${String(error)}`,
      );
    });
  }

  /** Sends one of the requests in protocol.ts, starting the server if necessary. */
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

  /** Reports a server crash. The default handler stops restarting after five crashes in three minutes. */
  async #closed() {
    const result = await this.#errorHandler.closed();
    if (result.action === CloseAction.Restart) {
      void vscode.window.showWarningMessage(
        "The API Gateway language server stopped unexpectedly and is being restarted.",
      );
      return { ...result, handled: true };
    }
    const restart = "Restart";
    void vscode.window
      .showErrorMessage("The API Gateway language server keeps crashing and will not be restarted.", restart)
      .then((choice) => (choice === restart ? this.restart() : undefined));
    return { ...result, handled: true };
  }
}
