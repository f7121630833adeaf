import * as vscode from "vscode";
import {
  filesWithNew,
  formatOfFileName,
  type NewFile,
  type NewInputTarget,
  newInput,
  newSnippet,
  type OperationName,
  printInput,
} from "../../../server/src/service";
import { isTaken } from "./openNew";

interface NewIntegration {
  readonly target: NewInputTarget;
  readonly operation: OperationName;
  readonly suggested: vscode.Uri | undefined;
  /** The URI to save the integration as. The user is asked by default. */
  readonly uri?: string;
}

/**
 * Saves a new integration with its sample request and integration responses, and opens it with its placeholders as
 * tab stops. Existing files are never changed. Undefined if cancelled or refused.
 */
export async function createWithSamples({
  target,
  operation,
  suggested,
  uri,
}: NewIntegration): Promise<vscode.TextDocument | undefined> {
  const file = uri === undefined ? await askForFile(suggested) : vscode.Uri.parse(uri, true);
  if (!file) return undefined;
  if (await isTaken(file)) {
    void vscode.window.showErrorMessage(`${nameOf(file)} already exists, and was not changed.`);
    return undefined;
  }
  const format = formatOfFileName(file.path);
  const print = (value: Parameters<typeof printInput>[0]): string => printInput(value, format);
  const input: NewFile = { path: file.path, text: print(newInput(target)) };
  const kept: string[] = [];
  const edit = new vscode.WorkspaceEdit();
  for (const { path, text } of [input, ...filesWithNew(target, operation, file.path, format)]) {
    const created = file.with({ path });
    if (await isTaken(created)) kept.push(nameOf(created));
    // Whoever creates the file in the meantime is not overwritten, either.
    else edit.createFile(created, { contents: new TextEncoder().encode(text), ignoreIfExists: true });
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showErrorMessage(`${nameOf(file)} could not be created.`);
    return undefined;
  }
  if (kept.length > 0) {
    void vscode.window.showWarningMessage(`Files that already existed were not changed: ${kept.join(", ")}.`);
  }
  const editor = await vscode.window.showTextDocument(file);
  // Only what was just written is replaced.
  if (editor.document.getText() === input.text) await insertSnippet(editor, newSnippet(target, print));
  return editor.document;
}

/** Replaces the entire text by a snippet. */
export async function insertSnippet(editor: vscode.TextEditor, snippet: string): Promise<void> {
  const { lineCount } = editor.document;
  const whole = editor.document.validateRange(new vscode.Range(0, 0, lineCount, 0));
  await editor.insertSnippet(new vscode.SnippetString(snippet), whole);
}

function askForFile(suggested: vscode.Uri | undefined): Thenable<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title: "New Integration File",
    saveLabel: "Create",
    ...(suggested && { defaultUri: suggested }),
    filters: { "Integration inputs": ["json", "yaml", "yml"] },
  });
}

function nameOf({ path }: vscode.Uri): string {
  return path.split("/").at(-1) ?? path;
}
