import * as vscode from "vscode";
import { FORMAT_TEMPLATE_COMMAND } from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";
import { TEMPLATE_LANGUAGES } from "../languages";
import { chooseTemplate } from "../templates/chooseTemplate";
import { formatTemplate } from "../templates/hostFile";

/**
 * Registers the command that formats the template at the cursor, in an input or in a template file. It asks the server
 * itself: VS Code drops the code actions and formatters that it was asked for if the cursor or a problem moves before
 * they answer, and knows none of ours until the server has started.
 */
export function registerFormatTemplateCommand(server: LanguageServer): vscode.Disposable {
  return vscode.commands.registerCommand(FORMAT_TEMPLATE_COMMAND, async () => {
    try {
      await formatAtCursor(server);
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  });
}

async function formatAtCursor(server: LanguageServer): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const isTemplate = editor !== undefined && TEMPLATE_LANGUAGES.includes(editor.document.languageId);
  const location = isTemplate
    ? { host: editor.document.uri, path: [] }
    : await chooseTemplate(server, "Format Mapping Template", undefined, undefined);
  if (!location) return;
  const { tabSize, insertSpaces } = editor?.options ?? {};
  const result = await formatTemplate(server, location, {
    tabSize: typeof tabSize === "number" ? tabSize : 4,
    insertSpaces: insertSpaces !== false,
  });
  if (result === "missing") {
    void vscode.window.showInformationMessage("This file has no mapping template.");
  } else if (result === "unchanged") {
    void vscode.window.showInformationMessage("Formatting does not change this template.");
  }
}
