import * as vscode from "vscode";
import { documentsOf, type Plan } from "../../../deployment/src";
import type { Format } from "../../../server/src/service";
import { nameOf } from "./inputFile";

/** The scheme of the read-only documents that show what is deployed, what would be, and what became of a test. */
const PLAN_SCHEME = "apigw-plan";

/** The two sides of plans, for the diff editor. */
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

  /** Opens what is there on the left and what will be there on the right. */
  async show(source: vscode.Uri, plan: Plan, format: Format): Promise<void> {
    const { before, after } = documentsOf(plan, format);
    // VS Code keeps the title that an address was first shown with.
    const left = this.#keep(source, plan.before ? "deployed" : "nothing", format, before);
    const right = this.#keep(source, "planned", format, after);
    const title = `${nameOf(source)} (${plan.before ? "deployed" : "not deployed yet"} ↔ planned)`;
    // A preview would take the place of the file, if that is one.
    await vscode.commands.executeCommand("vscode.diff", left, right, title, { preview: false });
  }

  /** Opens a plan in words. */
  async showText(source: vscode.Uri, text: string): Promise<void> {
    const uri = this.#keep(source, "plan", "txt", text);
    await vscode.window.showTextDocument(uri, { preview: true, viewColumn: vscode.ViewColumn.Beside });
  }

  /** Opens what became of a test, beside its file if it has one; the next one of the same title takes its place. */
  async showTest(title: string, text: string, isOfFile: boolean): Promise<void> {
    // A slash would end the name.
    const path = `/Test ${title.replaceAll("/", "∕")}`;
    const uri = this.#keepAt(vscode.Uri.from({ scheme: PLAN_SCHEME, path }), text);
    const viewColumn = isOfFile ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    await vscode.window.showTextDocument(uri, { preview: true, viewColumn });
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
