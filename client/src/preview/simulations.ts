import * as vscode from "vscode";
import { SEQUENCE_COMMAND, SIMULATE_COMMAND, type SimulationLink } from "../../../server/src/protocol";
import { pathIn } from "../commands/preview";
import { uriIn } from "../deploy/inputFile";
import {
  isOutdated,
  SIMULATION_SCHEME,
  type Simulated,
  type Simulator,
  simulatedIn,
  simulationUri,
} from "./simulator";

/** An internal command, `[uri, range]`. */
const SHOW_PLACE = "apigw.showSimulatedPlace";

type Range = SimulationLink["target"];

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

  constructor(private readonly simulator: Simulator) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const simulated = simulatedIn(uri);
    if (!simulated) return "";
    const result = await this.simulator.simulate(simulated);
    this.#links.set(uri.toString(), result?.links ?? []);
    return result?.text ?? "The integration no longer exists.\n";
  }

  provideDocumentLinks({ uri }: vscode.TextDocument): vscode.DocumentLink[] {
    const simulated = simulatedIn(uri);
    return (this.#links.get(uri.toString()) ?? []).map(({ range, target, neighbor }) => {
      const file = simulated && fileIn(simulated, neighbor);
      const place = encodeURIComponent(JSON.stringify([file?.toString(), target]));
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
    return simulated && link && new vscode.Location(fileIn(simulated, link.neighbor), rangeOf(link.target));
  }

  /** Opens the picture and the sample files from above the first line. */
  async provideCodeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const simulated = simulatedIn(uri);
    if (!simulated) return [];
    const { source, sampleName } = simulated;
    const top = new vscode.Range(0, 0, 0, 0);
    const request = await this.simulator.samples.sampleFor(source, sampleName, "request");
    const response = await this.simulator.samples.sampleFor(source, sampleName, "response");
    const lenses = [
      new vscode.CodeLens(top, {
        title: "Show sequence diagram",
        command: SEQUENCE_COMMAND,
        arguments: [uri.toString()],
      }),
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
    return vscode.Disposable.from(
      this.#changed,
      this.simulator.onDidChange((changed) => this.#update(changed)),
      vscode.workspace.registerTextDocumentContentProvider(SIMULATION_SCHEME, this),
      vscode.languages.registerCodeLensProvider({ scheme: SIMULATION_SCHEME }, this),
      vscode.languages.registerDocumentLinkProvider({ scheme: SIMULATION_SCHEME }, this),
      vscode.languages.registerDefinitionProvider({ scheme: SIMULATION_SCHEME }, this),
      vscode.workspace.onDidCloseTextDocument(({ uri, isClosed }) => {
        // A document whose language changes stays open, although VS Code announces its end.
        if (isClosed) this.#links.delete(uri.toString());
      }),
      vscode.commands.registerCommand(SHOW_PLACE, showPlace),
      vscode.commands.registerCommand(SIMULATE_COMMAND, (at?: unknown, id?: unknown) =>
        this.#open(uriIn(at), pathIn(id)),
      ),
    );
  }

  async #open(given: vscode.Uri | undefined, id: readonly string[] | undefined): Promise<void> {
    const simulated = await this.simulator.find(given, id);
    if (!simulated) return;
    const document = await vscode.workspace.openTextDocument(simulationUri(simulated));
    // The title ends like a file name, from which VS Code would guess the language.
    await vscode.languages.setTextDocumentLanguage(document, "markdown");
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }

  #update(changed: vscode.Uri): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      const simulated = simulatedIn(uri);
      if (simulated && isOutdated(simulated, changed)) this.#changed.fire(uri);
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

function fileIn({ source }: Simulated, neighbor: string | undefined): vscode.Uri {
  return neighbor === undefined ? source : vscode.Uri.joinPath(source, "..", neighbor);
}

function rangeOf({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
