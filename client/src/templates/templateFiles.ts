/** Templates as documents of their own: a file system whose files are the templates in other files' strings. */
import * as vscode from "vscode";
import { TEMPLATE_SCHEME, type TemplatesResult } from "../../../server/src/protocol";
import { nameOf } from "../deploy/inputFile";
import type { LanguageServer } from "../languageServer";
import type { Bases } from "./bases";
import { Conflicts } from "./conflicts";
import { findTemplate, isSamePath, templatesIn, writeTemplate } from "./hostFile";
import { isSameText, mergeText } from "./mergeText";
import type { Redirects } from "./redirects";
import { locationOf, type TemplateLocation, templateName } from "./templateUri";

/** A template that is open, or was. */
interface OpenTemplate {
  readonly uri: vscode.Uri;
  /** Where it is now; its file or key may have been renamed since it was opened. */
  location: TemplateLocation;
  /** The text that the document and the file last had in common. */
  base: string;
  /**
   * Counts the versions of the text. It starts anew with each session, because VS Code takes a file that is newer than
   * the unsaved document that it restored for a conflict; those are ours to resolve.
   */
  mtime: number;
}

export class TemplateFiles implements vscode.FileSystemProvider {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #open = new Map<string, OpenTemplate>();
  /** Documents whose saved text differs from what was written, because it was merged. */
  readonly #merged = new Set<string>();
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
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#showMerged(uri)),
      vscode.workspace.onDidRenameFiles(({ files }) => this.#moved(files)),
      vscode.workspace.onDidDeleteFiles(({ files }) => this.#deleted(files)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
    );
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const template = await this.#template(uri);
    const isReadOnly = await isReadOnlyFile(template.location.host);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: template.mtime,
      size: new TextEncoder().encode(template.base).length,
      // A text file cannot hold half a surrogate pair, so that saving would change it.
      ...((isReadOnly || LONE_SURROGATE.test(template.base)) && {
        permissions: vscode.FilePermission.Readonly,
      }),
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { base } = await this.#template(uri);
    return new TextEncoder().encode(base);
  }

  /** Writes the template back into its file. Rejects, so that the document stays unsaved, if that is impossible. */
  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const mine = new TextDecoder().decode(content);
    const { location, text: current } = await this.#locate(uri);
    const template = this.#remember({ uri, location, base: current ?? mine, mtime: 1 });
    const base = this.bases.of(uri) ?? template.base;
    if (current === undefined) {
      if (!(await this.#conflicts.mayAdd(uri, location)))
        throw notWritten(
          `${nameOf(location.host)} no longer has the template ${templateName(location.path)}.`,
        );
      return this.#write(template, mine, { canAdd: true });
    }
    if (isSameText(current, base)) return this.#write(template, mine);
    const merged = mergeText(mine, base, current);
    if (merged.kind === "merged") {
      await this.#write(template, merged.text);
      if (!isSameText(merged.text, mine)) this.#merged.add(uri.toString());
      return;
    }
    switch (await this.#conflicts.choose(uri, location, { mine, theirs: current })) {
      case "mine":
        return this.#write(template, mine);
      case "theirs":
        template.base = current;
        this.bases.delete(uri);
        this.#merged.add(uri.toString());
        return;
      case "none":
        throw notWritten(`The template was also changed in ${nameOf(location.host)}.`);
    }
  }

  async #write(template: OpenTemplate, text: string, options = { canAdd: false }): Promise<void> {
    const { base } = template;
    // Set first: the change of the file, which is ours, is not news for the document.
    template.base = text;
    try {
      if (!(await writeTemplate(this.server, template.location, text, options))) {
        throw notWritten(`${nameOf(template.location.host)} cannot be changed while it is incomplete.`);
      }
    } catch (error) {
      template.base = base;
      throw error;
    }
    template.mtime++;
    this.bases.delete(template.uri);
  }

