/** The AWS half of the extension: the connection, the views and the deployment commands. In a bundle of its own. */
import * as vscode from "vscode";
import { registerApisCommands } from "./commands/apis";
import { registerConnectionCommands } from "./commands/connection";
import { registerCopyLiveAs } from "./commands/copyLiveAs";
import { registerDeployCommands } from "./commands/deploy";
import { registerInsertCommands } from "./commands/insert";
import { registerLiveCommands } from "./commands/live";
import { registerWorkspaceView } from "./commands/workspace";
import { AwsConnection } from "./deploy/awsConnection";
import { Deployer } from "./deploy/deployer";
import { DeployProblems } from "./deploy/deployProblems";
import { DriftStates } from "./deploy/driftStates";
import { withAws } from "./deploy/failure";
import { PlanDocuments } from "./deploy/planDocuments";
import { verifyOnAws } from "./deploy/verifyOnAws";
import type { DeploymentContext } from "./deploymentContext";
import { ChosenSamples } from "./preview/chosenSample";
import { ApisRoot } from "./views/apis/apisRoot";
import { sharedReads } from "./views/apis/reads";
import { Tree } from "./views/tree";
import { WorkspaceRoot } from "./views/workspace/workspaceRoot";

/** Registers everything. AWS is not called until a view is opened or a command is run. */
export function registerDeployment(given: DeploymentContext): void {
  const { context, status, facts, lists, server, apisView: view } = given;
  const connection = new AwsConnection(context.workspaceState, (gateway) => lists.observed(gateway));
  const documents = new PlanDocuments();
  const samples = new ChosenSamples(context.workspaceState);
  const problems = new DeployProblems();
  const deployer = new Deployer({ connection, status, documents, problems, facts });
  const reads = sharedReads(() => connection.gateway());
  const root = new ApisRoot(reads, (missing) => {
    void vscode.commands.executeCommand("setContext", "apigw.missing", missing);
  });
  const tree = new Tree(root, reads.forget);
  const states = new DriftStates(connection, status, facts);
  const workspace = new Tree(new WorkspaceRoot({ states, facts }));
  context.subscriptions.push(
    connection,
    states,
    workspace,
    given.workspace.use(workspace),
    registerWorkspaceView(workspace, states, connection, deployer),
    documents,
    samples,
    problems,
    deployer,
    tree,
    given.apis.use(tree),
    connection.onDidChange(() => {
      void lists.forget();
      tree.refresh();
    }),
    deployer.onDidDeploy(() => tree.refresh()),
    registerConnectionCommands(connection),
    registerApisCommands({ root, tree, view }, connection),
    registerInsertCommands(connection, server),
    registerDeployCommands({ connection, deployer, documents, status }),
    vscode.commands.registerCommand("apigw.verifyOnAws", (at?: unknown, name?: unknown) =>
      withAws(() => verifyOnAws({ connection, documents, samples }, at, name)),
    ),
    registerCopyLiveAs(),
    registerLiveCommands({ connection, deployer, documents, facts, tree }),
  );
}
