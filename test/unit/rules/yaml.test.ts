import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { check } from "../../../server/src/index";
import { OPERATION_NAMES } from "../../../server/src/model/operationNames";
import { fixture, fixturesIn } from "../../support/fixtures";
import { itFixes, itPointsAt, messagesOf } from "../../support/ruleCases";

const YAML = { format: "yaml", operation: "update-integration" } as const;

describe("the rules on YAML", () => {
  itPointsAt(
    [
      ["a name given twice", "Description: a\n<|Description|>: b\n", "AG0011 error"],
      ["a version without quotes", "PayloadFormatVersion: <|2.0|>\n", "AG0014 error"],
      ["a version in quotes", 'PayloadFormatVersion: "2.0"\n'],
      [
        "a status code without quotes",
        'ResponseParameters:\n  <|404|>:\n    overwrite:statuscode: "200"\n',
        "AG0015 error",
      ],
      [
        "a number for a text",
        "ResponseParameters:\n  '404':\n    overwrite:statuscode: <|200|>\n",
        "AG0017 error",
      ],
      ["a boolean for a text", "Description: <|true|>\n", "AG0017 error"],
      ["a date for a text", "Description: <|2020-01-01|>\n", "AG0017 error"],
      ["a tag", "Description: <|!Ref|> x\n", "AG0018 error"],
      ["binary data", "Description: !!binary <|aGk=|>\n", "AG0006 error"],
      ["no, unquoted", "Description: <|no|>\n", "AG0019 information"],
      ["no, quoted", "Description: 'no'\n"],
      ["no value", "<|Description|>:\n", "AG0007 error"],
      ["a tilde", "Description: <|~|>\n", "AG0007 error"],
      ["a number that is not whole", "TimeoutInMillis: <|1e3|>\n", "AG0023 error"],
      ["a short timeout", "TimeoutInMillis: <|0x10|>\n", "AG0008 error"],
      ["an octal timeout", "TimeoutInMillis: 0o120\n"],
      ["an unknown member", "<|Descriptoin|>: a\n", "AG0003 error"],
      [
        "a part of a folded text",
        "CredentialsArn: >-\n  arn:aws:iam::123456789012:role/r\nIntegrationUri: |-\n  https://<|$stageVariables.host|>/a\n",
        "AG4005 error",
      ],
      ["a part of a quoted text", "IntegrationUri: 'https://<|$stageVariables.host|>/''a'\n", "AG4005 error"],
    ],
    YAML,
  );
  itPointsAt(
    [["a status code without quotes", "selectionPattern: '2..'\nstatusCode: <|200|>\n", "AG0016 error"]],
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
      ["AG0003", 'Rename to "Description"', "Descriptoin: a\n", "Description: a\n"],
    ],
    YAML,
  );
  itFixes([["AG0016", 'Write "200"', "statusCode: 200\n", 'statusCode: "200"\n']], {
    format: "yaml",
    operation: "put-integration-response",
  });

  for (const [name, text] of [
    ["more than one document", "Description: a\n---\nDescription: b\n"],
    ["a tab", "Description:\n\ta: b\n"],
  ] as const) {
    it(`refuse ${name}`, () => {
      const [problem] = check(text, YAML).problems;
      assert.equal(problem?.code, "AG0018");
      assert.match(
        problem.message,
        /AWS answers: Error parsing parameter 'cli-input-yaml': Invalid YAML received\.$/,
      );
    });
  }

  for (const name of fixturesIn("skeletons").filter((path) => path.endsWith(".yaml"))) {
    it(`give ${name} one quiet notice`, () => {
      const operation = OPERATION_NAMES.find((candidate) => name.includes(`_${candidate}.`));
      const { problems } = check(fixture(name), { format: "yaml", ...(operation && { operation }) });
      assert.deepEqual(
        problems.map(({ code, severity }) => `${code} ${severity}`),
        ["AG0021 information"],
      );
    });
  }

  it("know YAML by the file's name", () => {
    assert.deepEqual(check("Description: a\n", { fileName: "update-integration.yml" }).problems, []);
    const [problem] = check("Description: a\n", { fileName: "update-integration.json" }).problems;
    assert.equal(problem?.code, "AG0001");
  });

  it("quote the AWS CLI of a version", () => {
    const [message = ""] = messagesOf("AG0014", "PayloadFormatVersion: 2.0\n", YAML);
    assert.match(
      message,
      /Invalid type for parameter PayloadFormatVersion, value: 2\.0, type: <class 'float'>, valid types: <class 'str'>$/,
    );
  });

  it("read %YAML 1.1 as such", () => {
    const { problems } = check("%YAML 1.1\n---\nDescription: no\n", YAML);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["AG0017"],
    );
  });
});
