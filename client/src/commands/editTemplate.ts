import * as vscode from "vscode";
import { EDIT_TEMPLATE_COMMAND } from "../../../server/src/protocol";
import { uriIn } from "../deploy/inputFile";
import type { LanguageServer } from "../languageServer";
import { chooseTemplate } from "../templates/chooseTemplate";
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
  const active = given ?? vscode.window.activeTextEditor?.document.uri;
  if (active && locationOf(active)) {
    void vscode.window.showInformationMessage("This document is a template already.");
    return;
  }
  const template = await chooseTemplate(server, "Edit Mapping Template", given, path);
  if (!template) return;
  const document = await vscode.workspace.openTextDocument(templateUri(template));
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
}
