/** How AWS services are called through `action/…`, as far as rules need to know. */

/**
 * Services with a JSON protocol, by the name in an API Gateway ARN. All of their actions are requests with `POST`.
 * Services with a query protocol (SQS, SNS, EC2, IAM, …) accept `GET` as well, and those with a REST protocol (S3,
 * Lambda, Batch, …) have a method for each action.
 */
export const JSON_SERVICES: ReadonlySet<string> = new Set([
  "athena",
  "codebuild",
  "codecommit",
  "codedeploy",
  "codepipeline",
  "cognito-identity",
  "cognito-idp",
  "comprehend",
  "config",
  "cloudtrail",
  "dax",
  "dms",
  "ds",
  "dynamodb",
  "ecr",
  "ecs",
  "elasticmapreduce",
  "events",
  "firehose",
  "forecast",
  "fsx",
  "glue",
  "kinesis",
  "kinesisanalytics",
  "kms",
  "lightsail",
  "logs",
  "organizations",
  "personalize",
  "redshift-data",
  "rekognition",
  "route53domains",
  "sagemaker",
  "secretsmanager",
  "servicediscovery",
  "ssm",
  "states",
  "storagegateway",
  "swf",
  "tagging",
  "textract",
  "transcribe",
  "translate",
  "workspaces",
]);

/** The parameters of an action of a query protocol. `N` stands for a number that counts from 1. */
export type QueryActions = ReadonlyMap<string, readonly string[]>;

/** The attributes of a message, with the name of the list as the service spells it. */
function attributes(list: string): readonly string[] {
  return ["Name", "Value.DataType", "Value.StringValue", "Value.BinaryValue"].map(
    (name) => `${list}.N.${name}`,
  );
}

function each(entry: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${entry}.N.${name}`);
}

const SQS_MESSAGE = [
  "MessageBody",
  "DelaySeconds",
  "MessageDeduplicationId",
  "MessageGroupId",
  ...attributes("MessageAttribute"),
  ...attributes("MessageSystemAttribute"),
];
const SNS_MESSAGE = [
  "Message",
  "Subject",
  "MessageStructure",
  "MessageDeduplicationId",
  "MessageGroupId",
  ...attributes("MessageAttributes.entry"),
];

const SQS: QueryActions = new Map([
  ["SendMessage", ["QueueUrl", ...SQS_MESSAGE]],
  ["SendMessageBatch", ["QueueUrl", ...each("SendMessageBatchRequestEntry", ["Id", ...SQS_MESSAGE])]],
  [
    "ReceiveMessage",
    [
      "QueueUrl",
      "AttributeName",
      "AttributeName.N",
      "MessageSystemAttributeName",
      "MessageSystemAttributeName.N",
      "MessageAttributeName",
      "MessageAttributeName.N",
      "MaxNumberOfMessages",
      "VisibilityTimeout",
      "WaitTimeSeconds",
      "ReceiveRequestAttemptId",
    ],
  ],
  ["DeleteMessage", ["QueueUrl", "ReceiptHandle"]],
  ["DeleteMessageBatch", ["QueueUrl", ...each("DeleteMessageBatchRequestEntry", ["Id", "ReceiptHandle"])]],
  ["ChangeMessageVisibility", ["QueueUrl", "ReceiptHandle", "VisibilityTimeout"]],
  ["GetQueueAttributes", ["QueueUrl", "AttributeName", "AttributeName.N"]],
  ["GetQueueUrl", ["QueueName", "QueueOwnerAWSAccountId"]],
  ["PurgeQueue", ["QueueUrl"]],
]);

const SNS: QueryActions = new Map([
  ["Publish", ["TopicArn", "TargetArn", "PhoneNumber", ...SNS_MESSAGE]],
  ["PublishBatch", ["TopicArn", ...each("PublishBatchRequestEntries.member", ["Id", ...SNS_MESSAGE])]],
  [
    "Subscribe",
    [
      "TopicArn",
      "Protocol",
      "Endpoint",
      "ReturnSubscriptionArn",
      "Attributes.entry.N.key",
      "Attributes.entry.N.value",
    ],
  ],
  ["Unsubscribe", ["SubscriptionArn"]],
  ["ConfirmSubscription", ["TopicArn", "Token", "AuthenticateOnUnsubscribe"]],
]);

/** Services with a query protocol whose actions are known, by the name in an API Gateway ARN. */
export const QUERY_SERVICES: ReadonlyMap<string, QueryActions> = new Map([
  ["sqs", SQS],
  ["sns", SNS],
]);
