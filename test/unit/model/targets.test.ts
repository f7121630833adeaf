import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { check, type SampleRequest, simulate } from "../../../server/src/index";
import { newInput, TARGETS } from "../../../server/src/model/targets";

const SERVICE_TARGETS = TARGETS.filter(
  ({ operations, document }) => operations.includes("put-integration") && hasRole(document),
);

const BODY = `{"name":"Ann & \\"Bob\\"'s","n":7}`;
const REQUEST: SampleRequest = {
  pathParameters: { id: `it's "1"`, key: "a.txt" },
  headers: { "Content-Type": "application/json" },
  body: BODY,
};
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const JSON_1_1 = { "Content-Type": "application/x-amz-json-1.1" };
const ENCODED = "%7B%22name%22%3A%22Ann+%26+%5C%22Bob%5C%22%27s%22%2C%22n%22%3A7%7D";
const ESCAPED = `"{\\"name\\":\\"Ann & \\\\\\"Bob\\\\\\"'s\\",\\"n\\":7}"`;
const ID = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";
const API = "arn:aws:apigateway:us-east-1";

type Sent = readonly [
  permission: string,
  line: string,
  headers: Readonly<Record<string, string>>,
  body: string,
];

/** What the service receives for the request above, by target. */
const EXPECTED: Readonly<Record<string, Sent>> = {
  "aws-service": [
    "dynamodb:PutItem",
    `POST ${API}:dynamodb:action/PutItem`,
    {},
    `{"TableName": "my-table", "Item": {"id": {"S": "${ID}"}}}`,
  ],
  "sqs-send-message": [
    "sqs:SendMessage",
    `POST ${API}:sqs:path/123456789012/my-queue`,
    FORM,
    `Action=SendMessage&MessageBody=${ENCODED}`,
  ],
  "sns-publish": [
    "sns:Publish",
    `POST ${API}:sns:path//`,
    FORM,
    `Action=Publish&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A123456789012%3Amy-topic&Message=${ENCODED}`,
  ],
  "dynamodb-get-item": [
    "dynamodb:GetItem",
    `POST ${API}:dynamodb:action/GetItem`,
    {},
    `{"TableName": "my-table", "Key": {"id": {"S": "it's \\"1\\""}}}`,
  ],
  "dynamodb-put-item": [
    "dynamodb:PutItem",
    `POST ${API}:dynamodb:action/PutItem`,
    {},
    `{"TableName": "my-table", "Item": {"id": {"S": "${ID}"}, "name": {"S": "Ann & \\"Bob\\"'s"}}}`,
  ],
  "dynamodb-query": [
    "dynamodb:Query",
    `POST ${API}:dynamodb:action/Query`,
    {},
    `{"TableName": "my-table", "KeyConditionExpression": "id = :id", "ExpressionAttributeValues": {":id": {"S": "it's \\"1\\""}}}`,
  ],
  "step-functions-start-execution": [
    "states:StartExecution",
    `POST ${API}:states:action/StartExecution`,
    {},
    `{"stateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:my-state-machine", "input": ${ESCAPED}}`,
  ],
  "step-functions-start-sync-execution": [
    "states:StartSyncExecution",
    `POST ${API}:states:action/StartSyncExecution`,
    {},
    `{"stateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:my-state-machine", "input": ${ESCAPED}}`,
  ],
  "eventbridge-put-events": [
    "events:PutEvents",
    `POST ${API}:events:action/PutEvents`,
    { "X-Amz-Target": "AWSEvents.PutEvents", ...JSON_1_1 },
    `{"Entries": [{"EventBusName": "default", "Source": "my.application", "DetailType": "MyEvent", "Detail": ${ESCAPED}}]}`,
  ],
  "kinesis-put-record": [
    "kinesis:PutRecord",
    `POST ${API}:kinesis:action/PutRecord`,
    JSON_1_1,
    `{"StreamName": "my-stream", "PartitionKey": "${ID}", "Data": "${Buffer.from(BODY).toString("base64")}"}`,
  ],
  "s3-get-object": ["s3:GetObject", `GET ${API}:s3:path/my-bucket/a.txt`, {}, ""],
  "s3-put-object": [
    "s3:PutObject",
    `PUT ${API}:s3:path/my-bucket/a.txt`,
    { "Content-Type": "application/json" },
    BODY,
  ],
};

