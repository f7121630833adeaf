import type { SampleRequest } from "../../server/src/index";

/** What a service receives: a request, or for HTTP APIs the parameters of an action. */
export type Sent =
  | {
      readonly line: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly parameters: Readonly<Record<string, string>> };

export interface ExpectedRecipe {
  readonly permissions: readonly string[];
  /** Absent for a MOCK. */
  readonly sent?: Sent;
  /** The status and body that the client receives, by the name of the integration response. */
  readonly answers: Readonly<Record<string, readonly [number, string]>>;
}

/** What each new integration with a sample request does with it, by protocol and ID. */
export const RECIPES: Readonly<Record<string, ExpectedRecipe>> = {
  "HTTP eventbridge-put-events": {
    permissions: ["events:PutEvents on arn:aws:events:us-east-1:123456789012:event-bus/default"],
    sent: {
      parameters: {
        EventBusName: "default",
        Source: "my.application",
        DetailType: "MyEvent",
        Detail: '{"orderId":"1042","name":"Ann","note":"It\'s \\"urgent\\" & paid"}',
      },
    },
    answers: {},
  },
  "HTTP sqs-send-message": {
    permissions: ["sqs:SendMessage on arn:aws:sqs:us-east-1:123456789012:my-queue"],
    sent: {
      parameters: {
        QueueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/my-queue",
        MessageBody: '{"orderId":"1042","name":"Ann","note":"It\'s \\"urgent\\" & paid"}',
      },
    },
    answers: {},
  },
  "HTTP sqs-receive-message": {
    permissions: ["sqs:ReceiveMessage on arn:aws:sqs:us-east-1:123456789012:my-queue"],
    sent: { parameters: { QueueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/my-queue" } },
    answers: {},
  },
  "HTTP sqs-delete-message": {
    permissions: ["sqs:DeleteMessage on arn:aws:sqs:us-east-1:123456789012:my-queue"],
    sent: {
      parameters: {
        QueueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/my-queue",
        ReceiptHandle: "AQEBwJnKyrHigUMZj6rYigCg==",
      },
    },
    answers: {},
  },
  "HTTP sqs-purge-queue": {
    permissions: ["sqs:PurgeQueue on arn:aws:sqs:us-east-1:123456789012:my-queue"],
    sent: { parameters: { QueueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/my-queue" } },
    answers: {},
  },
  "HTTP appconfig-get-configuration": {
    permissions: [
      "appconfig:GetConfiguration on arn:aws:appconfig:us-east-1:123456789012:application/a1b2c3d, arn:aws:appconfig:us-east-1:123456789012:application/a1b2c3d/environment/e4f5g6h, arn:aws:appconfig:us-east-1:123456789012:application/a1b2c3d/configurationprofile/c7d8e9f",
    ],
    sent: {
      parameters: {
        Application: "a1b2c3d",
        Environment: "e4f5g6h",
        Configuration: "c7d8e9f",
        ClientId: "JJbxmEFqoAMFWkA=",
      },
    },
    answers: {},
  },
  "HTTP kinesis-put-record": {
    permissions: ["kinesis:PutRecord on arn:aws:kinesis:us-east-1:123456789012:stream/my-stream"],
    sent: {
      parameters: {
        StreamName: "my-stream",
        PartitionKey: "1042",
        Data: "eyJvcmRlcklkIjoiMTA0MiIsIm5hbWUiOiJBbm4iLCJub3RlIjoiSXQncyBcInVyZ2VudFwiICYgcGFpZCJ9",
      },
    },
    answers: {},
  },
  "HTTP step-functions-start-execution": {
    permissions: [
      "states:StartExecution on arn:aws:states:us-east-1:123456789012:stateMachine:my-state-machine",
    ],
    sent: {
      parameters: {
        StateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:my-state-machine",
        Input: '{"orderId":"1042","name":"Ann","note":"It\'s \\"urgent\\" & paid"}',
      },
    },
    answers: {},
  },
  "HTTP step-functions-start-sync-execution": {
    permissions: [
      "states:StartSyncExecution on arn:aws:states:us-east-1:123456789012:stateMachine:my-state-machine",
    ],
    sent: {
      parameters: {
        StateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:my-state-machine",
        Input: '{"orderId":"1042","name":"Ann","note":"It\'s \\"urgent\\" & paid"}',
      },
    },
    answers: {},
  },
  "HTTP step-functions-stop-execution": {
    permissions: [
      "states:StopExecution on arn:aws:states:us-east-1:123456789012:execution:my-state-machine:*",
    ],
    sent: {
      parameters: { ExecutionArn: "arn:aws:states:us-east-1:123456789012:execution:my-state-machine:9f2c" },
    },
    answers: {},
  },
  "WEBSOCKET lambda": {
    permissions: [],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:my-function/invocations",
      headers: {},
      body: '{"connectionId": "JJbxkcDdIAMCFrQ=", "message": {"action":"order","orderId":"1042","name":"Ann","note":"It\'s \\"urgent\\" & paid"}}',
    },
    answers: { default: [200, '{"total":42}'] },
  },
  "WEBSOCKET http": {
    permissions: [],
    sent: {
      line: "POST https://api.example.com",
      headers: {},
      body: '{"message": {"action":"order","orderId":"1042","name":"Ann","note":"It\'s \\"urgent\\" & paid"}}',
    },
    answers: {
      default: [200, '{"result": {"total":42}}'],
      error: [503, '{"message": "The backend failed.", "requestId": "JJbxmEFqoAMFWkA="}'],
    },
  },
  "WEBSOCKET aws-service": {
    permissions: ["dynamodb:PutItem on arn:aws:dynamodb:us-east-1:123456789012:table/my-table"],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:dynamodb:action/PutItem",
      headers: {},
      body: '{"TableName": "my-table", "Item": {"id": {"S": "JJbxkcDdIAMCFrQ="}}}',
    },
    answers: {
      default: [200, '{"id": "JJbxkcDdIAMCFrQ="}'],
      error: [400, '{"message": "The item could not be stored.", "requestId": "JJbxmEFqoAMFWkA="}'],
    },
  },
  "WEBSOCKET sqs-send-message": {
    permissions: ["sqs:SendMessage on arn:aws:sqs:us-east-1:123456789012:my-queue"],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:sqs:path/123456789012/my-queue",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: "Action=SendMessage&MessageBody=%7B%22action%22%3A%22send%22%2C%22orderId%22%3A%221042%22%2C%22name%22%3A%22Ann%22%2C%22note%22%3A%22It%27s+%5C%22urgent%5C%22+%26+paid%22%7D&MessageAttribute.1.Name=connectionId&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringValue=JJbxkcDdIAMCFrQ%3D",
    },
    answers: {
      default: [200, '{"messageId": "5fea7756-0ea4-451a-a703-a558b933e274"}'],
      error: [403, '{"message": "The message could not be sent.", "requestId": "JJbxmEFqoAMFWkA="}'],
    },
  },
  "WEBSOCKET sns-publish": {
    permissions: ["sns:Publish on arn:aws:sns:us-east-1:123456789012:my-topic"],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:sns:path//",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: "Action=Publish&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A123456789012%3Amy-topic&Message=%7B%22action%22%3A%22publish%22%2C%22orderId%22%3A%221042%22%2C%22name%22%3A%22Ann%22%2C%22note%22%3A%22It%27s+%5C%22urgent%5C%22+%26+paid%22%7D&MessageAttributes.entry.1.Name=connectionId&MessageAttributes.entry.1.Value.DataType=String&MessageAttributes.entry.1.Value.StringValue=JJbxkcDdIAMCFrQ%3D",
    },
    answers: {
      default: [200, '{"messageId": "5fea7756-0ea4-451a-a703-a558b933e274"}'],
      error: [403, '{"message": "The message could not be published.", "requestId": "JJbxmEFqoAMFWkA="}'],
    },
  },
  "WEBSOCKET dynamodb-put-item": {
    permissions: ["dynamodb:PutItem on arn:aws:dynamodb:us-east-1:123456789012:table/my-table"],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:dynamodb:action/PutItem",
      headers: {},
      body: '{"TableName": "my-table", "Item": {"id": {"S": "JJbxmEFqoAMFWkA="}, "connectionId": {"S": "JJbxkcDdIAMCFrQ="}, "message": {"S": "{\\"action\\":\\"store\\",\\"orderId\\":\\"1042\\",\\"name\\":\\"Ann\\",\\"note\\":\\"It\'s \\\\\\"urgent\\\\\\" & paid\\"}"}}}',
    },
    answers: {
      default: [200, '{"id": "JJbxmEFqoAMFWkA="}'],
      error: [400, '{"message": "The item could not be stored.", "requestId": "JJbxmEFqoAMFWkA="}'],
    },
  },
  "WEBSOCKET step-functions-start-execution": {
    permissions: [
      "states:StartExecution on arn:aws:states:us-east-1:123456789012:stateMachine:my-state-machine",
    ],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:states:action/StartExecution",
      headers: {},
      body: '{"stateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:my-state-machine", "input": "{\\"action\\":\\"start\\",\\"orderId\\":\\"1042\\",\\"name\\":\\"Ann\\",\\"note\\":\\"It\'s \\\\\\"urgent\\\\\\" & paid\\"}"}',
    },
    answers: {
      default: [
        200,
        '{"executionArn": "arn:aws:states:us-east-1:123456789012:execution:my-state-machine:9f2c"}',
      ],
      error: [400, '{"message": "The execution could not be started.", "requestId": "JJbxmEFqoAMFWkA="}'],
    },
  },
  "WEBSOCKET eventbridge-put-events": {
    permissions: ["events:PutEvents on arn:aws:events:us-east-1:123456789012:event-bus/default"],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:events:action/PutEvents",
      headers: { "X-Amz-Target": "AWSEvents.PutEvents", "Content-Type": "application/x-amz-json-1.1" },
      body: '{"Entries": [{"EventBusName": "default", "Source": "my.application", "DetailType": "MyEvent", "Detail": "{\\"action\\":\\"order\\",\\"orderId\\":\\"1042\\",\\"name\\":\\"Ann\\",\\"note\\":\\"It\'s \\\\\\"urgent\\\\\\" & paid\\"}"}]}',
    },
    answers: {
      default: [200, '{"eventId": "11710aed-b79e-4468-a20b-bb3c0c3b4860"}\n'],
      error: [400, '{"message": "The event could not be sent.", "requestId": "JJbxmEFqoAMFWkA="}'],
    },
  },
  "WEBSOCKET kinesis-put-record": {
    permissions: ["kinesis:PutRecord on arn:aws:kinesis:us-east-1:123456789012:stream/my-stream"],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:kinesis:action/PutRecord",
      headers: { "Content-Type": "application/x-amz-json-1.1" },
      body: '{"StreamName": "my-stream", "PartitionKey": "JJbxkcDdIAMCFrQ=", "Data": "eyJhY3Rpb24iOiJyZWNvcmQiLCJvcmRlcklkIjoiMTA0MiIsIm5hbWUiOiJBbm4iLCJub3RlIjoiSXQncyBcInVyZ2VudFwiICYgcGFpZCJ9"}',
    },
    answers: {
      default: [
        200,
        '{"shardId": "shardId-000000000000", "sequenceNumber": "49543463076548007577105092703039560359975228518395012686"}',
      ],
      error: [400, '{"message": "The record could not be written.", "requestId": "JJbxmEFqoAMFWkA="}'],
    },
  },
  "WEBSOCKET mock": { permissions: [], answers: { default: [200, '{"message": "pong"}'] } },
  "REST lambda": {
    permissions: [],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:my-function/invocations",
      headers: {},
      body: '{"body": {"orderId":"1042","name":"Ann","note":"It\'s \\"urgent\\" & paid"}}',
    },
    answers: {
      "200": [200, '{"total":42}'],
      "500": [
        500,
        '{"message": "The order 1042 is \\"closed\\"", "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}',
      ],
    },
  },
  "REST http": {
    permissions: [],
    sent: {
      line: "POST https://api.example.com",
      headers: {},
      body: '{"body": {"orderId":"1042","name":"Ann","note":"It\'s \\"urgent\\" & paid"}}',
    },
    answers: {
      "200": [200, '{"result": {"total":42}}'],
      "502": [502, '{"message": "The backend failed.", "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}'],
    },
  },
  "REST aws-service": {
    permissions: ["dynamodb:PutItem on arn:aws:dynamodb:us-east-1:123456789012:table/my-table"],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:dynamodb:action/PutItem",
      headers: {},
      body: '{"TableName": "my-table", "Item": {"id": {"S": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}}}',
    },
    answers: {
      "200": [200, '{"id": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}'],
      "500": [
        500,
        '{"message": "The item could not be stored.", "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}',
      ],
    },
  },
  "REST sqs-send-message": {
    permissions: ["sqs:SendMessage on arn:aws:sqs:us-east-1:123456789012:my-queue"],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:sqs:path/123456789012/my-queue",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: "Action=SendMessage&MessageBody=%7B%22orderId%22%3A%221042%22%2C%22name%22%3A%22Ann%22%2C%22note%22%3A%22It%27s+%5C%22urgent%5C%22+%26+paid%22%7D",
    },
    answers: {
      "200": [200, '{"messageId": "5fea7756-0ea4-451a-a703-a558b933e274"}'],
      "500": [
        500,
        '{"message": "The message could not be sent.", "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}',
      ],
    },
  },
  "REST sns-publish": {
    permissions: ["sns:Publish on arn:aws:sns:us-east-1:123456789012:my-topic"],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:sns:path//",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: "Action=Publish&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A123456789012%3Amy-topic&Message=%7B%22orderId%22%3A%221042%22%2C%22name%22%3A%22Ann%22%2C%22note%22%3A%22It%27s+%5C%22urgent%5C%22+%26+paid%22%7D",
    },
    answers: {
      "200": [200, '{"messageId": "5fea7756-0ea4-451a-a703-a558b933e274"}'],
      "500": [
        500,
        '{"message": "The message could not be published.", "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}',
      ],
    },
  },
  "REST dynamodb-get-item": {
    permissions: ["dynamodb:GetItem on arn:aws:dynamodb:us-east-1:123456789012:table/my-table"],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:dynamodb:action/GetItem",
      headers: {},
      body: '{"TableName": "my-table", "Key": {"id": {"S": "1042"}}}',
    },
    answers: {
      "200": [200, '{"id": "1042", "name": "Ann \\"Annie\\" Lee"}\n'],
      "500": [
        500,
        '{"message": "The item could not be read.", "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}',
      ],
    },
  },
  "REST dynamodb-put-item": {
    permissions: ["dynamodb:PutItem on arn:aws:dynamodb:us-east-1:123456789012:table/my-table"],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:dynamodb:action/PutItem",
      headers: {},
      body: '{"TableName": "my-table", "Item": {"id": {"S": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}, "name": {"S": "Ann"}}}',
    },
    answers: {
      "200": [200, '{"id": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}'],
      "500": [
        500,
        '{"message": "The item could not be stored.", "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}',
      ],
    },
  },
  "REST dynamodb-query": {
    permissions: ["dynamodb:Query on arn:aws:dynamodb:us-east-1:123456789012:table/my-table"],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:dynamodb:action/Query",
      headers: {},
      body: '{"TableName": "my-table", "KeyConditionExpression": "id = :id", "ExpressionAttributeValues": {":id": {"S": "1042"}}}',
    },
    answers: {
      "200": [200, '[\n  {"id": "1042", "name": "Ann \\"Annie\\" Lee"},\n  {"id": "1042", "name": "Bob"}\n]'],
      "500": [
        500,
        '{"message": "The items could not be read.", "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}',
      ],
    },
  },
  "REST step-functions-start-execution": {
    permissions: [
      "states:StartExecution on arn:aws:states:us-east-1:123456789012:stateMachine:my-state-machine",
    ],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:states:action/StartExecution",
      headers: {},
      body: '{"stateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:my-state-machine", "input": "{\\"orderId\\":\\"1042\\",\\"name\\":\\"Ann\\",\\"note\\":\\"It\'s \\\\\\"urgent\\\\\\" & paid\\"}"}',
    },
    answers: {
      "200": [
        200,
        '{"executionArn": "arn:aws:states:us-east-1:123456789012:execution:my-state-machine:9f2c"}',
      ],
      "500": [
        500,
        '{"message": "The execution could not be started.", "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}',
      ],
    },
  },
  "REST step-functions-start-sync-execution": {
    permissions: [
      "states:StartSyncExecution on arn:aws:states:us-east-1:123456789012:stateMachine:my-state-machine",
    ],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:states:action/StartSyncExecution",
      headers: {},
      body: '{"stateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:my-state-machine", "input": "{\\"orderId\\":\\"1042\\",\\"name\\":\\"Ann\\",\\"note\\":\\"It\'s \\\\\\"urgent\\\\\\" & paid\\"}"}',
    },
    answers: {
      "200": [200, '{"total":42,"note":"It\'s \\"urgent\\""}\n'],
      "500": [
        500,
        '{"message": "The execution could not be started.", "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}',
      ],
    },
  },
  "REST eventbridge-put-events": {
    permissions: ["events:PutEvents on arn:aws:events:us-east-1:123456789012:event-bus/default"],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:events:action/PutEvents",
      headers: { "X-Amz-Target": "AWSEvents.PutEvents", "Content-Type": "application/x-amz-json-1.1" },
      body: '{"Entries": [{"EventBusName": "default", "Source": "my.application", "DetailType": "MyEvent", "Detail": "{\\"orderId\\":\\"1042\\",\\"name\\":\\"Ann\\",\\"note\\":\\"It\'s \\\\\\"urgent\\\\\\" & paid\\"}"}]}',
    },
    answers: {
      "200": [200, '{"eventId": "11710aed-b79e-4468-a20b-bb3c0c3b4860"}\n'],
      "500": [
        500,
        '{"message": "The event could not be sent.", "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}',
      ],
    },
  },
  "REST kinesis-put-record": {
    permissions: ["kinesis:PutRecord on arn:aws:kinesis:us-east-1:123456789012:stream/my-stream"],
    sent: {
      line: "POST arn:aws:apigateway:us-east-1:kinesis:action/PutRecord",
      headers: { "Content-Type": "application/x-amz-json-1.1" },
      body: '{"StreamName": "my-stream", "PartitionKey": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef", "Data": "eyJvcmRlcklkIjoiMTA0MiIsIm5hbWUiOiJBbm4iLCJub3RlIjoiSXQncyBcInVyZ2VudFwiICYgcGFpZCJ9"}',
    },
    answers: {
      "200": [
        200,
        '{"shardId": "shardId-000000000000", "sequenceNumber": "49543463076548007577105092703039560359975228518395012686"}',
      ],
      "500": [
        500,
        '{"message": "The record could not be written.", "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}',
      ],
    },
  },
  "REST s3-get-object": {
    permissions: ["s3:GetObject on arn:aws:s3:::my-bucket/*"],
    sent: { line: "GET arn:aws:apigateway:us-east-1:s3:path/my-bucket/report.txt", headers: {}, body: "" },
    answers: {
      "200": [200, "The report"],
      "404": [404, '{"message": "Not found"}'],
      "500": [
        500,
        '{"message": "The object could not be read.", "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}',
      ],
    },
  },
  "REST s3-put-object": {
    permissions: ["s3:PutObject on arn:aws:s3:::my-bucket/*"],
    sent: {
      line: "PUT arn:aws:apigateway:us-east-1:s3:path/my-bucket/report.txt",
      headers: { "Content-Type": "text/plain" },
      body: 'The "report" & its notes',
    },
    answers: {
      "200": [200, '{"message": "The object was stored."}'],
      "500": [
        500,
        '{"message": "The object could not be stored.", "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}',
      ],
    },
  },
  "REST mock": { permissions: [], answers: { "200": [200, '{"status": "ok"}'] } },
};

/** Requests that break templates without escaping. */
export const HOSTILE_BODIES: readonly SampleRequest["body"][] = [
  { name: `Ann & "Bob"'s`, note: "a\nb\tc\\d", action: "x=1&Action=DeleteQueue" },
  { name: "'\\'\"", nested: { list: ["$context.requestId", "#if(true)", "</script>"] } },
  { name: "\u2028 ü 🙂 %26 + {{queue}}", empty: "" },
  {},
];
