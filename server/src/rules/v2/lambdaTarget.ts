import { parseArn } from "../../expressions/arn";
import type { LambdaFunction } from "../../expressions/lambdaFunction";
import { type ParsedUri, parseUri } from "../../expressions/uri";
import type { IntegrationInput } from "../../model/input";
import type { Span, StringNode } from "../../syntax/nodes";
import type { Example, InputRule } from "../engine/rule";
import { replacePart, spanIn } from "../shared/part";
import { V2_INTEGRATIONS } from "../shared/scope";
import { guide, MOTO } from "../shared/sources";
import { accountOf, uriOf } from "../uri/uris";

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
    "API Gateway only assumes roles in the API's own account. A role in a different account than the function, state machine or queue is probably a mistake.",
  aws: "Cross-account pass role is not allowed.",
  confidence: "emulator",
  sources: [MOTO],
  bad: lambdaExample(INVOCATION, '"CredentialsArn": "arn:aws:iam::210987654321:role/orders"'),
  good: lambdaExample(INVOCATION, `"CredentialsArn": "arn:aws:iam::${ACCOUNT}:role/orders"`),
  on: "input",
  operations: V2_INTEGRATIONS,
  check(input, report) {
    const role = input.string("CredentialsArn");
    const account = role && accountOf(uriOf(role));
    if (!role || !account) return;
    const target = targetsOf(input).find((candidate) => candidate.account !== account.text);
    if (!target) return;
    report({
      span: spanIn(input, role, account.span),
      message: `The role belongs to account ${account.text}, but its target belongs to account ${target.account}.`,
      related: [
        {
          span: spanIn(input, target.node, target.span),
          message: `The target belongs to account ${target.account}.`,
        },
      ],
    });
  },
};

interface OwnedTarget {
  readonly node: StringNode;
  readonly account: string;
  readonly span: Span;
}

/** Returns the resources that the integration calls and whose account is known from the file. */
function targetsOf(input: IntegrationInput): readonly OwnedTarget[] {
  const found: OwnedTarget[] = [];
  const add = (
    node: StringNode,
    account: { readonly text: string; readonly span: Span } | undefined,
  ): void => {
    if (account && /^\d{12}$/.test(account.text))
      found.push({ node, account: account.text, span: account.span });
  };
  const uri = input.string("IntegrationUri");
  if (uri) {
    const parsed = uriOf(uri);
    const called = functionOf(parsed);
    // AG4006 covers functions that a stage variable selects.
    if (called && !called.hasNameVariable) add(uri, called.arn?.account);
    if (parsed.kind === "aws-path" && parsed.awsService.text === "sqs")
      add(uri, segmentAt(parsed.text, parsed.path.span));
  }
  if (!input.has("IntegrationSubtype")) return found;
  for (const { key, value } of input.entries("RequestParameters")) {
    if (value?.kind !== "string") continue;
    if (key.value === "StateMachineArn" || key.value === "ExecutionArn") {
      add(value, parseArn({ text: value.value, span: { start: 0, end: value.value.length } })?.account);
    } else if (key.value === "QueueUrl") {
      const url = parseUri(value.value);
      if (url.kind === "http-url" && url.path) {
        add(value, segmentAt(url.text, { start: url.path.span.start + 1, end: url.path.span.end }));
      }
    }
  }
  return found;
}

/** Returns the first segment of a path. For a queue, this is its account. */
function segmentAt(text: string, path: Span): { readonly text: string; readonly span: Span } {
  const slash = text.indexOf("/", path.start);
  const end = slash < 0 || slash > path.end ? path.end : slash;
  return { text: text.slice(path.start, end), span: { start: path.start, end } };
}

function functionOf(uri: ParsedUri): LambdaFunction | undefined {
  return "function" in uri ? uri.function : undefined;
}

function lambdaExample(uri: string, ...members: readonly string[]): Example {
  const all = ['"IntegrationType": "AWS_PROXY"', `"IntegrationUri": "${uri}"`, ...members];
  return { text: `{ ${all.join(", ")} }` };
}
