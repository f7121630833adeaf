import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { OPERATION_NAMES, type OperationName } from "../../server/src/model/operationNames";
import { TARGETS } from "../../server/src/model/targets";
import { Workspace } from "./apigw";

const workspace = new Workspace({ "there.json": "mine\n" });

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

/** What standard error says about the role of a target's integration. */
function roleOf(operation: OperationName, target: string, protocol: string): string {
  const found = TARGETS.find(
    ({ id, operations, ...other }) =>
      id === target && operations.includes(operation) && other.protocol === protocol.toUpperCase(),
  );
  assert.ok(found);
  const { permissions } = found;
  return permissions.length > 0 ? `The role requires the permission ${permissions.join(", ")}.\n` : "";
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
          const name = `${target}-${protocol}.${operation}.${format}`;
          const args = ["new", operation, "--target", target, "--protocol", protocol, "--output", name];
          const stderr = roleOf(operation, target, protocol);
          assert.deepEqual(workspace.apigw(args), { code: 0, stdout: "", stderr });
        }
      }
      // AG0022 reminds of a newer AWS CLI, whatever else the input holds.
      const check = ["check", `*.${operation}.*`, "--rule", "AG0022=hint", "--format", "json"];
      const { code, stdout, stderr } = workspace.apigw(check);
      assert.deepEqual([code, stderr], [0, ""], stdout);
      const files: {
        readonly operation: string;
        readonly problems: readonly { readonly severity: string }[];
      }[] = JSON.parse(stdout);
      assert.equal(files.length, targets.length * 2);
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
    assert.deepEqual([code, stderr], [0, "The role requires the permission sqs:SendMessage.\n"]);
    assert.equal(JSON.parse(stdout).uri, "arn:aws:apigateway:us-east-1:sqs:path/123456789012/my-queue");
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
