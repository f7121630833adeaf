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
    const folder = this.#folders
      .filter((candidate) => uri.startsWith(candidate.endsWith("/") ? candidate : `${candidate}/`))
      .reduce((longest, candidate) => (candidate.length > longest.length ? candidate : longest), "");
    const path =
      folder === "" ? uri.replace(/^[a-z][a-z\d+.-]*:(?:\/\/[^/]*)?/i, "") : uri.slice(folder.length);
    return decode(path.replace(/^\/+/, ""));
  }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // An editor may send a stray percent sign. The path is only matched against globs.
    return path;
  }
}
