import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { MOCK } from "../support/inputs";
import { DOUBTFUL, FAULTY, INCOMPLETE, SOUND, Workspace } from "./apigw";

describe("apigw check exits", () => {
  const workspace = new Workspace({
    "sound.json": SOUND,
    "faulty.json": FAULTY,
    "doubtful.json": DOUBTFUL,
    "incomplete.json": INCOMPLETE,
    "twice.json": `{"Description": "", "CredentialsArn": "", ${MOCK}}`,
    "lambda.json":
      '{"IntegrationType": "AWS_PROXY", "IntegrationUri": "arn:aws:lambda:us-east-1:123456789012:function:f"}',
  });

  for (const [code, ...args] of [
    [0, "sound.json"],
    [0, "sound.json", "sound.json"],
    [0, "incomplete.json"],
    [1, "faulty.json"],
    [1, "doubtful.json"],
    [1, "sound.json", "faulty.json"],
    [1, "faulty.json", "--max-warnings", "100"],
    [0, "doubtful.json", "--max-warnings", "1"],
    [0, "--max-warnings=1", "doubtful.json"],
    [1, "twice.json", "--max-warnings", "1"],
    [0, "twice.json", "--max-warnings", "2"],
    [1, "doubtful.json", "twice.json", "--max-warnings", "2"],
    [0, "sound.json", "--protocol", "websocket"],
    [1, "sound.json", "--protocol", "HTTP"],
    [0, "lambda.json"],
    [1, "lambda.json", "--protocol=http"],
    [0, "sound.json", "--operation", "create-integration"],
    [0, "--", "sound.json"],
  ] as const) {
    it(`${code}: ${args.join(" ")}`, () => {
      const { code: actual, stdout, stderr } = workspace.apigw(["check", ...args]);
      assert.equal(actual, code, stdout);
      assert.equal(stderr, "");
      if (code === 1) assert.notEqual(stdout, "");
    });
  }

  it("with 0 and prints nothing for a valid file", () => {
    assert.deepEqual(workspace.apigw(["check", "sound.json"]), { code: 0, stdout: "", stderr: "" });
  });
});

describe("apigw with invalid arguments", () => {
  const workspace = new Workspace({ "sound.json": SOUND });

  for (const [message, ...args] of [
    [/missing command/],
    [/unknown command: verify/, "verify", "sound.json"],
    [/no file given/, "check"],
    [/unknown format: xml \(known: text, json, sarif, github\)/, "check", "sound.json", "--format", "xml"],
    [/unknown format: toString/, "check", "sound.json", "--format", "toString"],
    [/unknown protocol: SOAP \(known: .*HTTP, WEBSOCKET.*\)/, "check", "sound.json", "--protocol", "SOAP"],
    [/unknown operation: destroy \(known: /, "check", "sound.json", "--operation", "destroy"],
    [/--max-warnings takes a number, not many/, "check", "sound.json", "--max-warnings", "many"],
    [/--max-warnings takes a number, not /, "check", "sound.json", "--max-warnings", ""],
    [/--max-warnings/, "check", "sound.json", "--max-warnings=-1"],
    [/--max-warnings/, "check", "sound.json", "--max-warnings", "-1"],
    [/--max-warnings/, "check", "sound.json", "--max-warnings"],
    [/--verbose/, "check", "sound.json", "--verbose"],
    [/-x/, "check", "-x", "sound.json"],
  ] as const) {
    it(`prints one line: ${args.join(" ") || "no arguments"}`, () => {
      const { code, stdout, stderr } = workspace.apigw(args);
      assert.equal(code, 2);
      assert.equal(stdout, "");
      assert.match(stderr, message);
      assert.match(stderr, /^apigw: [^\n]*See apigw --help\.\n$/);
      assert.doesNotMatch(stderr, /\n {4}at /);
    });
  }

  for (const args of [["--help"], ["-h"], ["check", "--help"], ["check", "sound.json", "--help"]]) {
    it(`prints its help: ${args.join(" ")}`, () => {
      const { code, stdout, stderr } = workspace.apigw(args);
      assert.deepEqual([code, stderr], [0, ""]);
      for (const word of [
        "Usage:",
        "--format",
        "--protocol",
        "--operation",
        "--max-warnings",
        "Exit status",
      ]) {
        assert.ok(stdout.includes(word), word);
      }
    });
  }
});
