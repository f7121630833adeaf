/** The texts of test files and of the files that they name, open or saved. */
import * as vscode from "vscode";
import { readText } from "../preview/requestFile";

/** Returns the URI of a path in a test file. */
export function resolvePath(testFile: vscode.Uri, path: string): vscode.Uri {
  // A path from the root of the file system, or with a drive.
  if (/^(\/|[a-z]:[\\/])/i.test(path)) return testFile.with({ path: vscode.Uri.file(path).path });
  return vscode.Uri.joinPath(testFile, "..", path.replaceAll("\\", "/"));
}

/** Reads the files that exist, by path as the test file writes it. */
export async function readTexts(
  testFile: vscode.Uri,
  paths: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const texts = await Promise.all(
    paths.map(async (path) => [path, await readText(resolvePath(testFile, path))] as const),
  );
  return Object.fromEntries(texts.flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])));
}
