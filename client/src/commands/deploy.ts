import * as vscode from "vscode";
import { awsCommandOfFile, type Members, subjectOf, withId } from "../../../deployment/src";
import { isRecord, operationOfInput, parse, toJson } from "../../../server/src/service";
import type { AwsConnection } from "../deploy/awsConnection";
import type { Deployer } from "../deploy/deployer";
import { withAws } from "../deploy/failure";
import { documentFor, formatOf, nameOf, requestFor, uriIn } from "../deploy/inputFile";
import { testMethod } from "../deploy/methodTest";
import type { PlanDocuments } from "../deploy/planDocuments";
import type { Answers } from "../deploy/prepareFile";
import { revertToDeployed } from "../deploy/revert";
import type { StatusItem } from "../statusItem";
import { deleteAsked } from "./live";

interface DeployParts {
  readonly connection: AwsConnection;
  readonly deployer: Deployer;
  readonly documents: PlanDocuments;
  readonly status: StatusItem;
}

/** The commands that bring a file to AWS or back, and show what that would change. */
export function registerDeployCommands({
  connection,
  deployer,
  documents,
  status,
}: DeployParts): vscode.Disposable {
  const register = (
    name: string,
    run: (document: vscode.TextDocument, answers: Answers) => Promise<unknown>,
  ): vscode.Disposable =>
    vscode.commands.registerCommand(name, async (at?: unknown, answers?: Answers) => {
      const document = await documentFor(uriIn(at));
      if (!document) return;
      await withAws(async () => {
        await run(document, answersIn(answers));
      });
    });
  /** The plan of a file that is deployed, with what it is deployed as; of another one it says that it is not. */
  const livePlan = async (document: vscode.TextDocument, answers: Answers) => {
    const plan = (await deployer.plan(document, answers))?.plan;
    if (!plan) return undefined;
    const { current } = plan.state;
    if (current) return { plan, target: withId(plan.target, current.id) };
    tellNotDeployed(document);
    return undefined;
  };
  return vscode.Disposable.from(
    register("apigw.deploy", (document, answers) => deployer.deploy(document, answers)),
    register("apigw.compare", (document, answers) => deployer.compare(document, answers)),
    register("apigw.showPlan", (document, answers) => deployer.showPlan(document, answers)),
    register("apigw.revert", async (document, answers) => {
      const prepared = await deployer.plan(document, answers);
      if (prepared && !(await revertToDeployed(document, prepared))) tellNotDeployed(document);
    }),
    register("apigw.deleteDeployed", async (document, answers) => {
      const live = await livePlan(document, answers);
      if (live && (await deleteAsked(connection, live.target, subjectOf(live.plan))))
        deployer.tellChanged({ uri: document.uri, isInSync: false });
    }),
    register("apigw.testDeployed", async (document, answers) => {
      const live = await livePlan(document, answers);
      if (!live || !("method" in live.target)) return;
      const { plan, target } = live;
      const { api } = plan.state;
      const notes = plan.changes.length === 0 ? [] : [NOT_AS_IN_FILE];
      await testMethod(connection, documents, { api, method: target.method, file: document.uri, notes });
    }),
    register("apigw.copyCommand", async (document) => {
      await vscode.env.clipboard.writeText(await commandFor(document, connection, status));
      vscode.window.setStatusBarMessage("$(copy) Copied for the AWS CLI", 5_000);
    }),
  );
}

const NOT_AS_IN_FILE = "The file differs from what is at AWS, and that was tested.";

/** Menus pass the selected files in this place. */
function answersIn(value: Answers | undefined): Answers {
  return value && !Array.isArray(value) ? value : {};
}

function tellNotDeployed({ uri }: vscode.TextDocument): void {
  void vscode.window.showInformationMessage(`${nameOf(uri)} is not deployed.`);
}

/** The command that reads the file; the API is the one that it was deployed to, where the file names none. */
async function commandFor(
  document: vscode.TextDocument,
  connection: AwsConnection,
  status: StatusItem,
): Promise<string> {
  const { text, operation, memory } = requestFor(document, status);
  const format = formatOf(document);
  const { root } = parse(text, format);
  const name = operation ?? operationOfInput(document.uri.path, root);
  const input = toJson(root);
  const member = name.startsWith("put-") ? "restApiId" : "ApiId";
  const [record] = (await memory?.records.ofFile(memory.file)) ?? [];
  const ids: Members = record && !(isRecord(input) && member in input) ? { [member]: record.apiId } : {};
  const path = vscode.workspace.asRelativePath(document.uri, false);
  return awsCommandOfFile(name, path, format, ids, connection.commandContext);
}
