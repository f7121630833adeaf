import type * as vscode from "vscode";

const KEY = "apigw.templateBases";

/** The most texts to keep, the oldest of which are forgotten first. */
const MAX_BASES = 50;

/** Longer texts are not kept: a memento is written as a whole. */
const MAX_LENGTH = 1_000_000;

/**
 * What unsaved templates were when their editing began. Kept for the workspace: VS Code restores unsaved documents after
 * a restart, and the files may have changed in the meantime.
 */
export class Bases {
  constructor(private readonly memento: vscode.Memento) {}

  of(uri: vscode.Uri): string | undefined {
    const all = this.#all();
    return Object.hasOwn(all, uri.toString()) ? all[uri.toString()] : undefined;
  }

  /** Keeps the text, unless one is kept already. */
  keep(uri: vscode.Uri, text: string): void {
    if (this.of(uri) !== undefined || text.length > MAX_LENGTH) return;
    const all = [...Object.entries(this.#all()), [uri.toString(), text]].slice(-MAX_BASES);
    void this.memento.update(KEY, Object.fromEntries(all));
  }

  delete(uri: vscode.Uri): void {
    if (this.of(uri) === undefined) return;
    const all = Object.entries(this.#all()).filter(([key]) => key !== uri.toString());
    void this.memento.update(KEY, Object.fromEntries(all));
  }

  #all(): Readonly<Record<string, string>> {
    return this.memento.get<Record<string, string>>(KEY, {});
  }
}
