import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { breakAt, DebugWatch } from "../support/host/debugging";
import { open, openWith, workspaceFolder } from "../support/host/files";
import { recordRuns, runOf, runTests, testExplorer, testsShow } from "../support/host/testRuns";

const INPUT = `{
  "IntegrationType": "MOCK",
  "RequestTemplates": {
    "application/json": "#if($input.path('$.name') == 'Rex')\\n{\\"dog\\": true}\\n#else\\n{\\"dog\\": false}\\n#end"
  }
}
`;

const TEMPLATE = { template: "application/json" };

const REX = { ...TEMPLATE, name: "Rex", request: "rex.request.json", expect: { output: { dog: true } } };
const TOM = {
  ...TEMPLATE,
  name: "Tom",
  request: { body: { name: "Tom" } },
  expect: { output: { dog: false } },
};

describe("runs of template tests", () => {
  const uriOf = (name: string) => vscode.Uri.joinPath(workspaceFolder(), name);
  const write = (name: string, content: unknown) =>
    vscode.workspace.fs.writeFile(
      uriOf(name),
      new TextEncoder().encode(typeof content === "string" ? content : JSON.stringify(content)),
    );

  before(async () => {
    await write("dogs.integration.json", INPUT);
    await write("rex.request.json", { body: { name: "Rex" } });
    await write("dogs.integration.test.json", { tests: [REX] });
    await testsShow((lines) => lines.length > 0);
  });

  it("count the statements and branches of the templates that ran", async () => {
    const { results, coverage, run } = await runTests("coverage");
    assert.deepEqual(results, ["passed Rex"]);
    const [file] = coverage;
    assert.ok(file);
    assert.match(file.uri.path, /dogs\.integration\.json$/);
    assert.deepEqual({ ...file.branchCoverage }, { covered: 1, total: 2 });
    const { profiles } = await testExplorer();
    const token = new vscode.CancellationTokenSource().token;
    const details = (await profiles?.coverage.loadDetailedCoverage?.(run, file, token)) ?? [];
    const lines = INPUT.split("\n");
    const at = (range: vscode.Range | vscode.Position | undefined) =>
      range instanceof vscode.Range
        ? lines[range.start.line]?.slice(range.start.character, range.end.character)
        : "";
    const branches = details
      .filter((detail) => detail instanceof vscode.StatementCoverage)
      .flatMap((statement) => statement.branches);
    assert.deepEqual(
      branches.map(({ label, executed }) => [label, executed]),
      [
        ["#if", 1],
        ["#else", 0],
      ],
    );
    assert.match(at(branches[1]?.location) ?? "", /^#else/);
  });

  it("sum up what all test files run", async () => {
    await write("dogs.integration.test.json", { tests: [REX, TOM] });
    const { coverage } = await runTests("coverage");
    assert.deepEqual({ ...coverage[0]?.branchCoverage }, { covered: 2, total: 2 });
  });

  it("are repeated continuously with changes of the input, the tests and the samples", async () => {
    const { profiles } = await testExplorer();
    assert.ok(profiles);
    const stop = new vscode.CancellationTokenSource();
    const recorder = await recordRuns();
    try {
      const request = new vscode.TestRunRequest(undefined, undefined, profiles.run, true);
      const running = profiles.run.runHandler(request, stop.token);
      const ran = (...results: readonly string[]) =>
        recorder.ranWith((run) => run.results.join() === results.join());
      await ran("passed Rex", "passed Tom");
      const editor = await openWith("dogs.integration.json", INPUT);
      const start = editor.document.positionAt(INPUT.indexOf("Rex"));
      await editor.edit((edit) => edit.insert(start, "T"));
      await ran("failed Rex", "passed Tom");
      await write("rex.request.json", { body: { name: "TRex" } });
      await ran("passed Rex", "passed Tom");
      await write("dogs.integration.test.json", { tests: [TOM] });
      await ran("passed Tom");
      stop.cancel();
      await running;
    } finally {
      recorder.dispose();
      await vscode.commands.executeCommand("workbench.action.files.revert");
    }
  });

  it("stop at a breakpoint in the template, and report the result after the session", async () => {
    await write("dogs.integration.test.json", { tests: [TOM] });
    await testsShow((lines) => lines.at(-1)?.trim() === "Tom");
    const { document } = await openWith("dogs.integration.json", INPUT);
    const watch = new DebugWatch();
    try {
      breakAt(document, INPUT.indexOf("#if"));
      const { results } = await runOf(async () => {
        const running = runTests("debug");
        await watch.stopped();
        assert.equal(await watch.value("$input.path('$.name')"), 'java.lang.String "Tom"');
        await vscode.commands.executeCommand("workbench.action.debug.continue");
        await running;
      });
      assert.deepEqual(results, ["passed Tom"]);
    } finally {
      watch.dispose();
    }
  });

  it("take 5,000 tests, which can be cancelled", async () => {
    const tests = Array.from({ length: 5000 }, (_, index) => ({ ...TOM, name: `Tom ${index}` }));
    await openWith("dogs.integration.test.json", JSON.stringify({ tests }, null, 2));
    const lines = await testsShow((shown) => shown.length === 5002);
    assert.equal(lines.at(-1), "    Tom 4999");
    const all = await runTests();
    assert.equal(all.results.filter((result) => result.startsWith("passed")).length, 5000);

    const { profiles } = await testExplorer();
    const stop = new vscode.CancellationTokenSource();
    const cancelled = await runOf(async () => {
      const recorder = profiles?.run.runHandler(new vscode.TestRunRequest(), stop.token);
      stop.cancel();
      await recorder;
    });
    assert.ok(cancelled.results.length < 5000, `${cancelled.results.length} results`);
  });

  it("say so if the test file is deleted in the meantime", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await open("dogs.integration.json");
    const { results } = await runOf(async () => {
      const running = runTests();
      await vscode.workspace.fs.delete(uriOf("dogs.integration.test.json"));
      await running;
    });
    // Depending on what was first, there is nothing left to run.
    assert.ok(results.every((result) => /^(passed|errored) Tom/.test(result)));
    await testsShow((lines) => lines.length === 0);
  });
});
