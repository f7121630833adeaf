import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { actionTitles, takeAction } from "../support/host/actions";
import { accept, completionsAt, itemLabelled, labelOf } from "../support/host/completion";
import { diagnosticsWhen, ours, oursWithCodes, serverLookedAtAll } from "../support/host/diagnostics";
import { openAtCursor, openWith, replaceText, textWhen, workspaceFolder } from "../support/host/files";
import { hoverAt } from "../support/host/hover";
import { previewShows } from "../support/host/preview";
import { discardAll, saveAndSee } from "../support/host/templateEditors";

const URI =
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:pets/invocations";

const OPENAPI = `openapi: 3.0.1
info:
  title: Pets
  version: "1.0"
paths:
  /pets:
    get:
      responses:
        "200":
          description: OK
      x-amazon-apigateway-integration:
        type: aws
        httpMethod: POST
        uri: ${URI}
        passthroughBehavior: when_no_mach
        requestTemplates:
          application/json: |
            {"name": $input.json('$.name')}
        responses:
          default:
            statusCode: "200"
`;

const TEMPLATE = `#set($region = "\${AWS::Region}")
{"statusCode": 200, "region": "$region"}
`;

const CLOUDFORMATION = `Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: Pets
  List:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      MethodResponses:
        - StatusCode: 200
      Integration:
        Type: MOCK
        RequestTemplates:
          application/json: !Sub |
            ${TEMPLATE.trimEnd().replaceAll("\n", "\n            ")}
        IntegrationResponses:
          - StatusCode: 200
`;

const TERRAFORM = `resource "aws_api_gateway_integration" "list" {
  rest_api_id             = var.api
  resource_id             = var.resource
  http_method             = "GET"
  type                    = "AWS"
  integration_http_method = "POST"
  passthrough_behavior    = "WHEN_NO_MACH"
  uri                     = "${URI}"
}
`;

const PATH = ["List", "requestTemplates", "application/json"];

/** The text with the cursor after a piece of it. */
function cursorAfter(text: string, piece: string): string {
  assert.ok(text.includes(piece), `${piece} is in the text`);
  return text.replace(piece, () => `${piece}|`);
}

