import { strict as assert } from "node:assert";
import {
  obsoleteSnapshots,
  readTestFile,
  runTests,
  type SnapshotUpdate,
  type TestFile,
  type TestResult,
  updatedSnapshots,
} from "../../../server/src/testing";

interface Ran {
  readonly file: TestFile;
  readonly results: readonly TestResult[];
}

/** Runs tests by name that print a body and expect a snapshot. */
function run(bodies: Readonly<Record<string, string>>, snapshots: string | undefined): Ran {
  const tests = Object.entries(bodies).map(([name, body]) => ({
    name,
    request: { body },
    expect: "snapshot",
  }));
  const file = readTestFile(JSON.stringify({ tests }), "x/t.test.json");
  assert.deepEqual(file.problems, []);
  const texts: Readonly<Record<string, string | undefined>> = {
    "t.vtl": "$input.body",
    "t.snapshot.json": snapshots,
  };
  return { file, results: [...runTests(file, file.cases, { textOf: (path) => texts[path] })] };
}

function messages({ results }: Ran): readonly string[] {
  return results.map((result) =>
    result.outcome === "passed" ? "passed" : result.failures.map(({ message }) => message).join("; "),
  );
}

function update(bodies: Readonly<Record<string, string>>, text?: string): SnapshotUpdate {
  const { file, results } = run(bodies, text);
  return updatedSnapshots(text, file, results);
}

const TEXT = `{
  "json": {
    "output": {
      "n": 1.50,
      "list": [
        1
      ]
    }
  },
  "text": {
    "output": {
      "$lines": [
        "one",
        "two"
      ]
    }
  },
  "word": {
    "output": "word"
  }
}
`;

const BODIES = { word: "word", text: "one\ntwo", json: '{"n":1.50,"list":[1]}' };

describe("snapshots", () => {
  it("are written sorted, JSON as JSON and text by lines", () => {
    assert.deepEqual(update(BODIES), { text: TEXT, written: ["word", "text", "json"], removed: [] });
  });

  it("are compared", () => {
    assert.deepEqual(messages(run(BODIES, TEXT)), ["passed", "passed", "passed"]);
    assert.deepEqual(messages(run({ ...BODIES, json: '{"list":[1],"n":2}', text: "one\n2" }, TEXT)), [
      "passed",
      'This is not the snapshot.\n$.output["$lines"][1]: expected "two", but it is "2"',
      "This is not the snapshot.\n$.output.n: expected 1.50, but it is 2",
    ]);
  });

  it("are missing until they are updated", () => {
    const { results } = run({ new: "x" }, TEXT);
    const [result] = results;
    assert.ok(result?.outcome === "failed");
    const [failure] = result.failures;
    assert.equal(
      failure?.message,
      "This test has no snapshot yet. Update the snapshots to store what happens as the expected result.",
    );
    assert.deepEqual([failure?.expected, failure?.actual], ["", '{\n  "output": "x"\n}']);
  });

  it("stay as they are if nothing changed", () => {
    const text = TEXT.replace("1.50", "1.5").replace("  ", "      ");
    assert.deepEqual(update(BODIES, text), { text, written: [], removed: [] });
  });

  it("stay for tests that did not run", () => {
    const { file, results } = run({ ...BODIES, word: "other" }, TEXT);
    const some = results.filter(({ name }) => name === "json");
    assert.deepEqual(updatedSnapshots(TEXT, file, some), { text: TEXT, written: [], removed: [] });
    const { text, written } = updatedSnapshots(TEXT, file, results);
    assert.deepEqual([text, written], [TEXT.replace('"output": "word"', '"output": "other"'), ["word"]]);
  });

  it("are obsolete once no test uses them", () => {
    const { file } = run({ word: "word" }, TEXT);
    assert.deepEqual(obsoleteSnapshots(TEXT, file), ["json", "text"]);
    assert.deepEqual(update({ word: "word" }, TEXT), {
      text: '{\n  "word": {\n    "output": "word"\n  }\n}\n',
      written: [],
      removed: ["json", "text"],
    });
    assert.deepEqual(update({}, TEXT), { text: undefined, written: [], removed: ["json", "text", "word"] });
  });

  it("have no matchers, so that an output may look like one", () => {
    const bodies = { a: '{"$any":true}' };
    const { text } = update(bodies);
    assert.deepEqual(messages(run(bodies, text)), ["passed"]);
    assert.match(messages(run({ a: '{"$any":1}' }, text))[0] ?? "", /expected true, but it is 1/);
  });

  it("say where their file is broken, and are replaced then", () => {
    assert.match(
      messages(run({ word: "word" }, '{\n"word": }'))[0] ?? "",
      /^t\.snapshot\.json:2:1: Expected a value/,
    );
    assert.equal(update({ word: "word" }, "<<<<").text, '{\n  "word": {\n    "output": "word"\n  }\n}\n');
  });

  it("contain everything that an integration does", () => {
    const file = readTestFile(
      JSON.stringify({
        file: "put-integration.json",
        responses: ["put-integration-response.json"],
        tests: [{ name: "a", request: { body: { a: 1 }, backend: { status: 200 } }, expect: "snapshot" }],
      }),
      "t.test.json",
    );
    const rest = { restApiId: "a", resourceId: "r", httpMethod: "POST" };
    const texts: Readonly<Record<string, string>> = {
      "put-integration.json": JSON.stringify({
        ...rest,
        type: "HTTP",
        integrationHttpMethod: "POST",
        uri: "https://example.com",
        requestTemplates: { "application/json": "$input.body" },
      }),
      "put-integration-response.json": JSON.stringify({
        ...rest,
        statusCode: "201",
        responseTemplates: { "application/json": "[]" },
      }),
    };
    const { text } = updatedSnapshots(
      undefined,
      file,
      runTests(file, file.cases, { textOf: (path) => texts[path] }),
    );
    assert.deepEqual(JSON.parse(text ?? ""), {
      a: {
        output: [],
        status: 201,
        headers: { "Content-Type": "application/json" },
        backendRequest: { method: "POST", uri: "https://example.com", body: { a: 1 } },
      },
    });
  });
});
