import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { answering } from "../support/host/dialogs";
import { openWith, textWhen, workspaceFolder } from "../support/host/files";
import { onDisk } from "../support/host/templateEditors";
import { runOf, runTests, testItem, testsShow } from "../support/host/testRuns";

const INPUT = `{
  "IntegrationType": "MOCK",
  "RequestTemplates": {
    "application/json": "{\\"statusCode\\": 200, \\"name\\": \\"$input.path('$.name')\\"}"
  }
}
`;

const TESTS = `{
  "tests": [
    {
      "name": "passes on the name",
      "template": "application/json",
      "request": { "body": { "name": "Rex" } },
      "expect": { "output": { "statusCode": { "$type": "number" }, "name": "Max" } }
    },
    {
      "name": "has a snapshot",
      "template": "application/json",
      "request": { "body": { "name": "Rex" } },
      "expect": "snapshot"
    }
  ]
}
`;

const FILE = "cats.integration.test.json";
const SNAPSHOTS = "cats.integration.snapshot.json";
const PATH = [FILE, "RequestTemplates/application/json"];

describe("accepting what a test got", () => {
  const uriOf = (name: string) => vscode.Uri.joinPath(workspaceFolder(), name);

  before(async () => {
    await vscode.workspace.fs.writeFile(uriOf("cats.integration.json"), new TextEncoder().encode(INPUT));
    await openWith(FILE, TESTS);
    await testsShow((lines) => lines.length === 4);
  });

  it("changes what the test expects, and keeps matchers that match", async () => {
    const { results, messages } = await runTests();
    assert.deepEqual(results, ["failed passes on the name", "failed has a snapshot"]);
    assert.deepEqual(
      messages.map(({ contextValue }) => contextValue),
      ["apigw.expectation", "apigw.snapshot"],
    );
    const test = await testItem(...PATH, "passes on the name");
    const again = await runOf(() =>
      vscode.commands.executeCommand("apigw.acceptActual", { test, message: messages[0] }),
    );
    assert.deepEqual(again.results, ["passed passes on the name"]);
    const text = await textWhen(uriOf(FILE), /"name": "Rex" } }\n/);
    assert.equal(text, TESTS.replace('"Max"', '"Rex"'));
  });

  it("compares new snapshots with the old ones, and writes them", async () => {
    const test = await testItem(...PATH, "has a snapshot");
    await vscode.commands.executeCommand("apigw.compareWithSnapshot", test);
    const { input, label } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.ok(input instanceof vscode.TabInputTextDiff);
    assert.equal(label, `${SNAPSHOTS}: Snapshot ↔ Actual`);
    const compared = await vscode.workspace.openTextDocument(input.modified);
    assert.match(compared.getText(), /has a snapshot/);

    const { results } = await runOf(() =>
      vscode.commands.executeCommand("apigw.acceptActual", input.modified),
    );
    assert.deepEqual(results, ["passed passes on the name", "passed has a snapshot"]);
    assert.equal(await onDisk(SNAPSHOTS), compared.getText());
  });

  it("changes a snapshot that is outdated", async () => {
    await openWith("cats.integration.json", INPUT.replace("200", "201"));
    assert.deepEqual((await runTests()).results, ["passed passes on the name", "failed has a snapshot"]);
    const test = await testItem(...PATH, "has a snapshot");
    const { results } = await runOf(() => vscode.commands.executeCommand("apigw.acceptActual", test));
    assert.deepEqual(results, ["passed has a snapshot"]);
    assert.match(await onDisk(SNAPSHOTS), /201/);
  });

  it("runs the tests of the active file", async () => {
    const { results } = await runOf(() => vscode.commands.executeCommand("apigw.runTests"));
    assert.deepEqual(results, ["passed passes on the name", "passed has a snapshot"]);
  });

  it("writes a new test of the template at the cursor, with what it prints or with a snapshot", async () => {
    const shownText = () => vscode.window.activeTextEditor?.document.getText() ?? "";
    const request = "dogs.integration.request.json";
    await vscode.workspace.fs.writeFile(
      uriOf(request),
      new TextEncoder().encode('{"body": {"name": "Rex"}}'),
    );
    await openWith("dogs.integration.json", INPUT);
    const created = await runOf(() =>
      answering(["dogs.integration.request.json", "Actual Output", "greets Rex"], () =>
        vscode.commands.executeCommand("apigw.newTest"),
      ),
    );
    assert.deepEqual(created.results, ["passed greets Rex"]);
    assert.deepEqual(JSON.parse(shownText()), {
      tests: [
        {
          name: "greets Rex",
          template: "RequestTemplates/application/json",
          request,
          expect: { output: { statusCode: 200, name: "Rex" } },
        },
      ],
    });

    await openWith("dogs.integration.json", INPUT);
    const added = await runOf(() =>
      answering(["Empty request", "Snapshot", "greets nobody"], () =>
        vscode.commands.executeCommand("apigw.newTest"),
      ),
    );
    assert.deepEqual(added.results, ["passed greets nobody"]);
    assert.match(shownText(), /"name": "greets nobody",\n {6}"template": .*\n {6}"expect": "snapshot"/);
    assert.match(await onDisk("dogs.integration.snapshot.json"), /greets nobody/);
  });
});
