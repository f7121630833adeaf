import * as vscode from "vscode";
import type { NewSnapshots } from "./accept";

/** The URI scheme of the snapshots as they would be, in the diff editor. */
const NEW_SNAPSHOTS_SCHEME = "apigw-snapshots";

/** Shows snapshots as they are and as they would be in the diff editor. */
export class SnapshotReview implements vscode.TextDocumentContentProvider {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  /** The new texts by URI, and the test files that they belong to. */
  readonly #shown = new Map<string, { readonly text: string; readonly testFile: vscode.Uri }>();

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(NEW_SNAPSHOTS_SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#shown.delete(uri.toString())),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#shown.get(uri.toString())?.text ?? "";
  }

  /** The test file whose new snapshots a document shows. */
  testFileOf(uri: vscode.Uri): vscode.Uri | undefined {
    return this.#shown.get(uri.toString())?.testFile;
  }

  async show(testFile: vscode.Uri, { uri, before, after }: NewSnapshots): Promise<void> {
    const at = (query: string): vscode.Uri =>
      vscode.Uri.from({ scheme: NEW_SNAPSHOTS_SCHEME, path: uri.path, query: `${query} ${uri.toString()}` });
    const [old, next] = [before === undefined ? at("none") : uri, at("new")];
    for (const [shown, text] of [
      [at("none"), ""],
      [next, after ?? ""],
    ] as const) {
      this.#shown.set(shown.toString(), { text, testFile });
      this.#changed.fire(shown);
    }
    const name = uri.path.split("/").at(-1) ?? "";
    await vscode.commands.executeCommand("vscode.diff", old, next, `${name}: Snapshot ↔ Actual`);
  }
}
