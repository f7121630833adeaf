import type { LambdaFunction } from "../../expressions/lambdaFunction";
import type { ParsedUri } from "../../expressions/uri";
import type { Example, InputRule } from "../engine/rule";
import { replacePart } from "../shared/part";
import { V2_INTEGRATIONS } from "../shared/scope";
import { guide, MOTO } from "../shared/sources";
import { checkAccounts } from "../uri/accounts";
import { uriOf } from "../uri/uris";

const ACCOUNT = "123456789012";
const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:orders`;
const INVOCATION = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;

export const lambdaNotPost: InputRule = {
  code: "AG2039",
  title: "Lambda requires POST",
  severity: "warning",
  description:
    "API Gateway must invoke Lambda functions with `POST`, regardless of the caller's method. With another method, the integration is accepted, but requests to the API fail.",
  confidence: "docs",
  sources: [guide("set-up-lambda-custom-integrations")],
  bad: lambdaExample(INVOCATION, '"IntegrationMethod": "GET"'),
  good: lambdaExample(INVOCATION, '"IntegrationMethod": "POST"'),
  on: "input",
  operations: V2_INTEGRATIONS,
  check(input, report) {
    const method = input.string("IntegrationMethod");
    const target = input.string("IntegrationUri");
    if (!method?.value || method.value === "POST" || !target || !functionOf(uriOf(target))) return;
    // AG2066 reports a function in place of a URL.
    if (["HTTP", "HTTP_PROXY"].includes(input.text("IntegrationType") ?? "")) return;
    report({
      span: method.span,
      message: "Lambda functions must be invoked with POST. With another method, requests to the API fail.",
      related: [{ span: target.span, message: "This is a Lambda function." }],
      fixes: [{ title: 'Write "POST"', change: { kind: "replaceValue", node: method, value: "POST" } }],
    });
  },
};

export const bareFunction: InputRule = {
  code: "AG2040",
  title: "Function ARN on a WebSocket API",
  severity: "hint",
  description:
    "HTTP APIs use both forms, the ARN of the function and the ARN of its invocation. AWS's examples for WebSocket APIs only use the invocation.",
  confidence: "docs",
  sources: [guide("apigateway-websocket-api-integration-requests")],
  bad: { ...lambdaExample(FUNCTION), protocol: "WEBSOCKET" },
  good: { ...lambdaExample(INVOCATION), protocol: "WEBSOCKET" },
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["WEBSOCKET"],
  check(input, report) {
    const node = input.string("IntegrationUri");
    const uri = node && uriOf(node);
    if (!node || uri?.kind !== "lambda-function") return;
    const { partition, region } = uri.arn;
    const value = `arn:${partition?.text}:apigateway:${region?.text}:lambda:path/2015-03-31/functions/${uri.text}/invocations`;
    report({
      span: node.span,
      message:
        "AWS's examples for WebSocket APIs use the ARN of the function's invocation, not the function's own ARN.",
      fixes: [replacePart(node, uri.span, value, "Use the invocation ARN")],
    });
  },
};

export const otherAccount: InputRule = {
  code: "AG2064",
  title: "Role in a different account",
  severity: "warning",
  description:
    "API Gateway only assumes roles in the API's own account. A role in a different account than the state machine or queue is probably a mistake. A Lambda function in a different account works if its resource policy allows the role, so that is only reported as information.",
  aws: "Cross-account pass role is not allowed.",
  confidence: "emulator",
  sources: [MOTO],
  bad: queueExample("210987654321"),
  good: queueExample(ACCOUNT),
  on: "input",
  operations: V2_INTEGRATIONS,
  check: checkAccounts,
};

function functionOf(uri: ParsedUri): LambdaFunction | undefined {
  return "function" in uri ? uri.function : undefined;
}

function lambdaExample(uri: string, ...members: readonly string[]): Example {
  const all = ['"IntegrationType": "AWS_PROXY"', `"IntegrationUri": "${uri}"`, ...members];
  return { text: `{ ${all.join(", ")} }` };
}

/** Makes an integration that purges a queue with a role of an account. */
function queueExample(account: string): Example {
  return {
    text: `{ "IntegrationType": "AWS_PROXY", "IntegrationSubtype": "SQS-PurgeQueue", "PayloadFormatVersion": "1.0", "CredentialsArn": "arn:aws:iam::${account}:role/orders", "RequestParameters": { "QueueUrl": "https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/orders" } }`,
  };
}
