import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { ProgressType } from "vscode-languageserver/node";
import {
  ACCEPT_TESTS_REQUEST,
  type AcceptTestsResult,
  RUN_TESTS_REQUEST,
  type RunTestsParams,
  type RunTestsResult,
  TEST_FILE_REQUEST,
  type TestFileParams,
  type TestFileResult,
} from "../../server/src/protocol";
import { FOLDER, withServer } from "../support/lspServer";

const URI = `${FOLDER}/my%20pets.test.json`;
const TEXTS = { "my pets.vtl": "Hello $input.path('$.name')!" };

function fileWith(count: number): string {
  const tests = Array.from({ length: count }, (_, index) => ({
    name: `test ${index}`,
    request: { body: { name: `Pet ${index}` } },
    expect: { output: `Hello Pet ${index % 2 === 0 ? index : 0}!` },
  }));
  return JSON.stringify({ tests }, null, 2);
}

describe("template tests", () => {
  it("are found in a file whose name has characters that a URI encodes", async () => {
    await withServer({}, async (server) => {
      const params: TestFileParams = { uri: URI, text: fileWith(2), texts: TEXTS };
      const found = await server.connection.sendRequest<TestFileResult>(TEST_FILE_REQUEST, params);
      assert.deepEqual(
        found.tests.map(({ name, range }) => [name, range.start.line]),
        [
          ["test 0", 2],
          ["test 1", 13],
        ],
      );
      assert.equal(found.files[0], "my pets.json");
      assert.deepEqual(found.files.slice(found.tested.length), [
        "my pets.snapshot.json",
        "my pets.recordings.json",
      ]);
      assert.deepEqual(found.files.slice(0, found.tested.length), found.tested);
      assert.deepEqual(found.subjects, [
        {
          title: "my pets.vtl",
          path: "my pets.vtl",
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 28 } },
          tests: ["test 0", "test 1"],
        },
      ]);
    });
  });

  it("report their outcomes as they come", async () => {
    await withServer({}, async (server) => {
      const outcomes: string[] = [];
      let parts = 0;
      server.connection.onProgress(new ProgressType<RunTestsResult["tests"]>(), "run", (part) => {
        parts++;
        outcomes.push(...part.map(({ name, outcome }) => `${name} ${outcome}`));
      });
      const params: RunTestsParams = {
        uri: URI,
        text: fileWith(500),
        texts: TEXTS,
        partialResultToken: "run",
      };
      const rest = await server.connection.sendRequest<RunTestsResult>(RUN_TESTS_REQUEST, params);
      assert.deepEqual(rest, { tests: [] });
      assert.equal(outcomes.length, 500);
      assert.deepEqual(outcomes.slice(0, 3), ["test 0 passed", "test 1 failed", "test 2 passed"]);
      assert.ok(parts > 1, `${parts} parts`);
    });
  });

  it("are run by their names", async () => {
    await withServer({}, async (server) => {
      const params: RunTestsParams = {
        uri: URI,
        text: fileWith(9),
        texts: TEXTS,
        only: ["test 1", "test 8"],
      };
      const { tests } = await server.connection.sendRequest<RunTestsResult>(RUN_TESTS_REQUEST, params);
      assert.deepEqual(
        tests.map(({ name, outcome }) => [name, outcome]),
        [
          ["test 1", "failed"],
          ["test 8", "passed"],
        ],
      );
    });
  });

  it("report coverage, and places and texts of failures", async () => {
    await withServer({}, async (server) => {
      const params: RunTestsParams = { uri: URI, text: fileWith(2), texts: TEXTS, coverage: true };
      const { tests, coverage } = await server.connection.sendRequest<RunTestsResult>(
        RUN_TESTS_REQUEST,
        params,
      );
      const inLine = (line: number, start: number, end: number) => ({
        start: { line, character: start },
        end: { line, character: end },
      });
      assert.deepEqual(coverage, [
        {
          path: "my pets.vtl",
          templates: [{ label: "template", range: inLine(0, 0, 28), count: 2 }],
          statements: [
            { range: inLine(0, 0, 5), count: 2, branches: [] },
            { range: inLine(0, 6, 27), count: 2, branches: [] },
            { range: inLine(0, 27, 28), count: 2, branches: [] },
          ],
        },
      ]);
      assert.deepEqual(tests[1]?.failures, [
        {
          of: "output",
          message: '$: expected "Hello Pet 0!", but it is "Hello Pet 1!"',
          range: inLine(21, 29, 31),
          expected: "Hello Pet 0!",
          actual: "Hello Pet 1!",
        },
      ]);
    });
  });

  it("accept what happened, in the file and in the snapshots", async () => {
    await withServer({}, async (server) => {
      const text = JSON.stringify({
        tests: [
          { name: "a", expect: { output: "x" } },
          { name: "b", expect: "snapshot" },
        ],
      });
      const texts = { ...TEXTS, "my pets.snapshot.json": '{"old": {}}' };
      const params: RunTestsParams = { uri: URI, text, texts };
      const all = await server.connection.sendRequest<AcceptTestsResult>(ACCEPT_TESTS_REQUEST, params);
      assert.deepEqual(
        all.edits.map(({ newText }) => newText),
        ['"Hello !"'],
      );
      assert.deepEqual(all.snapshots, {
        path: "my pets.snapshot.json",
        text: '{\n  "b": {\n    "output": "Hello !"\n  }\n}\n',
        written: ["b"],
        removed: ["old"],
      });
    });
  });
});
