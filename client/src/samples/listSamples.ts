/** The sample requests of a file, of which there may be several. */
import * as vscode from "vscode";
import { REQUEST_SUFFIX, REQUESTS_SUFFIX, stemOf } from "../../../server/src/protocol";
import { fileOf } from "../templates/templateUri";

/** A sample request that exists. */
export interface SampleFile {
  readonly uri: vscode.Uri;
  /** What tells it apart from the other samples of the file: its own name in a folder, or the name of its file. */
  readonly name: string;
  /** Whether it is for all integrations in a host file, and not for this one only. */
  readonly isShared: boolean;
}

/**
 * Returns the sample requests of a file or template document, those of the integration before those for all
 * integrations in a host file: each time `NAME.request.json` and then the files in `NAME.requests`, by name.
 */
export async function listSamples(source: vscode.Uri, sampleName?: string): Promise<readonly SampleFile[]> {
  const file = fileOf(source);
  const stem = stemOf(file.path);
  const at = (path: string): vscode.Uri => file.with({ path, query: "", fragment: "" });
  const own = sampleName === undefined ? [] : await samplesAt(at, `${stem}.${sampleName}`, false);
  return [...own, ...(await samplesAt(at, stem, sampleName !== undefined))];
}

/** The folder for further sample requests of a file, or of an integration in it. It need not exist. */
export function samplesFolderOf(source: vscode.Uri, sampleName?: string): vscode.Uri {
  const file = fileOf(source);
  const name = sampleName === undefined ? "" : `.${sampleName}`;
  return file.with({ path: stemOf(file.path) + name + REQUESTS_SUFFIX, query: "", fragment: "" });
}

async function samplesAt(
  at: (path: string) => vscode.Uri,
  stem: string,
  isShared: boolean,
): Promise<readonly SampleFile[]> {
  const single = at(stem + REQUEST_SUFFIX);
  const folder = at(stem + REQUESTS_SUFFIX);
  const [isThere, entries] = await Promise.all([exists(single), filesIn(folder)]);
  const first = { uri: single, name: single.path.split("/").at(-1) ?? "", isShared };
  const others = entries
    .filter((name) => name.endsWith(".json"))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .map((name) => ({ uri: vscode.Uri.joinPath(folder, name), name: name.replace(/\.json$/, ""), isShared }));
  return isThere ? [first, ...others] : others;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString()))
    return true;
  return vscode.workspace.fs.stat(uri).then(
    ({ type }) => type !== vscode.FileType.Directory,
    () => false,
  );
}

/** The names of the files in a folder; none if there is no such folder. */
async function filesIn(folder: vscode.Uri): Promise<readonly string[]> {
  return vscode.workspace.fs.readDirectory(folder).then(
    (entries) => entries.flatMap(([name, type]) => (type === vscode.FileType.Directory ? [] : [name])),
    () => [],
  );
}
