/** Templates as documents of their own: a file system whose files are the templates in other files' strings. */
import * as vscode from "vscode";
import { TEMPLATE_SCHEME, type TemplatesResult } from "../../../server/src/protocol";
import { nameOf } from "../deploy/inputFile";
import type { LanguageServer } from "../languageServer";
import type { Bases } from "./bases";
import { Conflicts } from "./conflicts";
import { findTemplate, isSamePath, templatesIn, writeTemplate } from "./hostFile";
import { isSameText, mergeText } from "./mergeText";
import { documentOf, isDirty, isReadOnlyFile, isSameUri, movedUri } from "./openFiles";
import type { Redirects } from "./redirects";
import { locationOf, type TemplateLocation, templateName } from "./templateUri";
import { Turns } from "./turns";

/** A template that is open. */
interface OpenTemplate {
  readonly uri: vscode.Uri;
  /** Where it is now; its file or key may have been renamed since it was opened. */
  location: TemplateLocation;
  /** Its text in the file, as far as known. */
  text: string;
  /** See `nextTime`. */
  mtime: number;
  /** The text that VS Code read last. */
  read?: string;
  /** Whether its file was deleted. */
  isGone: boolean;
}

export class TemplateFiles implements vscode.FileSystemProvider {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #open = new Map<string, OpenTemplate>();
  /** The texts of documents without their unsaved changes. The text in the file may be newer. */
  readonly #shown = new Map<string, string>();
  /** Files whose changes are about to be read. */
  readonly #pending = new Set<string>();
  /** Per file: a change of the file is never read while one of its templates is being written. */
  readonly #turns = new Turns();
  readonly #conflicts = new Conflicts();

  constructor(
    private readonly server: LanguageServer,
    private readonly redirects: Redirects,
    private readonly bases: Bases,
  ) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.#changed,
      this.#conflicts.register(),
      vscode.workspace.registerFileSystemProvider(TEMPLATE_SCHEME, this, { isCaseSensitive: true }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#documentChanged(document)),
      vscode.workspace.onDidSaveTextDocument((document) => this.#note(document)),
      vscode.workspace.onDidRenameFiles(({ files }) => this.#moved(files)),
      vscode.workspace.onDidDeleteFiles(({ files }) => this.#deleted(files)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
    );
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const template = await this.#template(uri);
    // While there are unsaved changes, VS Code must be able to save, and so to say why that is impossible.
    if (template.isGone && !isDirty(uri)) throw vscode.FileSystemError.FileNotFound(uri);
    const isReadOnly = await isReadOnlyFile(template.location.host);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: template.mtime,
      size: new TextEncoder().encode(template.text).length,
      // A text file cannot hold half a surrogate pair, so that saving would change it.
      ...((isReadOnly || LONE_SURROGATE.test(template.text)) && {
        permissions: vscode.FilePermission.Readonly,
      }),
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const template = await this.#template(uri);
    const content = new TextEncoder().encode(template.text);
    template.read = new TextDecoder().decode(content);
    // An open document tells by an event when it shows another text.
    if (!this.#shown.has(uri.toString()) || !documentOf(uri)) this.#shown.set(uri.toString(), template.read);
    return content;
  }

  /** Writes the template back into its file. Rejects, so that the document stays unsaved, if that is impossible. */
  writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const location = this.#open.get(uri.toString())?.location ?? locationOf(uri);
    if (!location) throw vscode.FileSystemError.FileNotFound(uri);
    return this.#turns.run(location.host.toString(), () => this.#save(uri, decode(content)));
  }

  async #save(uri: vscode.Uri, mine: string): Promise<void> {
    const { location, text: current } = await this.#locate(uri);
    const base = this.#baseOf(uri) ?? current ?? mine;
    const template = this.#remember(uri, location, current ?? base);
    if (current === undefined) {
      if (await this.#conflicts.mayAdd(uri, location)) return this.#write(template, mine, { canAdd: true });
      throw notWritten(`${nameOf(location.host)} no longer has the template ${templateName(location.path)}.`);
    }
    if (isSameText(current, base)) return this.#write(template, mine);
    const merged = mergeText(mine, base, current);
    if (merged.kind === "merged") return this.#write(template, mine, { merged: merged.text });
    switch (await this.#conflicts.choose(uri, location, current)) {
      case "mine":
        return this.#write(template, mine);
      case "theirs":
        template.text = current;
        return this.#written(template, mine);
      case "none":
        throw notWritten(
          `The template was also changed in ${nameOf(location.host)}, in the same lines. Save it to choose a version.`,
        );
    }
  }

  async #write(
    template: OpenTemplate,
    mine: string,
    { canAdd = false, merged = mine }: { readonly canAdd?: boolean; readonly merged?: string } = {},
  ): Promise<void> {
    const before = template.text;
    // Set first: the change of the file, which is ours, is not news for the document.
    template.text = merged;
    try {
      await writeTemplate(this.server, template.location, merged, { canAdd });
    } catch (error) {
      template.text = before;
      throw notWritten(error instanceof Error ? error.message : String(error));
    }
    this.#written(template, mine);
  }

  /** Notes that VS Code takes `mine` for the text in the file, which may be another one. */
  #written(template: OpenTemplate, mine: string): void {
    template.mtime = nextTime(template.mtime);
    this.#shown.set(template.uri.toString(), mine);
    this.bases.delete(template.uri);
  }

