import * as vscode from "vscode";
import {
  SIMULATE_COMMAND,
  SIMULATE_REQUEST,
  type SimulateParams,
  type SimulateResult,
  type SimulationLink,
} from "../../../server/src/protocol";
import { pathIn } from "../commands/preview";
import { uriIn } from "../deploy/inputFile";
import type { LanguageServer } from "../languageServer";
import type { ChosenSamples } from "./chosenSample";
import { isSampleFor, SAMPLE_FILES } from "./requestFile";

/** The URI scheme of the read-only documents that show what happens to a request. */
const SIMULATION_SCHEME = "apigw-simulation";

/** An internal command, `[uri, range]`. */
const SHOW_PLACE = "apigw.showSimulatedPlace";

type Range = SimulationLink["target"];

/** An integration: its file, its ID in a host file, and the name in those of its sample files. */
interface Simulated {
  readonly source: vscode.Uri;
  readonly id: readonly string[];
  readonly sampleName?: string;
}

/** The simulation documents, which follow changes of the file and of its samples, as previews do. */
export class Simulations
  implements
    vscode.TextDocumentContentProvider,
    vscode.CodeLensProvider,
    vscode.DocumentLinkProvider,
    vscode.DefinitionProvider
{
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  /** The links of the documents whose text was provided. */
  readonly #links = new Map<string, readonly SimulationLink[]>();

  constructor(
    private readonly server: LanguageServer,
    private readonly samples: ChosenSamples,
  ) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const simulated = simulatedIn(uri);
    if (!simulated) return "";
    const result = await this.#simulate(simulated);
    this.#links.set(uri.toString(), result?.links ?? []);
    return result?.text ?? "The integration no longer exists.\n";
  }

  provideDocumentLinks({ uri }: vscode.TextDocument): vscode.DocumentLink[] {
    const simulated = simulatedIn(uri);
    return (this.#links.get(uri.toString()) ?? []).map(({ range, target }) => {
      const place = encodeURIComponent(JSON.stringify([simulated?.source.toString(), target]));
      const link = new vscode.DocumentLink(
        rangeOf(range),
        vscode.Uri.parse(`command:${SHOW_PLACE}?${place}`),
      );
      link.tooltip = "Go to the place in the source";
      return link;
    });
  }

  /** Leads from anywhere in a step to the last place in the source that is named before. */
  provideDefinition({ uri }: vscode.TextDocument, { line }: vscode.Position): vscode.Location | undefined {
    const simulated = simulatedIn(uri);
    const link = this.#links.get(uri.toString())?.findLast(({ range }) => range.start.line <= line);
    return simulated && link && new vscode.Location(simulated.source, rangeOf(link.target));
  }

  /** Opens the sample files from above the first line. */
  async provideCodeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const simulated = simulatedIn(uri);
    if (!simulated) return [];
    const { source, sampleName } = simulated;
    const top = new vscode.Range(0, 0, 0, 0);
    const request = await this.samples.sampleFor(source, sampleName, "request");
    const response = await this.samples.sampleFor(source, sampleName, "response");
    const lenses = [
      new vscode.CodeLens(top, {
        title: `Sample request: ${request.uri.path.split("/").at(-1)}`,
        tooltip: "Open the sample request",
        command: "apigw.openSampleRequest",
        arguments: [source.toString(), sampleName],
      }),
    ];
    if (response.text === undefined) return lenses;
    const title = `Sample response: ${response.uri.path.split("/").at(-1)}`;
    const command = { title, command: "vscode.open", arguments: [response.uri] };
    return [...lenses, new vscode.CodeLens(top, command)];
  }

  register(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(SAMPLE_FILES);
    const update = (uri: vscode.Uri): void => this.#update(uri);
    return vscode.Disposable.from(
      this.#changed,
      watcher,
      watcher.onDidCreate(update),
      watcher.onDidChange(update),
      watcher.onDidDelete(update),
      vscode.workspace.onDidChangeTextDocument(({ document }) => update(document.uri)),
      this.samples.onDidChange(update),
      vscode.workspace.registerTextDocumentContentProvider(SIMULATION_SCHEME, this),
      vscode.languages.registerCodeLensProvider({ scheme: SIMULATION_SCHEME }, this),
      vscode.languages.registerDocumentLinkProvider({ scheme: SIMULATION_SCHEME }, this),
      vscode.languages.registerDefinitionProvider({ scheme: SIMULATION_SCHEME }, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#links.delete(uri.toString())),
      vscode.commands.registerCommand(SHOW_PLACE, showPlace),
      vscode.commands.registerCommand(SIMULATE_COMMAND, (at?: unknown, id?: unknown) =>
        this.#open(uriIn(at), pathIn(id)),
      ),
    );
  }

  async #open(given: vscode.Uri | undefined, id: readonly string[] | undefined): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const source = given ?? editor?.document.uri;
    if (!source) {
      void vscode.window.showInformationMessage("Open an integration file first.");
      return;
    }
    await vscode.workspace.openTextDocument(source);
    const isActive = editor?.document.uri.toString() === source.toString();
    const found = await this.server.request<SimulateParams, SimulateResult>(SIMULATE_REQUEST, {
      uri: source.toString(),
      ...(id && { id }),
      ...(!id && isActive && { position: editor.selection.active }),
    });
    if (!found) {
      void vscode.window.showInformationMessage("This file has no integration.");
      return;
    }
    const document = await vscode.workspace.openTextDocument(simulationUri({ ...found, source }));
    // The title ends like a file name, from which VS Code would guess the language.
    await vscode.languages.setTextDocumentLanguage(document, "markdown");
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }

  async #simulate({ source, id, sampleName }: Simulated): Promise<SimulateResult> {
    // The server knows only open documents, so one that was closed is opened in the background.
    await vscode.workspace.openTextDocument(source);
    const [{ text: request }, { text: response }] = await Promise.all([
      this.samples.sampleFor(source, sampleName, "request"),
      this.samples.sampleFor(source, sampleName, "response"),
    ]);
    return this.server.request<SimulateParams, SimulateResult>(SIMULATE_REQUEST, {
      uri: source.toString(),
      id,
      ...(request !== undefined && { request }),
      ...(response !== undefined && { response }),
    });
  }

  #update(changed: vscode.Uri): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      const simulated = simulatedIn(uri);
      if (!simulated) continue;
      const { source } = simulated;
      if (source.toString() === changed.toString() || isSampleFor(changed, source)) this.#changed.fire(uri);
    }
  }
}

