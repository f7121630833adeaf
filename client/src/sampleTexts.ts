/** Sends the texts of sample files and models to the language server, which reads no files itself. */
import * as vscode from "vscode";
import { isCandidate } from "./candidates";
import { settingsOf } from "./fileSettings";
import type { LanguageServer } from "./languageServer";
import type { ChosenSamples } from "./preview/chosenSample";
import { isSampleFor, readText, SAMPLE_FILES, samplesInFolderOf, samplesOf } from "./preview/requestFile";
import { fileOf } from "./templates/templateUri";

/** The server does not keep longer texts. */
const MAX_LENGTH = 1_000_000;

export class SampleTexts {
  /** The files to send for each open input and template, by its URI. */
  readonly #files = new Map<string, readonly vscode.Uri[]>();
  /** The open inputs, templates and host files, whose samples are sent. */
  readonly #withSamples = new Map<string, vscode.Uri>();
  /** Of the models in the settings, by the model's URI. */
  readonly #watchers = new Map<string, vscode.Disposable>();

  /** The sample requests in place of the default ones, by the file that they are for and by sample name. */
  readonly #chosen = new Map<string, Readonly<Record<string, string>>>();

  constructor(
    private readonly server: LanguageServer,
    private readonly chosen: ChosenSamples,
  ) {}

  register(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(SAMPLE_FILES);
    const changed = (uri: vscode.Uri): Promise<void> => this.#changed(uri);
    for (const document of vscode.workspace.textDocuments) this.#look(document);
    return vscode.Disposable.from(
      this,
      watcher,
      watcher.onDidCreate(changed),
      watcher.onDidChange(changed),
      watcher.onDidDelete(changed),
      watcher.onDidCreate((uri) => this.#chooseAgain(uri)),
      watcher.onDidDelete((uri) => this.#chooseAgain(uri)),
      this.chosen.onDidChange((source) => this.#sendChosen(source)),
      vscode.workspace.onDidOpenTextDocument((document) => this.#look(document)),
      // A new file becomes an input while it is written.
      vscode.workspace.onDidSaveTextDocument((document) => this.#look(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#files.delete(uri.toString());
        this.#withSamples.delete(uri.toString());
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("apigw.models")) this.#lookAgain();
      }),
    );
  }

  dispose(): void {
    for (const watcher of this.#watchers.values()) watcher.dispose();
  }

  #look(document: vscode.TextDocument): void {
    const { uri } = document;
    if (this.#files.has(uri.toString()) || !isCandidate(document)) return;
    const files = [...samplesOf(uri), ...this.#modelsOf(uri)];
    this.#files.set(uri.toString(), files);
    void this.#send(files);
    void this.#sendChosen(uri);
    // Several requests are in a folder, and a file with several integrations may have samples for each.
    this.#withSamples.set(uri.toString(), uri);
    void samplesInFolderOf(uri).then((samples) => this.#send(samples));
  }

  #lookAgain(): void {
    this.#files.clear();
    this.dispose();
    this.#watchers.clear();
    for (const document of vscode.workspace.textDocuments) this.#look(document);
  }

  #modelsOf(uri: vscode.Uri): readonly vscode.Uri[] {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder) return [];
    return Object.values(settingsOf(uri).models).map((path) => {
      const model = vscode.Uri.joinPath(folder.uri, path);
      this.#watch(model);
      return model;
    });
  }

  #watch(model: vscode.Uri): void {
    const key = model.toString();
    if (this.#watchers.has(key)) return;
    const name = model.path.split("/").at(-1) ?? "";
    const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(model, ".."), name);
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const changed = (): Promise<void> => this.#changed(model);
    watcher.onDidCreate(changed);
    watcher.onDidChange(changed);
    watcher.onDidDelete(changed);
    this.#watchers.set(key, watcher);
  }

  async #changed(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const isUsed = [...this.#files.values()].some((files) => files.some((file) => file.toString() === key));
    const isSample = [...this.#withSamples.values()].some((source) => isSampleFor(uri, source));
    const isChosen = [...this.#chosen.values()].some((byName) => Object.values(byName).includes(key));
    if (isUsed || isSample || isChosen) await this.#send([uri]);
  }

  /** A new file may be the first sample request of an open file, and the chosen one may be gone. */
  async #chooseAgain(sample: vscode.Uri): Promise<void> {
    const sources = [...this.#files.keys()].map((key) => vscode.Uri.parse(key));
    for (const source of sources) if (isSampleFor(sample, source)) await this.#sendChosen(source);
  }

  async #sendChosen(source: vscode.Uri): Promise<void> {
    const file = fileOf(source).toString();
    const used = await this.chosen.exceptionsOf(source);
    const requests = Object.fromEntries(Object.entries(used).map(([name, uri]) => [name, uri.toString()]));
    const before = this.#chosen.get(file) ?? {};
    if (JSON.stringify(requests) === JSON.stringify(before)) return;
    this.#chosen.set(file, requests);
    await this.#send(Object.values(used));
    this.server.sendChosenSamples({ requests: Object.fromEntries(this.#chosen) });
  }

  async #send(files: readonly vscode.Uri[]): Promise<void> {
    const texts = await Promise.all(
      files.map(async (uri) => {
        const text = await readText(uri);
        return [uri.toString(), text === undefined || text.length > MAX_LENGTH ? null : text] as const;
      }),
    );
    this.server.sendFileTexts(Object.fromEntries(texts));
  }
}
