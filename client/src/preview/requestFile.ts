import * as vscode from "vscode";
import {
  isSampleOf,
  REQUEST_SUFFIX,
  REQUESTS_SUFFIX,
  RESPONSE_SUFFIX,
  stemOf,
} from "../../../server/src/protocol";
import { fileOf } from "../templates/templateUri";

/** A glob that matches all sample files. */
export const SAMPLE_FILES = "**/{*.request,*.response,*.requests/*}.json";

/**
 * The sample request of a file, stored next to it as `NAME.request.json`; for an integration in a host file, as
 * `NAME.INTEGRATION.request.json`.
 */
export function requestFileOf(source: vscode.Uri, sampleName?: string): vscode.Uri {
  return siblingOf(source, suffixFor(sampleName, REQUEST_SUFFIX));
}

/** The sample files of a preview: the request, and the backend's response. */
export function samplesOf(source: vscode.Uri, sampleName?: string): readonly vscode.Uri[] {
  return [requestFileOf(source, sampleName), siblingOf(source, suffixFor(sampleName, RESPONSE_SUFFIX))];
}

/** Whether the file is a sample of the other one, or of the file that this document shows a template of. */
export function isSampleFor({ path }: vscode.Uri, source: vscode.Uri): boolean {
  return isSampleOf(path, fileOf(source).path);
}

/** The samples of a file: the folders with several requests, and those of all integrations in a host file. */
export async function samplesInFolderOf(source: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const file = fileOf(source);
  const folder = vscode.Uri.joinPath(file, "..");
  const stem = `${stemOf(file.path).split("/").at(-1) ?? ""}.`;
  const entries = await entriesOf(folder);
  const folders = entries.filter(
    ([name, type]) =>
      type === vscode.FileType.Directory && name.startsWith(stem) && name.endsWith(REQUESTS_SUFFIX),
  );
  const inFolders = await Promise.all(
    folders.map(async ([name]) => {
      const requests = vscode.Uri.joinPath(folder, name);
      return (await entriesOf(requests)).map(([each]) => vscode.Uri.joinPath(requests, each));
    }),
  );
  return [...entries.map(([name]) => vscode.Uri.joinPath(folder, name)), ...inFolders.flat()].filter((uri) =>
    isSampleOf(uri.path, file.path),
  );
}

async function entriesOf(folder: vscode.Uri): Promise<readonly [string, vscode.FileType][]> {
  return vscode.workspace.fs.readDirectory(folder).then(
    (entries) => entries,
    () => [],
  );
}

function suffixFor(sampleName: string | undefined, suffix: string): string {
  return sampleName === undefined ? suffix : `.${sampleName}${suffix}`;
}

function siblingOf(source: vscode.Uri, suffix: string): vscode.Uri {
  const file = fileOf(source);
  return file.with({ path: file.path.replace(/\.[^./]*$/, "") + suffix, query: "", fragment: "" });
}

/** Returns the text of an open document, or of the file on disk; undefined if there is no such file. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** Opens the request file, creating it if necessary. Asks first, unless the user requested the file. */
export async function offerRequestFile(
  request: vscode.Uri,
  sample: string,
  { isAsked }: { readonly isAsked: boolean },
): Promise<void> {
  const isThere = (await readText(request)) !== undefined;
  if (!isAsked && (isThere || !(await isWanted(request)))) return;
  if (!isThere) {
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(request, { contents: new TextEncoder().encode(sample), ignoreIfExists: true });
    await vscode.workspace.applyEdit(edit);
  }
  await vscode.window.showTextDocument(request, { viewColumn: vscode.ViewColumn.Beside });
}

async function isWanted(request: vscode.Uri): Promise<boolean> {
  const create = "Create";
  const other = "From a Captured Request…";
  const name = request.path.split("/").at(-1);
  const choice = await vscode.window.showInformationMessage(
    `The preview uses an empty request. Create ${name} with a sample request?`,
    create,
    other,
  );
  if (choice === other) await vscode.commands.executeCommand("apigw.newSampleRequest");
  return choice === create;
}
