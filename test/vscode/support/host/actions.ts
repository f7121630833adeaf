import * as assert from "node:assert/strict";
import * as vscode from "vscode";

/** The titles of the code actions at a range. */
export async function actionTitles(uri: vscode.Uri, range: vscode.Range): Promise<readonly string[]> {
  return (await actionsAt(uri, range)).map(({ title }) => title);
}

/** Applies the code action with this title at a range. */
export async function takeAction(uri: vscode.Uri, range: vscode.Range, title: string): Promise<void> {
  const actions = await actionsAt(uri, range);
  const action = actions.find((candidate) => candidate.title === title);
  assert.ok(action?.edit, `${title} is among ${actions.map((other) => other.title).join(", ")}`);
  assert.ok(await vscode.workspace.applyEdit(action.edit), "the edit was applied");
}

function actionsAt(uri: vscode.Uri, range: vscode.Range): Thenable<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", uri, range);
}
