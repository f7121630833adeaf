import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { validateXML } from "xmllint-wasm";
import { fixture } from "../support/fixtures";
import { type Outcome, Workspace } from "./apigw";

const HELLO = `#set($name = $input.path('$.name'))
{
  "greeting": "Hello $name!",
#if($input.path('$.formal') == true)
  "style": "formal"
#else
  "style": "casual"
#end
}
`;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const REX = { body: { name: "Rex", formal: false } };

/** A test that passes, one that fails, and one that cannot run. */
const MIXED = `{
  "tests": [
    {
      "name": "greets",
      "request": { "body": { "name": "Rex", "formal": false } },
      "expect": { "output": { "greeting": { "$regex": "Hello .+" }, "style": "casual" } }
    },
    {
      "name": "greets formally",
      "request": { "body": { "name": "Rex", "formal": false } },
      "expect": { "output": { "greeting": "Hello Max!", "style": "formal" } }
    },
    {
      "name": "cannot",
      "request": "none.json"
    }
  ]
}
`;

/** The output without what differs from run to run. */
function stable(text: string): string {
  return text.replace(/\d+ ms\b/g, "N ms").replace(/"milliseconds": [\d.]+/g, '"milliseconds": 0');
}

describe("apigw test", () => {
  describe("prints", () => {
    const workspace = new Workspace({
      "hello.vtl": HELLO,
      "hello.test.json": MIXED,
      "sub/good.vtl": "x",
      "sub/good.test.yaml": 'tests:\n  - name: "prints # and <&>"\n    expect: {output: x}\n',
      "other.test.json": '{"tests": ["of another tool"]}',
    });

    it("the tests of a file, with differences and a diff", () => {
      const { code, stdout, stderr } = workspace.apigw(["test", "hello.test.json"]);
      assert.deepEqual([code, stderr], [1, ""]);
      assert.equal(
        stable(stdout),
        `✗ hello.test.json
    ✓ greets
    ✗ greets formally
        at hello.test.json:11:43
        $.greeting: expected "Hello Max!", but it is "Hello Rex!"
        $.style: expected "formal", but it is "casual"

         {
        -  "greeting": "Hello Max!",
        -  "style": "formal"
        +  "greeting": "Hello Rex!",
        +  "style": "casual"
         }

    ! cannot
        at hello.test.json:15:18
        The file none.json does not exist.

1 failed, 1 could not run, 1 passed (3 tests in 1 file, N ms)
`,
      );
    });

    it("only what fails of several files, which it finds in a folder", () => {
      const { code, stdout } = workspace.apigw(["test"]);
      assert.equal(code, 1);
      const lines = stable(stdout).split("\n");
      assert.deepEqual(
        lines.filter((line) => /^\S/.test(line)),
        [
          "✗ hello.test.json (1 of 3 passed)",
          "✓ sub/good.test.yaml (1 of 1 passed)",
          "1 failed, 1 could not run, 2 passed (4 tests in 2 files, N ms)",
        ],
      );
      assert.ok(!lines.includes("    ✓ greets"));
    });

    it("no colors if the output is not a terminal", () => {
      assert.ok(!workspace.apigw(["test"]).stdout.includes("\u001b"));
    });

    it("results as data", () => {
      const { stdout } = workspace.apigw(["test", "--format=json", "hello.test.json", "sub"]);
      const { totals, files } = JSON.parse(stdout);
      assert.deepEqual(totals, { tests: 4, passed: 2, failed: 1, errored: 1, problems: 0 });
      assert.deepEqual(
        files.map(({ file }: { file: string }) => file),
        ["hello.test.json", "sub/good.test.yaml"],
      );
      const { milliseconds: _, ...failed } = files[0].tests[1];
      const range = (line: number, from: number, to: number) => ({
        start: { line, character: from },
        end: { line, character: to },
      });
      assert.deepEqual(failed, {
        name: "greets formally",
        outcome: "failed",
        range: range(8, 14, 31),
        failures: [
          {
            of: "output",
            message:
              '$.greeting: expected "Hello Max!", but it is "Hello Rex!"\n$.style: expected "formal", but it is "casual"',
            differences: [
              {
                path: "$.greeting",
                expected: '"Hello Max!"',
                actual: '"Hello Rex!"',
                range: range(10, 42, 54),
              },
              { path: "$.style", expected: '"formal"', actual: '"casual"', range: range(10, 65, 73) },
            ],
            expected: '{\n  "greeting": "Hello Max!",\n  "style": "formal"\n}',
            actual: '{\n  "greeting": "Hello Rex!",\n  "style": "casual"\n}',
            range: range(10, 42, 54),
          },
        ],
      });
    });

    it("TAP 14", () => {
      const { stdout } = workspace.apigw(["test", "--format=tap", "hello.test.json", "sub"]);
      const points = readTap(stdout);
      assert.deepEqual(
        points.map(({ isOk, description }) => [isOk, description]),
        [
          [true, "hello.test.json: greets"],
          [false, "hello.test.json: greets formally"],
          [false, "hello.test.json: cannot"],
          [true, "sub/good.test.yaml: prints # and <&>"],
        ],
      );
      assert.deepEqual(points[2]?.diagnostics, {
        message: "The file none.json does not exist.",
        severity: "error",
        at: { file: "hello.test.json", line: 15, column: 18 },
      });
      assert.equal(points[1]?.diagnostics.wanted, '{\n  "greeting": "Hello Max!",\n  "style": "formal"\n}');
    });

    it("JUnit XML that fits its schema", async () => {
      const { stdout } = workspace.apigw(["test", "--format=junit", "hello.test.json", "sub"]);
      await assertJunit(stdout);
      assert.match(stdout, /<testsuites name="apigw" tests="4" failures="1" errors="1" time="\d+\.\d{3}">/);
      assert.match(
        stdout,
        /<testcase name="prints # and &lt;&amp;&gt;" classname="sub\/good" time="[\d.]+"\/>/,
      );
      assert.match(stdout, /<error message="The file none\.json does not exist\." type="error">/);
    });
  });

  it("prints JUnit XML for names and outputs that XML cannot contain", async () => {
    const name = "a\u0000\u001b\ud800<]]>\n&\"'\t\ufffe";
    const workspace = new Workspace({
      "t.vtl": "$input.body",
      "t.test.json": JSON.stringify({
        tests: [{ name, request: { body: "\u0001 \udc00 ]]> & <" }, expect: { output: name } }],
        more: "unknown",
      }),
    });
    const { code, stdout } = workspace.apigw(["test", "--format=junit"]);
    assert.equal(code, 1);
    await assertJunit(stdout);
    assert.match(stdout, /tests="2" failures="1" errors="1"/);
  });

  describe("selects", () => {
    const workspace = new Workspace({
      "hello.vtl": HELLO,
      "hello.test.json": MIXED,
      "many/a.vtl": "a",
      "many/a.test.yml": "tests: [{name: a, expect: {output: a}}]",
      "many/named.json": '{"file": "a.vtl", "tests": [{"name": "b", "expect": {"output": "a"}}]}',
      "none.vtl": "none",
    });
    const ran = (...args: readonly string[]): readonly unknown[] => {
      const { code, stdout, stderr } = workspace.apigw(["test", "--format=json", ...args]);
      if (code === 2) return [2, stderr.trim()];
      const names = JSON.parse(stdout).files.flatMap(({ tests }: { tests: readonly { name: string }[] }) =>
        tests.map(({ name }) => name),
      );
      return [code, ...names];
    };

    const cases: readonly (readonly [
      title: string,
      args: readonly string[],
      expected: readonly unknown[],
    ])[] = [
      ["tests by a pattern", ["--grep", "^greets$", "hello.test.json"], [0, "greets"]],
      ["tests by their names", ["--name=cannot", "--name=greets", "."], [1, "greets", "cannot"]],
      ["the tests next to a file", ["many/a.vtl"], [0, "a"]],
      ["a test file with another name", ["many/named.json"], [0, "b"]],
      ["test files by a glob", ["many/*"], [0, "a", "b"]],
      ["each test file once", ["many", "many/a.vtl", "many/a.test.yml"], [0, "a"]],
      [
        "no tests where there are none",
        ["none.vtl"],
        [2, "apigw: none.vtl: has no tests: expected a file none.test.json or none.test.yaml next to it"],
      ],
      ["nothing for a missing file", ["x.test.json"], [2, "apigw: x.test.json: no such file"]],
      ["nothing by an unknown name", ["--name=x", "hello.vtl"], [2, "apigw: test: no test has such a name"]],
      [
        "nothing by an invalid pattern",
        ["--grep=("],
        [2, 'apigw: invalid --grep "(": expected a regular expression. See apigw --help.'],
      ],
      [
        "nothing in an unknown format",
        ["--format=x"],
        [2, "apigw: unknown format: x (known: text, json, junit, tap). See apigw --help."],
      ],
    ];
    for (const [title, args, expected] of cases) it(title, () => assert.deepEqual(ran(...args), expected));
  });

  it("exits with 1 for a test file that is wrong, and says where", () => {
    const workspace = new Workspace({ "a.vtl": "a", "a.test.json": '{\n  "test": [],\n  "tests": []\n}' });
    const { code, stdout } = workspace.apigw(["test", "a.test.json"]);
    assert.equal(code, 1);
    assert.match(stdout, /^ {4}! a\.test\.json:2:3: A test file has no member test\. /m);
    assert.match(stdout, /^1 problem in test files \(0 tests in 1 file, \d+ ms\)$/m);
  });

  describe("keeps snapshots", () => {
    const tests = (...names: readonly string[]) =>
      json({ tests: names.map((name) => ({ name, request: REX, expect: "snapshot" })) });
    const update = (workspace: Workspace, ...args: readonly string[]): Outcome =>
      workspace.apigw(["test", "--update", ...args], "", { CI: "" });

    it("which are missing until they are written", () => {
      const workspace = new Workspace({ "hello.vtl": HELLO, "hello.test.json": tests("b", "a") });
      assert.equal(workspace.apigw(["test"]).code, 1);
      const { code, stdout } = update(workspace);
      assert.equal(code, 0);
      assert.match(stdout, /^hello\.snapshot\.json: wrote 2 snapshots$/m);
      const text = readFileSync(join(workspace.folder, "hello.snapshot.json"), "utf8");
      assert.deepEqual(Object.entries(JSON.parse(text)), [
        ["a", { output: { greeting: "Hello Rex!", style: "casual" } }],
        ["b", { output: { greeting: "Hello Rex!", style: "casual" } }],
      ]);
      assert.equal(workspace.apigw(["test"]).code, 0);

      workspace.write("hello.vtl", HELLO.replace("Hello", "Hi"));
      const failed = workspace.apigw(["test", "--name=a"]);
      assert.equal(failed.code, 1);
      assert.match(failed.stdout, /\$\.output\.greeting: expected "Hello Rex!", but it is "Hi Rex!"/);
    });

    it("and reports those that no test uses, until they are removed", () => {
      const workspace = new Workspace({ "hello.vtl": HELLO, "hello.test.json": tests("a", "b") });
      update(workspace);
      workspace.write("hello.test.json", tests("a"));
      const { code, stdout } = workspace.apigw(["test"]);
      assert.equal(code, 0);
      assert.match(stdout, /^hello\.snapshot\.json: no test uses the snapshot b\. Remove with --update\.$/m);
      assert.match(update(workspace).stdout, /^hello\.snapshot\.json: removed 1 snapshot$/m);
      workspace.write("hello.test.json", json({ tests: [{ name: "a", request: REX }] }));
      update(workspace);
      assert.ok(!existsSync(join(workspace.folder, "hello.snapshot.json")));
    });

    it("which a pipeline never writes", () => {
      const workspace = new Workspace({ "hello.vtl": HELLO, "hello.test.json": tests("a") });
      const { code, stderr } = workspace.apigw(["test", "--update"], "", { CI: "true" });
      assert.deepEqual(
        [code, stderr],
        [
          2,
          "apigw: --update is not available where CI is set: a pipeline must not change snapshots. See apigw --help.\n",
        ],
      );
      assert.ok(!existsSync(join(workspace.folder, "hello.snapshot.json")));
    });
  });

  describe("reports coverage", () => {
    const rest = { restApiId: "a", resourceId: "r", httpMethod: "POST", type: "MOCK" };
    const workspace = new Workspace({
      "hello.vtl": HELLO,
      "hello.test.json": json({ tests: [{ name: "a", request: REX }] }),
      "more.test.json": json({
        file: "hello.vtl",
        tests: [{ name: "a", request: { body: { formal: true } } }],
      }),
      "one/put-integration.json": JSON.stringify({
        ...rest,
        requestTemplates: { "application/json": '{"statusCode": 200}#if($x)x#end', "text/xml": "never" },
      }),
      "one/put-integration.test.json": json({ tests: [{ name: "a" }] }),
    });

    it("as a table, with the branches that no test takes", () => {
      const { code, stdout } = workspace.apigw(["test", "hello.test.json", "one", "--coverage=text"]);
      assert.equal(code, 0);
      assert.equal(
        stdout.slice(stdout.indexOf("\n\n", stdout.indexOf("passed (")) + 2),
        `File                      Statements  Branches    Templates
hello.vtl                 87 % (7/8)  50 % (1/2)  100 % (1/1)
one/put-integration.json  75 % (3/4)  50 % (1/2)  50 % (1/2)

hello.vtl:4:1: #if is never taken
one/put-integration.json:1:138: the #if never goes without a branch
one/put-integration.json:1:156: no test renders requestTemplates/text/xml
`,
      );
    });

    it("as lcov, added up over test files", () => {
      const { code } = workspace.apigw(["test", "hello.test.json", "more.test.json", "--coverage=lcov"]);
      assert.equal(code, 0);
      const text = readFileSync(join(workspace.folder, "coverage", "lcov.info"), "utf8");
      assert.equal(
        text,
        `TN:
SF:hello.vtl
FN:1,template
FNDA:2,template
FNF:1
FNH:1
DA:1,2
DA:2,2
DA:3,2
DA:4,2
DA:5,1
DA:7,1
DA:9,2
LF:7
LH:7
BRDA:4,4,0,1
BRDA:4,4,1,1
BRF:2
BRH:2
end_of_record
`,
      );
    });

    it("in another file, and within JSON", () => {
      const { stdout } = workspace.apigw([
        "test",
        "one",
        "--coverage=lcov",
        "--coverage-file=out/c.info",
        "--format=json",
      ]);
      assert.match(
        readFileSync(join(workspace.folder, "out", "c.info"), "utf8"),
        /^SF:one\/put-integration\.json$/m,
      );
      const [covered] = JSON.parse(stdout).coverage;
      assert.deepEqual(
        covered.templates.map(({ name, count }: { name: string; count: number }) => [name, count]),
        [
          ["requestTemplates/application/json", 1],
          ["requestTemplates/text/xml", 0],
        ],
      );
    });
  });

  it("ends a test that runs forever in its time, and goes on", () => {
    const nested = `${"#foreach($a in [1..1000])".repeat(4)}x${"#end".repeat(4)}`;
    const workspace = new Workspace({
      "t.vtl": `#if($input.path('$.bomb') == true)${nested}#else fine#end`,
      "t.test.json": json({
        tests: [
          { name: "a", request: { body: { bomb: true } } },
          { name: "b", request: { body: { bomb: false } }, expect: { output: " fine" } },
        ],
      }),
    });
    const start = performance.now();
    const { code, stdout } = workspace.apigw(["test", "--milliseconds=200"]);
    assert.equal(code, 1);
    assert.match(stdout, /✗ a\n[\s\S]*Unexpected problem VTL-\w+: /);
    assert.match(stdout, /✓ b$/m);
    assert.ok(performance.now() - start < 5000);
  });

  it("prefers recordings, and says so", () => {
    const workspace = new Workspace({
      "t.vtl": "x",
      "t.test.json": json({ tests: [{ name: "a", expect: { output: "x" } }] }),
      "t.recordings.json": json({ a: { recorded: "2025-01-02", fingerprint: "0", output: "y" } }),
    });
    const { code, stdout } = workspace.apigw(["test"]);
    assert.equal(code, 0);
    assert.match(
      stdout,
      /✓ a \(the recording from AWS of 2025-01-02 is outdated, because the test now runs something else\)/,
    );
  });

  it("runs 10,000 tests in linear time", () => {
    const tests = (count: number) =>
      JSON.stringify({
        tests: Array.from({ length: count }, (_, index) => ({
          name: `test ${index}`,
          request: { body: { name: `n${index}`, formal: false } },
          expect:
            index % 2 === 0 ? "snapshot" : { output: { greeting: `Hello n${index}!`, style: "casual" } },
        })),
      });
    const workspace = new Workspace({ "hello.vtl": HELLO, "hello.test.json": tests(1000) });
    const time = (count: number): number => {
      workspace.write("hello.test.json", tests(count));
      assert.equal(workspace.apigw(["test", "--update"], "", { CI: "" }).code, 0);
      const start = performance.now();
      assert.equal(workspace.apigw(["test"]).code, 0);
      return performance.now() - start;
    };
    const few = time(1000);
    const many = time(10_000);
    assert.ok(many < few * 20, `${few} ms, then ${many} ms`);
  });
});

