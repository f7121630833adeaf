import * as vscode from "vscode";
import { EDIT_TEMPLATE_COMMAND, type HostedText } from "../../../server/src/protocol";
import { uriIn } from "../deploy/inputFile";
import type { LanguageServer } from "../languageServer";
import { findTemplate, templatesIn } from "../templates/hostFile";
import { locationOf, templateUri } from "../templates/templateUri";
import { pathIn } from "./preview";

/** Registers the command that opens a template of an input as a document of its own. */
export function registerEditTemplateCommand(server: LanguageServer): vscode.Disposable {
  return vscode.commands.registerCommand(EDIT_TEMPLATE_COMMAND, (at?: unknown, path?: unknown) =>
    editTemplate(server, uriIn(at), pathIn(path) ?? pathIn(at)),
  );
}

async function editTemplate(
  server: LanguageServer,
  given: vscode.Uri | undefined,
  path: readonly string[] | undefined,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const host = given ?? editor?.document.uri;
  if (!host) {
    void vscode.window.showInformationMessage("Open an integration file first.");
    return;
  }
  if (locationOf(host)) {
    void vscode.window.showInformationMessage("This document is a template already.");
    return;
  }
  const templates = await templatesIn(server, host);
  const isActive = editor !== undefined && editor.document.uri.toString() === host.toString();
  const cursor = isActive ? editor.selection.active : undefined;
  const template = path ? findTemplate(templates, path) : await choose(templates, cursor);
  if (!template) {
    if (templates.length === 0)
      void vscode.window.showInformationMessage("This file has no mapping template.");
    return;
  }
  const document = await vscode.workspace.openTextDocument(templateUri({ host, path: template.path }));
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
}

/** The template at the cursor, or in its line; otherwise the only one, or the one that the user picks. */
async function choose(
  templates: readonly HostedText[],
  cursor: vscode.Position | undefined,
): Promise<HostedText | undefined> {
  const at =
    cursor && templates.find(({ range }) => range.start.line <= cursor.line && cursor.line <= range.end.line);
  if (at || templates.length <= 1) return at ?? templates[0];
  const items = templates.map((template) => ({
    label: template.path.at(-1) ?? "",
    description: template.path[0] ?? "",
    detail: template.text.split("\n", 1)[0]?.slice(0, 100) ?? "",
    template,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: "Edit Mapping Template",
    placeHolder: "Select a template",
  });
  return picked?.template;
}
