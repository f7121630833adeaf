import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { SOUND, Workspace } from "./apigw";

interface Checked {
  readonly operation: string;
  readonly protocol: string | null;
  readonly problems: readonly { readonly code: string; readonly severity: string }[];
}

const workspace = new Workspace();

/** Checks a text from standard input as JSON output tells it. */
function checked(text: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = workspace.apigw(["check", "-", "--format", "json", ...args], text);
  assert.equal(stderr, "");
  const [file]: Checked[] = JSON.parse(stdout);
  assert.ok(file);
  return { code, ...file, codes: file.problems.map((problem) => problem.code) };
}

const URI = '"IntegrationUri": "arn:aws:lambda:us-east-1:123456789012:function:f"';

/** [operation, a text that stands for it, the protocol that follows] */
const contents: readonly (readonly [string, string, string | null])[] = [
  ["create-integration", `{"ApiId": "a1b2c3", "IntegrationType": "AWS_PROXY", ${URI}}`, null],
  ["update-integration", '{"ApiId": "a1b2c3", "IntegrationId": "abc", "TimeoutInMillis": 50}', null],
  ["create-integration-response", '{"IntegrationResponseKey": "$default"}', "WEBSOCKET"],
  [
    "update-integration-response",
    '{"IntegrationResponseId": "a", "IntegrationResponseKey": "/4\\\\d\\\\d/"}',
    "WEBSOCKET",
  ],
  ["put-integration", '{"restApiId": "a", "resourceId": "b", "httpMethod": "GET", "type": "MOCK"}', "REST"],
  ["put-integration-response", '{"restApiId": "a", "statusCode": "200", "selectionPattern": ""}', "REST"],
];

describe("apigw check detects the operation", () => {
  for (const [operation, text, protocol] of contents) {
    it(`from the content: ${operation}`, () => {
      const { operation: found, protocol: inferred } = checked(text);
      assert.deepEqual([found, inferred], [operation, protocol]);
    });

    for (const name of [`${operation}.json`, `dir/orders.${operation}.json`, `orders-${operation}.JSON`]) {
      it(`from the name, whatever the content: ${name}`, () => {
        assert.equal(checked("{}", "--stdin-filename", name).operation, operation);
      });
    }

    it(`from the argument, whatever the name: ${operation}`, () => {
      const name = operation === "put-integration" ? "create-integration.json" : "put-integration.json";
      assert.equal(checked("{}", "--stdin-filename", name, "--operation", operation).operation, operation);
    });
  }
});

describe("apigw check --stdin-filename", () => {
  const YAML = "Timeout: 1\nIntegrationType: MOKC\n";

  it("determines the format", () => {
    for (const name of ["a.yaml", "a.yml", "a.YAML"]) {
      assert.ok(checked(YAML, "--stdin-filename", name).codes.includes("AG0003"), name);
    }
    assert.ok(checked(YAML).codes.includes("AG0001"), "JSON without a name");
  });

  it("is the name that is printed", () => {
    const { stdout } = workspace.apigw(["check", "-", "--stdin-filename", "a.yaml"], YAML);
    assert.match(stdout, /^a\.yaml:1:1: error AG0003: /);
  });

  it("requires standard input", () => {
    const { code, stdout, stderr } = workspace.apigw(["check", "x.json", "--stdin-filename", "a.yaml"]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /--stdin-filename is only for standard input/);
  });
});

describe("apigw check of YAML", () => {
  workspace.write("quoted.integration.yaml", "ApiId: a1b2c3\nPayloadFormatVersion: 1.0\n");

  it("reports problems that only YAML has, at their places", () => {
    const { code, stdout } = workspace.apigw(["check", "quoted.integration.yaml"]);
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^quoted\.integration\.yaml:2:23: error AG0014: .*\n {4}AWS answers: .*<class 'float'>/m,
    );
  });

  const FAULTS = "Timeout: 1\nIntegrationType: MOKC\n";

  for (const [what, before, line, expected] of [
    ["nothing", "", "", ["AG0003", "AG0009"]],
    ["a rule in the file", "# apigw-disable AG0003\n", "", ["AG0009"]],
    ["several rules", "# apigw-disable AG0003, AG0009\n", "", []],
    ["all rules", "# apigw-disable\n", "", []],
    ["a line", "", " # apigw-disable-line", ["AG0009"]],
    ["a rule of a line", "", " # apigw-disable-line AG0003", ["AG0009"]],
    ["another rule of a line", "", " # apigw-disable-line AG0009", ["AG0003", "AG0009"]],
    ["the next line", "# apigw-disable-next-line\n", "", ["AG0009"]],
    ["a rule in small letters", "# apigw-disable ag0003\n", "", ["AG0009"]],
    ["a rule with a remark", "# apigw-disable AG0003 because of old files\n", "", ["AG0009"]],
    ["nothing by words like it", "# apigw-disabled, not-apigw-disable\n", "", ["AG0003", "AG0009"]],
    ["nothing where it is misspelt", "", " # apigw-disable-nextline", ["AG0003", "AG0009"]],
  ] as const) {
    it(`lets a comment suppress ${what}`, () => {
      const text = `${before}${FAULTS.replace("\n", `${line}\n`)}`;
      const { code, codes } = checked(text, "--stdin-filename", "a.integration.yaml");
      assert.deepEqual(codes, expected);
      assert.equal(code, expected.length === 0 ? 0 : 1);
    });
  }

  it("does not let strings suppress anything", () => {
    const text = 'Timeout: 1\nDescription: "# apigw-disable"\nIntegrationType: MOKC\n';
    const { codes } = checked(text, "--stdin-filename", "a.integration.yaml");
    assert.deepEqual(codes, ["AG0003", "AG0009"]);
  });
});

describe("apigw check --rule", () => {
  const FAULTS = `{"Timeout": 1, "Description": "", ${SOUND.slice(1)}`;

  for (const [args, code, severities] of [
    [[], 1, { AG0003: "error", AG0021: "warning" }],
    [["AG0003=off"], 1, { AG0021: "warning" }],
    [["AG0003=off", "AG0021=off"], 0, {}],
    [["ag0003=hint", "AG0021=information"], 0, { AG0003: "hint", AG0021: "information" }],
    [["AG0003=warning"], 1, { AG0003: "warning", AG0021: "warning" }],
    [["AG0003=off", "AG0021=error"], 1, { AG0021: "error" }],
    [["AG0003=off", "AG0003=hint", "AG0021=off"], 0, { AG0003: "hint" }],
  ] as const) {
    it(`sets the severities of rules: ${args.join(" ") || "no arguments"}`, () => {
      const found = checked(FAULTS, ...args.flatMap((arg) => ["--rule", arg]));
      assert.deepEqual(
        Object.fromEntries(found.problems.map((problem) => [problem.code, problem.severity])),
        severities,
      );
      assert.equal(found.code, code);
    });
  }

  for (const [setting, message] of [
    ["AG0003", /--rule takes CODE=LEVEL, not AG0003/],
    ["AG9999=off", /unknown rule: AG9999/],
    ["=off", /unknown rule: /],
    ["AG0003=loud", /unknown level: loud \(known: off, hint, information, warning, error\)/],
    ["AG0003=", /unknown level: /],
  ] as const) {
    it(`rejects ${setting}`, () => {
      const { code, stdout, stderr } = workspace.apigw(["check", "-", "--rule", setting], SOUND);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, message);
      assert.equal(stderr.split("\n").length, 2, "one line");
    });
  }
});
