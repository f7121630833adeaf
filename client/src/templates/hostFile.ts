/** Reads and writes the templates of a file through the language server, which knows their strings. */
import * as vscode from "vscode";
import {
  type HostedText,
  REPLACE_TEMPLATE_REQUEST,
  type ReplaceTemplateParams,
  type ReplaceTemplateResult,
  TEMPLATES_REQUEST,
  type TemplatesParams,
  type TemplatesResult,
} from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";
import type { TemplateLocation } from "./templateUri";

/** Returns the templates of a file as it is in the editor, saved or not. Throws if the file cannot be opened. */
export async function templatesIn(server: LanguageServer, host: vscode.Uri): Promise<TemplatesResult> {
  // The server knows only open documents, so one that was closed is opened in the background.
  const document = await vscode.workspace.openTextDocument(host);
  return server.request<TemplatesParams, TemplatesResult>(TEMPLATES_REQUEST, {
    uri: document.uri.toString(),
  });
}

/** Finds a template by its path. Of duplicate keys, the last one counts, as it does for the AWS CLI. */
export function findTemplate(
  templates: readonly HostedText[],
  path: readonly string[],
): HostedText | undefined {
  return templates.findLast((template) => isSamePath(template.path, path));
}

export function isSamePath(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index]);
}

/** How often to try again when the file changes while it is being written. */
const MAX_ATTEMPTS = 5;

export interface WriteOptions extends Pick<ReplaceTemplateParams, "canAdd" | "isFile"> {
  /** Whether to save the file if it had no other unsaved changes. */
  readonly saves?: boolean;
}

/**
 * Gives a template another text with one edit of its file, which is one step to undo.
 * @returns false if the template no longer exists, or cannot be added
 */
export async function writeTemplate(
  server: LanguageServer,
  { host, path }: TemplateLocation,
  text: string,
  { saves = true, ...options }: WriteOptions,
): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(host);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const wasDirty = document.isDirty;
    const { version } = document;
    const replaced = await server.request<ReplaceTemplateParams, ReplaceTemplateResult>(
      REPLACE_TEMPLATE_REQUEST,
      { uri: document.uri.toString(), path, text, ...options },
    );
    if (!replaced) {
      if (document.version === version) return false;
      continue;
    }
    if (replaced.version !== document.version) continue;
    if (replaced.edits.length === 0) return true;
    const edit = new vscode.WorkspaceEdit();
    edit.set(
      document.uri,
      replaced.edits.map(({ range: { start, end }, newText }) => {
        const range = new vscode.Range(start.line, start.character, end.line, end.character);
        return vscode.TextEdit.replace(range, newText);
      }),
    );
    if (!(await vscode.workspace.applyEdit(edit))) continue;
    if (saves && !wasDirty) await document.save();
    return true;
  }
  throw new Error("The file keeps changing. Try again.");
}
