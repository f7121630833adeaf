/** Making tests expect what happens: edits of the test file, and snapshots. */
import * as vscode from "vscode";
import {
  ACCEPT_TESTS_REQUEST,
  type AcceptTestsResult,
  type RunTestsParams,
} from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";
import { readText } from "../preview/requestFile";
import { readTexts, resolvePath } from "./fileTexts";
import { toRange } from "./ranges";
import type { TestFileItems } from "./testFileItems";

/** The new snapshots of a test file, with the snapshot file as it is. */
export interface NewSnapshots {
  readonly uri: vscode.Uri;
  /** Undefined if the file does not exist. */
  readonly before: string | undefined;
  /** Null if the file should not exist. */
  readonly after: string | null;
}

/** Finds what makes the tests expect what happens with the texts as they are in the editor. */
export async function acceptedBy(
  server: LanguageServer,
  file: TestFileItems,
  names: readonly string[],
): Promise<AcceptTestsResult | undefined> {
  const text = await readText(file.uri);
  if (text === undefined) return undefined;
  const params: RunTestsParams = {
    uri: file.uri.toString(),
    text,
    only: names,
    texts: await readTexts(file.uri, file.files),
  };
  return server.request<RunTestsParams, AcceptTestsResult>(ACCEPT_TESTS_REQUEST, params);
}

/** Returns the new snapshots in what was accepted, if they change. */
export async function newSnapshots(
  file: TestFileItems,
  { snapshots }: AcceptTestsResult,
): Promise<NewSnapshots | undefined> {
  if (!snapshots) return undefined;
  const uri = resolvePath(file.uri, snapshots.path);
  return { uri, before: await readText(uri), after: snapshots.text };
}

/** Changes the test file, which stays unsaved, and the snapshot file. Resolves to whether anything has changed. */
export async function applyAccepted(file: TestFileItems, accepted: AcceptTestsResult): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of accepted.edits) edit.replace(file.uri, toRange(range), newText);
  const snapshots = await newSnapshots(file, accepted);
  if (accepted.edits.length === 0 && !snapshots) return false;
  if (snapshots) await addSnapshots(edit, snapshots);
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  // Nobody edits a snapshot file.
  if (snapshots?.after) await (await vscode.workspace.openTextDocument(snapshots.uri)).save();
  return true;
}

async function addSnapshots(edit: vscode.WorkspaceEdit, { uri, before, after }: NewSnapshots): Promise<void> {
  if (after === null) {
    edit.deleteFile(uri, { ignoreIfNotExists: true });
    return;
  }
  if (before === undefined) {
    edit.createFile(uri, { contents: new TextEncoder().encode(after), ignoreIfExists: true });
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), after);
}
