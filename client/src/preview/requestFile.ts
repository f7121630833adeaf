import * as vscode from "vscode";
import { REQUEST_SUFFIX, RESPONSE_SUFFIX } from "../../../server/src/protocol";
import { fileOf } from "../templates/templateUri";

/** A glob that matches all sample files. */
export const SAMPLE_FILES = "**/*.{request,response}.json";

/** The sample request of a file, stored next to it as `NAME.request.json`. */
export function requestFileOf(source: vscode.Uri): vscode.Uri {
  return siblingOf(source, REQUEST_SUFFIX);
}

/** The sample files of a preview: the request, and the backend's response. */
export function samplesOf(source: vscode.Uri): readonly vscode.Uri[] {
  return [requestFileOf(source), siblingOf(source, RESPONSE_SUFFIX)];
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
