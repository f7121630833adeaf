import * as vscode from "vscode";
import { TEMPLATE_SCHEME } from "../../../server/src/protocol";
import { nameOf } from "../deploy/inputFile";
import { type TemplateLocation, templateName } from "./templateUri";

/** Which version of a template to keep. `none` leaves both as they are. */
export type Choice = "mine" | "theirs" | "none";

/** The URI scheme of the read-only documents that show the other side of a conflict. */
const CONFLICT_SCHEME = "apigw-conflict";

/** Asks what to do when a template cannot simply be written back. Only a save that the user asked for may ask. */
export class Conflicts implements vscode.TextDocumentContentProvider {
  readonly #automatic = new Set<string>();
  readonly #theirs = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.#changed,
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#automatic.delete(uri.toString());
        if (uri.scheme === CONFLICT_SCHEME) this.#theirs.delete(uri.query);
      }),
      vscode.workspace.registerTextDocumentContentProvider(CONFLICT_SCHEME, this),
      vscode.workspace.onWillSaveTextDocument(({ document: { uri }, reason }) => {
        if (uri.scheme !== TEMPLATE_SCHEME) return;
        if (reason === vscode.TextDocumentSaveReason.Manual) this.#automatic.delete(uri.toString());
        else this.#automatic.add(uri.toString());
      }),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#theirs.get(uri.query) ?? "";
  }

  /** Asks which version to keep, or shows both. */
  async choose(uri: vscode.Uri, { host, path }: TemplateLocation, theirs: string): Promise<Choice> {
    if (this.#automatic.has(uri.toString())) return "none";
    const overwrite: vscode.MessageItem = { title: "Overwrite" };
    const discard: vscode.MessageItem = { title: "Discard My Changes" };
    const compare: vscode.MessageItem = { title: "Compare" };
    const choice = await vscode.window.showWarningMessage(
      `The template ${templateName(path)} was also changed in ${nameOf(host)}.`,
      {
        modal: true,
        detail:
          "Your changes and those in the file affect the same lines. Overwrite the template in the file, or discard your changes?",
      },
      overwrite,
      compare,
      discard,
    );
    if (choice === overwrite) return "mine";
    if (choice === discard) return "theirs";
    if (choice === compare) await this.#compare(uri, nameOf(host), theirs);
    return "none";
  }

  async #compare(uri: vscode.Uri, file: string, theirs: string): Promise<void> {
    const query = uri.toString();
    this.#theirs.set(query, theirs);
    const other = vscode.Uri.from({ scheme: CONFLICT_SCHEME, path: uri.path, query });
    this.#changed.fire(other);
    await vscode.commands.executeCommand("vscode.diff", other, uri, `Template in ${file} ↔ Unsaved Changes`);
  }

  /** Asks whether to add a template again that was removed from its file. */
  async mayAdd(uri: vscode.Uri, { host, path }: TemplateLocation): Promise<boolean> {
    if (this.#automatic.has(uri.toString())) return false;
    const add: vscode.MessageItem = { title: "Add Again" };
    const choice = await vscode.window.showWarningMessage(
      `${nameOf(host)} no longer has the template ${templateName(path)}.`,
      {
        modal: true,
        detail:
          "Add it again with the text of this editor? To keep the text as another file, cancel and use Save As.",
      },
      add,
    );
    return choice === add;
  }
}
