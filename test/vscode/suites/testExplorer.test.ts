import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { open, openWith, workspaceFolder } from "../support/host/files";
import { runOf, runTests, testExplorer, testItem, testsShow } from "../support/host/testRuns";

const INPUT = `{
  "IntegrationType": "MOCK",
  "RequestTemplates": {
    "application/json": "{\\"statusCode\\": 200, \\"name\\": \\"$input.path('$.name')\\"}"
  }
}
`;

const TESTS = {
  tests: [
    {
      name: "passes on the name",
      template: "application/json",
      request: { body: { name: "Rex" } },
      expect: { output: { statusCode: 200, name: "Rex" } },
    },
    {
      name: "has an old expectation",
      template: "application/json",
      request: { body: { name: "Rex" } },
      expect: { output: { statusCode: 200, name: "Max" } },
    },
    { name: "needs a sample that is gone", template: "application/json", request: "gone.request.json" },
  ],
};

const TREE = [
  "pets.integration.test.json",
  "  RequestTemplates/application/json",
  "    passes on the name",
  "    has an old expectation",
  "    needs a sample that is gone",
];

describe("the Test Explorer", () => {
  const write = (name: string, text: string) =>
    vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(workspaceFolder(), name),
      new TextEncoder().encode(text),
    );
  const shows = (...lines: readonly string[]) => testsShow((shown) => shown.join("\n") === lines.join("\n"));

  it("has no tests in a workspace without test files, nor those of other tools", async () => {
    await write("jest.test.json", '{"testEnvironment": "node"}');
    await write("app.test.json", '{"tests": [{"name": "of another tool"}]}');
    await open("jest.test.json");
    assert.equal((await testExplorer()).controller, undefined);
  });

  it("finds a test file that is created, with its tests at the templates once it is opened", async () => {
    await write("pets.integration.json", INPUT);
    await write("pets.integration.test.json", JSON.stringify(TESTS, null, 2));
    await shows("pets.integration.test.json");
    await open("pets.integration.json");
    await shows(...TREE);
    const template = await testItem("pets.integration.test.json", "RequestTemplates/application/json");
    assert.match(template.uri?.path ?? "", /pets\.integration\.json$/);
    assert.equal(template.range?.start.line, 3);
    const test = await testItem(
      "pets.integration.test.json",
      "RequestTemplates/application/json",
      "has an old expectation",
    );
    assert.match(test.uri?.path ?? "", /pets\.integration\.test\.json$/);
    assert.equal(test.range?.start.line, 17);
  });

  it("runs all tests, with comparisons of what failed at its place", async () => {
    const { results, messages, output } = await runTests();
    assert.deepEqual(results, [
      "passed passes on the name",
      "failed has an old expectation",
      "errored needs a sample that is gone",
    ]);
    const [failed, errored] = messages;
    assert.match(String(failed?.message), /\$\.name: expected "Max"/);
    assert.match(failed?.actualOutput ?? "", /"Rex"/);
    assert.match(failed?.location?.uri.path ?? "", /pets\.integration\.test\.json$/);
    assert.equal(failed?.location?.range.start.line, 28);
    assert.match(String(errored?.message), /gone\.request\.json does not exist/);
    assert.match(output, /✓ passes on the name \([\d.]+ ms\)\r\n✗ has an old expectation/);
  });

  it("runs the tests of unsaved documents, at the template as well", async () => {
    const editor = await open("pets.integration.json");
    const start = editor.document.positionAt(INPUT.indexOf("$input"));
    editor.selection = new vscode.Selection(start, start);
    await editor.edit((edit) => edit.insert(start, "M"));
    const { results } = await runOf(() => vscode.commands.executeCommand("testing.runAtCursor"));
    assert.deepEqual(results, [
      "failed passes on the name",
      "failed has an old expectation",
      "errored needs a sample that is gone",
    ]);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("follows changes of an open test file, and shows what is wrong with it", async () => {
    const { document } = await openWith("pets.integration.test.json", JSON.stringify(TESTS, null, 2));
    const replaceAll = async (text: string): Promise<void> => {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
      assert.ok(await vscode.workspace.applyEdit(edit));
    };
    await replaceAll(
      '{"tests": [{"name": "a", "template": "application/json"}, {"nam": "b"}, {"name": "c"}]}',
    );
    const lines = await testsShow(([file = ""]) => file.includes("["));
    assert.match(lines[0] ?? "", /^pets.*\[Line 1: .*nam/s);
    assert.deepEqual(lines.slice(1), [
      "  RequestTemplates/application/json",
      "    a",
      "  pets.integration.json",
      "    c",
    ]);
    await replaceAll('{"tests": [{"name": "a", "template": "application/json"},');
    await testsShow((shown) => shown.length === 3);
    await document.save();
  });

  it("forgets a test file that is deleted", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), "pets.integration.test.json"));
    await shows();
  });
});
