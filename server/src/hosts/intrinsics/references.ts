/** What references to pseudo parameters and resources are likely to return. */
import type { Account } from "./accounts";
import type { Scope } from "./scope";

/** Filled in for each account that the template may be deployed in. */
const REGION = "REGION";
const ACCOUNT = "ACCOUNT";
const PARTITION = "PARTITION";
const SUFFIX = "SUFFIX";

const PSEUDO: ReadonlyMap<string, string> = new Map([
  ["AWS::Region", REGION],
  ["AWS::AccountId", ACCOUNT],
  ["AWS::Partition", PARTITION],
  ["AWS::URLSuffix", SUFFIX],
  ["AWS::StackName", "stack"],
  ["AWS::StackId", `arn:${PARTITION}:cloudformation:${REGION}:${ACCOUNT}:stack/stack/51af3dc0`],
]);

/** True for a name such as `AWS::Region`. */
export function isPseudoParameter(name: string): boolean {
  return PSEUDO.has(name) || name === "AWS::NoValue" || name === "AWS::NotificationARNs";
}

const arn = (service: string, resource: string): string =>
  `arn:${PARTITION}:${service}:${REGION}:${ACCOUNT}:${resource}`;

const FUNCTION = arn("lambda", "function:f");
const BALANCER = arn("elasticloadbalancing", "loadbalancer/app/a/50dc6c495c0c9188");

/** By the type of a resource: what `Ref` returns, under an empty name, and what its attributes are. */
const RESOURCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "AWS::ApiGateway::RestApi": { "": "a1b2c3d4e5", RootResourceId: "r0o1t2" },
  "AWS::ApiGateway::Resource": { "": "abc123" },
  "AWS::ApiGateway::VpcLink": { "": "abc123" },
  "AWS::ApiGatewayV2::Api": { "": "a1b2c3d4e5" },
  "AWS::ApiGatewayV2::VpcLink": { "": "abc123" },
  "AWS::Cognito::UserPool": { "": `${REGION}_Abc123`, Arn: arn("cognito-idp", `userpool/${REGION}_Abc123`) },
  "AWS::DynamoDB::GlobalTable": { "": "t", Arn: arn("dynamodb", "table/t") },
  "AWS::DynamoDB::Table": { "": "t", Arn: arn("dynamodb", "table/t") },
  "AWS::ElasticLoadBalancingV2::Listener": {
    "": arn("elasticloadbalancing", "listener/app/a/50dc6c495c0c9188/f2f7dc8efc522ab2"),
    ListenerArn: arn("elasticloadbalancing", "listener/app/a/50dc6c495c0c9188/f2f7dc8efc522ab2"),
  },
  "AWS::ElasticLoadBalancingV2::LoadBalancer": {
    "": BALANCER,
    LoadBalancerArn: BALANCER,
    DNSName: `a-1234567890.${REGION}.elb.${SUFFIX}`,
    LoadBalancerName: "a",
    LoadBalancerFullName: "app/a/50dc6c495c0c9188",
  },
  "AWS::Events::EventBus": { "": "bus", Arn: arn("events", "event-bus/bus"), Name: "bus" },
  "AWS::IAM::Role": { "": "r", Arn: `arn:${PARTITION}:iam::${ACCOUNT}:role/r` },
  "AWS::Kinesis::Stream": { "": "s", Arn: arn("kinesis", "stream/s") },
  "AWS::KinesisFirehose::DeliveryStream": { "": "s", Arn: arn("firehose", "deliverystream/s") },
  "AWS::Lambda::Alias": { "": `${FUNCTION}:live`, AliasArn: `${FUNCTION}:live` },
  "AWS::Lambda::Function": { "": "f", Arn: FUNCTION },
  "AWS::Lambda::Url": { FunctionUrl: `https://abc123.lambda-url.${REGION}.on.aws/` },
  "AWS::Lambda::Version": { "": `${FUNCTION}:1`, FunctionArn: `${FUNCTION}:1`, Version: "1" },
  "AWS::S3::Bucket": { "": "b", Arn: `arn:${PARTITION}:s3:::b`, DomainName: "b.s3.amazonaws.com" },
  "AWS::SNS::Topic": { "": arn("sns", "t"), TopicArn: arn("sns", "t"), TopicName: "t" },
  "AWS::SQS::Queue": {
    "": `https://sqs.${REGION}.${SUFFIX}/${ACCOUNT}/q`,
    Arn: arn("sqs", "q"),
    QueueName: "q",
    QueueUrl: `https://sqs.${REGION}.${SUFFIX}/${ACCOUNT}/q`,
  },
  "AWS::Serverless::Api": { "": "a1b2c3d4e5", RootResourceId: "r0o1t2" },
  "AWS::Serverless::Function": { "": "f", Arn: FUNCTION },
  "AWS::Serverless::HttpApi": { "": "a1b2c3d4e5" },
  "AWS::Serverless::SimpleTable": { "": "t", Arn: arn("dynamodb", "table/t") },
  "AWS::Serverless::StateMachine": {
    "": arn("states", "stateMachine:m"),
    Arn: arn("states", "stateMachine:m"),
    Name: "m",
  },
  "AWS::ServiceDiscovery::Service": { "": "srv-abc123", Arn: arn("servicediscovery", "service/srv-abc123") },
  "AWS::StepFunctions::StateMachine": {
    "": arn("states", "stateMachine:m"),
    Arn: arn("states", "stateMachine:m"),
    Name: "m",
  },
};

/** Returns values that a reference is likely to return: one for each account; undefined if nothing is known. */
export function typicalOf(
  name: string,
  attribute: string | undefined,
  scope: Scope,
  accounts: readonly Account[],
): readonly string[] | undefined {
  const pattern = patternOf(name, attribute, scope);
  if (pattern === undefined) return undefined;
  return [...new Set(accounts.map((account) => filled(pattern, account)))].length === 1
    ? [filled(pattern, accounts[0] ?? DEFAULT)]
    : accounts.map((account) => filled(pattern, account));
}

const DEFAULT: Account = { partition: "aws", region: "us-east-1", id: "123456789012" };

function filled(pattern: string, { partition, region, id }: Account): string {
  const suffix = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return pattern
    .replaceAll(REGION, region)
    .replaceAll(ACCOUNT, id)
    .replaceAll(PARTITION, partition)
    .replaceAll(SUFFIX, suffix);
}

function patternOf(name: string, attribute: string | undefined, scope: Scope): string | undefined {
  const pseudo = attribute === undefined ? PSEUDO.get(name) : undefined;
  if (pseudo !== undefined) return pseudo;
  const type = scope.find(name)?.type;
  const attributes = type !== undefined && Object.hasOwn(RESOURCES, type) ? RESOURCES[type] : undefined;
  const key = attribute ?? "";
  return attributes && Object.hasOwn(attributes, key) ? attributes[key] : undefined;
}
