import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { call, integrationsOf, newApi, useAwsEnvironment } from "../../deployment/apis";
import { useEmulator } from "../../support/moto";
import { answering } from "../support/host/dialogs";
import { useEndpoint } from "../support/host/endpoint";
import { openWith, workspaceFolder } from "../support/host/files";
import { expand, lineOf, linesBelow, views } from "../support/host/views";

const emulator = useEmulator();
useAwsEnvironment();

before("tell the extension the emulator's address", () => useEndpoint(emulator.endpoint));

const NAME = "drift.create-integration.json";

function inputOf(description: string): string {
  return `${JSON.stringify({
    IntegrationType: "HTTP_PROXY",
    IntegrationUri: "https://orders.example.com",
    IntegrationMethod: "ANY",
    PayloadFormatVersion: "1.0",
    Description: description,
  })}\n`;
}

/** The line of the file, as the view shows it now. */
async function line(): Promise<string> {
  const { workspace } = await views();
  const node = await expand(workspace, NAME);
  assert.ok(node);
  return lineOf(workspace, node);
}

/** Waits until the view shows the file so, looking again with each change of the view. */
async function lineWhen(wanted: string): Promise<void> {
  const { workspace } = await views();
  const { onDidChangeTreeData } = workspace;
  assert.ok(onDidChangeTreeData);
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      line().then((shown) => {
        if (shown !== wanted) return;
        subscription.dispose();
        resolve();
      }, reject);
    };
    const subscription = onDidChangeTreeData(look);
    look();
  });
}

/** Waits for the change of the view that this leads to. */
async function changingTheView(change: () => Thenable<unknown>): Promise<void> {
  const { onDidChangeTreeData } = (await views()).workspace;
  assert.ok(onDidChangeTreeData);
  const changed = new Promise((resolve) => onDidChangeTreeData(resolve));
  await change();
  await changed;
}

describe("the view of the workspace", () => {
  it("lists the inputs with their problems, and their templates", async () => {
    const { workspace } = await views();
    const lines = await linesBelow(workspace);
    assert.ok(lines.includes("queue.put-integration.json [not deployed]"), lines.join("; "));
    assert.match(
      lines.find((one) => one.startsWith("broken")) ?? "",
      /^broken\.integration\.json \[not deployed · \d errors/,
    );
    assert.deepEqual(await linesBelow(workspace, "queue.put-integration.json"), [
      "requestTemplates › application/json",
    ]);
  });

  it("looks at a file for the protocol that is pinned", async () => {
    const { workspace } = await views();
    const lineNow = async () =>
      (await linesBelow(workspace)).find((one) => one.startsWith("integration-params.json"));
    const pin = (pins: object | undefined) =>
      vscode.workspace.getConfiguration("apigw").update("pins", pins, vscode.ConfigurationTarget.Workspace);
    assert.equal(await lineNow(), "integration-params.json [not deployed]");
    await changingTheView(() => pin({ "integration-params.json": { protocol: "HTTP" } }));
    assert.equal(await lineNow(), "integration-params.json [not deployed · 1 error, 3 warnings]");
    await changingTheView(() => pin(undefined));
    assert.equal(await lineNow(), "integration-params.json [not deployed]");
  });

  it("opens a template where it is", async () => {
    const { workspace } = await views();
    const node = await expand(workspace, "queue.put-integration.json", "requestTemplates");
    assert.ok(node);
    const { command } = await workspace.getTreeItem(node);
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    const editor = vscode.window.activeTextEditor;
    assert.match(editor?.document.getText(editor.selection) ?? "", /^"application\/json"/);
  });
});

describe("the samples of an input", () => {
  const sample = () => vscode.Uri.joinPath(workspaceFolder(), "put-integration.request.json");
  const below = async () => linesBelow((await views()).workspace, "put-integration.json");

  before(() => openWith("put-integration.json", '{"type": "MOCK"}\n'));

  it("stand below it, open with a click, and are no inputs by themselves", async () => {
    await changingTheView(() => vscode.workspace.fs.writeFile(sample(), new TextEncoder().encode("{}")));
    assert.deepEqual(await below(), ["put-integration.request.json [sample request]"]);
    const { workspace } = await views();
    const lines = await linesBelow(workspace);
    assert.deepEqual(
      lines.filter((line) => line.startsWith("put-integration")),
      ["put-integration.json [not deployed · 1 warning]"],
    );
    const node = await expand(workspace, "put-integration.json", "put-integration.request.json");
    assert.ok(node);
    const { command } = await workspace.getTreeItem(node);
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, sample().path);
  });

  it("go when they are deleted", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await changingTheView(() => vscode.workspace.fs.delete(sample()));
    assert.deepEqual(await below(), []);
  });

  it("are made from its line in the view", async () => {
    const node = await expand((await views()).workspace, "queue.put-integration.json");
    await vscode.commands.executeCommand("apigw.openSampleRequest", node);
    const document = vscode.window.activeTextEditor?.document;
    assert.match(document?.uri.path ?? "", /\/queue\.put-integration\.request\.json$/);
    assert.match(document?.getText() ?? "", /"pathParameters"/);
  });

  it("are what a template is previewed with, from its line", async () => {
    const node = await expand((await views()).workspace, "queue.put-integration.json", "requestTemplates");
    await vscode.commands.executeCommand("apigw.previewTemplate", node);
    const preview = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "apigw-preview");
    assert.equal(preview?.getText(), "Action=SendMessage&MessageBody=%7B%7D");
  });
});

