import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { DOUBTFUL, FAULTY, SOUND, Workspace } from "./apigw";

const workspace = new Workspace({
  "api/orders.integration.json": FAULTY,
  "api/a/deep.integration.yaml": "IntegrationType: MOCK\nTimeout: 1\n",
  "api/by-content.json": FAULTY,
  "api/B.integration.json": FAULTY,
  "api/sound.integration.json": SOUND,
  "api/package.json": '{"name": "none of ours", "Timeout": 1}',
  "api/notes.txt": FAULTY,
  "api/node_modules/x/other.integration.json": FAULTY,
  "api/.git/other.integration.json": FAULTY,
  "api/dist/other.integration.json": FAULTY,
  "elsewhere/linked.integration.json": FAULTY,
  "clean/one.integration.json": SOUND,
  "clean/two.integration.yml":
    "IntegrationType: HTTP_PROXY\nIntegrationUri: https://example.com\nIntegrationMethod: ANY\n",
  "empty/notes.txt": "nothing",
  "odd/[a].integration.json": FAULTY,
  "odd/a.integration.json": DOUBTFUL,
  "odd/latin1.integration.json": Buffer.from('{"Description": "\xfc"}', "latin1"),
});
symlinkSync(join(workspace.folder, "elsewhere"), join(workspace.folder, "api", "linked-folder"));
symlinkSync(join(workspace.folder, "api"), join(workspace.folder, "api", "a", "circle"));
symlinkSync(
  join(workspace.folder, "elsewhere", "linked.integration.json"),
  join(workspace.folder, "api", "linked-file.json"),
);

/** Of a folder: sorted by path, in capital letters first; linked files count, linked folders do not. */
const IN_API = [
  "api/B.integration.json",
  "api/a/deep.integration.yaml",
  "api/by-content.json",
  "api/linked-file.json",
  "api/orders.integration.json",
];

/** [arguments, the files with problems in their order] */
const cases: readonly (readonly [readonly string[], readonly string[], (readonly string[])?])[] = [
  [["api"], IN_API],
  [["api/"], IN_API],
  [["./api"], IN_API],
  [
    ["api/a", "api"],
    ["api/a/deep.integration.yaml", ...IN_API.filter((file) => !file.includes("/a/"))],
  ],
  [["api", "api", "api/by-content.json"], IN_API],
  [["api/by-content.json", "./api/by-content.json", "api/../api/by-content.json"], ["api/by-content.json"]],
  [["api/node_modules"], ["api/node_modules/x/other.integration.json"]],
  [["api/*.json"], IN_API.filter((file) => file.endsWith(".json")), ["api/package.json"]],
  [["api/**/*.yaml"], ["api/a/deep.integration.yaml"]],
  [["**/orders.*"], ["api/orders.integration.json"]],
  [["api/{orders,by-content}*"], ["api/by-content.json", "api/orders.integration.json"]],
  [
    ["api/*.integration.json", "api/*.json"],
    ["api/B.integration.json", "api/orders.integration.json", "api/by-content.json", "api/linked-file.json"],
    ["api/package.json"],
  ],
  [["api/dist/*.json"], ["api/dist/other.integration.json"]],
  [["odd/[a].integration.json"], ["odd/[a].integration.json"]],
  [["odd/[ab].integration.json"], ["odd/a.integration.json"]],
];

const NOT_INPUT =
  "is not an integration input: none of its members belong to one; use --operation to check it anyway";

const GATEWAY_RESPONSE =
  '{"restApiId": "a", "responseType": "DEFAULT_4XX", "statusCode": "400", "responseTemplates": {}}';
const TEST_INVOKE = '{"restApiId": "a", "resourceId": "b", "httpMethod": "GET", "body": "{}"}';

/** [file, text, why it is not checked] */
const others: readonly (readonly [string, string, string])[] = [
  ["docker-compose.integration.yml", "version: '3'\nservices:\n  web:\n    image: x\n", NOT_INPUT],
  ["tsconfig.integration.json", '{"extends": "./tsconfig.json", "compilerOptions": {}}', NOT_INPUT],
  ["jest.integration.json", '{"preset": "ts-jest", "testMatch": []}', NOT_INPUT],
  [
    ".github/workflows/update-integration.yml",
    "name: Update\non: push\njobs:\n  a:\n    runs-on: x\n",
    NOT_INPUT,
  ],
  [
    "put-gateway-response.json",
    GATEWAY_RESPONSE,
    "is the input of put-gateway-response, which is not checked",
  ],
  ["test-invoke-method.json", TEST_INVOKE, "is the input of test-invoke-method, which is not checked"],
];

