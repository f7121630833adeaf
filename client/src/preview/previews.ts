import * as vscode from "vscode";
import {
  PREVIEW_REQUEST,
  type PreviewParams,
  type PreviewProblem,
  type PreviewResult,
} from "../../../server/src/protocol";
import { nameOf } from "../deploy/inputFile";
import type { LanguageServer } from "../languageServer";
import { fileOf } from "../templates/templateUri";
import type { ChosenSamples, Sample } from "./chosenSample";
import type { CommittedTexts } from "./committedTexts";
import { type PlacedProblem, PreviewDiagnostics } from "./previewDiagnostics";
import { PREVIEW_SCHEME, type PreviewedTemplate, previewedTemplate, previewUri } from "./previewUri";
import { isSampleFor, readText, SAMPLE_FILES } from "./requestFile";
import { SELECT_SAMPLE_COMMAND, sampleLabel } from "./sampleStatus";

/** A rendering that took longer than this, in milliseconds, is not repeated with each keystroke. */
const SLOW = 100;

/** How long typing has to pause before a slow template or a hidden preview is rendered again, in milliseconds. */
const PAUSE = 400;

/** What a preview shows, and what it was rendered for. */
interface Shown {
  readonly preview: vscode.Uri;
  readonly template: PreviewedTemplate;
  readonly request: Sample;
  readonly response: Sample;
  readonly result: NonNullable<PreviewResult>;
  readonly milliseconds: number;
}

/**
 * The preview documents: the output of a template for its sample request. Those that are visible are rendered again
 * with each change of either; VS Code asks for new content only after it has shown the previous one.
 */
