import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, it } from "mocha";
import type * as Module from "../../server/src/index";
import { PROJECT } from "../support/fixtures";
import { MOCK } from "../support/inputs";

const { check, filesOfTests, runTests }: typeof Module = createRequire(join(PROJECT, "package.json"))(
  "./dist/index.js",
);

/** Runs a script in the project's folder, where the package knows itself by its name. */
function evaluate(inputType: "commonjs" | "module", script: string) {
  const args = [`--input-type=${inputType}`, "--eval", script];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: PROJECT, encoding: "utf8" });
  assert.equal(stderr, "");
  return stdout;
}

describe("The module", () => {
  const use = `console.log(check('{"IntegrationType": "MOCKED"}').problems.map(({ code }) => code).join());`;

  it("can be required by the package's name", () => {
    const script = `const { check } = require("apigateway-integrations"); ${use}`;
    assert.equal(evaluate("commonjs", script), "AG0009\n");
  });

  it("can be imported by the package's name, with named exports", () => {
    const script = `import { check } from "apigateway-integrations"; ${use}`;
    assert.equal(evaluate("module", script), "AG0009\n");
  });

  it("returns operation, protocol and problems with their ranges", () => {
    assert.deepEqual(check(`{${MOCK}}`), {
      operation: "create-integration",
      protocol: "WEBSOCKET",
      problems: [],
    });
    const { problems } = check('{\n  "IntegrationType": "AWS_PROXY"\n}');
    assert.deepEqual(
      problems.map(({ code, severity, range }) => ({ code, severity, range })),
      [
        {
          code: "AG2012",
          severity: "error",
          range: { start: { line: 1, character: 21 }, end: { line: 1, character: 32 } },
        },
      ],
    );
    assert.match(problems[0]?.message ?? "", /\nAWS answers: /);
  });

  it("accepts operation and protocol in any case, and rejects unknown ones", () => {
    const sound = `{${MOCK}}`;
    assert.equal(
      check(sound, { protocol: "websocket", operation: "CreateIntegration" }).protocol,
      "WEBSOCKET",
    );
    assert.equal(check(sound, { protocol: "http" }).problems[0]?.code, "AG2001");
    assert.throws(() => check(sound, { protocol: "SOAP" }), RangeError);
    assert.throws(() => check(sound, { operation: "constructor" }), RangeError);
  });

  it("accepts any text", () => {
    for (const text of ["", "\0", "[".repeat(100_000), "\uD800", '{"a":'.repeat(50_000)]) {
      assert.ok(check(text).problems.length > 0);
    }
  });

  it("runs template tests", () => {
    const text = JSON.stringify({
      tests: [
        { name: "greets", request: { body: { name: "Rex" } }, expect: { output: "Hello Max!" } },
        { name: "keeps", expect: "snapshot" },
      ],
    });
    const fileName = "hello.test.json";
    assert.ok(filesOfTests(text, fileName).includes("hello.vtl"));
    const report = runTests(text, {
      fileName,
      files: { "hello.vtl": "Hello $input.path('$.name')!" },
      coverage: true,
    });
    const [greets, keeps] = report.tests;
    assert.equal(greets?.outcome, "failed");
    assert.equal(greets?.actual?.output, "Hello Rex!");
    assert.deepEqual(greets?.failures, [
      {
        of: "output",
        message: '$: expected "Hello Max!", but it is "Hello Rex!"',
        range: { start: { line: 0, character: 87 }, end: { line: 0, character: 91 } },
        expected: "Hello Max!",
        actual: "Hello Rex!",
      },
    ]);
    assert.equal(keeps?.outcome, "failed");
    assert.deepEqual(report.snapshots, {
      path: "hello.snapshot.json",
      text: '{\n  "keeps": {\n    "output": "Hello !"\n  }\n}\n',
      written: ["keeps"],
      removed: [],
    });
    assert.deepEqual(
      report.coverage?.map(({ path, templates }) => [path, templates.map(({ count }) => count)]),
      [["hello.vtl", [2]]],
    );
    const { tests } = runTests(text, {
      fileName,
      files: (path) => ({ "hello.vtl": "Hello Max!", "hello.snapshot.json": report.snapshots.text })[path],
      only: (name) => name === "greets",
    });
    assert.deepEqual(
      tests.map(({ name, outcome }) => [name, outcome]),
      [["greets", "passed"]],
    );
  });
});
