import * as vscode from "vscode";
import {
  ACCOUNT_LISTS_NOTIFICATION,
  type AccountListsParams,
  AWS_FACTS_NOTIFICATION,
  type AwsFactsParams,
  CHOSEN_SAMPLES_NOTIFICATION,
  type ChosenSamplesParams,
  FILE_TEXTS_NOTIFICATION,
  type FileTextsParams,
  type StatusParams,
} from "../../server/src/protocol";
import type { LanguageClient } from "./languageClient";

/** The language server's process and the client end of the connection to it, both loaded on first use. */
export class LanguageServer {
  #client: Promise<LanguageClient> | undefined;
  #isRunning = false;
  #awsFacts: AwsFactsParams = { facts: {} };
  #accountLists: AccountListsParams = {};
  #fileTexts: FileTextsParams["texts"] = {};
  #chosenSamples: ChosenSamplesParams = { requests: {} };

  readonly #awsFactsSent = new vscode.EventEmitter<void>();
  /** Fires when the server has received new facts, so that its answers may differ from now on. */
  readonly onDidSendAwsFacts = this.#awsFactsSent.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly onStatus: (params: StatusParams) => void,
  ) {}

  /** Sends the server what is known about the files' APIs: now, if it is running, and after every start. */
  sendAwsFacts(params: AwsFactsParams): void {
    this.#awsFacts = params;
    if (this.#isRunning) void this.#flushAwsFacts();
  }

  /** Sends the server what AWS listed for the user, like `sendAwsFacts`. */
  sendAccountLists(params: AccountListsParams): void {
    this.#accountLists = params;
    if (this.#isRunning) void this.#flushAccountLists();
  }

  /** Sends the server the texts of sample files and models: now, if it is running, and after every start. */
  sendFileTexts(texts: FileTextsParams["texts"]): void {
    this.#fileTexts = { ...this.#fileTexts, ...texts };
    if (this.#isRunning) void this.#flushFileTexts(texts);
  }

  /** Sends the server which sample requests to use, like `sendAwsFacts`. */
  sendChosenSamples(params: ChosenSamplesParams): void {
    this.#chosenSamples = params;
    if (this.#isRunning) void this.#flushChosenSamples();
  }

  start(): void {
    this.#started().catch((error: unknown) => {
      void vscode.window.showErrorMessage(
        `The API Gateway language server failed to start: ${String(error)}`,
      );
    });
  }

  /** Sends one of the requests in the protocol folder, starting the server if necessary. */
  async request<Params, Result>(method: string, params: Params): Promise<Result> {
    return (await this.#started()).sendRequest<Result>(method, params);
  }

  /** Like `request`, with parts of the result that are reported as they come. They are not in the result again. */
  async requestParts<Params extends object, Part, Result>(
    method: string,
    params: Params,
    options: { readonly onPart: (part: Part) => void; readonly token: vscode.CancellationToken },
  ): Promise<Result> {
    const [client, { requestParts }] = await Promise.all([this.#started(), import("./languageClient")]);
    return requestParts(client, method, params, options);
  }

  /** Sends a notification, if the server is running. */
  notify<Params>(method: string, params: Params): void {
    void this.#load().then((client) =>
      client.isRunning() ? client.sendNotification(method, params) : undefined,
    );
  }

  async restart(): Promise<void> {
    await (await this.#load()).restart();
  }

  async stop(): Promise<void> {
    await (await this.#client)?.stop();
  }

  async #started(): Promise<LanguageClient> {
    const client = await this.#load();
    await client.start();
    return client;
  }

  #load(): Promise<LanguageClient> {
    this.#client ??= import("./languageClient").then(({ createLanguageClient }) =>
      createLanguageClient(this.context.asAbsolutePath("dist/server.js"), {
        onStatus: this.onStatus,
        onRunning: () => {
          this.#isRunning = true;
          void this.#flushAwsFacts();
          if (Object.keys(this.#accountLists).length > 0) void this.#flushAccountLists();
          void this.#flushFileTexts(this.#fileTexts);
          if (Object.keys(this.#chosenSamples.requests).length > 0) void this.#flushChosenSamples();
        },
      }),
    );
    return this.#client;
  }

  async #flushAccountLists(): Promise<void> {
    const client = await this.#load();
    if (client.isRunning()) void client.sendNotification(ACCOUNT_LISTS_NOTIFICATION, this.#accountLists);
  }

  async #flushFileTexts(texts: FileTextsParams["texts"]): Promise<void> {
    if (Object.keys(texts).length === 0) return;
    const client = await this.#load();
    const params: FileTextsParams = { texts };
    if (client.isRunning()) void client.sendNotification(FILE_TEXTS_NOTIFICATION, params);
  }

  async #flushChosenSamples(): Promise<void> {
    const client = await this.#load();
    if (client.isRunning()) void client.sendNotification(CHOSEN_SAMPLES_NOTIFICATION, this.#chosenSamples);
  }

  async #flushAwsFacts(): Promise<void> {
    if (Object.keys(this.#awsFacts.facts).length === 0) return;
    const client = await this.#load();
    if (!client.isRunning()) return;
    void client.sendNotification(AWS_FACTS_NOTIFICATION, this.#awsFacts);
    this.#awsFactsSent.fire();
  }
}
