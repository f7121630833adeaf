import { strict as assert } from "node:assert";
import {
  type Recording,
  readRecordings,
  readTestFile,
  recordingFingerprint,
  runTests,
  type TestResult,
  withRecording,
} from "../../../server/src/testing";

const TEMPLATE = "Hello $input.path('$.name')!";
const TEST = { name: "greets", request: { body: { name: "Rex" } }, expect: { output: "Hello REX!" } };

interface Given {
  readonly template?: string;
  readonly recordings?: string;
  readonly request?: object;
  readonly expect?: object;
}

function optionsOf({ template = TEMPLATE, recordings }: Given) {
  const texts: Readonly<Record<string, string | undefined>> = {
    "t.vtl": template,
    "t.recordings.json": recordings,
  };
  return { textOf: (path: string) => texts[path] };
}

function fileOf({ request = TEST.request, expect = TEST.expect }: Given) {
  return readTestFile(JSON.stringify({ tests: [{ ...TEST, request, expect }] }), "t.test.json");
}

function run(given: Given, options: object = {}): TestResult {
  const file = fileOf(given);
  const [result] = [...runTests(file, file.cases, { ...optionsOf(given), ...options })];
  assert.ok(result);
  return result;
}

function fingerprint(given: Given = {}): string {
  const file = fileOf(given);
  const [test] = file.cases;
  assert.ok(test);
  const found = recordingFingerprint(file, test, optionsOf(given));
  assert.match(found ?? "", /^[0-9a-f]{16}$/);
  return found ?? "";
}

const RECORDING: Recording = {
  recorded: "2025-01-02T03:04:05Z",
  from: { region: "eu-west-1", restApiId: "a1b2c3" },
  fingerprint: fingerprint(),
  output: "Hello REX!",
};

const RECORDINGS = withRecording(undefined, "greets", RECORDING);

describe("recordings", () => {
  it("take the place of what the simulation says", () => {
    assert.equal(run({}).outcome, "failed");
    const result = run({ recordings: RECORDINGS });
    assert.ok(result.outcome === "passed");
    assert.deepEqual(result.recording, { state: "used", recorded: "2025-01-02T03:04:05Z" });
    assert.equal(result.actual.output, "Hello REX!");
  });

  it("do not count if the caller wants the simulation", () => {
    const result = run({ recordings: RECORDINGS }, { ignoresRecordings: true });
    assert.equal(result.outcome, "failed");
    assert.ok(!("recording" in result));
  });

  const changes: readonly (readonly [title: string, given: Given, state: "used" | "stale"])[] = [
    ["the template changes", { template: `${TEMPLATE} ` }, "stale"],
    ["the request changes", { request: { body: { name: "Max" } } }, "stale"],
    ["the expectation changes", { expect: { output: "Hello Rex!" } }, "used"],
  ];
  for (const [title, given, state] of changes) {
    it(`are ${state} if ${title}`, () => {
      const result = run({ ...given, recordings: RECORDINGS });
      assert.ok(result.outcome !== "errored");
      assert.equal(result.recording?.state, state);
    });
  }

  it("do not depend on how the request is written", () => {
    const ordered = fingerprint({ request: { body: { a: 1, b: 2 }, headers: {} } });
    assert.equal(fingerprint({ request: { headers: {}, body: { b: 2, a: 1 } } }), ordered);
  });

  it("are written sorted, in place of earlier ones", () => {
    const two = withRecording(RECORDINGS, "a", { ...RECORDING, status: 200, headers: { A: ["1", "2"] } });
    assert.deepEqual(Object.keys(JSON.parse(two)), ["a", "greets"]);
    const again = withRecording(two, "a", { ...RECORDING, output: "x" });
    const read = readRecordings(again, "t.recordings.json");
    assert.ok(read.kind === "read");
    assert.deepEqual(
      [...read.byTest],
      [
        ["a", { ...RECORDING, output: "x" }],
        ["greets", RECORDING],
      ],
    );
  });

  it("say where their file is broken", () => {
    const broken: readonly (readonly [text: string, message: RegExp])[] = [
      ["{", /^t\.recordings\.json:1:\d: /],
      ["[]", /^t\.recordings\.json:1:1: Recordings must be an object/],
      ['{\n  "greets": {"recorded": "x"}\n}', /^t\.recordings\.json:2:13: A recording must have/],
      ['{"greets": {"recorded": "x", "fingerprint": "y", "headers": {"a": 1}}}', /1:12: A recording/],
    ];
    for (const [text, message] of broken) {
      const result = run({ recordings: text });
      assert.ok(result.outcome === "errored");
      assert.match(result.failures[0]?.message ?? "", message);
    }
  });

  it("of a response without an error mean that the errors of the simulation did not happen", () => {
    const given: Given = { template: "#set(", expect: { output: "ok", status: 200 } };
    assert.equal(run(given).outcome, "failed");
    const recordings = withRecording(undefined, "greets", {
      ...RECORDING,
      fingerprint: fingerprint(given),
      output: "ok",
      status: 200,
    });
    assert.equal(run({ ...given, recordings }).outcome, "passed");
  });
});
