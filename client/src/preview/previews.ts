import * as vscode from "vscode";
import { PREVIEW_REQUEST, type PreviewParams, type PreviewResult } from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";
import { PREVIEW_SCHEME, previewedTemplate } from "./previewUri";
import { readText, requestFileOf, SAMPLE_FILES, samplesOf } from "./requestFile";

/**
 * The preview documents: what a template prints for the request beside its file. They are made anew when
 * either changes; VS Code asks again only once it has shown the last answer.
 */
export class Previews implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #lensesChanged = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeCodeLenses = this.#lensesChanged.event;
  readonly #problems = new Map<string, readonly string[]>();

  constructor(private readonly server: LanguageServer) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const template = previewedTemplate(uri);
    if (!template) return "";
    // The server answers for what is open in the editor; a file that was closed meanwhile is opened unseen.
    await vscode.workspace.openTextDocument(template.source);
    const [request, response] = await Promise.all(samplesOf(template.source).map(readText));
    const result = await this.server.request<PreviewParams, PreviewResult>(PREVIEW_REQUEST, {
      uri: template.source.toString(),
      path: template.path,
      ...(request !== undefined && { request }),
      ...(response !== undefined && { response }),
    });
    this.#problems.set(uri.toString(), result?.problems ?? ["The template is no longer there."]);
    this.#lensesChanged.fire();
    return result?.output ?? "";
  }

  /** What a preview is for, and what went wrong while it was made, above its first line. */
  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const template = previewedTemplate(uri);
    if (!template) return [];
    const request = requestFileOf(template.source);
    const top = new vscode.Range(0, 0, 0, 0);
    const problems = (this.#problems.get(uri.toString()) ?? []).map(
      (title) => new vscode.CodeLens(top, { title: `$(warning) ${title}`, command: "" }),
    );
    return [
      new vscode.CodeLens(top, {
        title: `for ${request.path.split("/").at(-1)}`,
        tooltip: "Open the sample request",
        command: "apigw.openSampleRequest",
        arguments: [template.source.toString()],
      }),
      ...problems,
    ];
  }

  /** Makes the previews anew that depend on the document; all of them without one. */
  update(changed?: vscode.Uri): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      const template = previewedTemplate(uri);
      if (!template) continue;
      const inputs = [template.source, ...samplesOf(template.source)];
      if (!changed || inputs.some((input) => input.toString() === changed.toString()))
        this.#changed.fire(uri);
    }
  }

  dispose(): void {
    this.#changed.dispose();
    this.#lensesChanged.dispose();
  }

  /** Follows what is typed, and what other programs write. */
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
      this.server.onDidTellFacts(() => this.update()),
    );
  }
}