export class Previews implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #lensesChanged = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeCodeLenses = this.#lensesChanged.event;
  readonly #diagnostics = new PreviewDiagnostics();
  /** By the URI of the preview. */
  readonly #shown = new Map<string, Shown>();
  /** The previews that are out of date. */
  readonly #stale = new Map<string, vscode.Uri>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly server: LanguageServer,
    private readonly samples: ChosenSamples,
    private readonly committed: CommittedTexts,
  ) {}

  /** Opens the preview of a template, in the language of its output. */
  async open(template: PreviewedTemplate): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(previewUri(template));
    return this.#inItsLanguage(document);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const template = previewedTemplate(uri);
    if (!template) return "";
    const key = uri.toString();
    this.#stale.delete(key);
    const shown = { preview: uri, ...(await this.#render(template)) };
    const lenses = JSON.stringify(this.#titlesOf(this.#shown.get(key)));
    this.#shown.set(key, shown);
    if (JSON.stringify(this.#titlesOf(shown)) !== lenses) this.#lensesChanged.fire();
    const document = documentOf(uri);
    if (document) {
      this.#diagnostics.set(uri, problemsOf(uri, shown));
      void this.#inItsLanguage(document);
    }
    return shown.result.output;
  }

  /** What the server needs to render a template. */
  async paramsOf(template: PreviewedTemplate): Promise<PreviewParams> {
    return (await this.#inputsOf(template)).params;
  }

  /** Shows the sample request and any problems above the first line. */
  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const shown = this.#shown.get(uri.toString());
    if (!shown) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    return this.#commandsOf(shown).map((command) => new vscode.CodeLens(top, command));
  }

  /** Renders the previews that depend on the document again, or all previews without one. */
  update(changed?: vscode.Uri): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      const template = previewedTemplate(uri);
      if (template && (!changed || dependsOn(template, changed))) this.#updateOne(uri);
    }
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#changed.dispose();
    this.#lensesChanged.dispose();
    this.#diagnostics.dispose();
  }

  /** Registers the previews and keeps them up to date with edits and with files changed on disk. */
  register(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(SAMPLE_FILES);
    return vscode.Disposable.from(
      this,
      watcher,
      watcher.onDidCreate((uri) => this.update(uri)),
      watcher.onDidChange((uri) => this.update(uri)),
      watcher.onDidDelete((uri) => this.update(uri)),
      vscode.workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, this),
      vscode.languages.registerCodeLensProvider({ scheme: PREVIEW_SCHEME }, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.update(document.uri)),
      vscode.workspace.onDidDeleteFiles(({ files }) => {
        for (const file of files) this.update(file);
      }),
      vscode.workspace.onDidOpenTextDocument((document) => this.#opened(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === PREVIEW_SCHEME) this.#tidy();
      }),
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        this.#tidy();
        for (const { document } of editors) this.#seen(document.uri);
      }),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.some((tab) => previewsIn(tab).length > 0)) this.#tidy();
      }),
      this.server.onDidSendAwsFacts(() => this.update()),
      this.samples.onDidChange((file) => this.update(file)),
      this.committed.onDidChange(() => {
        for (const { uri } of vscode.workspace.textDocuments) {
          if (previewedTemplate(uri)?.isCommitted) this.#updateOne(uri);
        }
      }),
    );
  }

  async #render(template: PreviewedTemplate): Promise<Omit<Shown, "preview">> {
    const { params, request, response, missing } = await this.#inputsOf(template);
    const started = performance.now();
    const result =
      missing ?? (await this.server.request<PreviewParams, PreviewResult>(PREVIEW_REQUEST, params));
    const milliseconds = performance.now() - started;
    return { template, request, response, result: result ?? failed(GONE), milliseconds };
  }

  /** Reads what a template is rendered for. `missing` says why it cannot be. */
  async #inputsOf(template: PreviewedTemplate): Promise<{
    readonly params: PreviewParams;
    readonly request: Sample;
    readonly response: Sample;
    readonly missing: NonNullable<PreviewResult> | undefined;
  }> {
    const { source, path, sampleName, request: fixed, isCommitted } = template;
    const [request, response, committed, isOpen] = await Promise.all([
      fixed
        ? readText(fixed).then((text) => ({ uri: fixed, text }))
        : this.samples.sampleFor(source, sampleName, "request"),
      this.samples.sampleFor(source, sampleName, "response"),
      isCommitted ? this.committed.read(source) : undefined,
      isOpenInServer(source),
    ]);
    const params = {
      uri: source.toString(),
      path,
      ...(request.text !== undefined && { request: request.text }),
      ...(response.text !== undefined && { response: response.text }),
      ...(committed?.text !== undefined && { text: committed.text }),
    };
    const reason = committed?.missing ?? (isOpen ? undefined : "The file no longer exists.");
    return { params, request, response, missing: reason === undefined ? undefined : failed(reason) };
  }

  #updateOne(uri: vscode.Uri): void {
    const key = uri.toString();
    this.#stale.set(key, uri);
    const isSlow = (this.#shown.get(key)?.milliseconds ?? 0) > SLOW;
    if (isVisible(uri) && !isSlow) {
      this.#changed.fire(uri);
      return;
    }
    clearTimeout(this.#timers.get(key));
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      // A preview that was closed is rendered when it is opened again.
      if (this.#stale.has(key) && (isVisible(uri) || isInTab(uri))) this.#changed.fire(uri);
    }, PAUSE);
    this.#timers.set(key, timer);
  }

  #opened(document: vscode.TextDocument): void {
    const shown = this.#shown.get(document.uri.toString());
    if (!shown) return;
    this.#diagnostics.set(document.uri, problemsOf(document.uri, shown));
    void this.#inItsLanguage(document);
  }

  /**
   * Forgets the problems of closed previews. VS Code keeps their documents for a while, and closes those
   * whose language changes.
   */
  #tidy(): void {
    this.#diagnostics.keepOnly((uri) => isVisible(uri) || isInTab(uri));
    for (const [key, { preview }] of this.#shown) {
      if (documentOf(preview) || isInTab(preview)) continue;
      this.#shown.delete(key);
      this.#stale.delete(key);
    }
  }

  #seen(uri: vscode.Uri): void {
    const shown = this.#shown.get(uri.toString());
    if (shown) this.#diagnostics.set(uri, problemsOf(uri, shown));
    if (this.#stale.has(uri.toString())) this.#changed.fire(uri);
  }

  async #inItsLanguage(document: vscode.TextDocument): Promise<vscode.TextDocument> {
    // The title ends like a file name, from which VS Code would guess the language.
    const language = this.#shown.get(document.uri.toString())?.result.language ?? "plaintext";
    if (document.languageId === language) return document;
    return vscode.languages.setTextDocumentLanguage(document, language);
  }

  #titlesOf(shown: Shown | undefined): readonly string[] {
    return shown ? this.#commandsOf(shown).map((command) => JSON.stringify(command)) : [];
  }

  #commandsOf({ template, request, response, result: { problems } }: Shown): readonly vscode.Command[] {
    const given = [template.source.toString(), template.sampleName];
    const sample = template.request
      ? { command: "vscode.open", arguments: [template.request] }
      : { command: "apigw.openSampleRequest", arguments: given };
    const name = request.text === undefined ? "none" : sampleLabel(request.uri);
    return [
      { title: `Sample request: ${name}`, tooltip: "Open the sample request", ...sample },
      ...(template.request
        ? []
        : [
            {
              title: "Switch…",
              tooltip: "Use another sample request",
              command: SELECT_SAMPLE_COMMAND,
              arguments: given,
            },
          ]),
      ...problems.map((problem) => problemCommand(template, problem, { request, response })),
    ];
  }
}

