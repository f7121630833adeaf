import { parseArn } from "../../expressions/arn";
import type { LambdaFunction } from "../../expressions/lambdaFunction";
import { type ParsedUri, parseUri } from "../../expressions/uri";
import type { IntegrationInput } from "../../model/input";
import type { Span, StringNode } from "../../syntax/nodes";
import type { Example, InputRule } from "../engine/rule";
import { replacePart, spanIn } from "../shared/part";
import { V2_INTEGRATIONS } from "../shared/scope";
import { accountOf, uriOf } from "../uri/uris";

const ACCOUNT = "123456789012";
const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:orders`;
const INVOCATION = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;

export const lambdaNotPost: InputRule = {
  code: "AG2039",
  title: "Lambda called with another method",
  severity: "warning",
  description:
    "A function is invoked by `POST`, whatever method the caller used. The call that makes the integration passes; the calls of the API then fail.",
  confidence: "docs",
  sources: [
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html",
  ],
  bad: lambdaExample(INVOCATION, '"IntegrationMethod": "GET"'),
  good: lambdaExample(INVOCATION, '"IntegrationMethod": "POST"'),
  on: "input",
  operations: V2_INTEGRATIONS,
  check(input, report) {
    const method = input.string("IntegrationMethod");
    const target = input.string("IntegrationUri");
    if (!method?.value || method.value === "POST" || !target || !functionOf(uriOf(target))) return;
    report({
      span: method.span,
      message: "A Lambda function is invoked by POST: with another method the API's calls fail.",
      related: [{ span: target.span, message: "This is a Lambda function." }],
      fixes: [{ title: 'Write "POST"', change: { kind: "replaceValue", node: method, value: "POST" } }],
    });
  },
};

export const bareFunction: InputRule = {
  code: "AG2040",
  title: "Function's own ARN on a WebSocket API",
  severity: "hint",
  description:
    "For HTTP APIs both forms are in use, the function's own ARN and that of its invocation. AWS's examples for WebSocket APIs have the invocation only.",
  confidence: "docs",
  sources: [
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html",
  ],
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
      message: "AWS's examples for WebSocket APIs name the function's invocation, not the function.",
      fixes: [replacePart(node, uri.span, value, "Write the invocation's URI")],
    });
  },
};

export const otherAccount: InputRule = {
  code: "AG2064",
  title: "Role of another account",
  severity: "warning",
  description:
    "API Gateway takes on a role of the API's own account. One of another account than the function, state machine or queue is most likely a wrong one.",
  aws: "Cross-account pass role is not allowed.",
  confidence: "emulator",
  sources: ["https://github.com/getmoto/moto"],
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
      message: `The role is of account ${account.text}, its target of ${target.account}.`,
      related: [
        { span: spanIn(input, target.node, target.span), message: `The target is of ${target.account}.` },
      ],
    });
  },
};

interface OwnedTarget {
  readonly node: StringNode;
  readonly account: string;
  readonly span: Span;
}

/** What the integration calls, where the file tells whose it is. */
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
    // AG4006 speaks of a function that the stage chooses.
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

/** The first segment of a path, which for a queue is its account. */
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
