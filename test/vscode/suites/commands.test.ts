import * as assert from "node:assert/strict";
import * as path from "node:path";
import * as vscode from "vscode";
import { OPERATION_NAMES } from "../../../server/src/model/operationNames";
import { INPUT_FILES } from "../../../server/src/recognition/fileNames";
import { runAndTakeFirst } from "../support/host/commands";
import { oursWithCodes, serverLookedAtAll } from "../support/host/diagnostics";
import { open, openWith, workspaceFolder } from "../support/host/files";
import { previewShows } from "../support/host/preview";

function activeDocument(): vscode.TextDocument {
  const document = vscode.window.activeTextEditor?.document;
  assert.ok(document, "an editor is active");
  return document;
}

/** The path relative to the workspace folder, even of a file that does not exist yet. */
function pathOf({ uri }: vscode.TextDocument): string {
  return path.relative(workspaceFolder().fsPath, uri.fsPath);
}

function namesOf(document: vscode.TextDocument): readonly string[] {
  return Object.keys(JSON.parse(document.getText()));
}

describe("API Gateway: New Integration File…", () => {
  /** [choices, file name, start of the text] */
  const files: readonly (readonly [Readonly<Record<string, string>>, string, string])[] = [
    [
      { operation: "create-integration", protocol: "HTTP", target: "lambda-proxy", format: "json" },
      "create-integration.json",
      '{\n  "IntegrationType": "AWS_PROXY",\n',
    ],
    [
      { operation: "create-integration", protocol: "WEBSOCKET", target: "mock", format: "yaml" },
      "create-integration.yaml",
      "IntegrationType: MOCK\n",
    ],
    [
      { operation: "put-integration-response", target: "default", format: "yaml" },
      "put-integration-response.yaml",
      'restApiId: "a1b2c3d4e5"\n',
    ],
    [
      { operation: "create-integration", protocol: "HTTP", target: "http-proxy", format: "json" },
      "create-integration-2.json",
      '{\n  "IntegrationType": "HTTP_PROXY",\n',
    ],
  ];

  for (const [choices, name, start] of files) {
    it(`opens ${name} for ${Object.values(choices).join(", ")}`, async () => {
      await vscode.commands.executeCommand("apigw.newFile", choices);
      const document = activeDocument();
      assert.equal(pathOf(document), name);
      assert.ok(document.isUntitled, "nothing is written yet");
      assert.ok(document.getText().startsWith(start), document.getText());
      assert.equal(document.languageId, choices.format);
    });
  }

  it("asks for everything that was not passed in", async () => {
    await runAndTakeFirst("apigw.newFile");
    assert.equal(pathOf(activeDocument()), "create-integration-3.json");
    assert.deepEqual(namesOf(activeDocument())[0], "IntegrationType");
  });

  it("does not use the name of an existing file", async () => {
    await openWith("update-integration.json", "{}\n");
    await vscode.commands.executeCommand("apigw.newFile", {
      operation: "update-integration",
      protocol: "WEBSOCKET",
      target: "mock",
      format: "json",
    });
    assert.equal(pathOf(activeDocument()), "update-integration-2.json");
  });

  it("writes a sample request and the integration responses next to a new integration", async () => {
    const folder = workspaceFolder();
    const uri = vscode.Uri.joinPath(folder, "messages.put-integration.json");
    const choices = {
      operation: "put-integration",
      target: "sqs-send-message",
      format: "json",
      files: "all",
    };
    await vscode.commands.executeCommand("apigw.newFile", { ...choices, uri: uri.toString() });
    const document = activeDocument();
    assert.equal(document.uri.toString(), uri.toString());
    assert.ok(namesOf(document).includes("requestTemplates"));
    await oursWithCodes(uri, []);

    const read = async (name: string): Promise<string> =>
      new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name)));
    assert.equal(await read("messages.put-integration.json"), document.getText());
    assert.equal(JSON.parse(await read("messages.put-integration.request.json")).method, "POST");
    for (const status of ["200", "500"]) {
      const name = `messages.${status}.put-integration-response`;
      assert.equal(JSON.parse(await read(`${name}.json`)).statusCode, status);
      assert.ok(JSON.parse(await read(`${name}.response.json`)).body);
    }

    const template = ["requestTemplates", "application/json"];
    await vscode.commands.executeCommand("apigw.previewTemplate", uri.toString(), template);
    const message = '{"orderId":"1042","name":"Ann","note":"It\'s \\"urgent\\" & paid"}';
    const form = new URLSearchParams({ Action: "SendMessage", MessageBody: message });
    await previewShows(form.toString());
  });

  it("changes neither an existing integration nor existing samples", async () => {
    const folder = workspaceFolder();
    const write = (name: string, text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
    const read = async (name: string): Promise<string> =>
      new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name)));
    await write("mine.put-integration.json", "{}\n");
    await write("events.integration.request.json", '{"body": 1}\n');
    const choices = { target: "eventbridge-put-events", format: "json", files: "all" };
    const uriOf = (name: string): string => vscode.Uri.joinPath(folder, name).toString();
    await vscode.commands.executeCommand("apigw.newFile", {
      ...choices,
      operation: "put-integration",
      uri: uriOf("mine.put-integration.json"),
    });
    assert.equal(await read("mine.put-integration.json"), "{}\n");
    await assert.rejects(read("mine.200.put-integration-response.json"));

    await vscode.commands.executeCommand("apigw.newFile", {
      ...choices,
      operation: "create-integration",
      protocol: "HTTP",
      uri: uriOf("events.integration.json"),
    });
    assert.equal(pathOf(activeDocument()), "events.integration.json");
    assert.equal(await read("events.integration.request.json"), '{"body": 1}\n');
  });

  it("checks the new file for its operation", async () => {
    await vscode.commands.executeCommand("apigw.newFile", {
      operation: "create-integration-response",
      target: "default",
      format: "json",
    });
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    await oursWithCodes(editor.document.uri, []);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 1), '"IntegrationType": "MOCK",'));
    await oursWithCodes(editor.document.uri, ["AG0003"]);
  });
});