describe("apigw check of files that are not inputs", () => {
  for (const [file, text, reason] of others) {
    it(`says so for the file, and skips it in a folder: ${file}`, () => {
      const folder = `other/${file.replaceAll(/\W/g, "-")}`;
      workspace.write(`${folder}/${file}`, text);
      assert.deepEqual(workspace.apigw(["check", `${folder}/${file}`]), {
        code: 2,
        stdout: "",
        stderr: `apigw: ${folder}/${file}: ${reason}\n`,
      });
      workspace.write(`${folder}/b.put-integration.json`, FAULTY);
      const both = workspace.apigw(["check", `${folder}/${file}`, `${folder}/b.put-integration.json`]);
      assert.equal(both.code, 1);
      assert.equal(both.stderr, `apigw: ${folder}/${file}: ${reason}\n`);
      const inFolder = workspace.apigw(["check", folder]);
      assert.deepEqual([inFolder.code, inFolder.stderr], [1, ""]);
      assert.ok(!inFolder.stdout.includes(file));
    });

    it(`checks it if the operation is specified: ${file}`, () => {
      const path = `forced/${file}`;
      workspace.write(path, text);
      const { code, stderr } = workspace.apigw(["check", path, "--operation", "put-integration"]);
      assert.deepEqual([code, stderr], [1, ""]);
    });
  }
});

describe("apigw with the value of one member", () => {
  workspace.write("values/templates.json", `{"application/json": "$input.json('$.a')"}`);
  workspace.write("values/params.json", `{"integration.request.heder.x": "'1'"}`);

  it("checks it in a folder", () => {
    const { code, stdout, stderr } = workspace.apigw(["check", "values"]);
    assert.deepEqual([code, stderr], [1, ""]);
    assert.match(stdout, /^values\/params\.json:1:23: error AG1012: [^\n]*\n\n1 error\n$/);
  });

  it("renders its template", () => {
    workspace.write("values/sample.request.json", '{"body": {"a": "b"}}');
    const args = ["render", "values/templates.json", "--request", "values/sample.request.json"];
    assert.deepEqual(workspace.apigw(args), { code: 0, stdout: '"b"', stderr: "" });
  });

  it("does not deploy it", () => {
    const { code, stdout, stderr } = workspace.apigw(["deploy", "values/templates.json"]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /^apigw: values\/templates\.json: The file only has the value of requestTemplates,/);
  });
});

describe("apigw check of folders and globs", () => {
  for (const [args, expected, others = []] of cases) {
    it(`checks each file once, in order: ${args.join(" ")}`, () => {
      const { code, stdout, stderr } = workspace.apigw(["check", ...args, "--format", "json"]);
      assert.equal(stderr, others.map((file) => `apigw: ${file}: ${NOT_INPUT}\n`).join(""));
      const files: { readonly file: string; readonly problems: readonly unknown[] }[] = JSON.parse(stdout);
      assert.deepEqual(
        files.filter(({ problems }) => problems.length > 0).map(({ file }) => file),
        expected,
      );
      assert.equal(code, 1);
    });
  }

  for (const args of [["clean"], ["clean/*"], ["clean/**/*.json", "clean"]]) {
    it(`prints nothing if there are no problems: ${args.join(" ")}`, () => {
      assert.deepEqual(workspace.apigw(["check", ...args]), { code: 0, stdout: "", stderr: "" });
    });
  }

  for (const [arg, message] of [
    ["api/*.xml", "no files match this glob"],
    ["nowhere/**/*.json", "no files match this glob"],
    ["api/{", "no such file"],
    ["empty", "contains no integrations"],
    ["*".repeat(70_000), "no such file, and not a valid glob"],
  ] as const) {
    it(`exits with 2 for an argument that matches no file: ${arg.slice(0, 40)}`, () => {
      const alone = workspace.apigw(["check", arg]);
      assert.deepEqual(alone, { code: 2, stdout: "", stderr: `apigw: ${arg}: ${message}\n` });
      const beside = workspace.apigw(["check", arg, "api/by-content.json"]);
      assert.equal(beside.code, 2);
      assert.match(beside.stdout, /^api\/by-content\.json:2:3: /);
    });
  }

  it("reports an unreadable input in a folder, and checks the others", () => {
    const { code, stdout, stderr } = workspace.apigw(["check", "odd"]);
    assert.equal(code, 2);
    assert.match(stderr, /^apigw: odd\/latin1\.integration\.json: is not UTF-8[^\n]*AG0013[^\n]*\n$/);
    assert.match(stdout, /^odd\/\[a\]\.integration\.json:2:3: [\s\S]*\nodd\/a\.integration\.json:1:2: /);
  });
});
