import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { openWith, workspaceFolder } from "../support/host/files";

const api = (answer: string): string => `openapi: 3.0.1
info: { title: Pets, version: "1.0" }
paths:
  /pets/{id}:
    get:
      responses: { "200": { description: OK } }
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: '{"statusCode": 200}'
        responses:
          default:
            statusCode: "200"
            responseTemplates:
              application/json: '{"${answer}": "$input.params("id")"}'
`;

const serve = (): Thenable<string | undefined> => vscode.commands.executeCommand("apigw.serve");

describe("an API that is served locally", () => {
  const terminals = (): readonly string[] => vscode.window.terminals.map(({ name }) => name);
  let address = "";

  after(() => {
    for (const terminal of vscode.window.terminals) terminal.dispose();
  });

  it("answers at the address that the command returns", async () => {
    await openWith("pets.yaml", api("one"));
    address = (await serve()) ?? "";
    assert.match(address, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.ok(terminals().includes("API: pets.yaml"));
    const response = await fetch(`${address}/pets/7`);
    assert.deepEqual([response.status, await response.text()], [200, '{"one": "7"}']);
  });

  it("is served once", async () => {
    assert.equal(await serve(), address);
    assert.equal(terminals().filter((name) => name === "API: pets.yaml").length, 1);
  });

  it("answers no more once it is stopped", async () => {
    await vscode.commands.executeCommand("apigw.stopServing");
    await assert.rejects(fetch(`${address}/pets/7`));
  });

  it("is served by its settings, unsaved changes included", async () => {
    const editor = await openWith("pets.yaml", api("one"));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "# changed\n"));
    const settings = vscode.workspace.getConfiguration("apigw.serve", workspaceFolder());
    await settings.update("backend", "no URL", vscode.ConfigurationTarget.Workspace);
    assert.equal(await serve(), undefined);
    await settings.update("backend", undefined, vscode.ConfigurationTarget.Workspace);
    assert.ok(await serve());
    assert.equal(editor.document.isDirty, false);
    await vscode.commands.executeCommand("apigw.stopServing");
  });
});
