/** Telling our test files from those of other tools, which have the same names. */
import * as vscode from "vscode";
import { testedFileNames } from "../../../server/src/service";
import { readText } from "../preview/requestFile";
import { resolvePath } from "./fileTexts";
import { isNamedBySettings, isTestFileUri } from "./testFileNames";

const TESTS = /(?:^|[{,\s])["']?tests["']?\s*:/;
const FILE = /(?:^|[{,\s])["']?file["']?\s*:\s*["']?([^"'\r\n,}]+)/;

/** A test file of ours, with the files that it may be for. */
export interface OwnTestFile {
  readonly tested: readonly vscode.Uri[];
}

/**
 * Looks whether a file has tests of ours: it is named by the settings, or it has tests and names the file that they
 * test, or lies next to it. Broken files count, too. Reads no more than it must, because many projects have other files
 * named `*.test.json`.
 */
export async function readOwnTestFile(uri: vscode.Uri): Promise<OwnTestFile | undefined> {
  if (!isTestFileUri(uri)) return undefined;
  const text = await readText(uri);
  if (text === undefined || !(await isThere(uri))) return undefined;
  const file = FILE.exec(text)?.[1]?.trim();
  const tested =
    file === undefined
      ? await existing(testedFileNames(uri.path).map((name) => resolvePath(uri, name)))
      : [resolvePath(uri, file)];
  const isOurs = isNamedBySettings(uri) || (TESTS.test(text) && tested.length > 0);
  return isOurs ? { tested } : undefined;
}

/** The document of a deleted file stays open for a while, and counts only with unsaved changes. */
async function isThere(uri: vscode.Uri): Promise<boolean> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open?.isDirty === true || (await exists(uri));
}

async function existing(uris: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
  const found = await Promise.all(uris.map(async (uri) => ((await exists(uri)) ? [uri] : [])));
  return found.flat();
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
