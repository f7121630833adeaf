import * as vscode from "vscode";
import { SIMULATE_REQUEST, type SimulateParams, type SimulateResult } from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";
import type { ChosenSamples } from "./chosenSample";
import { folderOf, isInputName, neighborsOf } from "./neighbors";
import { isSampleFor, SAMPLE_FILES } from "./requestFile";

/** The URI scheme of the read-only documents that show what happens to a request. */
export const SIMULATION_SCHEME = "apigw-simulation";

/** An integration: its file, its ID in a host file, and the name in those of its sample files. */
export interface Simulated {
  readonly source: vscode.Uri;
  readonly id: readonly string[];
  readonly sampleName?: string;
  /** In a host file: `GET /pets`, or a logical ID. */
  readonly title?: string;
}

/** Simulates integrations with their sample files, and says when a simulation is outdated. */
export class Simulator {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  /** Fires with the file that changed: a source, or one of its samples. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly server: LanguageServer,
    readonly samples: ChosenSamples,
  ) {}

  /** Finds the integration with the ID or at the cursor, in the given file or in the active editor. Says if there is none. */
  async find(
    given: vscode.Uri | undefined,
    id: readonly string[] | undefined,
  ): Promise<Simulated | undefined> {
    const editor = vscode.window.activeTextEditor;
    const source = given ?? editor?.document.uri;
    if (!source) {
      void vscode.window.showInformationMessage("Open an integration file first.");
      return undefined;
    }
    const shown = simulatedIn(source);
    if (shown) return shown;
    await vscode.workspace.openTextDocument(source);
    const isActive = editor?.document.uri.toString() === source.toString();
    const found = await this.server.request<SimulateParams, SimulateResult>(SIMULATE_REQUEST, {
      uri: source.toString(),
      ...(id && { id }),
      ...(!id && isActive && { position: editor.selection.active }),
    });
    if (!found) void vscode.window.showInformationMessage("This file has no integration.");
    return found ? { ...found, source } : undefined;
  }

  async simulate({ source, id, sampleName }: Simulated, isDrawn = false): Promise<SimulateResult> {
    // The server knows only open documents, so one that was closed is opened in the background.
    await vscode.workspace.openTextDocument(source);
    const [{ text: request }, { text: response }, neighbors] = await Promise.all([
      this.samples.sampleFor(source, sampleName, "request"),
      this.samples.sampleFor(source, sampleName, "response"),
      neighborsOf(source),
    ]);
    return this.server.request<SimulateParams, SimulateResult>(SIMULATE_REQUEST, {
      uri: source.toString(),
      id,
      ...(request !== undefined && { request }),
      ...(response !== undefined && { response }),
      neighbors,
      ...(isDrawn && { isDrawn }),
    });
  }

  register(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(SAMPLE_FILES);
    const changed = (uri: vscode.Uri): void => this.#changed.fire(uri);
    return vscode.Disposable.from(
      this.#changed,
      watcher,
      watcher.onDidCreate(changed),
      watcher.onDidChange(changed),
      watcher.onDidDelete(changed),
      vscode.workspace.onDidChangeTextDocument(({ document }) => changed(document.uri)),
      this.samples.onDidChange(changed),
    );
  }
}

/** Whether the simulation reads the file that changed. */
export function isOutdated({ source }: Simulated, changed: vscode.Uri): boolean {
  return (
    source.toString() === changed.toString() ||
    isSampleFor(changed, source) ||
    (isInputName(changed) && folderOf(changed) === folderOf(source))
  );
}

/** The name of a simulation: its integration, if there are several, and its file. */
export function simulationName({ source, title = "" }: Simulated): string {
  const file = source.path.split("/").at(-1) ?? "";
  return [title, file].filter((name) => name !== "").join(" – ");
}

/** The URI of a simulation. Its path is the title of the tab. */
export function simulationUri(simulated: Simulated): vscode.Uri {
  const { source, id, sampleName } = simulated;
  return vscode.Uri.from({
    scheme: SIMULATION_SCHEME,
    // VS Code would cut the title at a slash.
    path: `/Simulation ${simulationName(simulated).replaceAll("/", "∕")}`,
    query: JSON.stringify([source.toString(), ...id]),
    ...(sampleName !== undefined && { fragment: sampleName }),
  });
}

/** The integration that a document shows a simulation of. */
export function simulatedIn(uri: vscode.Uri): Simulated | undefined {
  if (uri.scheme !== SIMULATION_SCHEME) return undefined;
  const [source, ...id]: readonly string[] = JSON.parse(uri.query);
  if (source === undefined) return undefined;
  const [title, file] = uri.path.replace(/^\/Simulation /, "").split(" – ");
  return {
    source: vscode.Uri.parse(source),
    id,
    ...(uri.fragment !== "" && { sampleName: uri.fragment }),
    ...(title !== undefined && file !== undefined && { title: title.replaceAll("∕", "/") }),
  };
}
