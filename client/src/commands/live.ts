import * as vscode from "vscode";
import { awsCommands, importInput, type MethodId, readFacts, type Target } from "../../../deployment/src";
import { API_NAME, FAMILY_OF, type Format, print } from "../../../server/src/service";
import { arnOf, consoleUrl, idOf, idsOf, urlOf } from "../deploy/address";
import type { AwsConnection } from "../deploy/awsConnection";
import type { AwsFacts } from "../deploy/awsFacts";
import { createDeployment, createMethod, createRoute } from "../deploy/creation";
import { deleteTarget, usedBy } from "../deploy/deletion";
import type { Deployer } from "../deploy/deployer";
import { withAws } from "../deploy/failure";
import { inputFiles } from "../deploy/inputFiles";
import { testMethod } from "../deploy/methodTest";
import type { PlanDocuments } from "../deploy/planDocuments";
import type { LiveInput, MethodSubject, Subject } from "../deploy/subject";
import { subjectOf } from "../views/subjectNode";
import type { Tree } from "../views/tree";
import type { TreeNode } from "../views/treeNode";
import { openNew } from "./openNew";

interface LiveParts {
  readonly connection: AwsConnection;
  readonly deployer: Deployer;
  readonly documents: PlanDocuments;
  readonly facts: AwsFacts;
  readonly tree: Tree;
}

/** The commands of the menus on lines of the view of the APIs. */
export function registerLiveCommands({
  connection,
  deployer,
  documents,
  facts,
  tree,
}: LiveParts): vscode.Disposable {
  const on = <K extends Subject["kind"]>(
    name: string,
    kinds: readonly K[],
    run: (subject: Extract<Subject, { readonly kind: K }>, argument?: string) => Promise<void>,
  ): vscode.Disposable =>
    vscode.commands.registerCommand(name, (node?: TreeNode, argument?: unknown) => {
      const subject = subjectOf(node);
      if (!isOneOf(subject, kinds)) return undefined;
      return withAws(() => run(subject, typeof argument === "string" ? argument : undefined));
    });
  const region = async (): Promise<string> => (await connection.gateway()).region;
  const copy = (text: string) => vscode.env.clipboard.writeText(text);
  const ofApi = ["api", "input", "stage", "route", "resource", "method"] as const;
  const named = [...ofApi, "vpcLink"] as const;

  return vscode.Disposable.from(
    on("apigw.import", ["input"], (subject, format) => importLive(connection, facts, subject, format)),
    on("apigw.compareWithFile", ["input"], async ({ target }) => {
      const uri = await askForFile();
      if (!uri) return;
      await deployer.compare(await vscode.workspace.openTextDocument(uri), { ids: idsOf(target) });
    }),
    on("apigw.deployFile", ["input"], async ({ target }) => {
      const uri = await askForFile();
      if (!uri) return;
      await deployer.deploy(await vscode.workspace.openTextDocument(uri), { ids: idsOf(target) });
    }),
    on("apigw.deleteLive", ["input"], async ({ api, target, name }) => {
      const title = `${name} of ${API_NAME[api.protocol]} ${api.name}`;
      if (await deleteAsked(connection, target, title)) tree.refresh();
    }),
    on("apigw.createRoute", ["input", "routes"], async (subject) => {
      const target = subject.kind === "input" ? subject.target : undefined;
      const integrationId = target?.kind === "integration" ? target.integrationId : undefined;
      if (await createRoute(await connection.gateway(), subject.api, integrationId)) tree.refresh();
    }),
    on("apigw.createMethod", ["resource"], async ({ api, resource }) => {
      if (await createMethod(await connection.gateway(), api, resource)) tree.refresh();
    }),
    on("apigw.createDeployment", ["api", "stage"], async (subject) => {
      const stage = subject.kind === "stage" ? subject.stage.name : undefined;
      if (await createDeployment(await connection.gateway(), subject.api, stage)) tree.refresh();
    }),
    on("apigw.testMethod", ["method", "input"], async (subject) => {
      const method = methodOf(subject);
      if (method) await testMethod(connection, documents, { api: subject.api, method });
    }),
    on("apigw.copyId", named, async (subject) => copy(idOf(subject))),
    on("apigw.copyArn", named, async (subject) => copy(arnOf(subject, await region()))),
    on("apigw.copyUrl", ["api", "stage"], async (subject) => copy(urlOf(subject, await region()))),
    on("apigw.copyLiveCommand", ["input"], async (subject) => copy(commandOf(connection, subject))),
    on("apigw.openConsole", ofApi, async (subject) => {
      await vscode.env.openExternal(vscode.Uri.parse(consoleUrl(subject, await region())));
    }),
  );
}

/** Asks, saying what stops working, and deletes; true where it is gone. */
export async function deleteAsked(
  connection: AwsConnection,
  target: Target,
  title: string,
): Promise<boolean> {
  const gateway = await connection.gateway();
  const users = await usedBy(gateway, target);
  const detail =
    users.length > 0
      ? `What leads to it stops working: ${users.join(", ")}. This cannot be undone.`
      : "This cannot be undone.";
  const answer = await vscode.window.showWarningMessage(
    `Delete ${title}?`,
    { modal: true, detail },
    "Delete",
  );
  if (answer !== "Delete") return false;
  await deleteTarget(gateway, target);
  return true;
}

function isOneOf<K extends Subject["kind"]>(
  subject: Subject | undefined,
  kinds: readonly K[],
): subject is Extract<Subject, { readonly kind: K }> {
  return kinds.some((kind) => kind === subject?.kind);
}

function methodOf(subject: MethodSubject | LiveInput): MethodId | undefined {
  if (subject.kind === "method") return subject.method;
  return "method" in subject.target ? subject.target.method : undefined;
}

async function importLive(
  connection: AwsConnection,
  facts: AwsFacts,
  { api, target, members }: LiveInput,
  chosen?: string,
): Promise<void> {
  const formats: readonly (vscode.QuickPickItem & { readonly format: Format })[] = [
    { label: "JSON", format: "json" },
    { label: "YAML", format: "yaml" },
  ];
  const format =
    formats.find((one) => one.format === chosen)?.format ??
    (await vscode.window.showQuickPick(formats, { placeHolder: "In which format?" }))?.format;
  if (!format) return;
  const { operation, input } = importInput(api, target, members);
  const known = readFacts(await connection.gateway(), api, target);
  const editor = await openNew(operation, format);
  await facts.learn([editor.document.uri, await known]);
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), print(input, format)));
}

function commandOf(connection: AwsConnection, { api, target, members }: LiveInput): string {
  const { operation, input } = importInput(api, target, members);
  const kind = FAMILY_OF[api.protocol] === "apigateway" ? "put" : "create";
  return awsCommands({ kind, operation, input }, connection.commandContext).join("\n");
}

/** Asks for one of the workspace's inputs; the active one comes first. */
async function askForFile(): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri.toString();
  const items = (await inputFiles()).map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const first = items.filter(({ uri }) => uri.toString() === active);
  const others = items.filter(({ uri }) => uri.toString() !== active);
  return (await vscode.window.showQuickPick([...first, ...others], { placeHolder: "Which file?" }))?.uri;
}
