/** Template tests beside a Jest suite with velocityjs that does the same. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readTestFile, runTests } from "../../server/src/testing";
import { median } from "./measure";
import { ratio, table } from "./table";

const COUNT = 1000;
const ROUNDS = 5;

/** Not a dependency of the project: installed for the comparison only, outside of the sources. */
const JEST = "jest@30";
const CACHE = resolve("node_modules", ".cache", "apigw-bench", "jest");

const TEMPLATE = `#set($pet = $input.path('$'))
{
  "name": "$pet.name",
#if($pet.age > 3)
  "kind": "old",
#else
  "kind": "young",
#end
  "tags": [#foreach($tag in $pet.tags)"$tag"#if($foreach.hasNext),#end#end]
}
`;

interface Case {
  readonly body: { readonly name: string; readonly age: number; readonly tags: readonly string[] };
  readonly output: object;
}

const CASES: readonly Case[] = Array.from({ length: COUNT }, (_, index) => {
  const body = { name: `Pet ${index}`, age: index % 7, tags: ["a", "b", `c${index}`] };
  const { name, age, tags } = body;
  return { body, output: { name, kind: age > 3 ? "old" : "young", tags } };
});

const TESTS = JSON.stringify(
  {
    tests: CASES.map(({ body, output }, index) => ({
      name: `test ${index}`,
      request: { body },
      expect: { output },
    })),
  },
  null,
  2,
);

const SUITE = `
const { Compile, parse } = require(${JSON.stringify(resolve("node_modules", "velocityjs"))});
const { readFileSync } = require("node:fs");
const template = readFileSync(__dirname + "/pets.vtl", "utf8");
const cases = JSON.parse(readFileSync(__dirname + "/cases.json", "utf8"));
for (const [index, { body, output }] of cases.entries()) {
  test("test " + index, () => {
    const input = { path: () => body };
    expect(JSON.parse(new Compile(parse(template)).render({ input }))).toEqual(output);
  });
}
`;

/** Returns a table: the tests per second in a process of its own, as in a pipeline, and without starting one. */
export function measureTestRuns(): string {
  const folder = mkdtempSync(join(tmpdir(), "apigw-bench-tests-"));
  try {
    writeFileSync(join(folder, "pets.vtl"), TEMPLATE);
    writeFileSync(join(folder, "pets.test.json"), TESTS);
    writeFileSync(join(folder, "cases.json"), JSON.stringify(CASES));
    writeFileSync(join(folder, "suite.test.js"), SUITE);
    writeFileSync(join(folder, "package.json"), "{}");
    const ours = perSecond(() => runNode(folder, [resolve("dist", "cli.js"), "test"]));
    const inProcess = perSecond(runInProcess);
    const jest = installedJest();
    const rows = [
      ["apigw test, a process", rate(ours), "", ""],
      ["runTests, in process", rate(inProcess), "", ""],
    ];
    if ("reason" in jest) {
      return `${table(["1,000 tests", "tests/s", "", ""], rows)}Jest with velocityjs, skipped: ${jest.reason}\n`;
    }
    const theirs = perSecond(() =>
      runNode(folder, [jest.bin, "--runInBand", "--silent", "--rootDir", folder]),
    );
    return table(
      ["1,000 tests", "tests/s", "Jest with velocityjs", "ratio"],
      [
        ["a process of its own", rate(ours), rate(theirs), ratio(ours, theirs)],
        ["in process", rate(inProcess), "", ""],
      ],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rate(perSecond: number): string {
  return Math.round(perSecond).toLocaleString("en-US");
}

function perSecond(action: () => void): number {
  action();
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    action();
    return performance.now() - start;
  });
  return (COUNT / median(times)) * 1000;
}

function runInProcess(): void {
  const file = readTestFile(TESTS, "pets.test.json");
  const textOf = (path: string) => (path === "pets.vtl" ? TEMPLATE : undefined);
  for (const { outcome } of runTests(file, file.cases, { textOf })) {
    if (outcome !== "passed") throw new Error("A test of the benchmark fails.");
  }
}

function runNode(folder: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`The tests of the benchmark fail: ${stdout}${stderr}`);
}

/** Installs Jest into the cache on first use, or says why that is not possible. */
function installedJest(): { readonly bin: string } | { readonly reason: string } {
  const bin = join(CACHE, "node_modules", "jest", "bin", "jest.js");
  if (existsSync(bin)) return { bin };
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(join(CACHE, "package.json"), '{"private": true}');
  const { status, stderr, error } = spawnSync(
    "npm",
    ["install", "--no-audit", "--no-fund", "--ignore-scripts", JEST],
    {
      cwd: CACHE,
      encoding: "utf8",
      shell: process.platform === "win32",
    },
  );
  if (status === 0 && existsSync(bin)) return { bin };
  const [reason = "unknown"] = (error?.message ?? stderr).trim().split("\n");
  return { reason: `npm could not install ${JEST}: ${reason}` };
}