describe("a file's state against AWS", () => {
  let apiId = "";
  const write = (text: string) =>
    vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(workspaceFolder(), NAME),
      new TextEncoder().encode(text),
    );
  const compare = () => vscode.commands.executeCommand("apigw.compareWorkspace");
  const changeThere = async (description: string): Promise<void> => {
    const [made] = await integrationsOf(emulator.endpoint, apiId);
    const path = `/v2/apis/${apiId}/integrations/${made?.integrationId}`;
    await call(emulator.endpoint, "PATCH", path, { description });
  };

  before(async () => {
    apiId = await newApi(emulator.endpoint, "HTTP");
    await openWith(NAME, inputOf("one"));
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("is not deployed before it is, and in sync afterwards", async () => {
    await lineWhen(`${NAME} [not deployed]`);
    const { workspace } = await views();
    const node = await expand(workspace, NAME);
    await answering([], () =>
      vscode.commands.executeCommand("apigw.deploy", node, { ids: { apiId }, yes: true }),
    );
    await lineWhen(`${NAME} [in sync]`);
  });

  it("is not known after a change on the disk, before AWS is asked", async () => {
    await write(inputOf("two"));
    await lineWhen(`${NAME} [deployed, not compared]`);
    await answering([], compare);
    await lineWhen(`${NAME} [changed here]`);
  });

  it("is known of the others, too, and says where there is nothing to compare with", async () => {
    const lines = await linesBelow((await views()).workspace);
    assert.ok(lines.includes("queue.put-integration.json [its API is not in the region]"), lines.join("; "));
    assert.match(lines.find((one) => one.startsWith("broken")) ?? "", /\[not compared for its errors/);
  });

  it("is changed in both places, or there alone", async () => {
    await changeThere("three");
    await answering([], compare);
    assert.equal(await line(), `${NAME} [changed here and there]`);
    await write(inputOf("one"));
    await lineWhen(`${NAME} [deployed, not compared]`);
    await answering([], compare);
    assert.equal(await line(), `${NAME} [changed there]`);
  });

  it("is in sync when both were changed alike", async () => {
    await changeThere("one");
    await answering([], compare);
    assert.equal(await line(), `${NAME} [in sync]`);
  });

  it("is no longer there when somebody deleted it", async () => {
    const [made] = await integrationsOf(emulator.endpoint, apiId);
    await call(emulator.endpoint, "DELETE", `/v2/apis/${apiId}/integrations/${made?.integrationId}`);
    await answering([], compare);
    assert.equal(await line(), `${NAME} [no longer there]`);
  });
});
