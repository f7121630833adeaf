import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { call, newApi, newRestApi, useAwsEnvironment } from "../../deployment/apis";
import { useEmulator } from "../../support/moto";
import { accept, completionsAt, itemLabelled, labelOf } from "../support/host/completion";
import { oursWithCodes, serverLookedAtAll } from "../support/host/diagnostics";
import { answering } from "../support/host/dialogs";
import { useEndpoint } from "../support/host/endpoint";
import { open, openWith, replaceText } from "../support/host/files";
import { hoverAt } from "../support/host/hover";
import { expand, views } from "../support/host/views";

const emulator = useEmulator();
useAwsEnvironment();

before("connect the extension to the emulator", () => useEndpoint(emulator.endpoint));

const NAME = "orders.create-integration.json";

function inputOf(value: string): string {
  return `${JSON.stringify({
    IntegrationType: "HTTP_PROXY",
    IntegrationUri: "https://orders.example.com",
    IntegrationMethod: "ANY",
    PayloadFormatVersion: "1.0",
    RequestParameters: { "append:header.x": value },
  })}\n`;
}

/** Replaces the text, and moves the cursor to its `|`. */
async function typeAt(editor: vscode.TextEditor, marked: string): Promise<void> {
  const offset = marked.indexOf("|");
  assert.notEqual(offset, -1, "the text marks the cursor");
  await replaceText(editor, marked.replace("|", ""));
  const cursor = editor.document.positionAt(offset);
  editor.selection = new vscode.Selection(cursor, cursor);
}

/** The labels of the completion items at the `|`. */
async function labelsAt(editor: vscode.TextEditor, marked: string): Promise<readonly string[]> {
  await typeAt(editor, marked);
  return (await completionsAt(editor)).map(labelOf);
}

describe("facts about a file's API", () => {
  let apiId = "";
  let integrationId = "";

  before(async () => {
    const { endpoint } = emulator;
    await openWith(NAME, inputOf("a"));
    apiId = await newApi(endpoint, "HTTP");
    await call(endpoint, "POST", `/v2/apis/${apiId}/stages`, {
      stageName: "dev",
      stageVariables: { ordersUrl: "dev.example.com" },
    });
    const made = await call(endpoint, "POST", `/v2/apis/${apiId}/integrations`, {
      integrationType: "HTTP_PROXY",
      integrationUri: "https://orders.example.com",
      integrationMethod: "ANY",
      payloadFormatVersion: "1.0",
    });
    integrationId = String(made.integrationId);
    const target = `integrations/${integrationId}`;
    await call(endpoint, "POST", `/v2/apis/${apiId}/routes`, { routeKey: "GET /orders/{orderId}", target });
    await serverLookedAtAll();
  });

  it("are unknown before AWS is called", async () => {
    const labels = await labelsAt(await open(NAME), inputOf("|"));
    assert.ok(labels.includes("$stageVariables."), labels.join(", "));
    assert.ok(!labels.some((label) => /ordersUrl|orderId/.test(label)), labels.join(", "));
  });

  it("are offered after a comparison: stage variables and path parameters of the routes", async () => {
    const compared = await open(NAME);
    await replaceText(compared, inputOf("a"));
    const { uri } = compared.document;
    await answering([], () =>
      vscode.commands.executeCommand("apigw.compare", uri, { ids: { apiId, integrationId } }),
    );
    const editor = await open(NAME);
    assert.deepEqual(await labelsAt(editor, inputOf("$request.path.|")), ["orderId"]);
    await typeAt(editor, inputOf("$stageVariables.|"));
    await accept(editor, itemLabelled(await completionsAt(editor), "ordersUrl"));
    assert.equal(editor.document.getText(), inputOf("$stageVariables.ordersUrl"));
  });

  it("appear in hovers", async () => {
    const editor = await open(NAME);
    await typeAt(editor, inputOf("$stageVariables.orders|Url"));
    assert.match(await hoverAt(editor), /`dev`: `dev\.example\.com`/);
  });

  it("survive a restart of the server", async () => {
    await vscode.commands.executeCommand("apigw.restartServer");
    await serverLookedAtAll();
    assert.deepEqual(await labelsAt(await open(NAME), inputOf("$stageVariables.|")), ["ordersUrl"]);
  });

  it("are known for a live integration opened as a file, before and after it is saved", async () => {
    const { apis } = await views();
    const node = await expand(apis, `orders [HTTP API · ${apiId}`, "Integrations", "HTTP_PROXY");
    await vscode.commands.executeCommand("apigw.import", node, "json");
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor?.document.isUntitled);
    const marked = inputOf("$stageVariables.|").replace("{", `{"ApiId":"${apiId}",`);
    assert.deepEqual(await labelsAt(editor, marked), ["ordersUrl"]);
    const name = editor.document.uri.path.split("/").at(-1) ?? "";
    assert.ok(await editor.document.save());
    assert.deepEqual(await labelsAt(await open(name), marked), ["ordersUrl"]);
  });

  it("turn undeclared parameters of a REST method into errors after all files are compared", async () => {
    const method = await newRestApi(emulator.endpoint, ["200"]);
    const { document } = await openWith(
      "declared.put-integration.json",
      `${JSON.stringify({
        ...method,
        type: "HTTP",
        integrationHttpMethod: "GET",
        uri: "https://example.com",
        requestParameters: { "integration.request.header.x": "method.request.header.X-Tenant" },
      })}\n`,
    );
    await oursWithCodes(document.uri, ["AG1014"]);
    await answering([], () => vscode.commands.executeCommand("apigw.compareWorkspace"));
    await oursWithCodes(document.uri, ["AG1056"]);
  });
});
