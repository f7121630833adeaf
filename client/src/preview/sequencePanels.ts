import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { SEQUENCE_COMMAND } from "../../../server/src/protocol";
import { pathIn } from "../commands/preview";
import { uriIn } from "../deploy/inputFile";
import {
  isOutdated,
  SIMULATION_SCHEME,
  type Simulated,
  type Simulator,
  simulationName,
  simulationUri,
} from "./simulator";

/** Also in the `when` clauses of the manifest. */
const VIEW_TYPE = "apigw.sequence";

interface Panel {
  readonly panel: vscode.WebviewPanel;
  readonly simulated: Simulated;
  svg?: string;
  /** The number of the last update, so that an older one that ends later is dropped. */
  version: number;
}

/** The sequence diagrams of simulations, which follow changes as the documents do. They run no scripts. */
export class SequencePanels {
  readonly #panels = new Map<string, Panel>();

  constructor(private readonly simulator: Simulator) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      new vscode.Disposable(() => {
        for (const { panel } of [...this.#panels.values()]) panel.dispose();
      }),
      this.simulator.onDidChange((changed) => {
        for (const shown of this.#panels.values()) {
          if (isOutdated(shown.simulated, changed)) void this.#update(shown);
        }
      }),
      vscode.commands.registerCommand(SEQUENCE_COMMAND, (at?: unknown, id?: unknown) =>
        this.#open(uriIn(at), pathIn(id)),
      ),
      vscode.commands.registerCommand("apigw.saveSequence", () => this.#save()),
    );
  }

  async #open(given: vscode.Uri | undefined, id: readonly string[] | undefined): Promise<void> {
    const simulated = await this.simulator.find(given, id);
    if (!simulated) return;
    const key = simulationUri(simulated).toString();
    const known = this.#panels.get(key);
    if (known) {
      known.panel.reveal(undefined, true);
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      VIEW_TYPE,
      `Sequence ${simulationName(simulated)}`,
      // From the steps, the picture takes their place; from the source, it is shown next to it.
      given?.scheme === SIMULATION_SCHEME
        ? { viewColumn: vscode.ViewColumn.Active }
        : { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: false, localResourceRoots: [] },
    );
    const shown: Panel = { panel, simulated, version: 0 };
    this.#panels.set(key, shown);
    panel.onDidDispose(() => this.#panels.delete(key));
    await this.#update(shown);
  }

  async #update(shown: Panel): Promise<void> {
    const version = ++shown.version;
    const result = await this.simulator.simulate(shown.simulated, true);
    if (version !== shown.version || !this.#isOpen(shown)) return;
    const { svg } = result ?? {};
    if (svg !== undefined && svg === shown.svg) return;
    if (svg === undefined) delete shown.svg;
    else shown.svg = svg;
    shown.panel.webview.html = page(svg, result?.text ?? "The integration no longer exists.");
  }

  #isOpen(shown: Panel): boolean {
    return [...this.#panels.values()].includes(shown);
  }

  async #save(): Promise<void> {
    const shown = [...this.#panels.values()].find(({ panel }) => panel.active);
    if (shown?.svg === undefined) {
      void vscode.window.showInformationMessage("Show a sequence diagram first.");
      return;
    }
    const { source, sampleName } = shown.simulated;
    const stem = (source.path.split("/").at(-1) ?? "").replace(/\.[^.]*$/, "");
    const name = [stem, ...(sampleName === undefined ? [] : [sampleName]), "svg"].join(".");
    const target = await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.joinPath(source, "..", name),
      filters: { SVG: ["svg"] },
    });
    if (target) await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(shown.svg));
  }
}

/** A page without scripts, whose only style sheets are ours. */
function page(svg: string | undefined, message: string): string {
  const nonce = randomBytes(16).toString("base64");
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'`;
  // The first style element is the picture's own, because texts in it are escaped.
  const content =
    svg?.replace("<style>", `<style nonce="${nonce}">`) ?? `<pre>${message.replace(/[&<]/g, escaped)}</pre>`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style nonce="${nonce}">
body { padding: 0; overflow: auto; }
.apigw-sequence { display: block; margin: 0 auto; max-width: 100%; min-width: 28rem; height: auto; }
pre { padding: 1em; white-space: pre-wrap; }
</style>
</head>
<body>
${content}
</body>
</html>`;
}

function escaped(character: string): string {
  return character === "&" ? "&amp;" : "&lt;";
}
