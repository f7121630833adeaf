import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { check } from "../../../server/src/index";
import { itFixes, itPointsAt, messagesOf } from "../../support/ruleCases";

const ROLE = '"CredentialsArn": "arn:aws:iam::123456789012:role/r"';
const BASE = `"IntegrationType": "AWS_PROXY", "PayloadFormatVersion": "1.0"`;
const QUEUE = '"RequestParameters": {"QueueUrl": "q"}';
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
      "AG2009 warning",
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
      "a variable without braces in a JSON parameter",
      String.raw`{${BASE}, ${ROLE}, "IntegrationSubtype": "StepFunctions-StartExecution", "RequestParameters": {"StateMachineArn": "a", "Input": "{\"id\": \"<|$request.path.id|>\"}"}}`,
      "AG2025 warning",
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
    ["AG2007", "Insert CredentialsArn", `{${PURGE}}`, `{${PURGE}, "CredentialsArn": ""}`],
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

  it("only informs about parts that an update may leave unchanged", () => {
    const { problems } = check('{"IntegrationSubtype": "SQS-PurgeQueue", "RequestParameters": {}}', {
      operation: "update-integration",
    });
    assert.deepEqual(
      problems.map(({ code, severity }) => `${code} ${severity}`),
      ["AG2007 information", "AG2008 information", "AG2057 information"],
    );
  });

  it("quotes AWS's answers", () => {
    const [unknown = ""] = messagesOf("AG2006", '{"IntegrationSubtype": "SQS"}');
    assert.match(unknown, /AWS answers: Operation: SQS is not supported\.$/);
    const [role = ""] = messagesOf("AG2007", `{${PURGE}}`);
    assert.match(
      role,
      /Role ARN must be specified for AWS integration configuration with Subtype: SQS-PurgeQueue$/,
    );
  });
});
