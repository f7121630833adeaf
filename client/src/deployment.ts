/** The AWS half of the extension: the connection, the views and the deployment commands. */
import * as vscode from "vscode";
import { registerApisCommands } from "./commands/apis";
import { registerConnectionCommands } from "./commands/connection";
import { registerDeployCommands } from "./commands/deploy";
import { registerLiveCommands } from "./commands/live";
import { registerWorkspaceView } from "./commands/workspace";
import { AwsConnection } from "./deploy/awsConnection";
import { AwsFacts } from "./deploy/awsFacts";
import { Deployer } from "./deploy/deployer";
import { DeployProblems } from "./deploy/deployProblems";
import { DriftStates } from "./deploy/driftStates";
import { PlanDocuments } from "./deploy/planDocuments";
import type { LanguageServer } from "./languageServer";
import type { StatusItem } from "./statusItem";
import { ApisRoot } from "./views/apis/apisRoot";
import { sharedReads } from "./views/apis/reads";
import { Tree } from "./views/tree";
import type { TreeNode } from "./views/treeNode";
import { WorkspaceRoot } from "./views/workspace/workspaceRoot";

/** The data behind the views, for other extensions and for tests. */
export interface Views {
  readonly apis: vscode.TreeDataProvider<TreeNode>;
  readonly workspace: vscode.TreeDataProvider<TreeNode>;
}

/** Registers everything. AWS is not called until a view is opened or a command is run. */
export function registerDeployment(
  context: vscode.ExtensionContext,
  server: LanguageServer,
  status: StatusItem,
): Views {
  const connection = new AwsConnection(context.workspaceState);
  const documents = new PlanDocuments();
  const problems = new DeployProblems();
  const facts = new AwsFacts(context.workspaceState, server);
  const deployer = new Deployer({ connection, status, documents, problems, facts });
  const reads = sharedReads(() => connection.gateway());
  const root = new ApisRoot(reads);
  const tree = new Tree(root, reads.forget);
  const view = vscode.window.createTreeView("apigw.apis", { treeDataProvider: tree });
  const states = new DriftStates(connection, status, facts);
  const workspace = new Tree(new WorkspaceRoot({ states, facts }));
  context.subscriptions.push(
    connection,
    states,
    workspace,
    vscode.window.createTreeView("apigw.workspace", { treeDataProvider: workspace }),
    registerWorkspaceView(workspace, states, connection, deployer),
    documents,
    problems,
    deployer,
    tree,
    view,
    connection.onDidChange(() => tree.refresh()),
    deployer.onDidDeploy(() => tree.refresh()),
    registerConnectionCommands(connection),
    registerApisCommands({ root, tree, view }, connection),
    registerDeployCommands({ connection, deployer, documents, status }),
    registerLiveCommands({ connection, deployer, documents, facts, tree }),
  );
  return { apis: tree, workspace };
}
