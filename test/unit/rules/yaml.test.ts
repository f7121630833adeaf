import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { check } from "../../../server/src/index";
import { OPERATION_NAMES } from "../../../server/src/model/operationNames";
import { OPERATIONS } from "../../../server/src/model/operations";
import { fixture, fixturesIn } from "../../support/fixtures";
import { itFixes, itPointsAt, messagesOf } from "../../support/ruleCases";

const YAML = { format: "yaml", operation: "update-integration" } as const;

describe("rules for YAML", () => {
  itPointsAt(
    [
      ["a duplicate key", "Description: a\n<|Description|>: b\n", "AG0011 error"],
      ["an unquoted version", "PayloadFormatVersion: <|2.0|>\n", "AG0014 error"],
      ["a quoted version", 'PayloadFormatVersion: "2.0"\n'],
      [
        "an unquoted status code",
        'ResponseParameters:\n  <|404|>:\n    overwrite:statuscode: "200"\n',
        "AG0015 error",
      ],
      [
        "a number for a string",
        "ResponseParameters:\n  '404':\n    overwrite:statuscode: <|200|>\n",
        "AG0017 error",
      ],
      ["a boolean for a string", "Description: <|true|>\n", "AG0017 error"],
      ["a date for a string", "Description: <|2020-01-01|>\n", "AG0017 error"],
      ["a tag", "Description: <|!Ref|> x\n", "AG0018 error"],
      ["binary data", "Description: !!binary <|aGk=|>\n", "AG0006 error"],
      ["an unquoted no", "Description: <|no|>\n", "AG0019 information"],
      ["a quoted no", "Description: 'no'\n"],
      ["a missing value", "<|Description|>:\n", "AG0007 error"],
      ["a tilde", "Description: <|~|>\n", "AG0007 error"],
      ["a number that is not an integer", "TimeoutInMillis: <|1e3|>\n", "AG0023 error"],
      ["a short timeout", "TimeoutInMillis: <|0x10|>\n", "AG0008 error"],
      ["an octal timeout", "TimeoutInMillis: 0o120\n"],
      ["an unknown member", "<|Descriptoin|>: a\n", "AG0003 error"],
      [
        "a part of a block scalar",
        "CredentialsArn: >-\n  arn:aws:iam::123456789012:role/r\nIntegrationUri: |-\n  https://<|$stageVariables.host|>/a\n",
        "AG4005 error",
      ],
      [
        "a part of a quoted string",
        "IntegrationUri: 'https://<|$stageVariables.host|>/''a'\n",
        "AG4005 error",
      ],
    ],
    YAML,
  );
  itPointsAt(
    [["an unquoted status code", "selectionPattern: '2..'\nstatusCode: <|200|>\n", "AG0016 error"]],
    { format: "yaml", operation: "put-integration-response" },
  );
  itFixes(
    [
      ["AG0007", 'Remove "Description"', "Description:\nTimeoutInMillis: 50\n", "TimeoutInMillis: 50\n"],
      ["AG0014", 'Write "2.0"', "PayloadFormatVersion: 2.0\n", 'PayloadFormatVersion: "2.0"\n'],
      [
        "AG0015",
        'Write "404"',
        "ResponseParameters:\n  404:\n    overwrite:statuscode: '200'\n",
        "ResponseParameters:\n  \"404\":\n    overwrite:statuscode: '200'\n",
      ],
      ["AG0017", 'Write "2020-01-01"', "Description: 2020-01-01\n", 'Description: "2020-01-01"\n'],
      ["AG0017", 'Write "True"', "Description: True\n", 'Description: "True"\n'],
      [
        "AG0025",
        "Convert to a string",
        "RequestTemplates:\n  $default:\n    statusCode: 200\n",
        'RequestTemplates:\n  $default:\n    "{\\"statusCode\\":200}"\n',
      ],
      ["AG0003", 'Rename to "Description"', "Descriptoin: a\n", "Description: a\n"],
    ],
    YAML,
  );
  itFixes([["AG0016", 'Write "200"', "statusCode: 200\n", 'statusCode: "200"\n']], {
    format: "yaml",
    operation: "put-integration-response",
  });

  for (const [name, text] of [
    ["several documents", "Description: a\n---\nDescription: b\n"],
    ["a tab", "Description:\n\ta: b\n"],
  ] as const) {
    it(`rejects ${name}`, () => {
      const [problem] = check(text, YAML).problems;
      assert.equal(problem?.code, "AG0018");
      assert.match(
        problem.message,
        /AWS answers: Error parsing parameter 'cli-input-yaml': Invalid YAML received\.$/,
      );
    });
  }

  for (const name of fixturesIn("skeletons").filter((path) => path.endsWith(".yaml"))) {
    it(`reports only that ${name} is a skeleton`, () => {
      const operation = OPERATION_NAMES.find((candidate) =>
        name.includes(`.${OPERATIONS[candidate].family}_${candidate.split(" ").at(-1)}.`),
      );
      const { problems } = check(fixture(name), { format: "yaml", ...(operation && { operation }) });
      assert.deepEqual(
        problems.map(({ code, severity }) => `${code} ${severity}`),
        ["AG0021 information"],
      );
    });
  }

  it("detects YAML from the file name", () => {
    assert.deepEqual(check("Description: a\n", { fileName: "update-integration.yml" }).problems, []);
    const [problem] = check("Description: a\n", { fileName: "update-integration.json" }).problems;
    assert.equal(problem?.code, "AG0001");
  });

  it("quotes the AWS CLI for an unquoted version", () => {
    const [message = ""] = messagesOf("AG0014", "PayloadFormatVersion: 2.0\n", YAML);
    assert.match(
      message,
      /Invalid type for parameter PayloadFormatVersion, value: 2\.0, type: <class 'float'>, valid types: <class 'str'>$/,
    );
  });

  it("reads %YAML 1.1 as YAML 1.1", () => {
    const { problems } = check("%YAML 1.1\n---\nDescription: no\n", YAML);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["AG0017"],
    );
  });
});
