import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { completionsAt, labelOf } from "../support/host/completion";
import { diagnosticsWhen, ours, serverLookedAtAll } from "../support/host/diagnostics";
import { answering } from "../support/host/dialogs";
import { openAtCursor, openWith, workspaceFolder } from "../support/host/files";
import { hoverShows } from "../support/host/hover";

const FILE = "pets.put-integration.json";
const TEXT = JSON.stringify(
  {
    type: "HTTP",
    httpMethod: "POST",
    integrationHttpMethod: "POST",
    uri: "https://example.com",
    requestTemplates: {
      "application/json": '{"name": $input.json(\'$.name\'), "id": "$input.params(\'id\')"}',
    },
  },
  null,
  2,
);
const CURL = `curl -X POST 'https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod/pets/7' \\
  -H 'Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl' \\
  -H 'content-type: application/json' \\
  --data-raw '{"name": "Rex"}'`;

/** The JSON in the active editor, whose file has this name. */
function activeSample(name: string): unknown {
  const document = vscode.window.activeTextEditor?.document;
  assert.ok(document);
  assert.ok(document.uri.path.endsWith(`/${name}`), `${document.uri.path} is ${name}`);
  return JSON.parse(document.getText());
}

describe("sample files", () => {
  it("get completion and hovers by their schema", async () => {
    const editor = await openAtCursor("pets.request.json", "{\n  |\n}\n");
    let labels: readonly string[] = [];
    // VS Code's JSON support starts with the first JSON file.
    while (!labels.includes("stageVariables")) labels = (await completionsAt(editor)).map(labelOf);
    for (const label of ["method", "headers", "context", "backend"]) assert.ok(labels.includes(label), label);
    assert.equal(labels.filter((label) => label === "headers").length, 1);
    await hoverShows(
      await openAtCursor("pets.request.json", '{\n  "back|end": {}\n}\n'),
      /What the backend responds to this request/,
    );
  });

  it("complete header names and variables of $context in folders, too", async () => {
    for (const [marked, label] of [
      ['{"headers": {"|"}}', "X-Api-Key"],
      ['{"context": {"identity": {"|"}}}', "sourceIp"],
    ] as const) {
      const labels = (await completionsAt(await openAtCursor("pets.requests/other.json", marked))).map(
        labelOf,
      );
      assert.ok(labels.includes(label), `${label} in ${labels.join()}`);
    }
  });

  it("are checked by the schema, once", async () => {
    await openWith(FILE, TEXT);
    const { document } = await openWith(
      "pets.put-integration.requests/wrong.json",
      '{"resourcePath": "/", "method": 1}',
    );
    const found = await diagnosticsWhen(document.uri, (all) => all.length > 0);
    assert.deepEqual(
      found.map(({ range }) => document.getText(range)),
      ["1"],
    );
    // What VS Code reports by the schema, the language server does not report again.
    await serverLookedAtAll();
    assert.deepEqual(ours(vscode.languages.getDiagnostics(document.uri)), []);
    await vscode.workspace.fs.delete(
      vscode.Uri.joinPath(workspaceFolder(), "pets.put-integration.requests"),
      {
        recursive: true,
      },
    );
  });
});

describe("New Sample Request", () => {
  it("makes one of what the template reads", async () => {
    const editor = await openWith(FILE, TEXT);
    const offset = TEXT.indexOf("$input.json");
    const position = editor.document.positionAt(offset);
    editor.selection = new vscode.Selection(position, position);
    const { texts } = await answering(["From the Template"], () =>
      vscode.commands.executeCommand("apigw.newSampleRequest"),
    );
    assert.deepEqual(texts, ["New Sample Request: What to make it from. Credentials become placeholders."]);
    assert.deepEqual(activeSample("pets.put-integration.request.json"), {
      method: "POST",
      path: "/",
      pathParameters: { id: "1" },
      headers: { "Content-Type": "application/json" },
      body: { name: "Example" },
    });
  });

  it("makes a further one of a curl command on the clipboard, without credentials, and uses it", async () => {
    await vscode.env.clipboard.writeText(CURL);
    await openWith(FILE, TEXT);
    const { texts } = await answering(["From the Clipboard", "rex"], () =>
      vscode.commands.executeCommand("apigw.newSampleRequest"),
    );
    assert.deepEqual(activeSample("pets.put-integration.requests/rex.json"), {
      method: "POST",
      path: "/pets/7",
      headers: { Authorization: "Bearer REDACTED", "content-type": "application/json" },
      body: { name: "Rex" },
      context: { domainName: "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com", stage: "prod" },
    });
    assert.match(
      texts.at(-1) ?? "",
      /^Made rex\.json from a curl command\. Credentials became placeholders: headers\.Authorization\. Took prod,/,
    );
  });

  it("asks which request of a recording to use", async () => {
    const entry = (url: string) => ({ request: { method: "GET", url, headers: [] } });
    const entries = [entry("https://api.example.com/a"), entry("https://api.example.com/b?x=1")];
    await vscode.env.clipboard.writeText(JSON.stringify({ log: { entries } }));
    await openWith(FILE, TEXT);
    await answering(["From the Clipboard", "GET /b", "b"], () =>
      vscode.commands.executeCommand("apigw.newSampleRequest"),
    );
    assert.deepEqual(activeSample("pets.put-integration.requests/b.json"), {
      method: "GET",
      path: "/b",
      queryStringParameters: { x: "1" },
    });
  });

  it("makes one of the selection in another editor", async () => {
    const other = await openWith("notes.txt", "curl https://api.example.com/selected\n");
    other.selection = new vscode.Selection(0, 0, 0, 37);
    await vscode.window.showTextDocument(vscode.Uri.joinPath(workspaceFolder(), FILE), {
      viewColumn: vscode.ViewColumn.Two,
    });
    await answering(["From the Selection in notes.txt", "selected"], () =>
      vscode.commands.executeCommand("apigw.newSampleRequest"),
    );
    assert.deepEqual(activeSample("pets.put-integration.requests/selected.json"), {
      method: "GET",
      path: "/selected",
    });
  });

  it("says why it makes none", async () => {
    await vscode.env.clipboard.writeText("Hello");
    await openWith(FILE, TEXT);
    const { texts } = await answering(["From the Clipboard"], () =>
      vscode.commands.executeCommand("apigw.newSampleRequest"),
    );
    assert.match(
      texts.at(-1) ?? "",
      /^The clipboard: The text is not a captured request\. Expected the event of/,
    );
  });
});
