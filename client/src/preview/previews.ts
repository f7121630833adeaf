import * as vscode from "vscode";
import {
  PREVIEW_REQUEST,
  type PreviewParams,
  type PreviewProblem,
  type PreviewResult,
} from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";
import { fileOf } from "../templates/templateUri";
import type { ChosenSamples } from "./chosenSample";
import { PREVIEW_SCHEME, type PreviewedTemplate, previewedTemplate } from "./previewUri";
import { isSampleFor, requestFileOf, SAMPLE_FILES, samplesOf } from "./requestFile";
import { SELECT_SAMPLE_COMMAND } from "./sampleStatus";

/**
 * The preview documents: the output of a template for the sample request next to its file. They are rendered
 * again when either changes; VS Code asks for new content only after it has shown the previous one.
 */
export class Previews implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #lensesChanged = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeCodeLenses = this.#lensesChanged.event;
  /** The sample request of each preview. */
  readonly #requests = new Map<string, vscode.Uri>();
  readonly #problems = new Map<string, readonly PreviewProblem[]>();

  constructor(
    private readonly server: LanguageServer,
    private readonly samples: ChosenSamples,
  ) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const template = previewedTemplate(uri);
    if (!template) return "";
    // The server knows only open documents, so one that was closed is opened in the background.
    await vscode.workspace.openTextDocument(template.source);
    const { source, sampleName } = template;
    const [{ uri: file, text: request }, { text: response }] = await Promise.all([
      this.samples.sampleFor(source, sampleName, "request"),
      this.samples.sampleFor(source, sampleName, "response"),
    ]);
    this.#requests.set(uri.toString(), file);
    const result = await this.server.request<PreviewParams, PreviewResult>(PREVIEW_REQUEST, {
      uri: template.source.toString(),
      path: template.path,
      ...(request !== undefined && { request }),
      ...(response !== undefined && { response }),
    });
    this.#problems.set(uri.toString(), result?.problems ?? [GONE]);
    this.#lensesChanged.fire();
    return result?.output ?? "";
  }

  /** Shows the sample request and any rendering problems above the first line. */
  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const template = previewedTemplate(uri);
    if (!template) return [];
    const request = this.#requests.get(uri.toString()) ?? requestFileOf(template.source);
    const top = new vscode.Range(0, 0, 0, 0);
    const problems = (this.#problems.get(uri.toString()) ?? []).map(
      (problem) => new vscode.CodeLens(top, problemCommand(template, problem)),
    );
    return [
      new vscode.CodeLens(top, {
        title: `Sample request: ${request.path.split("/").at(-1)}`,
        tooltip: "Open the sample request",
        command: "apigw.openSampleRequest",
        arguments: [template.source.toString(), template.sampleName],
      }),
      new vscode.CodeLens(top, {
        title: "Switch…",
        tooltip: "Use another sample request",
        command: SELECT_SAMPLE_COMMAND,
        arguments: [template.source.toString(), template.sampleName],
      }),
      ...problems,
    ];
  }

  /** Renders the previews that depend on the document again, or all previews without one. */
  update(changed?: vscode.Uri): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      const template = previewedTemplate(uri);
      if (!template) continue;
      const { source } = template;
      const isInput =
        !changed ||
        [source, fileOf(source)].some((file) => file.toString() === changed.toString()) ||
        isSampleFor(changed, source);
      if (isInput) this.#changed.fire(uri);
    }
  }

  dispose(): void {
    this.#changed.dispose();
    this.#lensesChanged.dispose();
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
      this.server.onDidSendAwsFacts(() => this.update()),
      this.samples.onDidChange((file) => this.update(file)),
    );
  }
}

const START = { line: 0, character: 0 };
const GONE: PreviewProblem = {
  message: "The template no longer exists.",
  of: "template",
  range: { start: START, end: START },
};

/** The text of a problem with its place, which a click opens: in a sample file, or where the template is written. */
function problemCommand(
  { source, path, sampleName }: PreviewedTemplate,
  { message, of, range, rangeInFile }: PreviewProblem,
): vscode.Command {
  const [request, response] = samplesOf(source, sampleName);
  const file = of === "template" ? source : of === "request" ? request : response;
  const name = of === "template" ? "the template" : (file?.path.split("/").at(-1) ?? of);
  const title = `$(warning) ${message} (${name}, line ${range.start.line + 1})`;
  const place = of === "template" && path.length > 0 ? rangeInFile : range;
  if (!file || !place) return { title, command: "" };
  const { start, end } = place;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  return { title, tooltip: "Go to the problem", command: "vscode.open", arguments: [file, { selection }] };
}
