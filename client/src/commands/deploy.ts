import * as vscode from "vscode";
import type { Deployer } from "../deploy/deployer";
import { withAws } from "../deploy/failure";
import { documentFor } from "../deploy/inputFile";
import type { Answers } from "../deploy/prepareFile";

/** The commands that bring a file to AWS, and show first what that would change. */
export function registerDeployCommands(deployer: Deployer): vscode.Disposable {
  const register = (
    name: string,
    run: (document: vscode.TextDocument, answers?: Answers) => Promise<unknown>,
  ): vscode.Disposable =>
    vscode.commands.registerCommand(name, async (uri?: vscode.Uri, answers?: Answers) => {
      const document = await documentFor(uri);
      if (!document) return;
      await withAws(async () => {
        await run(document, answersIn(answers));
      });
    });
  return vscode.Disposable.from(
    register("apigw.deploy", (document, answers) => deployer.deploy(document, answers)),
    register("apigw.compare", (document, answers) => deployer.compare(document, answers)),
  );
}

/** The Explorer's menu passes the selected files in this place. */
function answersIn(value: Answers | undefined): Answers {
  return value && !Array.isArray(value) ? value : {};
}
