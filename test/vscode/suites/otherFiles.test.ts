import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { oursWithCodes, serverLookedAtAll } from "../support/host/diagnostics";
import { openWith } from "../support/host/files";
import { languageServersUnder } from "../support/processes";

const PACKAGE = '{ "name": "some-package", "version": "1.0.0", "scripts": {} }\n';

describe("files that are not ours", () => {
  let document: vscode.TextDocument;

  before(async () => {
    ({ document } = await openWith("package.json", PACKAGE));
    await vscode.extensions.getExtension("apigateway-integrations.apigateway-integrations")?.activate();
  });

  it("starts no language server for them", async () => {
    assert.deepEqual(await languageServersUnder(process.pid), []);
  });

  it("reports nothing of them and offers nothing in them", async () => {
    await serverLookedAtAll();
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      new vscode.Position(0, 2),
    );
    assert.ok(!items.some(({ label }) => label === "IntegrationType"));
    assert.equal(document.languageId, "json");
  });

  it("knows an integration by its content, whatever the file is called", async () => {
    const other = await openWith("anything.json", '{ "IntegrationType": "MOK", "TimeoutInMillis": 1000 }');
    await oursWithCodes(other.document.uri, ["AG0009"]);
  });
});
