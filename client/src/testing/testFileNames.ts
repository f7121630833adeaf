/** Which files may be test files, by their names. */
import * as vscode from "vscode";
import { fitsGlob, isTestFileName } from "../../../server/src/service";
import { settingsPath } from "../fileSettings";

/** A glob that matches all test files with our names. */
const TEST_FILES = "**/*.test.{json,yaml,yml}";

/** A glob for the folders that are not searched. */
export const NOT_SEARCHED = "**/{node_modules,.git,cdk.out,.terraform,.aws-sam,.serverless}/**";

/** The globs of test files: those with our names, and those that the settings of each folder name. */
export function testGlobs(): readonly vscode.GlobPattern[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const others = folders.flatMap((folder) =>
    globsOf(folder.uri).map(
      (glob) => new vscode.RelativePattern(folder, glob.includes("/") ? glob : `**/${glob}`),
    ),
  );
  return [TEST_FILES, ...others];
}

/** Whether a file may be a test file by its name, or is one by the settings. */
export function isTestFileUri(uri: vscode.Uri): boolean {
  return isTestFileName(uri.path) || isNamedBySettings(uri);
}

/** Whether the settings name the file as a test file. */
export function isNamedBySettings(uri: vscode.Uri): boolean {
  return globsOf(uri).some((glob) => fitsGlob(glob, settingsPath(uri)));
}

function globsOf(scope: vscode.Uri): readonly string[] {
  const globs: unknown = vscode.workspace.getConfiguration("apigw", scope).get("tests");
  return Array.isArray(globs) ? globs.filter((glob) => typeof glob === "string") : [];
}
