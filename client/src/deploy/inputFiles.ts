import * as vscode from "vscode";
import { INPUT_FILES, isSampleFile, matchWithoutTree } from "../../../server/src/service";
import { settingsOf, settingsPath } from "../fileSettings";
import { readText } from "../preview/requestFile";

/** Finds the files that are inputs by name or by the settings, sorted by path. */
export async function inputFiles(): Promise<readonly vscode.Uri[]> {
  const own = vscode.workspace.getConfiguration("apigw").get<readonly string[]>("files", []);
  const globs = [INPUT_FILES, ...own.map((glob) => (glob.includes("/") ? glob : `**/${glob}`))];
  const found = await Promise.all(
    globs.map((glob) => vscode.workspace.findFiles(glob, "**/{node_modules,.apigw}/**")),
  );
  const byPath = new Map(found.flat().map((uri) => [uri.toString(), uri]));
  // The name patterns match sample files, too.
  const named = [...byPath.values()].filter(({ path }) => !isSampleFile(path));
  const isOurs = await Promise.all(named.map(isInput));
  return named.filter((_, index) => isOurs[index]).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The name patterns also match files such as `docker-compose.integration.yml`. */
async function isInput(uri: vscode.Uri): Promise<boolean> {
  const text = await readText(uri);
  return text === undefined || matchWithoutTree(settingsPath(uri), text, settingsOf(uri)) !== undefined;
}
