import * as vscode from "vscode";
import { FORMAT_TEMPLATE_ACTION, FORMAT_TEMPLATE_COMMAND } from "../../../server/src/protocol";

/** Registers the command that formats the template at the cursor, in an input or in a template file. */
export function registerFormatTemplateCommand(): vscode.Disposable {
  return vscode.commands.registerCommand(FORMAT_TEMPLATE_COMMAND, async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document) return;
    if (document.languageId === "vtl" || document.languageId === "velocity") {
      await vscode.commands.executeCommand("editor.action.formatDocument");
      return;
    }
    const kind = `${vscode.CodeActionKind.RefactorRewrite.value}.${FORMAT_TEMPLATE_ACTION}`;
    await vscode.commands.executeCommand("editor.action.codeAction", { kind, apply: "first" });
  });
}
