/** `apigw plan` and `apigw deploy` as processes, against the emulator. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { after, before, beforeEach, describe, it } from "mocha";
import { CLI, type Outcome, Workspace } from "../cli/apigw";
import { FaultProxy } from "../support/faultProxy";
import { PROJECT } from "../support/fixtures";
import { useEmulator } from "../support/moto";
import { call, integrationsOf, newApi, newRestApi, useAwsEnvironment } from "./apis";
import { newFunction } from "./functions";
import { PATCHED_INTEGRATION, patches } from "./patchEmulation";

const PROXY = {
  IntegrationType: "HTTP_PROXY",
  IntegrationMethod: "ANY",
  IntegrationUri: "https://example.com/orders",
  PayloadFormatVersion: "1.0",
};
const FILE = "orders.integration.json";

/** Answers as people do, on a terminal of its own. */
const TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";

describe("apigw", () => {
  const emulator = useEmulator();
  useAwsEnvironment();
  const workspace = new Workspace();
  let proxy: FaultProxy;
  let apiId = "";
  let running: ChildProcess | undefined;

  before(async () => {
    proxy = await FaultProxy.before(emulator.endpoint);
  });
  after(() => proxy?.close());
  beforeEach(async () => {
    proxy.reset();
    apiId = await newApi(emulator.endpoint, "HTTP");
    rmSync(join(workspace.folder, ".apigw"), { recursive: true, force: true });
    workspace.write(FILE, JSON.stringify({ ApiId: apiId, ...PROXY }, null, 2));
  });

  /** Runs beside this process, for the proxy is in it. */
  async function run(
    command: readonly string[],
    input = "",
    environment: NodeJS.ProcessEnv = {},
    cwd = workspace.folder,
  ): Promise<Outcome> {
    const [program = "", ...args] = command;
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, AWS_ENDPOINT_URL: proxy.endpoint, ...environment },
    });
    running = child;
    child.stdin.end(input);
    const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { code: await closed, stdout, stderr };
  }

  const apigw = (args: readonly string[], environment: NodeJS.ProcessEnv = {}, input = "") =>
    run([process.execPath, CLI, ...args], input, environment);

  it("plans, deploys, and is then in sync", async () => {
    const planned = await apigw(["plan", FILE]);
    assert.deepEqual([planned.code, planned.stderr], [1, ""]);
    assert.equal(
      planned.stdout,
      `${FILE}: a new integration of HTTP API orders (${apiId})
  + IntegrationMethod: "ANY"
  + IntegrationType: "HTTP_PROXY"
  + IntegrationUri: "https://example.com/orders"
  note: The calls go to ${proxy.endpoint}, not to AWS.
  1. create the integration
`,
    );
    const deployed = await apigw(["deploy", FILE, "--yes"]);
    const id = String((await integrationsOf(emulator.endpoint, apiId))[0]?.integrationId);
    assert.deepEqual([deployed.code, deployed.stderr], [0, ""]);
    assert.equal(
      deployed.stdout,
      `${planned.stdout}  done: create the integration\n${FILE}: deployed to ${id}\n`,
    );
    const again = await apigw(["plan", FILE]);
    assert.deepEqual(again, {
      code: 0,
      stdout: `${FILE}: integration ${id} of HTTP API orders (${apiId}): in sync\n  note: The calls go to ${proxy.endpoint}, not to AWS.\n`,
      stderr: "",
    });
    assert.equal((await apigw(["deploy", FILE])).code, 0, "nothing is asked where nothing is to do");

    workspace.write(FILE, JSON.stringify({ ...PROXY, TimeoutInMillis: 1000 }));
    const changed = await apigw(["deploy", FILE, "--yes"]);
    assert.equal(changed.code, 0, "the record knows the API and the integration");
    assert.match(
      changed.stdout,
      /^ {2}~ TimeoutInMillis: 30000 -> 1000\n {2}note: .*\n {2}1\. update the integration$/m,
    );
    assert.equal((await integrationsOf(emulator.endpoint, apiId)).length, 1);
  });

  it("keeps the record next to the file if no folder above has one", async () => {
    workspace.write("deep/down/orders.integration.json", JSON.stringify({ ApiId: apiId, ...PROXY }));
    assert.equal((await apigw(["deploy", "deep/down/orders.integration.json", "--yes"])).code, 0);
    const record = JSON.parse(readFileSync(join(workspace.folder, ".apigw", "deployments.json"), "utf8"));
    assert.deepEqual(
      record.deployments.map(({ file }: { file: string }) => file),
      ["deep/down/orders.integration.json"],
    );
    rmSync(join(workspace.folder, "deep"), { recursive: true });
  });

  it("uses a record above the folder that it runs in, as the editor does", async () => {
    workspace.write("down/orders.integration.json", JSON.stringify({ ApiId: apiId, ...PROXY }));
    workspace.write(".apigw/deployments.json", '{"version": 1, "deployments": []}');
    const args = ["deploy", "orders.integration.json", "--yes"];
    const { code } = await run([process.execPath, CLI, ...args], "", {}, join(workspace.folder, "down"));
    assert.equal(code, 0);
    assert.equal(existsSync(join(workspace.folder, "down", ".apigw")), false);
    assert.equal((await apigw(["deploy", "down/orders.integration.json", "--yes"])).code, 0);
    assert.equal((await integrationsOf(emulator.endpoint, apiId)).length, 1);
    rmSync(join(workspace.folder, "down"), { recursive: true });
  });

  it("shows, asks for and makes the permission to invoke a function", async () => {
    const arn = await newFunction(emulator.endpoint, "cli-orders");
    const file = { ...PROXY, IntegrationType: "AWS_PROXY", IntegrationMethod: "POST", IntegrationUri: arn };
    workspace.write(FILE, JSON.stringify({ ApiId: apiId, ...file }));
    const route = ["--route", "GET /orders"];
    const shown = await apigw(["deploy", FILE, ...route, "--dry-run"]);
    assert.match(shown.stdout, /^ {2}3\. allow API Gateway to invoke cli-orders for GET \/orders$/m);
    const source = `arn:aws:execute-api:us-east-1:123456789012:${apiId}/*/GET/orders`;
    const command = shown.stdout.split("\n").find((line) => line.startsWith("aws lambda add-permission"));
    assert.ok(command?.includes(`--function-name ${arn} `) && command.includes(`--source-arn '${source}'`));
    const without = await apigw(["plan", FILE, ...route, "--no-permission"]);
    assert.doesNotMatch(without.stdout, /allow API Gateway/);
    const declined = await apigw(["deploy", FILE, ...route, "--no-permission", "--yes"]);
    assert.equal(declined.code, 0, declined.stdout);
    assert.doesNotMatch(declined.stdout, /allow API Gateway/);
    const granted = await apigw(["deploy", FILE, "--yes"]);
    assert.match(granted.stdout, /done: allow API Gateway to invoke cli-orders/);
    assert.equal((await apigw(["plan", FILE])).code, 0);
  });

  it("turns a put into a patch, and plans and deploys that", async () => {
    const method = await newRestApi(emulator.endpoint);
    const { restApiId, resourceId } = method;
    const put = { type: "HTTP", httpMethod: "GET", uri: "https://example.com/orders" };
    const path = `/restapis/${restApiId}/resources/${resourceId}/methods/GET/integration`;
    await call(emulator.endpoint, "PUT", path, put);
    const uri = "https://example.com/v2/orders";
    const wanted = { ...method, type: "HTTP", integrationHttpMethod: "GET", uri };
    workspace.write("a.put-integration.json", JSON.stringify(wanted));
    const turned = await apigw(["plan", "a.put-integration.json", "--patch"]);
    const patchOperations = [{ op: "replace", path: "/uri", value: uri }];
    assert.deepEqual([turned.code, turned.stderr], [1, ""]);
    assert.deepEqual(JSON.parse(turned.stdout), { ...method, patchOperations });

    workspace.write("patch.json", turned.stdout);
    const shown = await apigw(["deploy", "patch.json", "--dry-run"]);
    const plan = `patch.json: integration of GET ${resourceId} of REST API orders (${restApiId})
  ~ uri: "https://example.com/orders" -> "https://example.com/v2/orders"
  note: The calls go to ${proxy.endpoint}, not to AWS.
  1. patch the integration
`;
    const input = JSON.stringify({ ...method, patchOperations });
    const command = `aws apigateway update-integration --cli-input-json '${input}'\n`;
    assert.deepEqual(shown, { code: 0, stdout: `${plan}${command}`, stderr: "" });
    proxy.on("PATCH", PATCHED_INTEGRATION, patches(emulator.endpoint));
    const deployed = await apigw(["deploy", "patch.json", "--yes"]);
    const done = "  done: patch the integration\npatch.json: deployed\n";
    assert.deepEqual(deployed, { code: 0, stdout: `${plan}${done}`, stderr: "" });
    assert.deepEqual(
      proxy.writes.map((sent) => sent.body),
      [{ patchOperations }],
    );
    assert.match((await apigw(["deploy", "patch.json"])).stdout, /^patch\.json: .*: in sync\n/);
    const again = await apigw(["plan", "a.put-integration.json", "--patch"]);
    assert.deepEqual(again, {
      code: 0,
      stdout: "",
      stderr:
        "apigw: a.put-integration.json: does not differ from the live state, so there is nothing to patch\n",
    });
    const other = await apigw(["plan", FILE, "--patch"]);
    assert.equal(other.code, 2);
    assert.match(
      other.stderr,
      /The file is an input for create-integration\. Only inputs for put-integration /,
    );
  });

  it("records all deployments that run at the same time", async () => {
    const files = Array.from({ length: 4 }, (_, i) => `${i}.integration.json`);
    files.forEach((file, i) => {
      // Identical integrations that appear meanwhile would not be created again.
      const IntegrationUri = `https://example.com/orders/${i}`;
      workspace.write(file, JSON.stringify({ ApiId: apiId, ...PROXY, IntegrationUri }));
    });
    const outcomes = await Promise.all(files.map((file) => apigw(["deploy", file, "--yes"])));
    assert.deepEqual(
      outcomes.map(({ code }) => code),
      [0, 0, 0, 0],
      outcomes.map(({ stdout, stderr }) => `${stdout}${stderr}`).join("\n"),
    );
    const again = await Promise.all(files.map((file) => apigw(["plan", file])));
    assert.deepEqual(
      again.map(({ code }) => code),
      [0, 0, 0, 0],
    );
  });

  it("deploys YAML to a REST API given by flags", async () => {
    const { restApiId, resourceId } = await newRestApi(emulator.endpoint, ["200"]);
    const flags = ["--api-id", restApiId, "--resource-id", resourceId, "--http-method", "GET"];
    workspace.write(
      "put-integration.yaml",
      'type: MOCK\nrequestTemplates:\n  application/json: |\n    {"statusCode": 200}\n',
    );
    workspace.write("put-integration-response.yaml", 'statusCode: "200"\nselectionPattern: ""\n');
    for (const file of ["put-integration.yaml", "put-integration-response.yaml"]) {
      assert.equal((await apigw(["plan", file, ...flags])).code, 1);
      assert.deepEqual(
        [
          (await apigw(["deploy", file, ...flags, "--yes"])).code,
          (await apigw(["plan", file, ...flags])).code,
        ],
        [0, 0],
      );
    }
    const staged = await apigw(["deploy", "put-integration.yaml", ...flags, "--stage", "dev", "--yes"]);
    assert.match(staged.stdout, /done: deploy the API to the stage dev\n/);
    assert.equal((await apigw(["plan", "put-integration.yaml", ...flags, "--stage", "dev"])).code, 0);
  });

  it("only shows the plan and the AWS CLI commands with --dry-run", async () => {
    const { code, stdout } = await apigw(["deploy", FILE, "--dry-run", "--profile", "p"], {
      AWS_CONFIG_FILE: workspace.write("config", "[profile p]\nregion = us-east-1\n"),
      AWS_SHARED_CREDENTIALS_FILE: workspace.write(
        "credentials",
        "[p]\naws_access_key_id = k\naws_secret_access_key = s\n",
      ),
    });
    assert.equal(code, 0);
    const input = JSON.stringify({ ApiId: apiId, ...PROXY });
    assert.ok(
      stdout.endsWith(`aws apigatewayv2 create-integration --cli-input-json '${input}' --profile p\n`),
      stdout,
    );
    assert.deepEqual(proxy.writes, []);
  });

  describe("creates prerequisites:", () => {
    const ROUTES = ["--route", "GET /orders", "--route", "$default"];
    const routesOf = async () =>
      ((await call(emulator.endpoint, "GET", `/v2/apis/${apiId}/routes`)).items as readonly object[]).map(
        (route) => ("target" in route && "routeKey" in route ? [route.routeKey, route.target] : []),
      );

    it("routes, one of which had another target", async () => {
      const body = { routeKey: "$default", target: "integrations/other" };
      await call(emulator.endpoint, "POST", `/v2/apis/${apiId}/routes`, body);
      const planned = await apigw(["plan", FILE, ...ROUTES]);
      assert.equal(planned.code, 1);
      const steps = [
        "create the integration",
        "create the route GET /orders to the integration (authorization NONE)",
        "point the route $default, which targets integration other, to this integration",
      ];
      const numbered = steps.map((step, index) => `  ${index + 1}. ${step}\n`).join("");
      assert.ok(planned.stdout.endsWith(numbered), planned.stdout);
      const deployed = await apigw(["deploy", FILE, ...ROUTES, "--yes"]);
      const id = String((await integrationsOf(emulator.endpoint, apiId))[0]?.integrationId);
      const done = steps.map((step) => `  done: ${step}\n`).join("");
      assert.deepEqual([deployed.code, deployed.stderr], [0, ""]);
      assert.ok(deployed.stdout.endsWith(`${done}${FILE}: deployed to ${id}\n`), deployed.stdout);
      const targets = [
        ["$default", `integrations/${id}`],
        ["GET /orders", `integrations/${id}`],
      ];
      assert.deepEqual((await routesOf()).sort(), targets);
      assert.equal((await apigw(["plan", FILE, ...ROUTES])).code, 0);
    });

    it("with commands that a shell can run", async () => {
      const { code, stdout } = await apigw(["deploy", FILE, "--dry-run", ...ROUTES]);
      assert.equal(code, 0);
      const input = JSON.stringify({ ApiId: apiId, ...PROXY });
      const commands = [
        `INTEGRATION_ID=$(aws apigatewayv2 create-integration --cli-input-json '${input}' --query IntegrationId --output text)`,
        `aws apigatewayv2 create-route --api-id ${apiId} --route-key 'GET /orders' --target "integrations/$INTEGRATION_ID"`,
        `aws apigatewayv2 create-route --api-id ${apiId} --route-key '$default' --target "integrations/$INTEGRATION_ID"`,
      ];
      assert.ok(stdout.endsWith(`${commands.join("\n")}\n`), stdout);
      const { steps } = JSON.parse((await apigw(["plan", FILE, "--format", "json", ...ROUTES])).stdout);
      assert.deepEqual(
        steps.map((step: { readonly commands: readonly string[] }) => step.commands),
        commands.map((command) => [command]),
      );
      assert.deepEqual(proxy.writes, []);
    });

    it("unless somebody else changes the route while the user is asked", async () => {
      const { routeId } = await call(emulator.endpoint, "POST", `/v2/apis/${apiId}/routes`, {
        routeKey: "GET /orders",
        target: "integrations/other",
      });
      let reads = 0;
      const theirs = async (): Promise<void> => {
        // The first is the plan's; the second is what is looked at before writing.
        if (++reads !== 2) return;
        const target = "integrations/theirs";
        await call(emulator.endpoint, "PATCH", `/v2/apis/${apiId}/routes/${routeId}`, { target });
      };
      proxy.on("GET", /routes$/, { kind: "first", action: theirs }, 2);
      const { code, stdout } = await apigw(["deploy", FILE, "--route", "GET /orders", "--yes"]);
      assert.equal(code, 2);
      assert.match(stdout, /so nothing was deployed:\n {2}~ route GET \/orders: "other" -> "theirs"\n$/);
      assert.deepEqual(proxy.writes, []);
    });

    it("and does not blame the file for a route that AWS rejects", async () => {
      const body = { message: "Maximum number of Routes for this API has been reached." };
      proxy.on("POST", /routes$/, { kind: "answer", status: 400, type: "LimitExceededException", body });
      const { code, stdout, stderr } = await apigw(["deploy", FILE, "--route", "GET /orders", "--yes"]);
      assert.equal(code, 2);
      assert.match(stdout, /^ {2}done: create the integration\n {2}not done: create the route GET \/orders/m);
      assert.equal(
        stderr,
        `apigw: ${FILE}: ${body.message} Delete what is no longer needed, or request a higher quota in Service Quotas, and deploy again.\n`,
      );
    });

    it("a method and a method response, which are obstacles without the flags", async () => {
      const { restApiId, resourceId } = await newRestApi(emulator.endpoint);
      const flags = ["--api-id", restApiId, "--resource-id", resourceId, "--http-method", "POST"];
      const method = `--rest-api-id ${restApiId} --resource-id ${resourceId} --http-method POST`;
      const input = { type: "MOCK", requestTemplates: { "application/json": '{"statusCode": 303}' } };
      const location = "method.response.header.Location";
      const response = { statusCode: "303", responseParameters: { [location]: "'/orders'" } };
      workspace.write("put-integration.json", JSON.stringify(input));
      workspace.write("put-integration-response.json", JSON.stringify(response));
      for (const [file, flag, obstacle, command] of [
        [
          "put-integration.json",
          "--method",
          `The resource ${resourceId} has no method POST. Create it with aws apigateway put-method or apigw deploy --method.`,
          `aws apigateway put-method ${method} --authorization-type NONE`,
        ],
        [
          "put-integration-response.json",
          "--method-response",
          "The method does not declare a response 303. Create it with aws apigateway put-method-response or apigw deploy --method-response.",
          `aws apigateway put-method-response ${method} --status-code 303 --response-parameters '{"${location}":false}'`,
        ],
      ] as const) {
        const blocked = await apigw(["deploy", file, ...flags, "--yes"]);
        assert.equal(blocked.code, 2);
        assert.ok(blocked.stdout.endsWith(`  obstacle: ${obstacle}\n`), blocked.stdout);
        const dry = await apigw(["deploy", file, ...flags, flag, "--dry-run"]);
        assert.ok(dry.stdout.includes(`\n${command}\naws apigateway ${file.slice(0, -5)} `), dry.stdout);
        const deployed = await apigw(["deploy", file, ...flags, flag, "--yes"]);
        assert.equal(deployed.code, 0, deployed.stderr);
        assert.equal((await apigw(["plan", file, ...flags, flag])).code, 0);
      }
    });

    it("but not where they do not apply", async () => {
      const { code, stdout } = await apigw(["deploy", FILE, "--method", "--yes"]);
      assert.equal(code, 2);
      assert.match(stdout, /obstacle: A method can only be created for put-integration\.\n$/);
    });
  });

  it("prints JSON", async () => {
    const planned = await apigw(["plan", FILE, "--format", "json"]);
    const plan = JSON.parse(planned.stdout);
    assert.deepEqual(
      [plan.inSync, plan.api.id, plan.changes.length, plan.steps[0].kind],
      [false, apiId, 3, "create"],
    );
    const { result } = JSON.parse((await apigw(["deploy", FILE, "--format", "json", "--yes"])).stdout);
    assert.deepEqual([result.outcome, result.steps[0].state, typeof result.id], ["done", "done", "string"]);
  });

  describe("rejects", () => {
    it("a file with errors", async () => {
      workspace.write(FILE, '{"ApiId": "x", "IntegrationType": "HTTP-PROXY"}');
      for (const [command, code] of [
        ["plan", 2],
        ["deploy", 1],
      ] as const) {
        const outcome = await apigw([command, FILE, "--yes"].slice(0, command === "plan" ? 2 : 3));
        assert.equal(outcome.code, code);
        assert.match(outcome.stdout, /^orders\.integration\.json:1:35: error AG0009: /);
      }
      assert.deepEqual(proxy.calls, []);
    });

    it("a file that is not valid for the API's protocol", async () => {
      workspace.write(FILE, `{"ApiId": "${apiId}", "IntegrationType": "MOCK"}`);
      const { code, stdout } = await apigw(["deploy", FILE, "--yes"]);
      assert.equal(code, 1);
      assert.match(
        stdout,
        /error AG2001: .*\n {4}AWS answers: Currently, an API with a protocol type of HTTP/,
      );
    });

    it("a parameter that the REST method does not declare, at its place", async () => {
      const method = await newRestApi(emulator.endpoint);
      const integration = { type: "HTTP", integrationHttpMethod: "GET", uri: "https://example.com" };
      const requestParameters = { "integration.request.header.x": "method.request.header.X-Tenant" };
      const file = "tenant.put-integration.json";
      const text = JSON.stringify({ ...method, ...integration, requestParameters }, null, 2);
      workspace.write(file, text);
      const line = text.split("\n").findIndex((one) => one.includes("X-Tenant")) + 1;
      const { code, stdout } = await apigw(["plan", file]);
      assert.equal(code, 2);
      assert.match(
        stdout,
        new RegExp(`^${file}:${line}:\\d+: error AG1056: .*X-Tenant\\. Add it with update-method\\.`),
      );
      assert.deepEqual(proxy.writes, []);
    });

    it("to deploy without confirmation if there is no terminal", async () => {
      const { code, stderr } = await apigw(["deploy", FILE]);
      assert.deepEqual(
        [code, stderr],
        [
          2,
          `apigw: ${FILE}: not deployed, because nobody can be asked to confirm: use --yes to deploy without confirmation\n`,
        ],
      );
      assert.deepEqual(proxy.writes, []);
    });

    const cases: readonly (readonly [string, readonly string[], NodeJS.ProcessEnv, RegExp])[] = [
      [
        "an API that is not there",
        ["--api-id", "none"],
        {},
        /Invalid API identifier specified none\. Check the IDs, and that they belong to the region us-east-1/,
      ],
      ["to guess a region", [], { AWS_REGION: "" }, /No region is configured, .*\. Specify a region/],
      [
        "to go on without credentials",
        [],
        { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" },
        /Specify a profile, or sign in/,
      ],
      [
        "a profile that is not there",
        ["--profile", "none", "--region", "us-east-1"],
        {},
        /Specify a profile, or sign in/,
      ],
      [
        "an endpoint where nobody listens",
        ["--endpoint-url", "http://127.0.0.1:1"],
        {},
        /ECONNREFUSED .*Check the network/,
      ],
    ];
    for (const [title, flags, environment, message] of cases) {
      it(title, async () => {
        const { code, stderr } = await apigw(["plan", FILE, ...flags], environment);
        assert.equal(code, 2);
        assert.match(stderr, message);
        assert.doesNotMatch(stderr, /\n./, "one line");
      });
    }

    it("an integration that does not exist", async () => {
      const { code, stdout } = await apigw(["plan", FILE, "--integration-id", "none"]);
      assert.equal(code, 2);
      assert.match(stdout, /obstacle: The API \w+ has no integration none\.\n$/);
    });

    it("a file without a target", async () => {
      workspace.write(FILE, JSON.stringify(PROXY));
      const { code, stderr } = await apigw(["plan", FILE]);
      assert.deepEqual([code, stderr], [2, `apigw: ${FILE}: does not identify the target: add --api-id\n`]);
    });
  });

  it("prints AWS's message at the member it is about", async () => {
    const body = {
      message:
        "For VpcLink VPC_LINK, integration uri should be a valid ELB listener ARN or a valid Cloud Map service ARN.",
    };
    proxy.on("POST", /integrations$/, { kind: "answer", status: 400, type: "BadRequestException", body });
    const { code, stdout, stderr } = await apigw(["deploy", FILE, "--yes"]);
    assert.equal(code, 2);
    assert.match(stdout, /^ {2}not done: create the integration$/m);
    assert.equal(
      stderr,
      `apigw: ${FILE}:5:21: error AG2014: AWS answers: ${body.message} Correct the file and deploy it again.\n`,
    );
  });

  it("does not overwrite what changes while the user is asked", async () => {
    await apigw(["deploy", FILE, "--yes"]);
    const [{ integrationId } = {}] = await integrationsOf(emulator.endpoint, apiId);
    workspace.write(FILE, JSON.stringify({ ApiId: apiId, ...PROXY, TimeoutInMillis: 1000 }));
    let reads = 0;
    const theirs = async (): Promise<void> => {
      // The first is the plan's; the second is what is looked at before writing.
      if (++reads !== 2) return;
      await call(emulator.endpoint, "PATCH", `/v2/apis/${apiId}/integrations/${integrationId}`, {
        description: "theirs",
      });
    };
    proxy.on("GET", /integrations$/, { kind: "first", action: theirs }, 2);
    const { code, stdout } = await apigw(["deploy", FILE, "--yes"]);
    assert.equal(code, 2);
    assert.match(
      stdout,
      /somebody else changed it since the plan was made, so nothing was deployed:\n {2}\+ Description: "theirs"\n$/,
    );
  });

  it("stops before the next step on Ctrl+C, and says what was done", async () => {
    await call(emulator.endpoint, "POST", `/v2/apis/${apiId}/stages`, { stageName: "dev" });
    const interrupt = async (): Promise<void> => {
      running?.kill("SIGINT");
    };
    proxy.on("POST", /integrations$/, { kind: "first", action: interrupt });
    const { code, stdout } = await apigw(["deploy", FILE, "--stage", "dev", "--yes"]);
    assert.equal(code, 2);
    assert.match(
      stdout,
      /^ {2}done: create the integration\n {2}not done: deploy the API to the stage dev\n.*: stopped before it was complete\n$/m,
    );
    assert.equal((await integrationsOf(emulator.endpoint, apiId)).length, 1);
    assert.match(
      (await apigw(["plan", FILE, "--stage", "dev"])).stdout,
      /^ {2}1\. deploy the API to the stage dev$/m,
    );
  });

  describe("asks on a terminal", () => {
    for (const [answer, code, made] of [
      ["y", 0, 1],
      ["n", 2, 0],
    ] as const) {
      it(`and accepts the answer ${answer}`, async () => {
        const outcome = await run(
          ["python3", "-c", TERMINAL, process.execPath, CLI, "deploy", FILE],
          `${answer}\n`,
        );
        assert.ok(outcome.stdout.includes(`Deploy to ${proxy.endpoint}? [y/N]`), outcome.stdout);
        assert.equal(outcome.code, code, outcome.stdout);
        assert.equal((await integrationsOf(emulator.endpoint, apiId)).length, made);
      });
    }

    it("twice, and keeps an answer that is typed ahead", async () => {
      const arn = await newFunction(emulator.endpoint, "cli-ahead");
      const uri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`;
      const input = { ApiId: apiId, IntegrationType: "AWS_PROXY", IntegrationUri: uri };
      workspace.write(FILE, JSON.stringify({ ...input, PayloadFormatVersion: "2.0" }));
      const args = ["deploy", FILE, "--route", "GET /orders"];
      const outcome = await run(["python3", "-c", TERMINAL, process.execPath, CLI, ...args], "y\ny\n");
      assert.match(outcome.stdout, /Allow API Gateway to invoke cli-ahead for GET \/orders\? \[Y\/n\] /);
      assert.equal(outcome.code, 0, outcome.stdout);
      assert.match(outcome.stdout, /done: allow API Gateway to invoke cli-ahead/);
    });
  });

  describe("signs in", () => {
    const inSync = /orders \(/;

    it("with a profile, its region and its endpoint", async () => {
      const environment = {
        AWS_ENDPOINT_URL: "",
        AWS_REGION: "",
        AWS_CONFIG_FILE: workspace.write(
          "config",
          `[profile work]\nregion = us-east-1\nservices = own\n[services own]\napigatewayv2 =\n  endpoint_url = ${proxy.endpoint}\n`,
        ),
        AWS_SHARED_CREDENTIALS_FILE: workspace.write(
          "credentials",
          "[work]\naws_access_key_id = k\naws_secret_access_key = s\n",
        ),
      };
      const { code, stdout } = await apigw(["plan", FILE, "--profile", "work"], environment);
      assert.equal(code, 1);
      assert.match(stdout, inSync);
    });

    it("with a role, and an MFA code that it asks for", async () => {
      const environment = {
        AWS_CONFIG_FILE: workspace.write(
          "config",
          "[profile work]\nregion = us-east-1\nrole_arn = arn:aws:iam::123456789012:role/deployer\nsource_profile = base\nmfa_serial = arn:aws:iam::123456789012:mfa/me\n[profile base]\nregion = us-east-1\n",
        ),
        AWS_SHARED_CREDENTIALS_FILE: workspace.write(
          "credentials",
          "[base]\naws_access_key_id = k\naws_secret_access_key = s\n",
        ),
      };
      const args = ["plan", FILE, "--profile", "work"];
      const alone = await apigw(args, environment);
      assert.equal(alone.code, 2);
      assert.match(alone.stderr, /multi-factor authentication/);
      const asked = await run(
        ["python3", "-c", TERMINAL, process.execPath, CLI, ...args],
        "123456\n",
        environment,
      );
      assert.match(asked.stdout, /MFA code for arn:aws:iam::123456789012:mfa\/me: /);
      assert.equal(asked.code, 1, asked.stdout);
    });

    it("with a web identity", async () => {
      const environment = {
        AWS_ACCESS_KEY_ID: "",
        AWS_SECRET_ACCESS_KEY: "",
        AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/deployer",
        AWS_WEB_IDENTITY_TOKEN_FILE: workspace.write("token", "a-token"),
      };
      const { code, stdout, stderr } = await apigw(["plan", FILE], environment);
      assert.equal(code, 1, stderr);
      assert.match(stdout, inSync);
    });

    it("with SSO, or explains how to sign in", async () => {
      const home = join(workspace.folder, "home");
      const config =
        "[profile work]\nregion = us-east-1\nsso_session = main\nsso_account_id = 123456789012\nsso_role_name = deployer\n[sso-session main]\nsso_region = us-east-1\nsso_start_url = https://example.awsapps.com/start\n";
      const environment = {
        HOME: home,
        AWS_CONFIG_FILE: workspace.write("config", config),
        AWS_ACCESS_KEY_ID: "",
        AWS_SECRET_ACCESS_KEY: "",
      };
      const args = ["plan", FILE, "--profile", "work"];
      mkdirSync(home, { recursive: true });
      const signedOut = await apigw(args, environment);
      assert.equal(signedOut.code, 2);
      assert.match(signedOut.stderr, /aws sso login/);
      const token = {
        accessToken: "t",
        expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
        region: "us-east-1",
      };
      workspace.write(
        `home/.aws/sso/cache/${createHash("sha1").update("main").digest("hex")}.json`,
        JSON.stringify(token),
      );
      const roleCredentials = {
        accessKeyId: "k",
        secretAccessKey: "s",
        sessionToken: "x",
        expiration: Date.now() + 3_600_000,
      };
      proxy.on("GET", /federation\/credentials/, { kind: "answer", status: 200, body: { roleCredentials } });
      const signedIn = await apigw(["deploy", FILE, "--profile", "work", "--yes"], environment);
      assert.equal(signedIn.code, 0, signedIn.stderr);
      const record = readFileSync(join(workspace.folder, ".apigw", "deployments.json"), "utf8");
      assert.equal(JSON.parse(record).deployments[0].account, "123456789012");
    });
  });
});

describe("The AWS SDK", () => {
  it("is in a bundle of its own", () => {
    const holdsIt = (name: string) =>
      /node_modules\/@(?:aws-sdk|smithy)\//.test(readFileSync(join(PROJECT, "dist", name), "utf8"));
    assert.equal(holdsIt("aws.js"), true);
    for (const name of ["extension.js", "server.js", "cli.js", "index.js"])
      assert.equal(holdsIt(name), false, name);
  });

  it("is not loaded by commands that do not call AWS", () => {
    const workspace = new Workspace({
      "sound.json":
        '{"IntegrationType": "MOCK", "RequestTemplates": {"$default": "{\\"statusCode\\": 200}"}}',
    });
    const copy = join(workspace.folder, "cli.js");
    cpSync(CLI, copy);
    assert.equal(existsSync(join(workspace.folder, "aws.js")), false);
    assert.equal(workspace.apigw(["check", "sound.json"]).code, 0);
  });
});
