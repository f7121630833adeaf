import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { filesWithNew } from "../../server/src/features/newFiles";
import { OPERATION_NAMES, type OperationName } from "../../server/src/model/operationNames";
import { filled, type NewInputTarget, TARGETS } from "../../server/src/model/targets";
import { Workspace } from "./apigw";

const workspace = new Workspace({ "there.json": "mine\n", "kept.integration.request.json": "{}\n" });

/** The rows of `apigw new OPERATION` below its heading: target and protocol. */
function targetsOf(operation: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = workspace.apigw(["new", operation, ...args]);
  assert.deepEqual([code, stderr], [0, ""]);
  const [heading, ...rows] = stdout.trimEnd().split("\n");
  assert.match(heading ?? "", /^TARGET +PROTOCOL +TITLE$/);
  return rows.map((row) => {
    const [, target, protocol] = /^(\S+) +(http|websocket|rest) +\S/.exec(row) ?? [];
    assert.ok(target && protocol, row);
    return { target, protocol };
  });
}

function targetOf(operation: OperationName, target: string, protocol: string): NewInputTarget {
  const found = TARGETS.find(
    ({ id, operations, ...other }) =>
      id === target && operations.includes(operation) && other.protocol === protocol.toUpperCase(),
  );
  assert.ok(found);
  return found;
}

/** What standard error says about the role of a target's integration. */
function roleOf(target: NewInputTarget): string {
  if (target.permissions.length === 0) return "";
  const permissions = target.permissions.map(
    ({ action, resources }) => `${action} on ${resources.map((arn) => filled(arn, {})).join(", ")}`,
  );
  return `The role requires ${permissions.join(", ")}.\nTo print its IAM policies, add --permissions or --trust-policy.\n`;
}

function read(name: string): string {
  return readFileSync(join(workspace.folder, name), "utf8");
}

