import { strict as assert } from "node:assert";
import {
  acceptActual,
  type Failure,
  readTestFile,
  runTests,
  type TestFile,
  type TestResult,
} from "../../../server/src/testing";

const FILES: Readonly<Record<string, string>> = {
  "t.vtl": "$input.body",
  "mock.put-integration.json": JSON.stringify({
    restApiId: "a",
    resourceId: "r",
    httpMethod: "POST",
    type: "MOCK",
    requestTemplates: { "application/json": '{"statusCode": 200}' },
  }),
  "mock.put-integration-response.json": JSON.stringify({
    restApiId: "a",
    resourceId: "r",
    httpMethod: "POST",
    statusCode: "200",
    responseParameters: { "method.response.header.X-Kind": "'pet'" },
    responseTemplates: { "application/json": "{}" },
  }),
  "http.put-integration.json": JSON.stringify({
    restApiId: "a",
    resourceId: "r",
    httpMethod: "POST",
    type: "HTTP",
    integrationHttpMethod: "PUT",
    uri: "https://example.com/pets",
    requestTemplates: { "application/json": "$input.body" },
  }),
};

interface Ran {
  readonly text: string;
  readonly file: TestFile;
  readonly result: TestResult;
}

/** Runs the first test of a file. */
function run(text: string, path = "t.test.json"): Ran {
  const file = readTestFile(text, path);
  assert.deepEqual(file.problems, []);
  const [result] = [...runTests(file, file.cases, { textOf: (each) => FILES[each] })];
  assert.ok(result);
  return { text, file, result };
}

/** The text of a test that prints a body. */
function printing(body: string, expect: string): string {
  return `{"tests": [{"name": "a", "request": {"body": ${JSON.stringify(body)}}, "expect": ${expect}}]}`;
}

function failuresOf({ result }: Ran): readonly Failure[] {
  return result.outcome === "passed" ? [] : result.failures;
}

function onlyFailure(ran: Ran): Failure {
  const [only, ...others] = failuresOf(ran);
  assert.ok(only);
  assert.deepEqual(others, []);
  return only;
}

/** The text after the test accepts what happened; it must pass then. */
function accepted({ text, file, result }: Ran, path = "t.test.json"): string {
  const [test] = file.cases;
  assert.ok(test && result.outcome === "failed");
  const edits = [...acceptActual(file, test, result.actual)].sort((a, b) => b.span.start - a.span.start);
  const after = edits.reduce(
    (sum, { span, newText }) => sum.slice(0, span.start) + newText + sum.slice(span.end),
    text,
  );
  const again = run(after, path);
  assert.equal(again.result.outcome, "passed", after);
  return after;
}

