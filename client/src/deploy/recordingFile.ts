import * as vscode from "vscode";
import { type Recording, withRecording } from "../../../server/src/service";
import { readText } from "../preview/requestFile";
import type { RecordedTest } from "./verifiedSubject";

/** Stores what AWS did with a test, next to its test file, and shows the recordings. */
export async function saveRecording(
  { recordings, name, fingerprint }: RecordedTest,
  recording: Omit<Recording, "recorded" | "fingerprint">,
): Promise<void> {
  const recorded = new Date().toISOString();
  const text = withRecording(await readText(recordings), name, { recorded, fingerprint, ...recording });
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === recordings.toString());
  if (open) {
    const edit = new vscode.WorkspaceEdit();
    const { end } = open.validateRange(new vscode.Range(0, 0, open.lineCount, 0));
    edit.replace(recordings, new vscode.Range(new vscode.Position(0, 0), end), text);
    await vscode.workspace.applyEdit(edit);
    await open.save();
  } else await vscode.workspace.fs.writeFile(recordings, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(recordings, { preview: true, viewColumn: vscode.ViewColumn.Beside });
}
