import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { oursWithCodes, serverLookedAtAll } from "../support/host/diagnostics";
import { openWith } from "../support/host/files";
import { languageServersUnder } from "../support/processes";

const PACKAGE = '{ "name": "some-package", "version": "1.0.0", "scripts": {} }\n';

describe("files that are not integration inputs", () => {
  let document: vscode.TextDocument;

  before(async () => {
    ({ document } = await openWith("package.json", PACKAGE));
    await vscode.extensions.getExtension("apigateway-integrations.apigateway-integrations")?.activate();
  });

  it("do not start the language server", async () => {
    assert.deepEqual(await languageServersUnder(process.pid), []);
  });

  it("get no diagnostics and no completion", async () => {
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

  it("do not include inputs with any other name, which are recognized by content", async () => {
    const other = await openWith("anything.json", '{ "IntegrationType": "MOK", "TimeoutInMillis": 1000 }');
    await oursWithCodes(other.document.uri, ["AG0009"]);
  });
});
