import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { oursWithCodes } from "../support/host/diagnostics";
import { openWith, textWhen, workspaceFolder } from "../support/host/files";

const OPENAPI = `openapi: 3.0.1
info:
  title: Shop
  version: "1.0"
paths:
  /orders/{id}:
    post:
      responses:
        "200":
          description: OK
        "400":
          description: Bad request
      x-amazon-apigateway-integration:
        type: http
        httpMethod: POST
        uri: https://example.com/orders/{id}
        passthroughBehavior: when_no_mach
        requestParameters:
          integration.request.path.id: method.request.path.id
        requestTemplates:
          application/json: |
            {"name": $input.json('$.name')}
          text/plain: text
        responses:
          4\\d\\d:
            statusCode: "400"
          default:
            statusCode: "200"
`;

describe("the simulation of a request", () => {
  const sample = (kind: string, value: unknown): Thenable<void> =>
    vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(workspaceFolder(), `shop.POST-orders-id.${kind}.json`),
      new TextEncoder().encode(JSON.stringify(value)),
    );
  let simulation: vscode.TextDocument | undefined;
  const shown = (): vscode.TextDocument => {
    assert.ok(simulation);
    return simulation;
  };
  const lineWith = (text: string): number => shown().getText().split("\n").indexOf(text);

  it("is a Markdown document with a section for each step", async () => {
    const { document } = await openWith("shop.yaml", OPENAPI);
    await oursWithCodes(document.uri, ["AG1020"]);
    await sample("request", { path: "/orders/7", body: { name: "Rex" } });
    await sample("response", { status: 404, body: "none" });
    await vscode.commands.executeCommand("apigw.simulate");
    simulation = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "apigw-simulation");
    const text = await textWhen(shown().uri, /→ 400\n/);
    assert.equal(shown().languageId, "markdown");
    assert.match(text, /^- ✗ `text\/plain`: its key does not match · line 23$/m);
    assert.match(text, /^- ✓ `400 4\\d\\d`: its pattern matches the status · line 25$/m);
  });

  it("has a link at each place that it names", async () => {
    const { uri } = shown();
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      "vscode.executeLinkProvider",
      uri,
    );
    const link = links.find(({ range }) => shown().getText(range) === "line 23");
    assert.ok(link?.target);
    assert.equal(link.target.scheme, "command");
    const args: readonly unknown[] = JSON.parse(decodeURIComponent(link.target.query));
    await vscode.commands.executeCommand(link.target.path, ...args);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.fileName.endsWith("shop.yaml"), true);
    assert.equal(editor?.viewColumn, vscode.ViewColumn.One);
    assert.equal(editor?.selection.start.line, 22);
  });

  it("leads from each step to its definition in the source", async () => {
    const line = lineWith(`{"name": "Rex"}`);
    assert.ok(line > 0);
    const [target] = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeDefinitionProvider",
      shown().uri,
      new vscode.Position(line, 3),
    );
    assert.match(target?.uri.path ?? "", /shop\.yaml$/);
    assert.equal(target?.range.start.line, 20);
  });

  it("follows the file and the samples", async () => {
    await sample("response", { status: 200, body: "none" });
    await textWhen(shown().uri, /✓ `200`: the default, because no pattern matches/);
    await openWith("shop.yaml", OPENAPI.replace('{"name"', '{"kind": "dog", "name"'));
    await textWhen(shown().uri, /\{"kind": "dog", "name": "Rex"\}/);
  });

  it("folds by its sections", async () => {
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      "vscode.executeFoldingRangeProvider",
      shown().uri,
    );
    const section = lineWith("## 1. The client's request");
    assert.ok(folds.some(({ start }) => start === section));
  });
});

const METHOD = { restApiId: "a1b2c3d4e5", resourceId: "abc123", httpMethod: "GET" };
const INTEGRATION = {
  ...METHOD,
  type: "MOCK",
  requestTemplates: { "application/json": '{"statusCode": 404}' },
};
const NOT_FOUND = { ...METHOD, statusCode: "404", selectionPattern: "404" };

describe("the simulation of an input of the AWS CLI", () => {
  const textOf = (value: object, body: string): string =>
    JSON.stringify({ ...value, responseTemplates: { "application/json": body } }, null, 2);
  const response = "mock.put-integration-response.json";
  let simulation: vscode.Uri | undefined;

  it("goes on with the integration responses next to it", async () => {
    await openWith("mock.put-integration.json", JSON.stringify(INTEGRATION, null, 2));
    await openWith(response, textOf(NOT_FOUND, "not here"));
    const source = vscode.Uri.joinPath(workspaceFolder(), "mock.put-integration.json");
    await vscode.commands.executeCommand("apigw.simulate", source);
    simulation = vscode.workspace.textDocuments.find(
      ({ uri }) => uri.scheme === "apigw-simulation" && uri.path.includes("mock."),
    )?.uri;
    assert.ok(simulation);
    const text = await textWhen(simulation, /→ 404\n/);
    assert.match(
      text,
      /^- ✓ `404 404`: its pattern matches the status · mock\.put-integration-response\.json:/m,
    );
  });

  it("leads to them, and follows their changes", async () => {
    assert.ok(simulation);
    await openWith(response, textOf(NOT_FOUND, "nowhere"));
    const text = await textWhen(simulation, /\nnowhere\n/);
    const line = text.split("\n").findIndex((each) => each.includes(`· ${response}`));
    const [target] = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeDefinitionProvider",
      simulation,
      new vscode.Position(line, 3),
    );
    assert.equal(target?.uri.path.split("/").at(-1), response);
  });
});