interface Point {
  readonly isOk: boolean;
  readonly description: string;
  readonly diagnostics: Readonly<Record<string, unknown>>;
}

/** Reads TAP 14 by its grammar: the version, the plan, and test points in order, each with at most one YAML block. */
function readTap(text: string): readonly Point[] {
  const [version, plan, ...lines] = text.trimEnd().split("\n");
  assert.equal(version, "TAP version 14");
  const count = /^1\.\.(\d+)$/.exec(plan ?? "")?.[1];
  assert.ok(count !== undefined);
  const points: { isOk: boolean; description: string; diagnostics: Record<string, unknown> }[] = [];
  let isInside = false;
  for (const line of lines) {
    const point = /^(not )?ok (\d+) - (.*)$/.exec(line);
    const entry = /^ {2}(\w+): (.*)$/.exec(line);
    if (point && !isInside) {
      assert.equal(Number(point[2]), points.length + 1);
      const description = point[3] ?? "";
      assert.doesNotMatch(description, /(?:^|[^\\])#/, "a directive");
      points.push({
        isOk: !point[1],
        description: description.replace(/\\([\\#])/g, "$1"),
        diagnostics: {},
      });
    } else if (line === "  ---" && !isInside) isInside = true;
    else if (line === "  ..." && isInside) isInside = false;
    else {
      assert.ok(isInside && entry, `unexpected: ${line}`);
      const [, name = "", value = ""] = entry;
      const diagnostics = points.at(-1)?.diagnostics;
      if (diagnostics) diagnostics[name] = JSON.parse(value);
    }
  }
  assert.equal(points.length, Number(count));
  return points;
}

async function assertJunit(text: string): Promise<void> {
  const { valid, errors } = await validateXML({
    xml: [{ fileName: "report.xml", contents: text }],
    schema: [{ fileName: "junit.xsd", contents: fixture("junit.xsd") }],
  });
  assert.ok(valid, `${errors.map(({ message }) => message).join("\n")}\n${text}`);
}
