import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { check } from "../../../server/src/index";
import { analyze } from "../../../server/src/service";
import { itFixes, itPointsAt, messagesOf } from "../../support/ruleCases";

const ROLE = '"CredentialsArn": "arn:aws:iam::123456789012:role/r"';
const BASE = `"IntegrationType": "AWS_PROXY", "PayloadFormatVersion": "1.0"`;
const QUEUE = '"RequestParameters": {"QueueUrl": "q"}';
const UPDATE = { operation: "update-integration" } as const;
const PURGE = '"IntegrationSubtype": "SQS-PurgeQueue"';

describe("rules for subtypes", () => {
  itPointsAt([
    ["an unknown subtype", `{${BASE}, ${ROLE}, "IntegrationSubtype": <|"SQS-Purge"|>}`, "AG2006 error"],
    [
      "an unknown subtype but not its payload format version",
      `{"IntegrationType": "AWS_PROXY", "PayloadFormatVersion": "2.0", ${ROLE}, "IntegrationSubtype": <|"SQS"|>}`,
      "AG2006 error",
    ],
    ["a missing role", `{${BASE}, "IntegrationSubtype": <|"SQS-PurgeQueue"|>, ${QUEUE}}`, "AG2007 error"],
    [
      "a missing parameter",
      `{${BASE}, ${ROLE}, ${PURGE}, <|"RequestParameters"|>: {"Region": "r"}}`,
      "AG2008 error",
    ],
    [
      "missing RequestParameters",
      `{${BASE}, ${ROLE}, "IntegrationSubtype": <|"SQS-PurgeQueue"|>}`,
      "AG2008 warning",
    ],
    [
      "an unknown parameter",
      `{${BASE}, ${ROLE}, ${PURGE}, "RequestParameters": {"QueueUrl": "q", <|"overwrite:path"|>: "/a"}}`,
      "AG2009 error",
    ],
    ["an empty role", `{${BASE}, "CredentialsArn": <|""|>, ${PURGE}, ${QUEUE}}`, "AG2007 error"],
    [
      "an empty parameter",
      `{${BASE}, ${ROLE}, ${PURGE}, "RequestParameters": {"QueueUrl": "q", "Region": <|""|>}}`,
      "AG2059 error",
    ],
    [
      "an empty required parameter only as empty",
      `{${BASE}, ${ROLE}, ${PURGE}, "RequestParameters": {"QueueUrl": <|""|>}}`,
      "AG2059 error",
    ],
    [
      "an empty subtype with parameters of a subtype",
      `{${BASE}, ${ROLE}, "IntegrationSubtype": <|""|>, ${QUEUE}}`,
      "AG2006 error",
    ],
    [
      "an empty payload format version",
      `{"IntegrationType": "AWS_PROXY", "PayloadFormatVersion": <|""|>, ${ROLE}, ${PURGE}, ${QUEUE}}`,
      "AG2005 error",
    ],
    [
      "a target together with a subtype",
      `{${BASE}, ${ROLE}, ${PURGE}, ${QUEUE}, <|"IntegrationUri"|>: "https://a.example"}`,
      "AG2011 warning",
    ],
    [
      "an unknown variable in a parameter",
      `{${BASE}, ${ROLE}, ${PURGE}, "RequestParameters": {"QueueUrl": "$<|req|>.header.q"}}`,
      "AG2024 error",
    ],
    [
      "a claim with a colon in a parameter",
      `{${BASE}, ${ROLE}, ${PURGE}, "RequestParameters": {"QueueUrl": <|"$context.authorizer.claims.custom:queue"|>}}`,
      "AG2070 warning",
    ],
    [
      "variables without braces in text parameters",
      `{${BASE}, ${ROLE}, "IntegrationSubtype": "EventBridge-PutEvents", "RequestParameters": {"Source": "com.example.$request.path.source", "DetailType": "$request.path.a/b", "Detail": "$request.body"}}`,
    ],
    [
      "a variable without braces in a JSON parameter",
      String.raw`{${BASE}, ${ROLE}, "IntegrationSubtype": "StepFunctions-StartExecution", "RequestParameters": {"StateMachineArn": "a", "Input": "{\"id\": \"$request.path.id\"}"}}`,
    ],
    [
      "a queue in a different account",
      `{${BASE}, "CredentialsArn": "arn:aws:iam::<|210987654321|>:role/r", ${PURGE}, "RequestParameters": {"QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/q"}}`,
      "AG2064 warning",
    ],
    [
      "a state machine in a different account",
      `{${BASE}, "CredentialsArn": "arn:aws:iam::<|210987654321|>:role/r", "IntegrationSubtype": "StepFunctions-StartExecution", "RequestParameters": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:m"}}`,
      "AG2064 warning",
    ],
  ]);
  itFixes([
    [
      "AG2006",
      'Write "SQS-SendMessage"',
      '{"IntegrationSubtype": "SQS-SendMessages"}',
      '{"IntegrationSubtype": "SQS-SendMessage"}',
    ],
    [
      "AG2007",
      "Insert CredentialsArn",
      `{${PURGE}}`,
      `{${PURGE}, "CredentialsArn": "arn:aws:iam::<account>:role/<role>"}`,
    ],
    [
      "AG2008",
      "Insert MessageBody",
      '{"IntegrationSubtype": "SQS-SendMessage", "RequestParameters": {"QueueUrl": "q"}}',
      '{"IntegrationSubtype": "SQS-SendMessage", "RequestParameters": {"QueueUrl": "q", "MessageBody": "$request.body.MessageBody"}}',
    ],
    [
      "AG2008",
      "Insert QueueUrl",
      `{${PURGE}}`,
      `{${PURGE}, "RequestParameters": {\n  "QueueUrl": "$request.body.QueueUrl"\n}}`,
    ],
    [
      "AG2009",
      'Rename to "QueueUrl"',
      `{${PURGE}, "RequestParameters": {"QueueURI": "q"}}`,
      `{${PURGE}, "RequestParameters": {"QueueUrl": "q"}}`,
    ],
    ["AG2011", 'Remove "IntegrationUri"', `{${PURGE}, "IntegrationUri": "https://a.example"}`, `{${PURGE}}`],
  ]);

  it("only informs about a role that an update may leave unchanged", () => {
    const { problems } = check(`{"IntegrationSubtype": "SQS-PurgeQueue", ${QUEUE}}`, {
      operation: "update-integration",
    });
    assert.deepEqual(
      problems.map(({ code, severity }) => `${code} ${severity}`),
      ["AG2007 information", "AG2057 information"],
    );
  });

  itPointsAt(
    [
      [
        "an update without the required parameters",
        `{${ROLE}, "IntegrationSubtype": <|"SQS-SendMessage"|>, "Description": "a"}`,
        "AG2008 error",
      ],
      [
        "an update with only some of the required parameters",
        `{${ROLE}, "IntegrationSubtype": "SQS-SendMessage", <|"RequestParameters"|>: {"QueueUrl": "q"}}`,
        "AG2008 error",
      ],
      [
        "an empty parameter in an update",
        `{${ROLE}, "IntegrationSubtype": "SQS-SendMessage", <|"RequestParameters"|>: {"QueueUrl": "q", "MessageBody": "b", "DelaySeconds": <|""|>}}`,
        "AG2057 information",
        "AG2059 error",
      ],
      [
        "an unknown parameter in an update",
        `{${ROLE}, ${PURGE}, <|"RequestParameters"|>: {"QueueUrl": "q", <|"DelaySeconds"|>: "1"}}`,
        "AG2057 information",
        "AG2009 error",
      ],
      ["an update that sets no subtype", '{"Description": "a"}'],
      [
        "an update of a role with the parameters",
        `{${ROLE}, ${PURGE}, <|"RequestParameters"|>: {"QueueUrl": "q"}}`,
        "AG2057 information",
      ],
      [
        "an empty mapping in an update without a subtype",
        '{<|"RequestParameters"|>: {"append:header.a": ""}}',
        "AG2057 information",
      ],
    ],
    UPDATE,
  );
  itPointsAt(
    [
      [
        "an empty parameter of an update in YAML",
        `IntegrationSubtype: SQS-PurgeQueue\nCredentialsArn: arn:aws:iam::123456789012:role/r\n<|RequestParameters|>:\n  QueueUrl: q\n  Region: <|''|>\n`,
        "AG2057 information",
        "AG2059 error",
      ],
      [
        "a missing parameter of an update in YAML",
        `IntegrationSubtype: <|SQS-PurgeQueue|>\nCredentialsArn: arn:aws:iam::123456789012:role/r\n`,
        "AG2008 error",
      ],
    ],
    { ...UPDATE, format: "yaml" },
  );

  it("tells updates of service actions from those of parameter mappings", () => {
    const scope = { operation: "update-integration" } as const;
    const [action = ""] = messagesOf("AG2057", `{${PURGE}, ${QUEUE}}`, scope);
    assert.match(action, /must include all of its required parameters/);
    const [mapping = ""] = messagesOf("AG2057", '{"RequestParameters": {}}', scope);
    assert.match(mapping, /"" deletes a key/);
  });

  it("does not offer to remove a required parameter", () => {
    const { problems } = analyze(
      `{${BASE}, ${ROLE}, ${PURGE}, "RequestParameters": {"QueueUrl": "", "Region": ""}}`,
      "create-integration",
    );
    assert.deepEqual(
      problems.map(({ code, fixes = [] }) => [code, fixes.map(({ title }) => title)]),
      [
        ["AG2059", []],
        ["AG2059", ['Remove "Region"']],
      ],
    );
  });

  it("quotes AWS's answers", () => {
    const [unknown = ""] = messagesOf("AG2006", '{"IntegrationSubtype": "SQS"}');
    assert.match(unknown, /AWS answers: Operation: SQS is not supported\.$/);
    const [missing = ""] = messagesOf("AG2008", '{"IntegrationSubtype": "SQS-SendMessage"}');
    assert.match(
      missing,
      /Operation: SQS-SendMessage requires enabling passthrough, or defining all of the following parameters in the parameter mapping: \[QueueUrl, MessageBody\]$/,
    );
    const [empty = ""] = messagesOf("AG2059", `{${PURGE}, "RequestParameters": {"Region": ""}}`, UPDATE);
    assert.match(empty, /errors : \[Mapping expression missing source or destination\]$/);
    const [unknownParameter = ""] = messagesOf("AG2009", `{${PURGE}, "RequestParameters": {"Queue": "q"}}`);
    assert.match(unknownParameter, /does not fit schema for Operation/);
    const [role = ""] = messagesOf("AG2007", `{${PURGE}}`);
    assert.match(
      role,
      /Role ARN must be specified for AWS integration configuration with Subtype: SQS-PurgeQueue$/,
    );
  });
});
