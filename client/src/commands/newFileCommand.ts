import * as vscode from "vscode";
import type { NewFileChoices } from "./newFile";

/** Registers the command that creates an integration. Its texts and tables are loaded when it is first run. */
export function registerNewFileCommand(): vscode.Disposable {
  return vscode.commands.registerCommand("apigw.newFile", async (choices?: NewFileChoices) => {
    const { newFile } = await import("./newFile");
    await newFile(choices ?? {});
  });
}
