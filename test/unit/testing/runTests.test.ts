import { strict as assert } from "node:assert";
import { filesOfTests, readTestFile, runTests, type TestResult } from "../../../server/src/testing";

const INPUT = JSON.stringify({
  restApiId: "a1b2c3",
  resourceId: "r",
  httpMethod: "POST",
  type: "HTTP",
  integrationHttpMethod: "POST",
  uri: "https://example.com/pets",
  requestTemplates: { "application/json": `{"name": "$input.path('$.name')", "id": "$context.requestId"}` },
});

const RESPONSE = JSON.stringify({
  restApiId: "a1b2c3",
  resourceId: "r",
  httpMethod: "POST",
  statusCode: "201",
  responseTemplates: { "application/json": `{"created": true}` },
});

const FILES: Readonly<Record<string, string>> = {
  "put-integration.json": INPUT,
  "put-integration-response.json": RESPONSE,
  "hello.vtl": "Hello $input.path('$.name')!",
  "rex.request.json": `{"body": {"name": "Rex"}}`,
};

function run(path: string, tests: unknown, file: object = {}): readonly TestResult[] {
  const read = readTestFile(JSON.stringify({ ...file, tests }), path);
  assert.deepEqual(read.problems, []);
  return [...runTests(read, read.cases, { textOf: (each) => FILES[each] })];
}

function outcome(test: object, path = "put-integration.test.json", file: object = {}): string {
  const [result] = run(path, [{ name: "a test", ...test }], file);
  assert.ok(result);
  return result.outcome === "passed"
    ? "passed"
    : `${result.outcome} ${result.failures.map(({ message }) => message).join("; ")}`;
}

const REX = { body: { name: "Rex" } };
const BOTH = { responses: ["put-integration-response.json"] };

describe("a template test", () => {
  const cases: readonly (readonly [string, object, string])[] = [
    [
      "compares the output of a template as JSON",
      {
        template: "application/json",
        request: REX,
        expect: { output: { id: { $type: "string" }, name: "Rex" } },
      },
      "passed",
    ],
    [
      "says where the output differs",
      { template: "application/json", request: REX, expect: { output: { id: { $any: true }, name: "Max" } } },
      `failed $.name: expected "Max", but it is "Rex"`,
    ],
    [
      "compares text as text",
      { template: "application/json", request: REX, expect: { output: "Rex" } },
      String.raw`failed $: expected "Rex", but it is "{\"name\": \"Rex\", \"id\": \"c6af9ac6-7b61-11e6-9a41-93e8deadbeef\"}"`,
    ],
    [
      "reads the request from a file",
      {
        template: "application/json",
        request: "rex.request.json",
        expect: { output: { id: { $regex: ".+" }, name: "Rex" } },
      },
      "passed",
    ],
    [
      "cannot run without that file",
      { request: "none.request.json" },
      "errored The file none.request.json does not exist.",
    ],
    [
      "compares the request to the backend, as far as the test has expectations",
      { request: REX, expect: { backendRequest: { method: "POST", uri: "https://example.com/pets" } } },
      "passed",
    ],
  ];
  for (const [title, test, expected] of cases) it(title, () => assert.equal(outcome(test), expected));

  it("goes the whole way to the response", () => {
    const expect = {
      status: 201,
      output: { created: true },
      headers: { "Content-Type": "application/json" },
    };
    const test = { request: { ...REX, backend: { status: 200 } }, expect };
    assert.equal(outcome(test, "put-integration.test.json", BOTH), "passed");
  });

  it("tests a template file", () => {
    assert.equal(outcome({ request: REX, expect: { output: "Hello Rex!" } }, "hello.test.json"), "passed");
  });

  it("lists the files that tests may read", () => {
    const file = readTestFile(
      JSON.stringify({ file: "a.json", responses: ["b.json"], tests: [{ name: "x", request: "c.json" }] }),
      "a.test.json",
    );
    assert.deepEqual(filesOfTests(file), [
      "a.json",
      "b.json",
      "c.json",
      "a.snapshot.json",
      "a.recordings.json",
    ]);
  });
});
