import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { runAndTakeFirst } from "../support/host/commands";
import { oursWithCodes, serverLookedAtAll } from "../support/host/diagnostics";
import { open, workspaceFolder } from "../support/host/files";

const SAMPLE = "integration-params.json";
const CODES_FOR_HTTP = ["AG2036", "AG2036", "AG2001", "AG2002"];

async function workspaceSettings(): Promise<unknown> {
  const file = vscode.Uri.joinPath(workspaceFolder(), ".vscode", "settings.json");
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
}

describe("pinning the protocol", () => {
  it("checks the file for that protocol, and writes it to the workspace settings", async () => {
    const { document } = await open(SAMPLE);
    await serverLookedAtAll();
    await oursWithCodes(document.uri, []);
    await open(SAMPLE);

    await runAndTakeFirst("apigw.selectProtocol");
    await oursWithCodes(document.uri, CODES_FOR_HTTP);
    assert.deepEqual(await workspaceSettings(), { "apigw.pins": { [SAMPLE]: { protocol: "HTTP" } } });
  });

  it("detects the protocol again when the setting is removed", async () => {
    const { document } = await open(SAMPLE);
    await oursWithCodes(document.uri, CODES_FOR_HTTP);
    await vscode.workspace
      .getConfiguration("apigw")
      .update("pins", undefined, vscode.ConfigurationTarget.Workspace);
    await oursWithCodes(document.uri, []);
  });
});