  /** The template of a document, read from its file at first. */
  async #template(uri: vscode.Uri): Promise<OpenTemplate> {
    const known = this.#open.get(uri.toString());
    if (known) return known;
    const { location, text } = await this.#locate(uri);
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return this.#remember({ uri, location, base: text, mtime: 1 });
  }

  #remember(template: OpenTemplate): OpenTemplate {
    const key = template.uri.toString();
    // Read twice at the same time, for example by `stat` and `readFile`.
    const known = this.#open.get(key);
    if (known) return known;
    this.#open.set(key, template);
    return template;
  }

  /**
   * Finds the template of a document: where it was last, where its URI says, or where it has moved from there.
   * @returns its text, too, unless the file no longer has it
   */
  async #locate(uri: vscode.Uri): Promise<{ readonly location: TemplateLocation; readonly text?: string }> {
    const given = locationOf(uri);
    if (!given) throw vscode.FileSystemError.FileNotFound(uri);
    const known = this.#open.get(uri.toString())?.location;
    const moved = this.redirects.of(given);
    const places = [...(known ? [known] : []), given, ...(moved ? [moved] : [])];
    let firstError: unknown;
    for (const location of places) {
      try {
        const text = await this.#current(location);
        if (text !== undefined) return { location, text };
      } catch (error) {
        firstError ??= error;
      }
    }
    const location = known ?? moved ?? given;
    if (firstError === undefined) return { location };
    const name = nameOf(location.host);
    throw notWritten(`${name} cannot be opened. To keep the template, save it as another file.`);
  }

  /** The text of a template in its file; undefined if the file has no such template. */
  async #current({ host, path }: TemplateLocation): Promise<string | undefined> {
    return findTemplate(await templatesIn(this.server, host), path)?.text;
  }

  #documentChanged(document: vscode.TextDocument): void {
    const template = this.#open.get(document.uri.toString());
    if (!template) void this.#follow(document.uri);
    else if (document.isDirty) this.bases.keep(document.uri, template.base);
    else this.bases.delete(document.uri);
  }

  /** Follows a change of a file in the documents that show its templates. */
  async #follow(host: vscode.Uri): Promise<void> {
    const affected = [...this.#open.values()].filter(({ location }) => isSameUri(location.host, host));
    if (affected.length === 0) return;
    const templates = await templatesIn(this.server, host);
    for (const template of affected) {
      const found = this.#find(template, templates);
      if (found === undefined || found === template.base) continue;
      // Unsaved changes are merged when they are saved.
      if (isDirty(template.uri)) continue;
      template.base = found;
      this.#fireChanged(template);
    }
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
    const shown = [...this.#open.values()].filter(({ location }) =>
      isSameUri(location.host, template.location.host),
    );
    const same = templates.filter(
      ({ path, text }) =>
        text === template.base && !shown.some(({ location }) => isSamePath(location.path, path)),
    );
    const [only] = same;
    if (!only || same.length > 1) return undefined;
    this.#redirect(template, { ...template.location, path: only.path });
    return only.text;
  }

  #forget(uri: vscode.Uri): void {
    this.#open.delete(uri.toString());
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
    template.mtime++;
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri: template.uri }]);
  }

  /** Shows what was written, if that is not what was saved. VS Code reads a document again only after it is saved. */
  #showMerged(uri: vscode.Uri): void {
    const template = this.#open.get(uri.toString());
    if (template && this.#merged.delete(uri.toString())) this.#fireChanged(template);
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
    const gone = [...this.#open.values()].filter(({ location }) =>
      files.some((file) => movedUri(location.host, file, file) !== undefined),
    );
    this.#changed.fire(gone.map(({ uri }) => ({ type: vscode.FileChangeType.Deleted, uri })));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
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

function isDirty(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((document) => isSameUri(document.uri, uri) && document.isDirty);
}

function isSameUri(one: vscode.Uri, other: vscode.Uri): boolean {
  return one.toString() === other.toString();
}

/** Returns where a file is after it or a folder around it was moved; undefined if it was not. */
function movedUri(uri: vscode.Uri, from: vscode.Uri, to: vscode.Uri): vscode.Uri | undefined {
  if (uri.scheme !== from.scheme || uri.authority !== from.authority) return undefined;
  if (uri.path !== from.path && !uri.path.startsWith(`${from.path}/`)) return undefined;
  return uri.with({ path: to.path + uri.path.slice(from.path.length) });
}

async function isReadOnlyFile(uri: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    return (permissions & vscode.FilePermission.Readonly) !== 0;
  } catch {
    // An untitled document has no file.
    return false;
  }
}
