import * as vscode from "vscode";
import { INPUT_FILES } from "../../../server/src/service";
import type { AwsConnection } from "../deploy/awsConnection";
import type { Deployer } from "../deploy/deployer";
import { type DriftStates, driftOf } from "../deploy/driftStates";
import { withAws } from "../deploy/failure";
import { inputFiles } from "../deploy/inputFiles";
import { SAMPLE_FILES } from "../preview/requestFile";
import type { Tree } from "../views/tree";
import { problemDecorations } from "../views/workspace/problemDecorations";

/** Keeps the Workspace view up to date with the files and with what is known about AWS. */
export function registerWorkspaceView(
  tree: Tree,
  states: DriftStates,
  connection: AwsConnection,
  deployer: Deployer,
): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(INPUT_FILES);
  const samples = vscode.workspace.createFileSystemWatcher(SAMPLE_FILES);
  const refresh = (): void => tree.refresh();
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(refresh),
    watcher.onDidDelete(refresh),
    samples,
    samples.onDidCreate(refresh),
    samples.onDidDelete(refresh),
    // The known state belongs to the previous text.
    watcher.onDidChange((uri) => states.forget(uri)),
    states.onDidChange(refresh),
    connection.onDidChange(() => states.forget()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("apigw")) refresh();
    }),
    vscode.window.registerFileDecorationProvider(problemDecorations),
    deployer.onDidPlan(({ uri, prepared }) => states.set(uri, driftOf(prepared))),
    deployer.onDidDeploy(({ uri, isInSync }) => (isInSync ? states.set(uri, "in-sync") : states.forget(uri))),
    vscode.commands.registerCommand("apigw.compareWorkspace", () =>
      withAws(async () => {
        const location = { viewId: "apigw.workspace" };
        const files = await inputFiles();
        await vscode.window.withProgress({ location }, () => states.check(files));
      }),
    ),
  );
}
