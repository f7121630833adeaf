import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { after, before, describe, it } from "mocha";
import { PROJECT } from "../support/fixtures";

const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` };

/** Too large to be installed by everybody who works on this project: 186 MB. */
const CDK = ["aws-cdk-lib@2.276.0", "constructs@10.8.1"];

const APP = `
import { App, NestedStack, Stack, Validations, type IPolicyValidationPlugin } from "aws-cdk-lib";
import { AwsIntegration, MockIntegration, RestApi } from "aws-cdk-lib/aws-apigateway";
import { IntegrationValidation } from "apigateway-integrations/cdk";

class Api extends RestApi {
  constructor(stack: Stack, template: string) {
    super(stack, "Api");
    this.root.addMethod("GET", new MockIntegration({
      requestTemplates: { "application/json": template },
      integrationResponses: [{ statusCode: "200" }],
    }), { methodResponses: [{ statusCode: "200" }] });
  }
}

const plugin: IPolicyValidationPlugin = new IntegrationValidation();
const app = new App({ outdir: process.argv[2] ?? "out" });
Validations.of(app).addPlugins(plugin);
const template = process.argv[3] ?? "";
const stack = new Stack(app, "S");
new Api(stack, '{"statusCode": 200}');
new Api(new NestedStack(stack, "N"), template);
new AwsIntegration({ service: "sqs", path: "x" });
app.synth();
`;

const GOOD = '{"statusCode": 200}';
const BAD = '{"message": "hello"}';

describe("the validation plugin in a real CDK app", function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), "apigw-cdk-"));
  const run = (command: string, args: readonly string[], cwd = folder) =>
    execFileSync(command, args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  const synthesized = (template: string) =>
    spawnSync(process.execPath, ["app.mjs", "out", template], {
      cwd: folder,
      env: { ...env, CDK_VALIDATION: "false" },
      encoding: "utf8",
    });

  before(function () {
    const packed = JSON.parse(
      run("npm", ["pack", "--json", "--pack-destination", folder], PROJECT).replace(/^[^[{]*/, ""),
    );
    const [{ filename }] = Array.isArray(packed) ? packed : Object.values(packed);
    writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
    const install = ["install", "--no-audit", "--no-fund", join(folder, filename), ...CDK];
    const { status, stderr } = spawnSync("npm", install, { cwd: folder, env, encoding: "utf8" });
    if (status === 0) return;
    // Without a registry, nothing can be said.
    if (process.env.APIGW_TEST_ALL) assert.fail(`The AWS CDK could not be installed.\n${stderr}`);
    this.skip();
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it("has the types that the CDK expects", () => {
    writeFileSync(join(folder, "app.mts"), APP);
    const compiler = join(PROJECT, "node_modules/typescript/bin/tsc");
    run(process.execPath, [
      compiler,
      ...["--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022", "--types", "node"],
      ...["--typeRoots", join(PROJECT, "node_modules/@types"), "app.mts"],
    ]);
    assert.match(readFileSync(join(folder, "app.mjs"), "utf8"), /IntegrationValidation/);
  });

  it("lets an app without problems pass", () => {
    const { status, stderr } = synthesized(GOOD);
    assert.equal(status, 0, stderr);
  });

  it("fails the synthesis of an app with an error, and names the construct", () => {
    const { status, stderr } = synthesized(BAD);
    assert.notEqual(status, 0);
    assert.match(stderr, /The template of a MOCK integration must render statusCode/);
    assert.match(stderr, /S\/N\/Api\/Default\/GET/);
    assert.match(stderr, /apigw::AG1023/);
  });
});
