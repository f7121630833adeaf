import * as vscode from "vscode";
import { nameOf } from "../deploy/inputFile";
import { listSamples } from "../samples/listSamples";
import { fileOf } from "../templates/templateUri";
import type { ChosenSamples } from "./chosenSample";
import { PREVIEW_SCHEME, previewedTemplate } from "./previewUri";
import { isSampleFor, SAMPLE_FILES } from "./requestFile";
import type { TemplatesAtCursor } from "./templateAtCursor";

/** The command that switches the sample request of a file, `[uri, sampleName]`; without arguments, of the active one. */
export const SELECT_SAMPLE_COMMAND = "apigw.selectSampleRequest";

/** Names the sample request of the active file in the language status, and lets users switch it. */
export class SampleStatus implements vscode.Disposable {
  readonly #item = vscode.languages.createLanguageStatusItem("apigw.sample", []);
  #looks = 0;
  readonly #subscriptions: vscode.Disposable;

  constructor(
    private readonly cursor: TemplatesAtCursor,
    private readonly samples: ChosenSamples,
  ) {
    this.#item.name = "API Gateway sample request";
    const watcher = vscode.workspace.createFileSystemWatcher(SAMPLE_FILES, false, true, false);
    const changed = (uri: vscode.Uri): void => {
      const { source } = this.cursor.current ?? {};
      if (source && isSampleFor(uri, source)) void this.#show();
    };
    this.#subscriptions = vscode.Disposable.from(
      this.#item,
      watcher,
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
      cursor.onDidMove(() => this.#show()),
      samples.onDidChange(() => this.#show()),
      vscode.commands.registerCommand(SELECT_SAMPLE_COMMAND, (uri?: unknown, name?: unknown) =>
        this.#select(uri, name),
      ),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #show(): Promise<void> {
    const look = ++this.#looks;
    const template = this.cursor.current;
    if (!template) {
      this.#item.selector = [];
      return;
    }
    const { source, sampleName } = template;
    const { uri, text } = await this.samples.sampleFor(source, sampleName, "request");
    if (look !== this.#looks) return;
    const active = vscode.window.activeTextEditor?.document.uri;
    this.#item.selector =
      active && previewedTemplate(active)
        ? { scheme: PREVIEW_SCHEME }
        : { scheme: source.scheme, pattern: source.fsPath };
    const given = [source.toString(), sampleName];
    if (text === undefined) {
      this.#item.text = "No sample request";
      this.#item.detail = "an empty request is used";
      this.#item.command = { title: "Create", command: "apigw.openSampleRequest", arguments: given };
      return;
    }
    this.#item.text = sampleLabel(uri);
    this.#item.detail = "sample request";
    this.#item.command = { title: "Switch", command: SELECT_SAMPLE_COMMAND, arguments: given };
  }

  async #select(uri: unknown, name: unknown): Promise<void> {
    const given = typeof uri === "string" ? vscode.Uri.parse(uri) : undefined;
    const template = given
      ? { source: given, ...(typeof name === "string" && { sampleName: name }) }
      : this.cursor.current;
    if (!template) {
      void vscode.window.showInformationMessage("Open an integration file or a template first.");
      return;
    }
    const { source, sampleName } = template;
    const chosen = await pickSample(this.samples, { source, sampleName }, "Select the sample request to use");
    if (chosen) await this.samples.choose(source, sampleName, chosen);
  }
}

/** The name of a sample request: `file.request.json`, or `file.requests/name.json`. */
export function sampleLabel(uri: vscode.Uri): string {
  const folder = uri.path.split("/").at(-2) ?? "";
  return folder.endsWith(".requests") ? `${folder}/${nameOf(uri)}` : nameOf(uri);
}

/** Asks for one of the sample requests of a file. Offers to create the first one if there are none. */
export async function pickSample(
  samples: ChosenSamples,
  { source, sampleName }: { readonly source: vscode.Uri; readonly sampleName: string | undefined },
  placeHolder: string,
): Promise<vscode.Uri | undefined> {
  const available = await listSamples(source, sampleName);
  if (available.length === 0) {
    const create = "Create";
    const text = `${nameOf(fileOf(source))} has no sample request yet.`;
    const choice = await vscode.window.showInformationMessage(text, create);
    if (choice === create) {
      await vscode.commands.executeCommand("apigw.openSampleRequest", source.toString(), sampleName);
    }
    return undefined;
  }
  const current = (await samples.sampleFor(source, sampleName, "request")).uri.toString();
  const items = available.map(({ uri, isShared }) => ({
    label: sampleLabel(uri),
    description: [
      ...(uri.toString() === current ? ["current"] : []),
      ...(isShared ? ["for all integrations in the file"] : []),
    ].join(", "),
    uri,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.uri;
}
