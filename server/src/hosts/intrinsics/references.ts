/** What references to pseudo parameters and resources are likely to return. */
import type { Scope } from "./scope";

const REGION = "us-east-1";
const ACCOUNT = "123456789012";

const PSEUDO: ReadonlyMap<string, string> = new Map([
  ["AWS::Region", REGION],
  ["AWS::AccountId", ACCOUNT],
  ["AWS::Partition", "aws"],
  ["AWS::URLSuffix", "amazonaws.com"],
  ["AWS::StackName", "stack"],
  ["AWS::StackId", `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/stack/51af3dc0`],
]);

/** True for a name such as `AWS::Region`. */
export function isPseudoParameter(name: string): boolean {
  return PSEUDO.has(name) || name === "AWS::NoValue" || name === "AWS::NotificationARNs";
}

const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

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
    DNSName: `a-1234567890.${REGION}.elb.amazonaws.com`,
    LoadBalancerName: "a",
    LoadBalancerFullName: "app/a/50dc6c495c0c9188",
  },
  "AWS::Events::EventBus": { "": "bus", Arn: arn("events", "event-bus/bus"), Name: "bus" },
  "AWS::IAM::Role": { "": "r", Arn: `arn:aws:iam::${ACCOUNT}:role/r` },
  "AWS::Kinesis::Stream": { "": "s", Arn: arn("kinesis", "stream/s") },
  "AWS::KinesisFirehose::DeliveryStream": { "": "s", Arn: arn("firehose", "deliverystream/s") },
  "AWS::Lambda::Alias": { "": `${FUNCTION}:live`, AliasArn: `${FUNCTION}:live` },
  "AWS::Lambda::Function": { "": "f", Arn: FUNCTION },
  "AWS::Lambda::Url": { FunctionUrl: `https://abc123.lambda-url.${REGION}.on.aws/` },
  "AWS::Lambda::Version": { "": `${FUNCTION}:1`, FunctionArn: `${FUNCTION}:1`, Version: "1" },
  "AWS::S3::Bucket": { "": "b", Arn: "arn:aws:s3:::b", DomainName: "b.s3.amazonaws.com" },
  "AWS::SNS::Topic": { "": arn("sns", "t"), TopicArn: arn("sns", "t"), TopicName: "t" },
  "AWS::SQS::Queue": {
    "": `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/q`,
    Arn: arn("sqs", "q"),
    QueueName: "q",
    QueueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/q`,
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

/** Returns values that a reference is likely to return; undefined if nothing is known about them. */
export function typicalOf(
  name: string,
  attribute: string | undefined,
  scope: Scope,
): readonly string[] | undefined {
  if (attribute === undefined) {
    const pseudo = PSEUDO.get(name);
    if (pseudo !== undefined) return [pseudo];
  }
  const type = scope.find(name)?.type;
  const attributes = type !== undefined && Object.hasOwn(RESOURCES, type) ? RESOURCES[type] : undefined;
  const key = attribute ?? "";
  const value = attributes && Object.hasOwn(attributes, key) ? attributes[key] : undefined;
  return value === undefined ? undefined : [value];
}