const START = { line: 0, character: 0 };
const GONE = "The template no longer exists.";

function failed(message: string): NonNullable<PreviewResult> {
  const range = { start: START, end: START };
  return {
    output: "",
    language: "plaintext",
    problems: [{ message, severity: "error", of: "template", range }],
  };
}

function documentOf(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}

/** The server knows only open documents, so one that was closed is opened in the background. */
async function isOpenInServer(source: vscode.Uri): Promise<boolean> {
  if (documentOf(source)) return true;
  return vscode.workspace.openTextDocument(source).then(
    () => true,
    () => false,
  );
}

function isVisible(uri: vscode.Uri): boolean {
  return vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString());
}

function isInTab(uri: vscode.Uri): boolean {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs.flatMap(previewsIn))
    .some((shown) => shown.toString() === uri.toString());
}

/** The previews that a tab shows: one, or both sides of a comparison. */
function previewsIn({ input }: vscode.Tab): readonly vscode.Uri[] {
  const uris =
    input instanceof vscode.TabInputText
      ? [input.uri]
      : input instanceof vscode.TabInputTextDiff
        ? [input.original, input.modified]
        : [];
  return uris.filter(({ scheme }) => scheme === PREVIEW_SCHEME);
}

function dependsOn({ source }: PreviewedTemplate, changed: vscode.Uri): boolean {
  return (
    [source, fileOf(source)].some((file) => file.toString() === changed.toString()) ||
    isSampleFor(changed, source)
  );
}

interface Samples {
  readonly request: Sample;
  readonly response: Sample;
}

/** Where a problem is: in the sample file, or where the template is written. */
function placeOf(
  { source, path }: PreviewedTemplate,
  { of, range, rangeInFile }: PreviewProblem,
  { request, response }: Samples,
): { readonly uri: vscode.Uri; readonly range: vscode.Range } | undefined {
  if (of !== "template") return { uri: (of === "request" ? request : response).uri, range: rangeIn(range) };
  const place = path.length > 0 ? rangeInFile : range;
  return place && { uri: source, range: rangeIn(place) };
}

export function rangeIn({ start, end }: PreviewProblem["range"]): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function problemsOf(preview: vscode.Uri, shown: Shown): readonly PlacedProblem[] {
  const { template, result } = shown;
  return result.problems.flatMap((problem) => {
    const { message, severity, code, rangeInOutput } = problem;
    const about = { message, severity, ...(code !== undefined && { code }) };
    // The committed text is not what the file contains now.
    const place =
      template.isCommitted && problem.of === "template" ? undefined : placeOf(template, problem, shown);
    return [
      ...(place ? [{ ...about, ...place }] : []),
      ...(rangeInOutput ? [{ ...about, uri: preview, range: rangeIn(rangeInOutput) }] : []),
    ];
  });
}

/** The text of a problem with its place, which a click opens. */
function problemCommand(
  template: PreviewedTemplate,
  problem: PreviewProblem,
  samples: Samples,
): vscode.Command {
  const { message, of, range } = problem;
  const place = placeOf(template, problem, samples);
  const name = of === "template" ? "the template" : nameOf(samples[of].uri);
  const title = `$(warning) ${message} (${name}, line ${range.start.line + 1})`;
  if (!place || template.isCommitted) return { title, command: "" };
  return {
    title,
    tooltip: "Go to the problem",
    command: "vscode.open",
    arguments: [place.uri, { selection: place.range }],
  };
}