  /** What the unsaved changes of a document were made to. */
  #baseOf(uri: vscode.Uri): string | undefined {
    const key = uri.toString();
    return this.bases.of(uri) ?? this.#shown.get(key) ?? this.#open.get(key)?.text;
  }

  /** The template of a document, read from its file at first. */
  async #template(uri: vscode.Uri): Promise<OpenTemplate> {
    const known = this.#open.get(uri.toString());
    if (known && documentOf(uri)) return known;
    // An unsaved document that VS Code restored must be there, even if its template is not.
    const base = this.bases.of(uri);
    const given = locationOf(uri);
    const found = await this.#locate(uri).catch(() => given && { location: given, text: undefined });
    const text = found?.text ?? base;
    if (!found || text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return this.#remember(uri, found.location, text);
  }

  #remember(uri: vscode.Uri, location: TemplateLocation, text: string): OpenTemplate {
    const key = uri.toString();
    const known = this.#open.get(key);
    if (!known) {
      const template = { uri, location, text, mtime: nextTime(0), isGone: false };
      this.#open.set(key, template);
      return template;
    }
    if (known.text !== text) known.mtime = nextTime(known.mtime);
    return Object.assign(known, { location, text });
  }

  /**
   * Finds the template of a document: where it was last, where its URI says, or where it has moved from there.
   * @returns its text, too, unless the file no longer has it
   */
  async #locate(uri: vscode.Uri): Promise<{ readonly location: TemplateLocation; readonly text?: string }> {
    const given = locationOf(uri);
    if (!given) throw vscode.FileSystemError.FileNotFound(uri);
    const known = this.#open.get(uri.toString());
    const moved = this.redirects.of(given);
    const places = [...(known ? [known.location] : []), ...(moved ? [moved] : []), given];
    let firstError: unknown;
    for (const location of places) {
      try {
        const templates = await templatesIn(this.server, location.host);
        const text = findTemplate(templates, location.path)?.text;
        if (text !== undefined) return { location, text };
        // Its key may have been renamed a moment ago.
        const renamed = known?.location === location ? this.#renamed(known, templates) : undefined;
        if (known && renamed !== undefined) return { location: known.location, text: renamed };
      } catch (error) {
        firstError ??= error;
      }
    }
    const location = known?.location ?? moved ?? given;
    if (firstError === undefined) return { location };
    throw notWritten(
      `${nameOf(location.host)} was deleted or cannot be opened. To keep the template, save it as another file.`,
    );
  }

  #documentChanged(document: vscode.TextDocument): void {
    if (document.uri.scheme === TEMPLATE_SCHEME) this.#note(document);
    else this.#follow(document.uri);
  }

  /**
   * Notes what a document shows after it changed or was saved. Only its text tells whether it has unsaved changes:
   * the first of them is reported while the document still counts as saved.
   */
  #note(document: vscode.TextDocument): void {
    const { uri } = document;
    const template = this.#open.get(uri.toString());
    if (!template) return;
    const text = document.getText();
    const shown = this.#shown.get(uri.toString());
    if (
      ![template.text, template.read, shown].some((known) => known !== undefined && isSameText(text, known))
    ) {
      this.bases.keep(uri, shown ?? template.text);
      return;
    }
    this.#shown.set(uri.toString(), text);
    this.bases.delete(uri);
    // The unsaved changes were undone, or merged when they were saved. VS Code reads only saved documents again.
    if (!isSameText(text, template.text)) this.#fireChanged(template);
  }

  /** Follows a change of a file in the documents that show its templates, once for several changes. */
  #follow(host: vscode.Uri): void {
    const key = host.toString();
    if (this.#pending.has(key) || this.#templatesOf(host).length === 0) return;
    this.#pending.add(key);
    const read = async (): Promise<void> => {
      this.#pending.delete(key);
      await this.#readTemplates(host);
    };
    // A file that cannot be read now is read when a template is saved.
    this.#turns.run(key, read).catch(() => {});
  }

  async #readTemplates(host: vscode.Uri): Promise<void> {
    const templates = await templatesIn(this.server, host);
    for (const template of this.#templatesOf(host)) {
      const found = this.#find(template, templates);
      if (found === undefined) continue;
      const isNews = template.isGone || !isSameText(found, template.text);
      template.text = found;
      // Unsaved changes are merged when they are saved.
      if (isNews && !isDirty(template.uri)) this.#fireChanged(template);
    }
  }

  #templatesOf(host: vscode.Uri): readonly OpenTemplate[] {
    return [...this.#open.values()].filter(({ location }) => isSameUri(location.host, host));
  }

  /** The text of a template in its file: where it was, where its key was renamed to, or where it was at first. */
  #find(template: OpenTemplate, templates: TemplatesResult): string | undefined {
    const known = findTemplate(templates, template.location.path)?.text ?? this.#renamed(template, templates);
    if (known !== undefined) return known;
    const given = locationOf(template.uri);
    const found = given && findTemplate(templates, given.path);
    if (found) template.location = { ...template.location, path: found.path };
    return found?.text;
  }

  /** Follows a template whose key was renamed: the text is under a key that no other document shows. */
  #renamed(template: OpenTemplate, templates: TemplatesResult): string | undefined {
    const shown = this.#templatesOf(template.location.host);
    const same = templates.filter(
      ({ path, text }) =>
        text === template.text && !shown.some(({ location }) => isSamePath(location.path, path)),
    );
    const [only] = same;
    if (!only || same.length > 1) return undefined;
    this.#redirect(template, { ...template.location, path: only.path });
    return only.text;
  }

  #forget({ uri, isClosed }: vscode.TextDocument): void {
    // A change of the language looks like closing, too.
    if (!isClosed || uri.scheme !== TEMPLATE_SCHEME) return;
    const key = uri.toString();
    this.#open.delete(key);
    this.#shown.delete(key);
    this.bases.delete(uri);
    const location = locationOf(uri);
    if (location) this.redirects.delete(location);
  }

  #redirect(template: OpenTemplate, to: TemplateLocation): void {
    template.location = to;
    const from = locationOf(template.uri);
    if (from) this.redirects.add(from, to);
  }

  #fireChanged(template: OpenTemplate): void {
    const type = template.isGone ? vscode.FileChangeType.Created : vscode.FileChangeType.Changed;
    template.isGone = false;
    template.mtime = nextTime(template.mtime);
    this.#changed.fire([{ type, uri: template.uri }]);
  }

  #moved(files: readonly { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }[]): void {
    for (const template of this.#open.values()) {
      for (const { oldUri, newUri } of files) {
        const host = movedUri(template.location.host, oldUri, newUri);
        if (host) this.#redirect(template, { ...template.location, host });
      }
    }
  }

  #deleted(files: readonly vscode.Uri[]): void {
    const gone = [...this.#open.values()].filter(
      ({ location: { host } }) =>
        // An editor with unsaved changes keeps the text of its file.
        !isDirty(host) && files.some((file) => movedUri(host, file, file) !== undefined),
    );
    for (const template of gone) template.isGone = true;
    this.#changed.fire(gone.map(({ uri }) => ({ type: vscode.FileChangeType.Deleted, uri })));
  }

  /** Watches the file of a template, which may change on disk while no editor shows it. */
  watch(uri: vscode.Uri): vscode.Disposable {
    const host = locationOf(uri)?.host;
    if (!host || host.scheme === "untitled") return new vscode.Disposable(() => {});
    const name = host.path.slice(host.path.lastIndexOf("/") + 1).replaceAll(/[[\]{}*?]/g, "[$&]");
    const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(host, ".."), name);
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange(() => this.#follow(host)),
      watcher.onDidCreate(() => this.#follow(host)),
      watcher.onDidDelete(() => this.#deleted([host])),
    );
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Why a template was not written. VS Code shows the message and keeps the unsaved document. */
function notWritten(message: string): Error {
  return vscode.FileSystemError.Unavailable(message);
}

/** The text of a document. A byte order mark is a character of the template. */
function decode(content: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw notWritten(
      "Templates are saved as UTF-8. Select this encoding in the status bar, then save again.",
    );
  }
}

/**
 * Returns the time of a new version, which is before that of the last one and of all earlier sessions. VS Code reads a
 * file again if its time has changed, but takes a newer file for a conflict, and conflicts are ours to resolve.
 */
function nextTime(last: number): number {
  return Math.min(last - 1, -Date.now());
}
