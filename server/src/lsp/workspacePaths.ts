import type { WorkspaceFolder } from "vscode-languageserver";

/** Converts document URIs to paths relative to their workspace folder, with forward slashes. */
export class WorkspacePaths {
  #folders: readonly string[];

  constructor(folders: readonly WorkspaceFolder[]) {
    this.#folders = folders.map(({ uri }) => uri);
  }

  change(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): void {
    const gone = new Set(removed.map(({ uri }) => uri));
    this.#folders = [...this.#folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
  }

  /** Returns the relative path; outside all folders, the whole path without a leading slash. */
  relative(uri: string): string {
    const folder = this.#folderOf(uri);
    const path =
      folder === undefined ? uri.replace(/^[a-z][a-z\d+.-]*:(?:\/\/[^/]*)?/i, "") : uri.slice(folder.length);
    return decode(path.replace(/^\/+/, ""));
  }

  /** Returns the decoded URI of a path in the workspace folder of a file; undefined outside all folders. */
  resolve(uri: string, path: string): string | undefined {
    const folder = this.#folderOf(uri);
    if (folder === undefined) return undefined;
    const steps: string[] = [];
    for (const step of path.split(/[\\/]/)) {
      if (step === "..") steps.pop();
      else if (step !== "" && step !== ".") steps.push(step);
    }
    return [decode(folder).replace(/\/$/, ""), ...steps].join("/");
  }

  /** The innermost folder that the file is in. */
  #folderOf(uri: string): string | undefined {
    return this.#folders
      .filter((candidate) => uri.startsWith(candidate.endsWith("/") ? candidate : `${candidate}/`))
      .reduce<string | undefined>(
        (longest, candidate) =>
          longest === undefined || candidate.length > longest.length ? candidate : longest,
        undefined,
      );
  }
}

/** Decodes a URI or a part of one. Clients encode different characters. */
export function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // An editor may send a stray percent sign. The path is only compared.
    return path;
  }
}
