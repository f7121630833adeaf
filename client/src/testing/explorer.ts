/** The Test Explorer: finds test files, follows their changes, and runs their tests. A bundle of its own. */
import * as vscode from "vscode";
import type { LanguageServer } from "../languageServer";
import { registerTestCommands } from "./commands";
import { readOwnTestFile } from "./ownTestFile";
import { createProfiles, type Profiles } from "./profiles";
import type { TestExplorer } from "./testExplorer";
import { type ItemData, TestFileItems } from "./testFileItems";
import { isTestFileUri, NOT_SEARCHED, testGlobs } from "./testFileNames";

/** The files that tests may read: inputs, templates and samples. */
const READ_FILES = "**/*.{json,yaml,yml,vtl,vm,template,tf,tofu}";

export class Explorer implements TestExplorer {
  #controller: vscode.TestController | undefined;
  #profiles: Profiles | undefined;
  readonly #files = new Map<string, TestFileItems>();
  /** Files with the names of test files that are not ours, as long as the files that they would test do not exist. */
  readonly #others = new Map<string, vscode.Uri>();
  readonly #data = new WeakMap<vscode.TestItem, ItemData>();
  readonly #disposables: vscode.Disposable[] = [];
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;
  readonly #fileChanges = new vscode.EventEmitter<TestFileItems>();
  #globs = vscode.Disposable.from();

  constructor(private readonly server: LanguageServer) {
    const read = vscode.workspace.createFileSystemWatcher(READ_FILES);
    const changed = (uri: vscode.Uri): void => this.#changed(uri);
    this.#disposables.push(
      registerTestCommands({
        server,
        data: this.#data,
        files: () => this.#files.values(),
        look: async (uri) => {
          await this.#look(uri);
          return this.#files.get(uri.toString());
        },
        run: (items) => this.#run(items),
      }),
      this.#changes,
      this.#fileChanges,
      read,
      read.onDidCreate((uri) => this.#appeared(uri)),
      read.onDidChange(changed),
      read.onDidDelete(changed),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#changed(document.uri);
      }),
      vscode.workspace.onDidOpenTextDocument(({ uri }) => this.#opened(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (this.#files.has(uri.toString())) void this.#look(uri);
      }),
      vscode.workspace.onDidDeleteFiles(({ files }) => this.#gone(files)),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        this.#gone(files.map(({ oldUri }) => oldUri));
        void this.search();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
        this.#gone(removed.map(({ uri }) => uri));
        void this.search();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("apigw.tests")) void this.search();
      }),
    );
  }

  get controller(): vscode.TestController | undefined {
    return this.#controller;
  }

  get profiles(): Profiles | undefined {
    return this.#profiles;
  }

  dispose(): void {
    vscode.Disposable.from(this.#globs, ...this.#disposables).dispose();
    this.#controller?.dispose();
  }

  /** Looks for all test files, and forgets those that are none anymore. */
  async search(): Promise<void> {
    const globs = testGlobs();
    this.#globs.dispose();
    this.#globs = vscode.Disposable.from(...globs.map((glob) => this.#watch(glob)));
    const found = await Promise.all(globs.map((glob) => vscode.workspace.findFiles(glob, NOT_SEARCHED)));
    const open = vscode.workspace.textDocuments.map(({ uri }) => uri).filter(isTestFileUri);
    const known = [...this.#files.values()].map(({ uri }) => uri);
    const uris = new Map([...found.flat(), ...open, ...known].map((uri) => [uri.toString(), uri]));
    await Promise.all([...uris.values()].map((uri) => this.#look(uri)));
  }

  #watch(glob: vscode.GlobPattern): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(glob);
    const look = (uri: vscode.Uri): void => void this.#look(uri);
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(look),
      watcher.onDidChange(look),
      watcher.onDidDelete(look),
    );
  }

  /** Adds or removes a file, which may have become a test file or stopped being one. */
  async #look(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const own = await readOwnTestFile(uri);
    const known = this.#files.get(key);
    if (own) this.#others.delete(key);
    else this.#others.set(key, uri);
    if (!own) {
      if (known) this.#remove(known);
      return;
    }
    if (known || this.#files.has(key)) return;
    const controller = this.#created();
    const file = new TestFileItems(controller, this.server, this.#data, uri, own.tested, () =>
      this.#changes.fire(),
    );
    this.#files.set(key, file);
    controller.items.add(file.item);
    this.#changes.fire();
    this.#fileChanges.fire(file);
    const open = vscode.workspace.textDocuments.map((document) => document.uri);
    if (open.some((each) => file.concerns(each))) await file.resolve();
  }

  #remove(file: TestFileItems): void {
    this.#files.delete(file.uri.toString());
    this.#controller?.items.delete(file.item.id);
    this.#changes.fire();
  }

  /** Forgets the test files among deleted files and in deleted folders. */
  #gone(uris: readonly vscode.Uri[]): void {
    const isIn = (file: TestFileItems, uri: vscode.Uri): boolean =>
      `${file.uri.toString()}/`.startsWith(`${uri.toString()}/`);
    for (const file of [...this.#files.values()]) {
      if (uris.some((uri) => isIn(file, uri))) this.#remove(file);
    }
  }

  #opened(uri: vscode.Uri): void {
    if (isTestFileUri(uri)) void this.#look(uri);
    for (const file of this.#files.values()) if (file.concerns(uri)) void file.resolve();
  }

  /** A new file may be the one that a test file was waiting for. */
  #appeared(uri: vscode.Uri): void {
    this.#changed(uri);
    const path = uri.path.replace(/\.[^./]*$/, ".test.");
    for (const other of this.#others.values()) if (other.path.startsWith(path)) void this.#look(other);
  }

  #changed(uri: vscode.Uri): void {
    const isOpen = vscode.workspace.textDocuments.some((each) => each.uri.toString() === uri.toString());
    if (isOpen && isTestFileUri(uri)) void this.#look(uri);
    for (const file of this.#files.values()) {
      if (!file.concerns(uri)) continue;
      if (file.isResolved) void file.refresh();
      this.#fileChanges.fire(file);
    }
  }

  async #run(items: readonly vscode.TestItem[]): Promise<void> {
    const run = this.#profiles?.run;
    const source = new vscode.CancellationTokenSource();
    await run?.runHandler(new vscode.TestRunRequest(items, undefined, run), source.token);
    source.dispose();
  }

  /** The controller, which makes the view of tests appear. */
  #created(): vscode.TestController {
    if (this.#controller) return this.#controller;
    const controller = vscode.tests.createTestController("apigw", "API Gateway");
    this.#controller = controller;
    controller.resolveHandler = async (item) => {
      if (item) await this.#data.get(item)?.file.resolve();
    };
    controller.refreshHandler = async () => {
      await this.search();
      await Promise.all(
        [...this.#files.values()].filter((file) => file.isResolved).map((file) => file.refresh()),
      );
    };
    this.#profiles = createProfiles({
      controller,
      server: this.server,
      data: this.#data,
      onDidChangeFile: this.#fileChanges.event,
    });
    return controller;
  }
}
