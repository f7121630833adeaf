/** The inputs next to a file, among which are the integration responses of an integration. */
import * as vscode from "vscode";
import { operationOfFileName } from "../../../server/src/service";
import { readText } from "./requestFile";

/** More are not read, in the order of their names. */
const MOST = 50;

/** Longer texts are left out. */
const MAX_LENGTH = 1_000_000;

/** Whether the name of a file is that of an input of the AWS CLI. */
export function isInputName({ path }: vscode.Uri): boolean {
  return operationOfFileName(path) !== undefined;
}

export function folderOf(uri: vscode.Uri): string {
  return vscode.Uri.joinPath(uri, "..").toString();
}

/** Returns the texts of the inputs in the folder of a file that is one by its name, by file name, without its own. */
export async function neighborsOf(source: vscode.Uri): Promise<{ readonly [name: string]: string }> {
  if (!isInputName(source)) return {};
  const folder = vscode.Uri.joinPath(source, "..");
  const entries = await vscode.workspace.fs.readDirectory(folder).then(
    (found) => found,
    () => [],
  );
  const files = entries
    .map(([name]) => ({ name, uri: vscode.Uri.joinPath(folder, name) }))
    .filter(({ uri }) => isInputName(uri) && uri.toString() !== source.toString())
    .slice(0, MOST);
  const texts = await Promise.all(files.map(async ({ name, uri }) => [name, await readText(uri)] as const));
  return Object.fromEntries(
    texts.filter((entry): entry is [string, string] => (entry[1]?.length ?? MAX_LENGTH) < MAX_LENGTH),
  );
}
