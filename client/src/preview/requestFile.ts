import * as vscode from "vscode";
import { REQUEST_SUFFIX, RESPONSE_SUFFIX } from "../../../server/src/protocol";
import { fileOf } from "../templates/templateUri";

/** A glob that matches all sample files. */
export const SAMPLE_FILES = "**/*.{request,response}.json";

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

/** A sample that exists: the integration's own or, for a host file, the one for all of its integrations. */
export async function sampleFor(
  source: vscode.Uri,
  sampleName: string | undefined,
  kind: "request" | "response",
): Promise<{ readonly uri: vscode.Uri; readonly text: string | undefined }> {
  const index = kind === "request" ? 0 : 1;
  const [own, shared] = [samplesOf(source, sampleName)[index] ?? source, samplesOf(source)[index] ?? source];
  const text = await readText(own);
  if (text !== undefined || sampleName === undefined) return { uri: own, text };
  const sharedText = await readText(shared);
  return sharedText === undefined ? { uri: own, text } : { uri: shared, text: sharedText };
}

/** The samples of all integrations in a host file. */
export async function samplesInFolderOf(source: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const folder = vscode.Uri.joinPath(fileOf(source), "..");
  try {
    const files = await vscode.workspace.fs.readDirectory(folder);
    return files
      .map(([name]) => vscode.Uri.joinPath(folder, name))
      .filter((uri) => isSampleOf(uri, fileOf(source)));
  } catch {
    return [];
  }
}

/** Whether the file is a sample of a host file, for all of its integrations or for one. */
export function isSampleOf({ path }: vscode.Uri, source: vscode.Uri): boolean {
  const isSample = path.endsWith(REQUEST_SUFFIX) || path.endsWith(RESPONSE_SUFFIX);
  return isSample && path.startsWith(`${source.path.replace(/\.[^./]*$/, "")}.`);
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
  const name = request.path.split("/").at(-1);
  const choice = await vscode.window.showInformationMessage(
    `The preview uses an empty request. Create ${name} with a sample request?`,
    create,
  );
  return choice === create;
}