describe("a failure", () => {
  const pet = '{"id":"8f2","name":"Rex","tags":["a"],"age":1.0}';

  it("lists the differences of JSON by path, with their places in the test file", () => {
    const ran = run(
      printing(pet, '{"output": {"name": "Max", "id": {"$regex": "[0-9]+"}, "tags": ["a", "b"], "size": 1}}'),
    );
    const { message, differences } = onlyFailure(ran);
    assert.equal(
      message,
      [
        '$.name: expected "Max", but it is "Rex"',
        '$.id: expected a string that matches /[0-9]+/, but it is "8f2"',
        '$.tags[1]: missing "b"',
        "$.size: missing 1",
        "$.age: unexpected 1.0",
      ].join("\n"),
    );
    assert.deepEqual(
      differences?.map(({ span }) => ran.text.slice(span.start, span.end)),
      [
        '"Max"',
        '{"$regex": "[0-9]+"}',
        '"b"',
        "1",
        '{"name": "Max", "id": {"$regex": "[0-9]+"}, "tags": ["a", "b"], "size": 1}',
      ],
    );
  });

  it("has texts that differ only where the values do", () => {
    const expect =
      '{"output": {"age": 1, "size": 2, "name": "Max", "id": {"$any": true}, "tags": {"$type": "array"}}}';
    const { expected, actual } = onlyFailure(run(printing(pet, expect)));
    const lines = (text = "") => text.split("\n").map((line) => line.trim());
    assert.deepEqual(lines(actual), [
      "{",
      '"id": "8f2",',
      '"name": "Rex",',
      '"tags": [',
      '"a"',
      "],",
      '"age": 1.0',
      "}",
    ]);
    assert.deepEqual(lines(expected), [
      "{",
      '"id": "8f2",',
      '"name": "Max",',
      '"tags": [',
      '"a"',
      "],",
      '"age": 1.0,',
      '"size": 2',
      "}",
    ]);
  });

  it("shows a unified diff of text, at the line of the test file that differs", () => {
    const text =
      'tests:\n  - name: a\n    request: {body: "one\\ntwo\\nthree\\n"}\n    expect:\n      output: |\n        one\n        2\n        three\n';
    const ran = run(text, "t.test.yaml");
    const { message, span } = onlyFailure(ran);
    assert.equal(message, "$: expected (-), actual (+):\n@@ -1,3 +1,3 @@\n one\n-2\n+two\n three");
    assert.equal(ran.text.slice(span.start, span.end), "2");
    assert.match(accepted(ran, "t.test.yaml"), /output: \|\n {8}one\n {8}two\n {8}three\n$/);
  });

  it("makes carriage returns visible", () => {
    const { message } = onlyFailure(run(printing("a\r\nb", String.raw`{"output": "a\nb"}`)));
    assert.equal(
      message,
      "$: expected (-), actual (+):\n@@ -1,2 +1,2 @@\n-a\n+a␍\n b\n\\ No newline at end of file",
    );
  });

  it("gives up on a unified diff of texts that have little in common", () => {
    const lines = (from: number) => Array.from({ length: 5000 }, (_, i) => from + i).join("\n");
    const start = performance.now();
    const ran = run(printing(lines(0), JSON.stringify({ output: lines(10000) })));
    assert.equal(onlyFailure(ran).message, "$: expected another text; it differs in most lines");
    assert.ok(performance.now() - start < 2000);
  });

  it("points at the output that is not JSON, and shows both texts", () => {
    const { message, expected, actual } = onlyFailure(run(printing("{oops", '{"output": {"a": 1}}')));
    assert.deepEqual([message, expected, actual], ["The output is not JSON.", '{\n  "a": 1\n}', "{oops"]);
  });

  it("names the problem that a test does not expect, with its place in the file under test", () => {
    const test = { name: "a", request: { body: "x" }, expect: {} };
    const { message, where } = onlyFailure(
      run(
        JSON.stringify({
          file: "bad.vtl",
          tests: [test],
        }),
      ),
    );
    assert.equal(message, "There is no file to test. Expected bad.vtl.");
    assert.equal(where, undefined);
  });

  it("ends for values that are nested without end", () => {
    const deep = "[".repeat(20_000) + "]".repeat(20_000);
    assert.equal(run(printing(deep, `{"output": ${deep}}`)).result.outcome, "failed");
  });

  it("ends for a regular expression that takes exponential time", () => {
    const ran = run(
      printing(JSON.stringify({ a: "a".repeat(40) }), '{"output": {"a": {"$regex": "(a|a)*b"}}}'),
    );
    assert.equal(ran.result.outcome, "failed");
  });
});

describe("a matcher", () => {
  const passes: readonly (readonly [title: string, body: string, expect: string])[] = [
    ["$regex matches a whole text", "id: 17\n", String.raw`{"output": {"$regex": "id: \\d+\\s"}}`],
    ["$lines is a text", "a\nb", '{"output": {"$lines": ["a", "b"]}}'],
    ["$any is any output", "no JSON", '{"output": {"$any": true}}'],
    ["$type is the type of JSON", "[1]", '{"output": {"$type": "array"}}'],
    ["in a string, compares a value of JSON", '{"a":"x\\ny"}', '{"output": {"a": {"$lines": ["x", "y"]}}}'],
    [
      "is an ordinary value beside others",
      '{"a":{"$any":1,"b":2}}',
      '{"output": {"a": {"$any": 1, "b": 2}}}',
    ],
  ];
  for (const [title, body, expect] of passes) {
    it(title, () => assert.deepEqual(failuresOf(run(printing(body, expect))), []));
  }
});

