import * as vscode from "vscode";
import { type Plan, subjectOf, turnIntoPatch, unpatchableText } from "../../../deployment/src";
import { printInput } from "../../../server/src/service";
import { formatOf, nameOf } from "../deploy/inputFile";
import { openNew } from "./openNew";

/** Opens the patch input that does what the plan of a put does, and names what it leaves out. */
export async function openPatch(document: vscode.TextDocument, plan: Plan): Promise<void> {
  const turned = turnIntoPatch(plan);
  const name = nameOf(document.uri);
  switch (turned.kind) {
    case "in-sync":
      void vscode.window.showInformationMessage(
        `${name} does not differ from ${subjectOf(plan)}, so there is nothing to patch.`,
      );
      return;
    case "impossible":
      void vscode.window.showErrorMessage(`${name}: ${turned.reason}`);
      return;
    case "patch": {
      const format = formatOf(document);
      const editor = await openNew(turned.operation, format);
      const start = new vscode.Position(0, 0);
      await editor.edit((edit) => edit.insert(start, printInput(turned.input, format)));
      if (turned.unpatchable.length > 0)
        void vscode.window.showWarningMessage(`${name}: ${unpatchableText(turned.unpatchable)}`);
    }
  }
}
