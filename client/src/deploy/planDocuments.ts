import * as vscode from "vscode";
import { documentsOf, type Plan } from "../../../deployment/src";
import type { Format } from "../../../server/src/service";
import { PLAN_SCHEME } from "../languages";
import { nameOf } from "./inputFile";

/** The read-only documents for plans and test results. */
export class PlanDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(PLAN_SCHEME, this),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
  );

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? "";
  }

  /** Opens the diff editor with the deployed version on the left and the planned one on the right. */
  async show(source: vscode.Uri, plan: Plan, format: Format, endpointNote: string): Promise<void> {
    const { before, after } = documentsOf(plan, format);
    // VS Code keeps the first title of a URI, so the path depends on what the left side is.
    const left = this.#keep(source, plan.before ? "deployed" : "nothing", format, before);
    const right = this.#keep(source, "planned", format, after);
    const title = `${nameOf(source)} (${plan.before ? "deployed" : "not deployed yet"} ↔ planned)${endpointNote}`;
    // A preview tab would replace the source file if that is in one.
    await vscode.commands.executeCommand("vscode.diff", left, right, title, { preview: false });
  }

  /** Opens a plan as text. */
  async showText(source: vscode.Uri, text: string): Promise<void> {
    const uri = this.#keep(source, "plan", "txt", text);
    await vscode.window.showTextDocument(uri, { preview: true, viewColumn: vscode.ViewColumn.Beside });
  }

  /** Opens a test result, next to its file if it has one. A later result with the same title replaces it. */
  async showTest(title: string, text: string, isOfFile: boolean): Promise<void> {
    // VS Code would cut the title at a slash.
    const path = `/Test ${title.replaceAll("/", "∕")}`;
    const uri = this.#keepAt(vscode.Uri.from({ scheme: PLAN_SCHEME, path }), text);
    const viewColumn = isOfFile ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    await vscode.window.showTextDocument(uri, { preview: true, viewColumn });
  }

  /** Opens the diff editor with the simulation on the left and AWS on the right. */
  async showSides(
    title: string,
    { simulation, aws }: { readonly simulation: string; readonly aws: string },
    endpointNote: string,
  ): Promise<void> {
    // VS Code would cut the title at a slash.
    const name = title.replaceAll("/", "∕");
    const side = (text: string, of: string): vscode.Uri =>
      this.#keepAt(vscode.Uri.from({ scheme: PLAN_SCHEME, path: `/${of} ${name}` }), text);
    await vscode.commands.executeCommand(
      "vscode.diff",
      side(simulation, "Simulation"),
      side(aws, "AWS"),
      `${title} (simulation ↔ AWS)${endpointNote}`,
      { preview: false },
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }

  #keep(source: vscode.Uri, side: string, ending: Format | "txt", text: string): vscode.Uri {
    const uri = vscode.Uri.from({
      scheme: PLAN_SCHEME,
      path: `/${side}/${nameOf(source).replace(/\.\w+$/, "")}.${ending}`,
      query: source.toString(),
    });
    return this.#keepAt(uri, text);
  }

  #keepAt(uri: vscode.Uri, text: string): vscode.Uri {
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    return uri;
  }
}
