import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, describe, it } from "mocha";
import { CLI, Workspace } from "./apigw";

/** `apigw test --watch` as a process, whose output is read run by run. */
class Watching {
  readonly #process: ChildProcessWithoutNullStreams;
  #output = "";
  #wake: (() => void) | undefined;
  readonly ended: Promise<number | null>;

  constructor(folder: string, args: readonly string[] = []) {
    this.#process = spawn(process.execPath, [CLI, "test", "--watch", ...args], {
      cwd: folder,
      env: { ...process.env, CI: "" },
    });
    this.#process.stdout.on("data", (data: Buffer) => {
      this.#output += data.toString();
      this.#wake?.();
    });
    this.#process.stderr.resume();
    this.ended = new Promise((resolve) => this.#process.on("exit", resolve));
    // A test that times out must not leave it behind.
    after(() => this.#process.kill("SIGKILL"));
  }

  /** Waits for the results of the next run. */
  async run(): Promise<string> {
    const end = "Press Ctrl+C to end.\n";
    while (!this.#output.includes(end)) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const at = this.#output.indexOf(end) + end.length;
    const run = this.#output.slice(0, at);
    this.#output = this.#output.slice(at);
    return run;
  }

  async end(): Promise<number | null> {
    this.#process.kill("SIGINT");
    return this.ended;
  }
}

async function watching(
  workspace: Workspace,
  action: (tests: Watching) => Promise<void>,
  args?: readonly string[],
): Promise<number | null> {
  const tests = new Watching(workspace.folder, args);
  try {
    await action(tests);
  } finally {
    await tests.end();
  }
  return tests.ended;
}

const test = (expect: object) =>
  JSON.stringify({ tests: [{ name: "a", request: "a.request.json", expect }] });

describe("apigw test --watch", () => {
  const files = {
    "a.vtl": "$input.path('$.x')",
    "a.request.json": '{"body": {"x": "1"}}',
    "a.test.json": test({ output: "1" }),
    "b.vtl": "b",
    "b.test.json": '{"tests": [{"name": "b", "expect": {"output": "b"}}]}',
  };

  it("runs the tests that read a file again when it changes", async () => {
    const workspace = new Workspace(files);
    const code = await watching(workspace, async (tests) => {
      assert.match(await tests.run(), /2 passed \(2 tests in 2 files/);
      workspace.write("a.request.json", '{"body": {"x": "2"}}');
      assert.match(
        await tests.run(),
        /✗ a\.test\.json[\s\S]*expected "1", but it is "2"[\s\S]*1 failed \(1 test in 1 file/,
      );
      workspace.write("a.vtl", "1");
      assert.match(await tests.run(), /✓ a\.test\.json/);
      workspace.write("a.test.json", test({ output: "3" }));
      assert.match(await tests.run(), /expected "3", but it is "1"/);
    });
    assert.equal(code, 1);
  });

  it("survives that files and folders disappear, and finds new ones", async () => {
    const workspace = new Workspace({ ...files, "sub/c.vtl": "c", "sub/c.test.json": files["b.test.json"] });
    const code = await watching(workspace, async (tests) => {
      assert.match(await tests.run(), /1 failed, 2 passed/);
      rmSync(join(workspace.folder, "a.request.json"));
      assert.match(await tests.run(), /The file a\.request\.json does not exist\./);
      rmSync(join(workspace.folder, "sub"), { recursive: true });
      workspace.write("a.request.json", files["a.request.json"]);
      assert.match(await tests.run(), /✓ a\.test\.json/);
      mkdirSync(join(workspace.folder, "other"));
      workspace.write("other/d.vtl", "d");
      workspace.write("other/new.json", '{"tests": [{"name": "d", "expect": {"output": "d"}}]}');
      renameSync(join(workspace.folder, "other/new.json"), join(workspace.folder, "other/d.test.json"));
      assert.match(await tests.run(), /✓ other\/d\.test\.json|✓ d/);
    });
    assert.equal(code, 0);
  });

  it("writes snapshots without running again because of them", async () => {
    const workspace = new Workspace({
      "s.vtl": "s",
      "s.test.json": '{"tests": [{"name": "s", "expect": "snapshot"}]}',
    });
    const code = await watching(
      workspace,
      async (tests) => {
        assert.match(await tests.run(), /s\.snapshot\.json: wrote 1 snapshot/);
        workspace.write("s.vtl", "t");
        assert.match(await tests.run(), /s\.snapshot\.json: wrote 1 snapshot/);
      },
      ["--update"],
    );
    assert.equal(code, 0);
  });
});