describe("apigw new", () => {
  for (const operation of OPERATION_NAMES) {
    it(`writes inputs for ${operation} without problems`, function () {
      // Each target is written twice, by a process of its own.
      this.timeout(60_000);
      const targets = targetsOf(operation);
      assert.ok(targets.length > 0);
      for (const { target, protocol } of targets) {
        for (const format of ["json", "yaml"]) {
          const name = `${format}-${target}-${protocol}.${operation}.${format}`;
          const args = ["new", operation, "--target", target, "--protocol", protocol, "--output", name];
          const chosen = targetOf(operation, target, protocol);
          const others = filesWithNew(chosen, operation, name, format === "yaml" ? "yaml" : "json");
          const created = others.length > 0 ? [{ path: name }, ...others] : [];
          const stderr = created.map(({ path }) => `Created ${path}\n`).join("") + roleOf(chosen);
          assert.deepEqual(workspace.apigw(args), { code: 0, stdout: "", stderr });
          for (const { path, text } of others) assert.equal(read(path), text);
        }
      }
      // AG0022 reminds of a newer AWS CLI, whatever else the input holds.
      const check = ["check", `*.${operation}.{json,yaml}`, "--rule", "AG0022=hint", "--format", "json"];
      const { code, stdout, stderr } = workspace.apigw(check);
      assert.deepEqual([code, stderr], [0, ""], stdout);
      const files: {
        readonly operation: string;
        readonly problems: readonly { readonly severity: string }[];
      }[] = JSON.parse(stdout);
      // Among them are the integration responses that were written with an integration.
      const isInput = (name: string): boolean =>
        name.endsWith(`.${operation}.json`) || name.endsWith(`.${operation}.yaml`);
      const names = readdirSync(workspace.folder).filter(isInput);
      assert.ok(names.length >= targets.length * 2);
      assert.equal(files.length, names.length);
      assert.ok(files.every((file) => file.operation === operation));
    });
  }

  it("prints JSON, or YAML on request", () => {
    const args = ["new", "create-integration", "--target", "lambda-proxy", "--protocol", "http"];
    const { IntegrationType, PayloadFormatVersion } = JSON.parse(workspace.apigw(args).stdout);
    assert.deepEqual([IntegrationType, PayloadFormatVersion], ["AWS_PROXY", "2.0"]);
    const { code, stdout, stderr } = workspace.apigw([...args, "--format", "yaml"]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^IntegrationType: AWS_PROXY\n(?:.*\n)*PayloadFormatVersion: "2\.0"\n$/);
  });

  it("prefers the given format to that of the file name", () => {
    const args = ["new", "put-integration", "--target", "mock", "--output", "new.yaml", "--format", "json"];
    assert.equal(workspace.apigw(args).code, 0);
    assert.equal(JSON.parse(read("new.yaml")).type, "MOCK");
  });

  it("names the permission of the role, and keeps it out of the input", () => {
    const { code, stdout, stderr } = workspace.apigw([
      "new",
      "put-integration",
      "--target",
      "sqs-send-message",
    ]);
    const role = `The role requires sqs:SendMessage on arn:aws:sqs:us-east-1:123456789012:my-queue.
To print its IAM policies, add --permissions or --trust-policy.
`;
    assert.deepEqual([code, stderr], [0, role]);
    assert.equal(JSON.parse(stdout).uri, "arn:aws:apigateway:us-east-1:sqs:path/123456789012/my-queue");
  });

  it("writes an integration with its samples and responses, which check and simulate accept", () => {
    const args = ["new", "put-integration", "--target", "sqs-send-message"];
    const names = [
      "orders.put-integration.yaml",
      "orders.put-integration.request.json",
      "orders.200.put-integration-response.yaml",
      "orders.200.put-integration-response.response.json",
      "orders.500.put-integration-response.yaml",
      "orders.500.put-integration-response.response.json",
    ] as const;
    const written = workspace.apigw([...args, "--output", names[0]]);
    assert.deepEqual([written.code, written.stdout], [0, ""]);
    assert.ok(written.stderr.startsWith(names.map((name) => `Created ${name}\n`).join("")), written.stderr);
    assert.equal(
      read(names[0]),
      `restApiId: a1b2c3d4e5
resourceId: abc123
httpMethod: POST
type: AWS
integrationHttpMethod: POST
uri: arn:aws:apigateway:us-east-1:sqs:path/123456789012/my-queue
credentials: arn:aws:iam::123456789012:role/api-gateway
requestParameters:
  integration.request.header.Content-Type: "'application/x-www-form-urlencoded'"
requestTemplates:
  application/json: Action=SendMessage&MessageBody=$util.urlEncode($input.body)
passthroughBehavior: NEVER
`,
    );
    assert.equal(JSON.parse(read(names[1])).method, "POST");
    const inputs = [names[0], names[2], names[4]];
    const checked = workspace.apigw(["check", ...inputs]);
    assert.deepEqual([checked.code, checked.stderr], [0, ""]);
    assert.doesNotMatch(checked.stdout, /: (?:error|warning) AG/);
    for (const [response, status] of [
      [names[3], 200],
      [names[5], 500],
    ] as const) {
      const samples = ["--request", names[1], "--response", response, "--format", "json"];
      const { code, stdout, stderr } = workspace.apigw(["simulate", ...inputs, ...samples]);
      assert.deepEqual([code, stderr, JSON.parse(stdout).response.status], [0, "", status]);
    }
  });

  it("keeps samples that exist already", () => {
    const args = ["new", "create-integration", "--protocol", "http", "--target", "sqs-send-message"];
    const { code, stdout, stderr } = workspace.apigw([...args, "--output", "kept.integration.json"]);
    assert.deepEqual([code, stdout], [0, ""]);
    const role = roleOf(targetOf("create-integration", "sqs-send-message", "http"));
    const kept = "apigw: kept.integration.request.json: already exists, and was not changed\n";
    assert.equal(stderr, `Created kept.integration.json\n${kept}${role}`);
    assert.equal(read("kept.integration.request.json"), "{}\n");
  });

  it("prints the policies of the role", () => {
    const args = ["new", "put-integration", "--target", "s3-get-object"];
    const permissions = workspace.apigw([...args, "--permissions"]);
    assert.deepEqual([permissions.code, permissions.stderr], [0, ""]);
    assert.deepEqual(JSON.parse(permissions.stdout), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::my-bucket/*" }],
    });
    const trust = workspace.apigw([...args, "--trust-policy", "--output", "trust.json"]);
    assert.deepEqual(trust, { code: 0, stdout: "", stderr: "" });
    const [statement] = JSON.parse(read("trust.json")).Statement;
    assert.deepEqual(statement.Principal, { Service: "apigateway.amazonaws.com" });
  });

  it("lists a protocol's targets", () => {
    const all = targetsOf("create-integration");
    for (const protocol of ["http", "websocket"]) {
      assert.deepEqual(
        targetsOf("create-integration", "--protocol", protocol.toUpperCase()),
        all.filter((target) => target.protocol === protocol),
      );
    }
  });

  it("does not overwrite an existing file", () => {
    const args = ["new", "put-integration", "--target", "mock", "--output", "there.json"];
    const { code, stdout, stderr } = workspace.apigw(args);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /^apigw: there\.json: already exists[^\n]*\n$/);
    assert.equal(read("there.json"), "mine\n");
  });

  it("does not create folders", () => {
    const args = ["new", "put-integration", "--target", "mock", "--output", "nowhere/new.json"];
    assert.deepEqual(workspace.apigw(args), {
      code: 2,
      stdout: "",
      stderr: "apigw: nowhere/new.json: no such folder\n",
    });
    assert.ok(!existsSync(join(workspace.folder, "nowhere")));
  });

  for (const [message, ...args] of [
    [/no operation given/],
    [
      /expected one operation, not put-integration and create-integration/,
      "put-integration",
      "create-integration",
    ],
    [/unknown operation: destroy \(known: create-integration, /, "destroy"],
    [/unknown target: moon \(known: .*\bmock\b.*\)/, "put-integration", "--target", "moon"],
    [/unknown target: toString/, "put-integration", "--target", "toString"],
    [
      /lambda-proxy is a target of several protocols: add --protocol http or --protocol websocket/,
      ...["create-integration", "--target", "lambda-proxy"],
    ],
    [/unknown target: mock/, "create-integration", "--target", "mock", "--protocol", "http"],
    [/unknown protocol: soap/, "create-integration", "--protocol", "soap"],
    [
      /create-integration is for HTTP APIs and WebSocket APIs, not for REST APIs/,
      "create-integration",
      "--protocol",
      "rest",
    ],
    [/put-integration is for REST APIs, not for HTTP APIs/, "put-integration", "--protocol", "http"],
    [/unknown format: xml \(known: json, yaml\)/, "put-integration", "--target", "mock", "--format", "xml"],
    [/--output requires --target/, "put-integration", "--output", "new.json"],
    [/--permissions requires --target/, "put-integration", "--permissions"],
    [/mock requires no role/, "put-integration", "--target", "mock", "--trust-policy"],
    [
      /--permissions and --trust-policy exclude each other/,
      ...["put-integration", "--target", "sqs-send-message", "--permissions", "--trust-policy"],
    ],
    [/--verbose/, "put-integration", "--verbose"],
  ] as const) {
    it(`rejects ${args.join(" ") || "no arguments"}`, () => {
      const { code, stdout, stderr } = workspace.apigw(["new", ...args]);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, message);
      assert.match(stderr, /^apigw: [^\n]*See apigw --help\.\n$/);
    });
  }
});
