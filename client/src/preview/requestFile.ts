import * as vscode from "vscode";
import { REQUEST_SUFFIX, RESPONSE_SUFFIX } from "../../../server/src/protocol";

/** A glob of all sample files. */
export const SAMPLE_FILES = "**/*.{request,response}.json";

/** Where the sample request of a file is kept: beside it, as `NAME.request.json`. */
export function requestFileOf(source: vscode.Uri): vscode.Uri {
  return beside(source, REQUEST_SUFFIX);
}

/** What a preview is made with: the sample request, and the backend's sample response. */
export function samplesOf(source: vscode.Uri): readonly vscode.Uri[] {
  return [requestFileOf(source), beside(source, RESPONSE_SUFFIX)];
}

function beside(source: vscode.Uri, suffix: string): vscode.Uri {
  return source.with({ path: source.path.replace(/\.[^./]*$/, "") + suffix, query: "", fragment: "" });
}

/** The text as somebody is typing it, else as it is stored; undefined where there is no such file. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** Shows the request file; where there is none it is made, unless the person did not ask for it and declines. */
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
    `The preview is for an empty request. Create ${name} to say what is sent?`,
    create,
  );
  return choice === create;
}
