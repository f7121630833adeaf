import * as vscode from "vscode";
import { awsCommands, importInput, type MethodId, readFacts, type Target } from "../../../deployment/src";
import { API_NAME, FAMILY_OF, type Format, printInput } from "../../../server/src/service";
import { arnOf, consoleUrl, idOf, idsOf, urlOf } from "../deploy/address";
import type { AwsConnection } from "../deploy/awsConnection";
import type { AwsFacts } from "../deploy/awsFacts";
import { createDeployment, createMethod, createRoute } from "../deploy/creation";
import { deleteTarget, usedBy } from "../deploy/deletion";
import type { Deployer } from "../deploy/deployer";
import { withAws } from "../deploy/failure";
import { inputFiles } from "../deploy/inputFiles";
import type { LiveInput, LiveItem, LiveMethod } from "../deploy/liveItem";
import { testMethod } from "../deploy/methodTest";
import type { PlanDocuments } from "../deploy/planDocuments";
import { liveItemOf } from "../views/liveNode";
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

/** Registers the context menu commands of the APIs view. */
export function registerLiveCommands({
  connection,
  deployer,
  documents,
  facts,
  tree,
}: LiveParts): vscode.Disposable {
  const on = <K extends LiveItem["kind"]>(
    name: string,
    kinds: readonly K[],
    run: (item: Extract<LiveItem, { readonly kind: K }>, argument?: string) => Promise<void>,
  ): vscode.Disposable =>
    vscode.commands.registerCommand(name, (node?: TreeNode, argument?: unknown) => {
      const item = liveItemOf(node);
      if (!isOneOf(item, kinds)) return undefined;
      return withAws(() => run(item, typeof argument === "string" ? argument : undefined));
    });
  const region = async (): Promise<string> => (await connection.gateway()).region;
  const copy = (text: string) => vscode.env.clipboard.writeText(text);
  const ofApi = ["api", "input", "stage", "route", "resource", "method"] as const;
  const named = [...ofApi, "vpcLink"] as const;

  return vscode.Disposable.from(
    on("apigw.import", ["input"], (item, format) => importLive(connection, facts, item, format)),
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
    on("apigw.createRoute", ["input", "routes"], async (item) => {
      const target = item.kind === "input" ? item.target : undefined;
      const integrationId = target?.kind === "integration" ? target.integrationId : undefined;
      if (await createRoute(connection, item.api, integrationId)) tree.refresh();
    }),
    on("apigw.createMethod", ["resource"], async ({ api, resource }) => {
      if (await createMethod(connection, api, resource)) tree.refresh();
    }),
    on("apigw.createDeployment", ["api", "stage"], async (item) => {
      const stage = item.kind === "stage" ? item.stage.name : undefined;
      if (await createDeployment(connection, item.api, stage)) tree.refresh();
    }),
    on("apigw.testMethod", ["method", "input"], async (item) => {
      const method = methodOf(item);
      if (method) await testMethod(connection, documents, { api: item.api, method });
    }),
    on("apigw.copyId", named, async (item) => copy(idOf(item))),
    on("apigw.copyArn", named, async (item) => copy(arnOf(item, await region()))),
    on("apigw.copyUrl", ["api", "stage"], async (item) => copy(urlOf(item, await region()))),
    on("apigw.copyLiveCommand", ["input"], async (item) => copy(commandOf(connection, item))),
    on("apigw.openConsole", ofApi, async (item) => {
      await vscode.env.openExternal(vscode.Uri.parse(consoleUrl(item, await region())));
    }),
  );
}

/** Deletes a target after confirmation that lists what depends on it. True if it was deleted. */
export async function deleteAsked(
  connection: AwsConnection,
  target: Target,
  title: string,
): Promise<boolean> {
  const gateway = await connection.gateway();
  const users = await usedBy(gateway, target);
  const detail = [effectText(target, users), "This cannot be undone."].filter(Boolean).join(" ");
  const answer = await vscode.window.showWarningMessage(
    `Delete ${title} in ${await connection.destination()}?`,
    { modal: true, detail },
    "Delete",
  );
  if (answer !== "Delete") return false;
  await deleteTarget(gateway, target);
  return true;
}

function effectText({ kind }: Target, users: readonly string[]): string {
  if (users.length === 0) return "";
  const names = users.join(", ");
  return kind === "integration"
    ? `Routes that use this integration will stop working: ${names}.`
    : `${names} will stop working.`;
}

function isOneOf<K extends LiveItem["kind"]>(
  item: LiveItem | undefined,
  kinds: readonly K[],
): item is Extract<LiveItem, { readonly kind: K }> {
  return kinds.some((kind) => kind === item?.kind);
}

function methodOf(item: LiveMethod | LiveInput): MethodId | undefined {
  if (item.kind === "method") return item.method;
  return "method" in item.target ? item.target.method : undefined;
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
    (await vscode.window.showQuickPick(formats, { placeHolder: "Select a format" }))?.format;
  if (!format) return;
  const { operation, input } = importInput(api, target, members);
  const known = readFacts(await connection.gateway(), api, target);
  const editor = await openNew(operation, format);
  await facts.learn([editor.document.uri, await known]);
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), printInput(input, format)));
}

function commandOf(connection: AwsConnection, { api, target, members }: LiveInput): string {
  const { operation, input } = importInput(api, target, members);
  const kind = FAMILY_OF[api.protocol] === "apigateway" ? "put" : "create";
  return awsCommands({ kind, operation, input }, connection.commandContext).join("\n");
}

/** Asks for one of the workspace's input files, with the active one first. */
async function askForFile(): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri.toString();
  const items = (await inputFiles()).map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const first = items.filter(({ uri }) => uri.toString() === active);
  const others = items.filter(({ uri }) => uri.toString() !== active);
  return (await vscode.window.showQuickPick([...first, ...others], { placeHolder: "Select a file" }))?.uri;
}
