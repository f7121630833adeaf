import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { after, before, describe, it } from "mocha";
import { InitializeRequest } from "vscode-languageserver/node";
import { PROJECT } from "../support/fixtures";
import { LspProcess } from "../support/lspProcess";

/** The project's own Node.js goes first, as in every npm script. */
const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` };

const PROGRAM = `
import { check, inputsOf, renderTemplate, simulate, type CheckProblem, type HostInput } from "apigateway-integrations";

const { operation, problems } = check('{ "IntegrationType": "MOCKED" }', { fileName: "a.integration.json" });
const codes: readonly string[] = problems.map((problem: CheckProblem) => problem.code);
const { output } = renderTemplate("$input.json('$.a')", { body: '{ "a": [1] }' });
const { steps } = simulate('{ "IntegrationType": "MOCK" }', { method: "GET" });
const openapi = JSON.stringify({
  openapi: "3.0.1",
  paths: { "/": { get: { "x-amazon-apigateway-integration": { type: "mock" } } } },
});
const inputs: readonly HostInput[] = inputsOf(openapi, { fileName: "api.json", hosts: ["openapi"] });
const [input] = inputs;
const title: string | undefined = check(openapi, { fileName: "api.json" }).problems[0]?.input?.title;
if (input?.members.type !== "MOCK" || (title !== undefined && title !== input.title)) throw new Error("inputsOf");
console.log(operation, codes.join(), output, steps.length > 0);
// @ts-expect-error A file name is text.
export const refused = (): unknown => check("{}", { fileName: 1 });
`;

describe("The npm package", () => {
  const folder = mkdtempSync(join(tmpdir(), "apigw-package-"));
  let files: readonly string[] = [];

  const run = (command: string, args: readonly string[], cwd = folder) =>
    execFileSync(command, args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

  before(() => {
    const packed = JSON.parse(
      run("npm", ["pack", "--json", "--pack-destination", folder], PROJECT).replace(/^[^[{]*/, ""),
    );
    const [{ filename, files: list }] = Array.isArray(packed) ? packed : Object.values(packed);
    files = list.map(({ path }: { path: string }) => path);
    writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
    run("npm", ["install", "--offline", "--no-audit", "--no-fund", join(folder, filename)]);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it("holds the bundles, their types and the project's pages, and nothing else", () => {
    assert.deepEqual([...files].sort(), [
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "THIRD-PARTY-NOTICES.txt",
      "dist/aws.js",
      "dist/cdk.d.ts",
      "dist/cdk.js",
      "dist/cli.js",
      "dist/core.js",
      "dist/hcl.js",
      "dist/index.d.ts",
      "dist/index.js",
      "dist/server.js",
      "package.json",
      "schemas/sample-request.schema.json",
      "schemas/sample-response.schema.json",
      "schemas/template-tests.schema.json",
    ]);
  });

  it("installs without any other package", () => {
    const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
    assert.deepEqual(Object.keys(lock.packages), ["", "node_modules/apigateway-integrations"]);
  });

  it("brings the command apigw", () => {
    const { version } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));
    const apigw = join(folder, "node_modules", ".bin", "apigw");
    assert.equal(run(apigw, ["--version"]).trim(), version);
    cpSync(join(PROJECT, "samples"), join(folder, "samples"), { recursive: true });
    const { status, stdout } = spawnSync(apigw, ["check", "samples/broken.integration.json"], {
      cwd: folder,
      env,
      encoding: "utf8",
    });
    assert.equal(status, 1);
    assert.match(stdout, /AG\d{4}/);
  });

  it("brings the language server as a command", async () => {
    const server = new LspProcess(() => null, join(folder, "node_modules", ".bin", "apigw-language-server"));
    server.connection.listen();
    const { capabilities } = await server.connection.sendRequest(InitializeRequest.type, {
      capabilities: {},
      rootUri: null,
      processId: null,
    });
    assert.ok(capabilities.completionProvider);
    assert.equal(await server.stop(), 0);
  });

  it("checks Terraform at the first call, imported or required", () => {
    const main =
      'resource "aws_api_gateway_integration" "a" {\n  http_method = "GET"\n  type = "MOCKED"\n}\n';
    const call = `check(${JSON.stringify(main)}, { fileName: "main.tf" })`;
    const print =
      "const [{ code, range }] = result.problems;\nconsole.log(code, JSON.stringify(range.start));\n";
    writeFileSync(
      join(folder, "imported.mjs"),
      `import { check } from "apigateway-integrations";\nconst result = ${call};\n${print}`,
    );
    writeFileSync(
      join(folder, "required.cjs"),
      `const { check } = require("apigateway-integrations");\nconst result = ${call};\n${print}`,
    );
    for (const file of ["imported.mjs", "required.cjs"]) {
      assert.equal(run(process.execPath, [file]), 'AG0009 {"line":2,"character":9}\n', file);
    }
  });

  it("compiles in a strict TypeScript program without skipLibCheck, and runs there", () => {
    mkdirSync(join(folder, "src"), { recursive: true });
    writeFileSync(join(folder, "src", "program.ts"), PROGRAM);
    const compilerOptions = {
      module: "nodenext",
      target: "es2022",
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      types: [],
      lib: ["es2023", "dom"],
      rootDir: "src",
      outDir: "out",
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
    run(process.execPath, [join(PROJECT, "node_modules/typescript/bin/tsc"), "-p", "."]);
    assert.equal(run(process.execPath, ["out/program.js"]), "create-integration AG0009 [1] true\n");
  });
});
