import * as vscode from "vscode";
import {
  type Json,
  type NewInputTarget,
  parse,
  permissionsPolicyOf,
  TRUST_POLICY,
  toJson,
} from "../../../server/src/service";

const PERMISSIONS = "Show IAM Policy";
const TRUST = "Show Trust Policy";

/** Says what the role of a new integration requires, and offers its policies as unsaved files. */
export function offerPolicies(target: NewInputTarget, document: vscode.TextDocument): void {
  if (target.permissions.length === 0) return;
  const actions = target.permissions.map(({ action }) => action).join(", ");
  void vscode.window
    .showInformationMessage(`The role of this integration requires ${actions}.`, PERMISSIONS, TRUST)
    .then(async (choice) => {
      if (choice === PERMISSIONS) await show(permissionsPolicyOf(target, contentOf(document)));
      if (choice === TRUST) await show(TRUST_POLICY);
    });
}

/** What the file contains by now: placeholders may have been filled in since. */
function contentOf(document: vscode.TextDocument): Json {
  const format = document.languageId === "yaml" ? "yaml" : "json";
  return toJson(parse(document.getText(), format).root) ?? null;
}

async function show(policy: Json): Promise<void> {
  const content = `${JSON.stringify(policy, null, 2)}\n`;
  const document = await vscode.workspace.openTextDocument({ language: "json", content });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
}