describe("integrations in other files", () => {
  // Before the server runs, VS Code answers requests with nothing.
  before(serverLookedAtAll);
  afterEach(discardAll);

  it("have diagnostics with the host's names, and fixes in its syntax", async () => {
    const { document } = await openWith("hosted.yaml", OPENAPI);
    const [problem] = await oursWithCodes(document.uri, ["AG1020"]);
    assert.ok(problem);
    assert.match(problem.message, /passthroughBehavior/);
    await takeAction(document.uri, problem.range, 'Write "when_no_match"');
    assert.equal(document.getText(), OPENAPI.replace("when_no_mach", "when_no_match"));
    await oursWithCodes(document.uri, []);
  });

  it("complete members and values in the host's spelling, and nothing elsewhere", async () => {
    const line = "        httpMethod: POST\n";
    const editor = await openAtCursor("typed.yaml", OPENAPI.replace(line, `        ti|\n${line}`));
    const items = await completionsAt(editor);
    await accept(editor, itemLabelled(items, "timeoutInMillis"));
    assert.match(editor.document.getText(), /^ {8}timeoutInMillis: \d+$/m);
    const values = await completionsAt(await openAtCursor("values.yaml", cursorAfter(OPENAPI, "type: aws")));
    assert.ok(values.map(labelOf).includes("aws_proxy"));
    const elsewhere = await completionsAt(
      await openAtCursor("title.yaml", cursorAfter(OPENAPI, "title: Pe")),
    );
    assert.deepEqual(
      elsewhere.filter(({ detail, documentation }) => documentation !== undefined || detail !== undefined),
      [],
    );
  });

  it("are explained in the host's names", async () => {
    const editor = await openAtCursor("hosted.yaml", cursorAfter(OPENAPI, "httpMet"));
    assert.match(await hoverAt(editor), /\*\*httpMethod\*\* · string/);
    assert.equal(await hoverAt(await openAtCursor("hosted.yaml", cursorAfter(OPENAPI, "title: Pe"))), "");
  });

  it("have an entry in the outline, with their templates", async () => {
    const { document } = await openWith("hosted.yaml", OPENAPI);
    await oursWithCodes(document.uri, ["AG1020"]);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, children.map((child) => child.name)]),
      [["GET /pets", ["application/json", "GET /pets default"]]],
    );
  });

  it("have templates that are edited in editors of their own, with what the host replaces", async () => {
    const { document } = await openWith("hosted.template.yaml", CLOUDFORMATION);
    await serverLookedAtAll();
    await vscode.commands.executeCommand("apigw.editTemplate", document.uri.toString(), PATH);
    const template = vscode.window.activeTextEditor;
    assert.ok(template);
    assert.equal(template.document.uri.scheme, "apigw-template");
    assert.equal(template.document.getText(), TEMPLATE);
    await replaceText(template, TEMPLATE.replace('"$region"}', '"$region", "id": "${context.requestId}"}'));
    const text = await saveAndSee(template.document, document, /requestId/);
    // Fn::Sub must not take the reference for one of its own.
    assert.equal(text, CLOUDFORMATION.replace('"$region"}', '"$region", "id": "${!context.requestId}"}'));
  });

  it("refuse a template without what the host replaces", async () => {
    const { document } = await openWith("hosted.template.yaml", CLOUDFORMATION);
    await serverLookedAtAll();
    await vscode.commands.executeCommand("apigw.editTemplate", document.uri.toString(), PATH);
    const template = vscode.window.activeTextEditor;
    assert.ok(template);
    await replaceText(template, TEMPLATE.replace("${AWS::Region}", "eu-west-1"));
    assert.equal(await template.document.save(), false);
    assert.equal(document.getText(), CLOUDFORMATION);
  });

  it("are previewed as one types, with a sample request for the method and path", async () => {
    const editor = await openWith("hosted.yaml", OPENAPI);
    await oursWithCodes(editor.document.uri, ["AG1020"]);
    const request = vscode.Uri.joinPath(workspaceFolder(), "hosted.GET-pets.request.json");
    await vscode.workspace.fs.writeFile(request, new TextEncoder().encode('{"body": {"name": "Rex"}}'));
    await vscode.commands.executeCommand("apigw.previewTemplate", editor.document.uri.toString(), [
      "/pets",
      "get",
      "requestTemplates",
      "application/json",
    ]);
    await previewShows('{"name": "Rex"}\n');
    const at = editor.document.positionAt(OPENAPI.indexOf('{"name"') + 1);
    await editor.edit((edit) => edit.insert(at, '"kind": "dog", '));
    await previewShows('{"kind": "dog", "name": "Rex"}\n');
  });

  it("are simulated with their integration responses, and follow the file", async () => {
    const editor = await openWith("simulated.yaml", OPENAPI);
    await oursWithCodes(editor.document.uri, ["AG1020"]);
    const sample = (kind: string, text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(
        vscode.Uri.joinPath(workspaceFolder(), `simulated.GET-pets.${kind}.json`),
        new TextEncoder().encode(text),
      );
    await sample("request", '{"method": "GET", "path": "/pets", "body": {"name": "Rex"}}');
    await sample("response", '{"status": 200, "body": "[]"}');
    await vscode.commands.executeCommand("apigw.simulate", editor.document.uri.toString(), ["/pets", "get"]);
    const simulation = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "apigw-simulation");
    assert.ok(simulation, "a simulation is open");
    assert.match(await textWhen(simulation.uri, /→ 200\n/), /"name": "Rex"/);
    const at = editor.document.positionAt(OPENAPI.indexOf('{"name"') + 1);
    await editor.edit((edit) => edit.insert(at, '"kind": "dog", '));
    await textWhen(simulation.uri, /"kind": "dog", "name": "Rex"/);
  });

  it("are found in Terraform files, without an extension for Terraform", async () => {
    const { document } = await openWith("main.tf", TERRAFORM);
    assert.equal(document.languageId, "terraform");
    const [problem] = await oursWithCodes(document.uri, ["AG1020"]);
    assert.ok(problem);
    assert.match(problem.message, /passthrough_behavior/);
    await takeAction(document.uri, problem.range, 'Write "WHEN_NO_MATCH"');
    assert.equal(document.getText(), TERRAFORM.replace("WHEN_NO_MACH", "WHEN_NO_MATCH"));
  });

  it("are not offered what belongs to whole inputs", async () => {
    const { document } = await openWith("hosted.yaml", OPENAPI);
    await oursWithCodes(document.uri, ["AG1020"]);
    const at = document.positionAt(OPENAPI.indexOf("httpMethod"));
    const titles = await actionTitles(document.uri, new vscode.Range(at, at));
    assert.deepEqual(
      titles.filter((title) => /Convert to|Sort members|Insert a/.test(title)),
      [],
    );
  });

  it("are left alone if the setting is off", async () => {
    const { document } = await openWith("hosted.yaml", OPENAPI);
    await oursWithCodes(document.uri, ["AG1020"]);
    const settings = vscode.workspace.getConfiguration("apigw");
    await settings.update("hosts", { openapi: false }, vscode.ConfigurationTarget.Workspace);
    await diagnosticsWhen(document.uri, (all) => ours(all).length === 0);
    await settings.update("hosts", undefined, vscode.ConfigurationTarget.Workspace);
    await oursWithCodes(document.uri, ["AG1020"]);
    await textWhen(document.uri, /openapi/);
  });
});
