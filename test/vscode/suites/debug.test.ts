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

  it("stops at a breakpoint in a JSON string, shows values, steps and ends", async () => {
    await write("pet.integration.request.json", { body: { name: "Rex", tags: ["a", "b"] } });
    const { document } = await openWith(FILE, TEXT);
    await serverLookedAtAll();
    await vscode.window.showTextDocument(document);
    breakAt(document, TEXT.indexOf("$pet.name"));
    await vscode.commands.executeCommand("apigw.debugTemplate", document.uri.toString(), [
      "RequestTemplates",
      "application/json",
    ]);
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
});
