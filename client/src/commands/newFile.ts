import * as vscode from "vscode";
import { print } from "../../../server/src/features/convert/print";
import { OPERATION_NAMES } from "../../../server/src/model/operationNames";
import { API_NAME } from "../../../server/src/model/protocol";
import { newSnippet, targetsOf } from "../../../server/src/model/targets";

/** The command that opens a new integration input, made of three picks, with its places to fill in. */
export function registerNewFileCommand(): vscode.Disposable {
  return vscode.commands.registerCommand("apigw.newFile", async () => {
    const operation = await vscode.window.showQuickPick([...OPERATION_NAMES], {
      placeHolder: "Which operation reads it?",
    });
    const name = OPERATION_NAMES.find((candidate) => candidate === operation);
    if (!name) return;

    const targets = targetsOf(name);
    const protocols = [...new Set(targets.map(({ protocol }) => protocol))];
    const [only, ...others] = protocols;
    const protocol =
      others.length === 0
        ? only
        : (
            await vscode.window.showQuickPick(
              protocols.map((value) => ({ label: API_NAME[value], value })),
              { placeHolder: "Of what kind of API?" },
            )
          )?.value;
    if (!protocol) return;

    const picked = await vscode.window.showQuickPick(
      targetsOf(name, protocol).map((target) => ({ label: target.title, description: target.id, target })),
      { placeHolder: "What stands behind it?" },
    );
    const format =
      picked && (await vscode.window.showQuickPick(["JSON", "YAML"], { placeHolder: "In which format?" }));
    if (!picked || !format) return;

    const language = format === "JSON" ? "json" : "yaml";
    const document = await vscode.workspace.openTextDocument({ language });
    const editor = await vscode.window.showTextDocument(document);
    await editor.insertSnippet(
      new vscode.SnippetString(newSnippet(picked.target, (value) => print(value, language))),
    );
  });
}
