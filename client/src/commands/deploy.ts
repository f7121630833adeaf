import * as vscode from "vscode";
import { awsCommandOfFile, type Members, subjectOf, withId } from "../../../deployment/src";
import { isRecord, OPERATIONS, operationOfInput, parse, toJson } from "../../../server/src/service";
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
import { openPatch } from "./openPatch";

interface DeployParts {
  readonly connection: AwsConnection;
  readonly deployer: Deployer;
  readonly documents: PlanDocuments;
  readonly status: StatusItem;
}

/** Registers the commands that deploy, compare, revert, delete and test a file. */
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
  /** The plan of a deployed file and its target on AWS. Shows a message if the file is not deployed. */
  const livePlan = async (document: vscode.TextDocument, answers: Answers) => {
    const plan = (await deployer.plan(document, answers))?.plan;
    if (!plan) return undefined;
    const { current } = plan.state;
    if (current) return { plan, target: withId(plan.target, current.id) };
    showNotDeployed(document);
    return undefined;
  };
  return vscode.Disposable.from(
    register("apigw.deploy", (document, answers) => deployer.deploy(document, answers)),
    register("apigw.compare", (document, answers) => deployer.compare(document, answers)),
    register("apigw.showPlan", (document, answers) => deployer.showPlan(document, answers)),
    register("apigw.revert", async (document, answers) => {
      const prepared = await deployer.plan(document, answers);
      if (prepared && !(await revertToDeployed(document, prepared))) showNotDeployed(document);
    }),
    register("apigw.turnIntoPatch", async (document, answers) => {
      const prepared = await deployer.plan(document, { ...answers, permission: false });
      if (prepared) await openPatch(document, prepared.plan);
    }),
    register("apigw.deleteDeployed", async (document, answers) => {
      const live = await livePlan(document, answers);
      if (live && (await deleteAsked(connection, live.target, subjectOf(live.plan))))
        deployer.notifyDeployed({ uri: document.uri, isInSync: false });
    }),
    register("apigw.testDeployed", async (document, answers) => {
      const live = await livePlan(document, answers);
      if (!live || !("method" in live.target)) return;
      const { plan, target } = live;
      const { api } = plan.state;
      const notes = plan.changes.length === 0 ? [] : [DIFFERS_NOTE];
      await testMethod(connection, documents, { api, method: target.method, file: document.uri, notes });
    }),
    register("apigw.copyCommand", async (document) => {
      await vscode.env.clipboard.writeText(await commandFor(document, connection, status));
      vscode.window.setStatusBarMessage("$(copy) Copied AWS CLI command", 5_000);
    }),
  );
}

const DIFFERS_NOTE = "The file differs from the deployed version. The deployed version was tested.";

/** Menus pass the selected files as this argument. */
function answersIn(value: Answers | undefined): Answers {
  return value && !Array.isArray(value) ? value : {};
}

function showNotDeployed({ uri }: vscode.TextDocument): void {
  void vscode.window.showInformationMessage(`${nameOf(uri)} is not deployed.`);
}

/** The AWS CLI command that reads the file. If the file names no API, it uses the one it was deployed to. */
async function commandFor(
  document: vscode.TextDocument,
  connection: AwsConnection,
  status: StatusItem,
): Promise<string> {
  const { text, operation, history } = requestFor(document, status);
  const format = formatOf(document);
  const { root } = parse(text, format);
  const name = operation ?? operationOfInput(document.uri.path, root);
  const input = toJson(root);
  const member = OPERATIONS[name].family === "apigateway" ? "restApiId" : "ApiId";
  const [record] = (await history?.records.ofFile(history.file)) ?? [];
  const ids: Members = record && !(isRecord(input) && member in input) ? { [member]: record.apiId } : {};
  const path = vscode.workspace.asRelativePath(document.uri, false);
  return awsCommandOfFile(name, path, format, ids, connection.commandContext);
}