describe("targets of services on REST APIs", () => {
  it("are all covered here", () => {
    assert.deepEqual(SERVICE_TARGETS.map(({ id }) => id).sort(), Object.keys(EXPECTED).sort());
  });

  for (const target of SERVICE_TARGETS) {
    const text = JSON.stringify(newInput(target));
    const [permission, line, headers, body] = EXPECTED[target.id] ?? [];

    it(`${target.id} has only information`, () => {
      const { operation, problems } = check(text);
      assert.equal(operation, "put-integration");
      assert.deepEqual(
        problems.filter(({ severity }) => severity === "error" || severity === "warning"),
        [],
      );
    });

    it(`${target.id} sends what the service expects`, () => {
      const { body: payload, ...withoutBody } = REQUEST;
      const request = line?.startsWith("GET") ? withoutBody : { ...withoutBody, body: payload ?? "" };
      const { steps, problems, outcome } = simulate(text, request);
      assert.deepEqual([problems, outcome], [[], "needsBackend"]);
      const sent = steps.flatMap((step) => (step.kind === "integrationRequest" ? [step.request] : []));
      assert.deepEqual(
        sent.map((one) => [`${one.method} ${one.uri}`, one.headers, one.body ?? ""]),
        [[line, headers, body]],
      );
      assert.deepEqual(
        target.permissions.map(({ action }) => action),
        [permission],
      );
    });
  }

  it("write forms that decode to the client's body", () => {
    for (const [id, field] of [
      ["sqs-send-message", "MessageBody"],
      ["sns-publish", "Message"],
    ] as const) {
      assert.equal(new URLSearchParams(EXPECTED[id]?.[3]).get(field), BODY);
    }
  });

  it("write JSON without the values that the client left out", () => {
    for (const target of SERVICE_TARGETS) {
      const text = JSON.stringify(newInput(target));
      const { problems } = simulate(text, { body: {}, pathParameters: { key: "k" } });
      assert.deepEqual(problems, [], target.id);
    }
  });
});

describe("the target SQS on WebSocket APIs", () => {
  const [target] = TARGETS.filter(
    ({ id, protocol }) => id === "sqs-send-message" && protocol === "WEBSOCKET",
  );
  assert.ok(target);
  const text = JSON.stringify(newInput(target));
  const options = { fileName: "create-integration.json" };

  it("has no errors or warnings", () => {
    const serious = check(text, options).problems.filter(
      ({ severity }) => severity === "error" || severity === "warning",
    );
    assert.deepEqual(serious, []);
  });

  it("sends the message, and the connection to answer as an attribute", () => {
    const request = { body: BODY, context: { connectionId: "L0SM9cOFvHcCIhw=" } };
    const { steps, problems } = simulate(text, request, { ...options, protocol: "WEBSOCKET" });
    const sent = steps.flatMap((step) => (step.kind === "integrationRequest" ? [step.request] : []));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      sent.map((one) => [`${one.method} ${one.uri}`, one.headers, one.body]),
      [
        [
          `POST ${API}:sqs:path/123456789012/my-queue`,
          FORM,
          `Action=SendMessage&MessageBody=${ENCODED}&MessageAttribute.1.Name=connectionId&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringValue=L0SM9cOFvHcCIhw%3D`,
        ],
      ],
    );
  });
});

describe("targets", () => {
  it("name permissions if, and only if, the integration has a role", () => {
    for (const { id, protocol, permissions, document } of TARGETS) {
      assert.equal(permissions.length > 0, hasRole(document), `${id} of ${protocol}`);
      for (const { action, resources } of permissions) {
        assert.match(action, /^[a-z]+[a-z0-9]*:[A-Z]\w+$/);
        assert.ok(resources.length > 0);
        for (const resource of resources) assert.match(resource, /^arn:\{\{partition\}\}:[a-z0-9]+:/);
      }
    }
  });
});

function hasRole(document: unknown): boolean {
  return /"(?:credentials|CredentialsArn)":/.test(JSON.stringify(document));
}
