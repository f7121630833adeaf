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

before("connect the extension to the emulator", () => useEndpoint(emulator.endpoint));

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

/** The text of the file's node, as the view shows it now. */
async function line(): Promise<string> {
  const { workspace } = await views();
  const node = await expand(workspace, NAME);
  assert.ok(node);
  return lineOf(workspace, node);
}

/** Waits until the view shows the file with this text. */
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

/** Makes a change and waits until the view updates. */
async function changingTheView(change: () => Thenable<unknown>): Promise<void> {
  const { onDidChangeTreeData } = (await views()).workspace;
  assert.ok(onDidChangeTreeData);
  const changed = new Promise((resolve) => onDidChangeTreeData(resolve));
  await change();
  await changed;
}

describe("the Workspace view", () => {
  it("lists inputs with their problems and templates", async () => {
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

  it("checks a file for its pinned protocol", async () => {
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

  it("opens a template at its position in the file", async () => {
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

describe("the sample files of an input", () => {
  const sample = () => vscode.Uri.joinPath(workspaceFolder(), "put-integration.request.json");
  const below = async () => linesBelow((await views()).workspace, "put-integration.json");

  before(() => openWith("put-integration.json", '{"type": "MOCK"}\n'));

  it("are its children, open on click, and are not listed as inputs", async () => {
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

  it("disappear when they are deleted", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await changingTheView(() => vscode.workspace.fs.delete(sample()));
    assert.deepEqual(await below(), []);
  });

  it("are created from its node in the view", async () => {
    const node = await expand((await views()).workspace, "queue.put-integration.json");
    await vscode.commands.executeCommand("apigw.openSampleRequest", node);
    const document = vscode.window.activeTextEditor?.document;
    assert.match(document?.uri.path ?? "", /\/queue\.put-integration\.request\.json$/);
    assert.deepEqual(JSON.parse(document?.getText() ?? ""), {
      method: "POST",
      path: "/",
      headers: { "Content-Type": "application/json" },
      body: {},
    });
  });

  it("are used to preview a template from its node", async () => {
    const node = await expand((await views()).workspace, "queue.put-integration.json", "requestTemplates");
    await vscode.commands.executeCommand("apigw.previewTemplate", node);
    const preview = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "apigw-preview");
    assert.equal(preview?.getText(), "Action=SendMessage&MessageBody=%7B%7D");
  });
});

describe("the deployment state of a file", () => {
  let apiId = "";
  const write = (text: string) =>
    vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(workspaceFolder(), NAME),
      new TextEncoder().encode(text),
    );
  const compare = () => vscode.commands.executeCommand("apigw.compareWorkspace");
  const changeOnAws = async (description: string): Promise<void> => {
    const [made] = await integrationsOf(emulator.endpoint, apiId);
    const path = `/v2/apis/${apiId}/integrations/${made?.integrationId}`;
    await call(emulator.endpoint, "PATCH", path, { description });
  };

  before(async () => {
    apiId = await newApi(emulator.endpoint, "HTTP");
    await openWith(NAME, inputOf("one"));
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("changes from not deployed to in sync with a deployment", async () => {
    await lineWhen(`${NAME} [not deployed]`);
    const { workspace } = await views();
    const node = await expand(workspace, NAME);
    await answering([], () =>
      vscode.commands.executeCommand("apigw.deploy", node, { ids: { apiId }, yes: true }),
    );
    await lineWhen(`${NAME} [in sync]`);
  });

  it("is unknown after a change on disk until it is compared", async () => {
    await write(inputOf("two"));
    await lineWhen(`${NAME} [deployed, not compared]`);
    await answering([], compare);
    await lineWhen(`${NAME} [changed locally]`);
  });

  it("is found for all files, including those that cannot be compared", async () => {
    const lines = await linesBelow((await views()).workspace);
    assert.ok(lines.includes("queue.put-integration.json [API not found in this region]"), lines.join("; "));
    assert.match(lines.find((one) => one.startsWith("broken")) ?? "", /\[has errors, not compared/);
  });

  it("distinguishes changes in both places from changes on AWS", async () => {
    await changeOnAws("three");
    await answering([], compare);
    assert.equal(await line(), `${NAME} [changed locally and on AWS]`);
    await write(inputOf("one"));
    await lineWhen(`${NAME} [deployed, not compared]`);
    await answering([], compare);
    assert.equal(await line(), `${NAME} [changed on AWS]`);
  });

  it("is in sync when both have the same change", async () => {
    await changeOnAws("one");
    await answering([], compare);
    assert.equal(await line(), `${NAME} [in sync]`);
  });

  it("is deleted when someone deletes the integration on AWS", async () => {
    const [made] = await integrationsOf(emulator.endpoint, apiId);
    await call(emulator.endpoint, "DELETE", `/v2/apis/${apiId}/integrations/${made?.integrationId}`);
    await answering([], compare);
    assert.equal(await line(), `${NAME} [deleted on AWS]`);
  });
});
