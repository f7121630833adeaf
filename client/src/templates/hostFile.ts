/** Reads and writes the templates of a file through the language server, which knows their strings. */
import * as vscode from "vscode";
import {
  FORMAT_TEMPLATE_REQUEST,
  type FormatTemplateParams,
  type FormatTemplateResult,
  type HostedText,
  REPLACE_TEMPLATE_REQUEST,
  type ReplaceTemplateParams,
  type ReplaceTemplateResult,
  TEMPLATES_REQUEST,
  type TemplatesParams,
  type TemplatesResult,
} from "../../../server/src/protocol";
import { nameOf } from "../deploy/inputFile";
import type { LanguageServer } from "../languageServer";
import { type TemplateLocation, templateName } from "./templateUri";

/** Returns the templates of a file as it is in the editor, saved or not. Throws if the file cannot be opened. */
export async function templatesIn(server: LanguageServer, host: vscode.Uri): Promise<TemplatesResult> {
  const document = await openHost(host);
  return server.request<TemplatesParams, TemplatesResult>(TEMPLATES_REQUEST, {
    uri: document.uri.toString(),
  });
}

/** Opens a file in the background if it was closed: the server knows only open documents. */
async function openHost(host: vscode.Uri): Promise<vscode.TextDocument> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === host.toString());
  // VS Code would create another untitled document of the same name.
  if (!open && host.scheme === "untitled") throw new Error(`${nameOf(host)} was closed.`);
  // The editor of a deleted file still has its text; saving it would create the file again.
  if (open && !open.isDirty && (await isDeleted(host))) throw new Error(`${nameOf(host)} was deleted.`);
  return open ?? vscode.workspace.openTextDocument(host);
}

async function isDeleted(host: vscode.Uri): Promise<boolean> {
  if (host.scheme === "untitled") return false;
  try {
    await vscode.workspace.fs.stat(host);
    return false;
  } catch (error) {
    return error instanceof vscode.FileSystemError && error.code === "FileNotFound";
  }
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

export interface WriteOptions extends Pick<ReplaceTemplateParams, "canAdd" | "isFile"> {
  /** Whether to save the file if it had no other unsaved changes. */
  readonly saves?: boolean;
}

/**
 * Gives a template another text with one edit of its file, which is one step to undo. Throws if the template cannot get
 * the text, with a message for users.
 */
export async function writeTemplate(
  server: LanguageServer,
  { host, path }: TemplateLocation,
  text: string,
  { saves = true, ...options }: WriteOptions,
): Promise<void> {
  const document = await openHost(host);
  const params: ReplaceTemplateParams = { uri: document.uri.toString(), path, text, ...options };
  let wasDirty = false;
  const answer = await applyAnswer(document, () => {
    wasDirty = document.isDirty;
    return server.request<ReplaceTemplateParams, ReplaceTemplateResult>(REPLACE_TEMPLATE_REQUEST, params);
  });
  switch (answer.kind) {
    case "missing":
      throw new Error(
        options.canAdd
          ? `${templateName(path)} cannot be added to ${nameOf(host)} as it is. Complete the file, then try again.`
          : `${nameOf(host)} no longer has the template ${templateName(path)}.`,
      );
    case "unwritable":
      throw new Error(
        answer.endsLine
          ? `In ${nameOf(host)}, the template ends with a line break. Keep it.`
          : `${nameOf(host)} does not write ${templateName(path)} as text that this one could replace. Change it there.`,
      );
    case "lostHole":
      throw new Error(
        `${nameOf(host)} replaces ${answer.hole} in the template. Keep it in the text, and in the same order.`,
      );
  }
  if (answer.edits.length > 0 && saves && !wasDirty) await document.save();
}

/**
 * Formats a template in its string, or a template file if the path is empty, which is one step to undo. Throws if the
 * file keeps changing, with a message for users.
 */
export async function formatTemplate(
  server: LanguageServer,
  { host, path }: TemplateLocation,
  options: FormatTemplateParams["options"],
): Promise<"changed" | "unchanged" | "missing"> {
  const document = await openHost(host);
  const params: FormatTemplateParams = { uri: document.uri.toString(), path, options };
  const answer = await applyAnswer(document, () =>
    server.request<FormatTemplateParams, FormatTemplateResult>(FORMAT_TEMPLATE_REQUEST, params),
  );
  if (answer.kind !== "edits") return "missing";
  return answer.edits.length > 0 ? "changed" : "unchanged";
}

/** How often to try again when the file changes while it is being written. */
const MAX_ATTEMPTS = 5;

/** Applies the edits that the server answers with, and asks again while they are for another version of the file. */
async function applyAnswer(
  document: vscode.TextDocument,
  ask: () => Promise<ReplaceTemplateResult>,
): Promise<Exclude<ReplaceTemplateResult, { kind: "outdated" }>> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { version } = document;
    const answer = await ask();
    if (answer.kind === "outdated") continue;
    if (answer.kind === "missing" && document.version !== version) continue;
    if (answer.kind !== "edits") return answer;
    if (answer.version !== document.version) continue;
    if (answer.edits.length === 0) return answer;
    if (await vscode.workspace.applyEdit(workspaceEdit(document.uri, answer.edits))) return answer;
  }
  throw new Error(`${nameOf(document.uri)} keeps changing. Try again.`);
}

function workspaceEdit(
  uri: vscode.Uri,
  edits: Extract<ReplaceTemplateResult, { kind: "edits" }>["edits"],
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    uri,
    edits.map(({ range: { start, end }, newText }) => {
      const range = new vscode.Range(start.line, start.character, end.line, end.character);
      return vscode.TextEdit.replace(range, newText);
    }),
  );
  return edit;
}
