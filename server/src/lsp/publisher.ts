import type { Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { isSampleOf } from "../model/sampleFiles";
import { STATUS_NOTIFICATION } from "../protocol";
import type { ClientFeatures } from "./convert";
import { diagnosticsOf, statusOf } from "./diagnostics";
import type { Files } from "./files";
import type { SampleFiles } from "./sampleFiles";
import type { TestFiles } from "./testFiles";

/** Publishes diagnostics and status, once after each burst of changes. */
export class Publisher {
  readonly #waiting = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly documents: TextDocuments<TextDocument>,
    private readonly files: Files,
    private readonly samples: SampleFiles,
    private readonly tests: TestFiles,
    private readonly client: ClientFeatures,
  ) {}

  publishSoon(uri: string): void {
    if (this.#waiting.size === 0) setImmediate(() => this.#publishWaiting());
    this.#waiting.add(uri);
  }

  /** Publishes the open samples of an input or a template that was opened or closed. */
  publishSamplesSoon(uri: string): void {
    for (const { uri: sample } of this.documents.all()) if (isSampleOf(sample, uri)) this.publishSoon(sample);
  }

  publishAllSoon(): void {
    for (const { uri } of this.documents.all()) this.publishSoon(uri);
  }

  clear(uri: string): void {
    void this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  #publishWaiting(): void {
    const uris = [...this.#waiting];
    this.#waiting.clear();
    for (const uri of uris) {
      this.#publish(uri).catch((error: unknown) =>
        this.connection.console.error(`Could not check the file: ${String(error)}`),
      );
    }
  }

  async #publish(uri: string): Promise<void> {
    const document = this.documents.get(uri);
    if (!document) return;
    const state = await this.files.state(document);
    // Closed in the meantime, or closed and opened again.
    if (this.documents.get(uri) !== document) return;
    const diagnostics =
      (await this.samples.diagnostics(document)) ??
      (await this.tests.diagnostics(document)) ??
      diagnosticsOf(state, uri, document.languageId, this.client);
    if (this.documents.get(uri) !== document) return;
    await this.connection.sendDiagnostics({ uri, version: document.version, diagnostics });
    await this.connection.sendNotification(STATUS_NOTIFICATION, statusOf(state, uri));
  }
}