/** Shows a place in the editor of its file, or next to the simulation. */
async function showPlace(uri: string, range: Range): Promise<void> {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), {
    viewColumn: editor?.viewColumn ?? vscode.ViewColumn.One,
    selection: rangeOf(range),
  });
}

function rangeOf({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** The URI of a simulation. Its path is the title of the tab. */
function simulationUri({
  source,
  id,
  sampleName,
  title,
}: Simulated & { readonly title?: string }): vscode.Uri {
  const file = source.path.split("/").at(-1) ?? "";
  // VS Code would cut the title at a slash.
  const names = [title ?? "", file].filter((name) => name !== "").map((name) => name.replaceAll("/", "∕"));
  return vscode.Uri.from({
    scheme: SIMULATION_SCHEME,
    path: `/Simulation ${names.join(" – ")}`,
    query: JSON.stringify([source.toString(), ...id]),
    ...(sampleName !== undefined && { fragment: sampleName }),
  });
}

function simulatedIn(uri: vscode.Uri): Simulated | undefined {
  if (uri.scheme !== SIMULATION_SCHEME) return undefined;
  const [source, ...id]: readonly string[] = JSON.parse(uri.query);
  if (source === undefined) return undefined;
  return { source: vscode.Uri.parse(source), id, ...(uri.fragment !== "" && { sampleName: uri.fragment }) };
}