describe("expectations of a request and its response", () => {
  const text = (expect: object) =>
    JSON.stringify({
      file: "http.put-integration.json",
      tests: [{ name: "a", request: { body: { b: 1, a: "x" } }, expect }],
    });

  it("compare the body for the backend as JSON if the test has JSON", () => {
    const body = { a: { $type: "string" }, b: 1 };
    assert.deepEqual(failuresOf(run(text({ backendRequest: { method: "PUT", body } }))), []);
    const failure = onlyFailure(run(text({ backendRequest: { body: { a: "y", b: 1 } } })));
    assert.equal(failure.message, 'backendRequest.body.a: expected "y", but it is "x"');
  });

  it("compare it as text if the test has text", () => {
    assert.deepEqual(failuresOf(run(text({ backendRequest: { body: '{"b":1,"a":"x"}' } }))), []);
  });

  it("ignore the case of header names", () => {
    const file = "mock.put-integration.json";
    const responses = ["mock.put-integration-response.json"];
    const test = (headers: object) =>
      JSON.stringify({ file, responses, tests: [{ name: "a", expect: { headers } }] });
    assert.deepEqual(failuresOf(run(test({ "x-kind": "pet" }))), []);
    assert.equal(
      onlyFailure(run(test({ "x-kind": "cat" }))).message,
      'headers.x-kind: expected "cat", but it is "pet"',
    );
  });
});

describe("accepting what happened", () => {
  it("changes only what differs, and keeps matchers that match", () => {
    const expect = `{\n  "output": {"id": {"$regex": "\\\\d+"}, "name": "Max", "when": {"$type": "string"}}\n}`;
    const ran = run(printing('{"id":"7","name":"Rex","when":5}', expect));
    assert.equal(accepted(ran), ran.text.replace('"Max"', '"Rex"').replace('{"$type": "string"}', "5"));
  });

  it("rewrites objects that have other members, and lists of another length", () => {
    const expect = '{"output": {"a": {"$any": 1}, "old": 1, "list": [{"$any": 1}]}}';
    const ran = run(printing('{"a":"x","new":true,"list":["y","z"]}', expect));
    assert.match(
      accepted(ran),
      /"expect": \{"output": \{"a": \{"\$any": 1\}, "list": \[\{"\$any": 1\}, "z"\], "new": true\}\}/,
    );
  });

  it("keeps digits that JavaScript would lose", () => {
    assert.match(
      accepted(run(printing('{"n":12345678901234567890}', '{"output": {"n": 1}}'))),
      /"n": 12345678901234567890/,
    );
    const yaml = `tests:\n  - name: a\n    request: {body: '{"n":12345678901234567890}'}\n    expect: {output: {n: 1}}\n`;
    assert.match(accepted(run(yaml, "t.test.yaml"), "t.test.yaml"), /n: 12345678901234567890/);
  });

  it("replaces JSON by the text that is not JSON, and text by text", () => {
    assert.match(accepted(run(printing("{oops", '{"output": {"a": 1}}'))), /"output": "\{oops"/);
    assert.match(accepted(run(printing("a\nb", '{"output": {"$lines": ["a"]}}'))), /"\$lines": \["a", "b"\]/);
  });

  it("removes what does not exist, and adds problems", () => {
    const text = JSON.stringify({
      file: "mock.put-integration.json",
      tests: [{ name: "a", expect: { backendRequest: { method: "GET" }, output: { $any: true } } }],
    });
    assert.equal(
      accepted(run(text)),
      text
        .replace('"backendRequest":{"method":"GET"},', "")
        .replace('"output":{"$any":true}', '"output": {"$any": true}'),
    );
  });

  it("gives a test that expects nothing what it needs", () => {
    const text = JSON.stringify({ file: "bad.vtl", tests: [{ name: "a" }] });
    const files = { "bad.vtl": "#set(" };
    const file = readTestFile(text, "t.test.json");
    const [result] = [...runTests(file, file.cases, { textOf: (each) => files[each as "bad.vtl"] })];
    const [test] = file.cases;
    assert.ok(test && result?.outcome === "failed");
    const [edit] = acceptActual(file, test, result.actual);
    assert.match(
      edit?.newText ?? "",
      /"expect": \{\s+"output": "",\s+"problems": \[\s+"VTL-unexpected-end"\s+\]\s+\}/,
    );
    assert.equal(result.failures[0]?.where?.path, "bad.vtl");
  });
});
