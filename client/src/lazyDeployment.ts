/** The AWS half of the extension as it is until it is loaded: empty views, and commands that load it. */
import * as vscode from "vscode";
import { AccountLists } from "./deploy/accountLists";
import { AwsFacts } from "./deploy/awsFacts";
import { CHOICE_KEY } from "./deploy/choiceKey";
import type { LanguageServer } from "./languageServer";
import type { StatusItem } from "./statusItem";
import { LazyTree } from "./views/lazyTree";
import type { TreeNode } from "./views/treeNode";

/** The data behind the views, for other extensions and for tests. */
export interface Views {
  readonly apis: vscode.TreeDataProvider<TreeNode>;
  readonly workspace: vscode.TreeDataProvider<TreeNode>;
}

/** The commands of the AWS half in the manifest. */
const COMMANDS: readonly string[] = [
  "apigw.deploy",
  "apigw.compare",
  "apigw.showPlan",
  "apigw.revert",
  "apigw.turnIntoPatch",
  "apigw.deleteDeployed",
  "apigw.testDeployed",
  "apigw.verifyOnAws",
  "apigw.copyCommand",
  "apigw.insertFunction",
  "apigw.insertRole",
  "apigw.selectProfile",
  "apigw.selectRegion",
  "apigw.compareWorkspace",
  "apigw.refreshApis",
  "apigw.filterApis",
  "apigw.clearFilter",
  "apigw.import",
  "apigw.compareWithFile",
  "apigw.deployFile",
  "apigw.createRoute",
  "apigw.createMethod",
  "apigw.createDeployment",
  "apigw.testMethod",
  "apigw.deleteLive",
  "apigw.copyId",
  "apigw.copyArn",
  "apigw.copyUrl",
  "apigw.copyLiveCommand",
  "apigw.copyLiveAsOpenApi",
  "apigw.copyLiveAsCloudFormation",
  "apigw.copyLiveAsTerraform",
  "apigw.openConsole",
];

/**
 * Registers the views and commands. The rules, the templates and the deployment are loaded with the first view or
 * command that is used, and AWS is called only then.
 */
export function registerLazyDeployment(
  context: vscode.ExtensionContext,
  server: LanguageServer,
  status: StatusItem,
): Views {
  let loaded: Promise<void> | undefined;
  const load = (): Promise<void> => {
    loaded ??= import("./deployment").then(({ registerDeployment }) => {
      waiting.dispose();
      registerDeployment({ context, status, facts, lists, server, apis, workspace, apisView });
    });
    return loaded;
  };
  const facts = new AwsFacts(context.workspaceState, server);
  const lists = new AccountLists(context.workspaceState, server);
  const apis = new LazyTree(load);
  const workspace = new LazyTree(load);
  const apisView = vscode.window.createTreeView("apigw.apis", { treeDataProvider: apis });
  const workspaceView = vscode.window.createTreeView("apigw.workspace", { treeDataProvider: workspace });
  const waiting = vscode.Disposable.from(
    ...COMMANDS.map((command) =>
      vscode.commands.registerCommand(command, async (...given: readonly unknown[]) => {
        await load();
        // By now, the command itself is registered.
        return vscode.commands.executeCommand(command, ...given);
      }),
    ),
    vscode.workspace.onDidChangeConfiguration((change) => {
      // A changed setting replaces the profile or region that was selected earlier.
      if (change.affectsConfiguration("apigw.aws")) void context.workspaceState.update(CHOICE_KEY, undefined);
    }),
  );
  context.subscriptions.push(waiting, apis, workspace, apisView, workspaceView);
  return { apis, workspace };
}
