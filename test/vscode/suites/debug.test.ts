import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { breakAt, DebugWatch } from "../support/host/debugging";
import { serverLookedAtAll } from "../support/host/diagnostics";
import { openWith, workspaceFolder } from "../support/host/files";

const FILE = "pet.integration.json";
const TEMPLATE = `#set($pet = $input.path('$'))\\n{\\"name\\": \\"$pet.name\\", \\"tags\\": [#foreach($tag in $pet.tags)\\"$tag\\"#end]}`;
const TEXT = `{
  "IntegrationType": "MOCK",
  "RequestTemplates": {
    "application/json": "${TEMPLATE}"
  }
}
`;

const PATH = ["RequestTemplates", "application/json"];

const OPENAPI = `openapi: 3.0.1
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      responses: {"200": {description: OK}}
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: |
            #set($status = 200)
            {"statusCode": $status}
        responses:
          default:
            statusCode: "200"
            responseTemplates:
              application/json: |
                #set($ok = true)
                {"ok": $ok}
`;

describe("the debugger", () => {
  let watch: DebugWatch;
  beforeEach(() => {
    watch = new DebugWatch();
  });
  afterEach(async () => {
    watch.dispose();
    await vscode.debug.stopDebugging();
  });

  const write = (name: string, content: unknown): Thenable<void> =>
    vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(workspaceFolder(), name),
      new TextEncoder().encode(JSON.stringify(content)),
    );

  const start = (configuration: object, options?: vscode.DebugSessionOptions): Thenable<boolean> =>
    vscode.debug.startDebugging(
      vscode.workspace.workspaceFolders?.[0],
      { type: "apigw", request: "launch", name: "Debug", ...configuration },
      options,
    );

  it("stops at a breakpoint in a JSON string, shows values, steps and ends", async () => {
    await write("pet.integration.request.json", { body: { name: "Rex", tags: ["a", "b"] } });
    const { document } = await openWith(FILE, TEXT);
    await serverLookedAtAll();
    await vscode.window.showTextDocument(document);
    breakAt(document, TEXT.indexOf("$pet.name"));
    await vscode.commands.executeCommand("apigw.debugTemplate", document.uri.toString(), PATH);
    assert.equal(await watch.stopped(), "$pet.name");
    assert.equal(await watch.value("$pet.name"), 'java.lang.String "Rex"');
    assert.equal(await watch.value("$pet"), 'java.util.LinkedHashMap {name=Rex, tags=["a","b"]}');
    await vscode.commands.executeCommand("workbench.action.debug.stepOver");
    assert.equal(await watch.stopped(), "#foreach($tag in $pet.tags)");
    await vscode.commands.executeCommand("workbench.action.debug.stepOver");
    assert.equal(await watch.stopped(), "$tag");
    assert.equal(await watch.value("$tag"), 'java.lang.String "a"');
    await vscode.commands.executeCommand("workbench.action.debug.stepBack");
    assert.equal(await watch.stopped(), "#foreach($tag in $pet.tags)");
    await vscode.commands.executeCommand("workbench.action.debug.continue");
    await watch.next("terminated");
    assert.equal(watch.console, '{"name": "Rex", "tags": ["a""b"]}');
  });

  it("starts with F5 at the cursor, without a launch.json", async () => {
    const editor = await openWith("hello.vtl", "#set($name = 'Ada')\nHello $name");
    await serverLookedAtAll();
    await vscode.window.showTextDocument(editor.document);
    breakAt(editor.document, editor.document.getText().indexOf("$name", 10));
    await vscode.commands.executeCommand("workbench.action.debug.start");
    assert.equal(await watch.stopped(), "$name");
    assert.equal(await watch.value("$name"), 'java.lang.String "Ada"');
    await vscode.commands.executeCommand("workbench.action.debug.continue");
    await watch.next("terminated");
    assert.equal(watch.console, "Hello Ada");
  });

  it("goes through a whole integration in an OpenAPI document", async () => {
    const { document } = await openWith("petstore.openapi.yaml", OPENAPI);
    await serverLookedAtAll();
    breakAt(document, OPENAPI.indexOf("$status}"));
    breakAt(document, OPENAPI.indexOf("$ok}"));
    await start({ program: document.uri.fsPath, input: "GET /pets" });
    assert.equal(await watch.stopped(), "$status");
    assert.equal(await watch.value("$status"), "java.lang.Integer 200");
    await vscode.commands.executeCommand("workbench.action.debug.continue");
    assert.equal(await watch.stopped(), "$ok");
    await vscode.commands.executeCommand("workbench.action.debug.continue");
    await watch.next("terminated");
    assert.match(watch.console, /Response: 200\n\{"ok": true\}/);
  });

  it("stops in a template that is edited in a document of its own", async () => {
    const { document } = await openWith(FILE, TEXT);
    await serverLookedAtAll();
    await vscode.commands.executeCommand("apigw.editTemplate", document.uri.toString(), PATH);
    const template = vscode.window.activeTextEditor?.document;
    assert.equal(template?.uri.scheme, "apigw-template");
    breakAt(template, template.getText().indexOf("$pet.name"));
    await vscode.commands.executeCommand("apigw.debugTemplate");
    assert.equal(await watch.stopped(), "$pet.name");
    await vscode.commands.executeCommand("workbench.action.debug.continue");
    await watch.next("terminated");
  });

  it("debugs a test", async () => {
    await write("greet.test.json", {
      tests: [{ name: "greets", request: { body: { name: "Ada" } }, expect: { output: "Hello Bob" } }],
    });
    const { document } = await openWith("greet.vtl", "Hello $input.path('$.name')");
    await serverLookedAtAll();
    breakAt(document, 6);
    const testFile = vscode.Uri.joinPath(workspaceFolder(), "greet.test.json").fsPath;
    await start({ testFile, testName: "greets" });
    assert.equal(await watch.stopped(), "$input.path('$.name')");
    assert.equal(await watch.value("$input.path('$.name')"), 'java.lang.String "Ada"');
    await vscode.commands.executeCommand("workbench.action.debug.continue");
    await watch.next("terminated");
    assert.match(watch.console, /^Hello Ada\nTest failed: greets\n/);
  });

  it("prints the output when it is run without debugging", async () => {
    const { document } = await openWith("plain.vtl", "#set($x = 1)x is $x");
    await serverLookedAtAll();
    breakAt(document, document.getText().lastIndexOf("$x"));
    await start({ program: document.uri.fsPath }, { noDebug: true });
    await watch.next("terminated");
    assert.equal(watch.console, "x is 1");
  });
});
