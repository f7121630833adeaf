import { parseArn } from "../../expressions/arn";
import { type ParsedUri, parseUri } from "../../expressions/uri";
import type { IntegrationInput } from "../../model/input";
import { memberName } from "../../model/memberNames";
import type { Span, StringNode } from "../../syntax/nodes";
import type { ReportProblem } from "../engine/finding";
import type { Example, InputRule } from "../engine/rule";
import { spanIn } from "../shared/part";
import { guide, MOTO } from "../shared/sources";
import { accountOf, uriOf } from "./uris";

export const roleOfOtherAccount: InputRule = {
  code: "AG4015",
  title: "Role in a different account",
  severity: "warning",
  description:
    "API Gateway only assumes roles in the API's own account. A role in a different account than the queue is probably a mistake. A Lambda function in a different account works if its resource policy allows the role, so that is only reported as information. AG2064 is the same for HTTP and WebSocket APIs.",
  aws: "Cross-account pass role is not allowed.",
  confidence: "emulator",
  sources: [MOTO, guide("apigateway-cross-account-lambda-integrations")],
  bad: queueExample("210987654321"),
  good: queueExample("123456789012"),
  on: "input",
  operations: ["put-integration"],
  check: checkAccounts,
};

/** Reports a role whose account differs from that of what the integration calls. */
export function checkAccounts(input: IntegrationInput, report: ReportProblem): void {
  const role = input.string(memberName(input.operation.family, "credentials"));
  const account = role && accountOf(uriOf(role));
  if (!role || !account) return;
  const target = targetsOf(input).find((candidate) => candidate.account !== account.text);
  if (!target) return;
  const message = `The role belongs to account ${account.text}, but its target belongs to account ${target.account}.`;
  report({
    span: spanIn(input, role, account.span),
    ...(target.isFunction && { severity: "information" as const }),
    message: target.isFunction
      ? `${message} This requires a resource policy on the function that allows the role.`
      : message,
    related: [
      {
        span: spanIn(input, target.node, target.span),
        message: `The target belongs to account ${target.account}.`,
      },
    ],
  });
}

interface OwnedTarget {
  readonly node: StringNode;
  readonly account: string;
  readonly span: Span;
  /** Functions in other accounts work by design, with a resource policy. */
  readonly isFunction: boolean;
}

/** Returns the resources that the integration calls and whose account is known from the file. */
function targetsOf(input: IntegrationInput): readonly OwnedTarget[] {
  const found: OwnedTarget[] = [];
  const add = (
    node: StringNode,
    account: { readonly text: string; readonly span: Span } | undefined,
    isFunction = false,
  ): void => {
    if (account && /^\d{12}$/.test(account.text))
      found.push({ node, account: account.text, span: account.span, isFunction });
  };
  const uri = input.string(memberName(input.operation.family, "uri"));
  if (uri) {
    const parsed = uriOf(uri);
    add(uri, ownerOf(parsed), "function" in parsed);
  }
  if (!input.text("IntegrationSubtype")) return found;
  for (const { key, value } of input.entries("RequestParameters")) {
    if (value?.kind !== "string") continue;
    if (key.value === "StateMachineArn" || key.value === "ExecutionArn") {
      add(value, parseArn({ text: value.value, span: { start: 0, end: value.value.length } })?.account);
    } else if (key.value === "QueueUrl") {
      const url = parseUri(value.value);
      if (url.kind === "http-url" && url.path) {
        add(value, firstSegment(url.text, { start: url.path.span.start + 1, end: url.path.span.end }));
      }
    }
  }
  return found;
}

/** Returns the account of a function or of a queue, as far as the URI contains it. */
function ownerOf(uri: ParsedUri): { readonly text: string; readonly span: Span } | undefined {
  if ("function" in uri && uri.function) {
    // AG4006 covers functions that a stage variable selects.
    return uri.function.hasNameVariable ? undefined : uri.function.arn?.account;
  }
  return uri.kind === "aws-path" && uri.awsService.text === "sqs"
    ? firstSegment(uri.text, uri.path.span)
    : undefined;
}

/** Returns the first segment of a path. For a queue, this is its account. */
function firstSegment(text: string, path: Span): { readonly text: string; readonly span: Span } {
  const slash = text.indexOf("/", path.start);
  const end = slash < 0 || slash > path.end ? path.end : slash;
  return { text: text.slice(path.start, end), span: { start: path.start, end } };
}

function queueExample(account: string): Example {
  return {
    text: `{ "type": "AWS", "integrationHttpMethod": "POST", "uri": "arn:aws:apigateway:us-east-1:sqs:path/123456789012/orders", "credentials": "arn:aws:iam::${account}:role/orders" }`,
    operation: "put-integration",
  };
}
