/** What Terraform's references are likely to be. */

const REGION = "us-east-1";
const ACCOUNT = "123456789012";
const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

const FUNCTION = arn("lambda", "function:f");
const INVOCATION = `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;

type Attributes = Readonly<Record<string, string>>;

const LAMBDA: Attributes = {
  invoke_arn: INVOCATION,
  qualified_invoke_arn: INVOCATION,
  response_streaming_invoke_arn: `arn:aws:apigateway:${REGION}:lambda:path/2021-11-15/functions/${FUNCTION}/response-streaming-invocations`,
  arn: FUNCTION,
  qualified_arn: `${FUNCTION}:1`,
  function_name: "f",
  version: "1",
};
const LISTENER: Attributes = {
  arn: arn("elasticloadbalancing", "listener/app/a/50dc6c495c0c9188/f2f7dc8efc522ab2"),
  id: arn("elasticloadbalancing", "listener/app/a/50dc6c495c0c9188/f2f7dc8efc522ab2"),
};
const BALANCER: Attributes = {
  arn: arn("elasticloadbalancing", "loadbalancer/net/a/50dc6c495c0c9188"),
  id: arn("elasticloadbalancing", "loadbalancer/net/a/50dc6c495c0c9188"),
  dns_name: "a-0123456789abcdef.elb.us-east-1.amazonaws.com",
};
const QUEUE_URL = `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/q`;
const LINK: Attributes = { id: "abc123" };

/** By the type of a resource or data source. */
const ATTRIBUTES: Readonly<Record<string, Attributes>> = {
  aws_lambda_function: LAMBDA,
  aws_lambda_alias: { ...LAMBDA, arn: `${FUNCTION}:live`, name: "live" },
  aws_iam_role: { arn: `arn:aws:iam::${ACCOUNT}:role/r`, name: "r", id: "r" },
  aws_lb_listener: LISTENER,
  aws_alb_listener: LISTENER,
  aws_lb: BALANCER,
  aws_alb: BALANCER,
  aws_api_gateway_vpc_link: LINK,
  aws_apigatewayv2_vpc_link: LINK,
  aws_sqs_queue: { arn: arn("sqs", "q"), url: QUEUE_URL, id: QUEUE_URL, name: "q" },
  aws_sns_topic: { arn: arn("sns", "t"), id: arn("sns", "t"), name: "t" },
  aws_sfn_state_machine: {
    arn: arn("states", "stateMachine:s"),
    id: arn("states", "stateMachine:s"),
    name: "s",
  },
  aws_dynamodb_table: { arn: arn("dynamodb", "table/t"), name: "t", id: "t" },
  aws_kinesis_stream: { arn: arn("kinesis", "stream/s"), name: "s" },
  aws_kinesis_firehose_delivery_stream: { arn: arn("firehose", "deliverystream/s"), name: "s" },
  aws_cloudwatch_event_bus: { arn: arn("events", "event-bus/b"), name: "b" },
  aws_s3_bucket: {
    arn: "arn:aws:s3:::bucket",
    bucket: "bucket",
    id: "bucket",
    bucket_regional_domain_name: "bucket.s3.us-east-1.amazonaws.com",
    bucket_domain_name: "bucket.s3.amazonaws.com",
  },
  aws_service_discovery_service: { arn: arn("servicediscovery", "service/srv-abc123") },
  aws_region: { name: REGION, id: REGION, region: REGION },
  aws_caller_identity: { account_id: ACCOUNT, id: ACCOUNT },
  aws_partition: { partition: "aws", id: "aws", dns_suffix: "amazonaws.com" },
};

/** A reference to an attribute of a resource or data source: `aws_lambda_function.f[0].arn`. */
const ATTRIBUTE = /^(?:data\.)?(aws_\w+)\.[\w-]+(?:\[[^\]]*\])?\.(\w+)$/;

/** Returns the values that an expression is likely to have; undefined for one that is not known. */
export function typicalOf(expression: string): readonly string[] | undefined {
  const [, type = "", attribute = ""] = ATTRIBUTE.exec(expression) ?? [];
  const attributes = Object.hasOwn(ATTRIBUTES, type) ? ATTRIBUTES[type] : undefined;
  const value = attributes && Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
  return value === undefined ? undefined : [value];
}

/** What refers to a resource: its type and name. */
export interface ResourceReference {
  readonly type: string;
  readonly name: string;
  readonly attribute: string;
}

/** Reads a reference to an attribute of a managed resource: `aws_api_gateway_method.get.http_method`. */
export function readReference(expression: string | undefined): ResourceReference | undefined {
  const match = /^(\w+)\.([\w-]+)(?:\[[^\]]*\])?\.(\w+)$/.exec(expression ?? "");
  const [, type, name, attribute] = match ?? [];
  return type && name && attribute ? { type, name, attribute } : undefined;
}
