import * as vscode from "vscode";

/** What is used of the API of VS Code's own Git extension. */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): Git;
}

interface Git {
  getRepository(uri: vscode.Uri): Repository | null;
  openRepository?(root: vscode.Uri): Promise<Repository | null>;
}

interface Repository {
  show(ref: string, path: string): Promise<string>;
  readonly state: { readonly onDidChange: vscode.Event<void> };
}

/** The committed text of a file, or why there is none. */
export type CommittedText =
  | { readonly text: string; readonly missing?: never }
  | { readonly text?: never; readonly missing: string };

/** Reads files as they are in the last commit, through VS Code's own Git extension. */
export class CommittedTexts implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires when there may be a new commit. */
  readonly onDidChange = this.#changed.event;
  readonly #repositories = new Map<Repository, vscode.Disposable>();

  async read(file: vscode.Uri): Promise<CommittedText> {
    const git = await gitApi();
    if (!git) return { missing: "Git is not available in VS Code." };
    const repository =
      git.getRepository(file) ?? (await git.openRepository?.(vscode.Uri.joinPath(file, "..")));
    if (!repository) return { missing: "The file is not in a Git repository." };
    if (!this.#repositories.has(repository)) {
      const subscription = repository.state.onDidChange(() => this.#changed.fire());
      this.#repositories.set(repository, subscription);
    }
    try {
      return { text: await repository.show("HEAD", file.fsPath) };
    } catch {
      return { missing: "The file has not been committed yet." };
    }
  }

  dispose(): void {
    for (const subscription of this.#repositories.values()) subscription.dispose();
    this.#changed.dispose();
  }
}

/** Undefined without the extension, without Git, or where Git is turned off. */
async function gitApi(): Promise<Git | undefined> {
  try {
    const extension = await vscode.extensions.getExtension<GitExtension>("vscode.git")?.activate();
    return extension?.enabled ? extension.getAPI(1) : undefined;
  } catch {
    return undefined;
  }
}
