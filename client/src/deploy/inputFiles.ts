import * as vscode from "vscode";
import { INPUT_FILES, isSampleFile } from "../../../server/src/service";

/** Finds the files that are inputs by name or by the settings, sorted by path. */
export async function inputFiles(): Promise<readonly vscode.Uri[]> {
  const own = vscode.workspace.getConfiguration("apigw").get<readonly string[]>("files", []);
  const globs = [INPUT_FILES, ...own.map((glob) => (glob.includes("/") ? glob : `**/${glob}`))];
  const found = await Promise.all(
    globs.map((glob) => vscode.workspace.findFiles(glob, "**/{node_modules,.apigw}/**")),
  );
  const byPath = new Map(found.flat().map((uri) => [uri.toString(), uri]));
  // The name patterns match sample files, too.
  return [...byPath.values()]
    .filter(({ path }) => !isSampleFile(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