describe("API Gateway: Convert Integration File…", () => {
  before(serverLookedAtAll);

  it("opens the same input in the other format next to the source", async () => {
    const { document: source } = await open("queue.put-integration.json");
    await vscode.commands.executeCommand("apigw.convert", source.uri.toString(), "yaml");
    const converted = activeDocument();
    assert.notEqual(converted.uri.toString(), source.uri.toString());
    assert.equal(converted.languageId, "yaml");
    assert.match(converted.getText(), /^type: AWS$/m);
    assert.ok(!source.isDirty, "the source file is unchanged");
  });

  it("converts a put-integration input to a create-integration input", async () => {
    const { document: source } = await open("queue.put-integration.json");
    await vscode.commands.executeCommand("apigw.convert", source.uri.toString(), "apigatewayv2");
    const names = namesOf(activeDocument());
    assert.ok(names.includes("IntegrationType") && !names.includes("restApiId"), names.join());
  });

  it("asks for the target", async () => {
    await open("queue.put-integration.json");
    await runAndTakeFirst("apigw.convert");
    assert.equal(activeDocument().languageId, "yaml");
  });
});

describe("the manifest", () => {
  const manifest = vscode.extensions.getExtension(
    "apigateway-integrations.apigateway-integrations",
  )?.packageJSON;

  it("contributes only registered commands, all in one category", async () => {
    const there = new Set(await vscode.commands.getCommands());
    const commands: readonly { readonly command: string; readonly category: string }[] =
      manifest.contributes.commands;
    assert.ok(commands.length > 0);
    for (const { command, category } of commands) {
      assert.ok(there.has(command), command);
      assert.equal(category, "API Gateway");
    }
  });

  it("lists the recognized file names in the description of apigw.files", () => {
    const { markdownDescription } = manifest.contributes.configuration.properties["apigw.files"];
    const [names = "", extensions = ""] = Array.from(
      INPUT_FILES.matchAll(/\{([^}]*)\}/g),
      ([, list = ""]) => list,
    );
    const ofOperations = OPERATION_NAMES.flatMap((name) => [`${name}*`, `*.${name}`, `*-${name}`]);
    const others = names.split(",").filter((name) => !ofOperations.includes(name));
    assert.ok(others.length > 0);
    for (const name of others) assert.ok(markdownDescription.includes(`\`${name}\``), name);
    for (const extension of extensions.split(","))
      assert.ok(markdownDescription.includes(`\`.${extension}\``));
  });
});
