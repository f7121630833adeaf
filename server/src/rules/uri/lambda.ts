import { LAMBDA_INVOCATIONS } from "../../expressions/lambdaInvocation";
import type { UriFault } from "../../expressions/uri";
import type { InputRule } from "../engine/rule";
import { replacePart, spanIn } from "../shared/part";
import { safe } from "../shared/safe";
import { invocationExample, uriExample } from "./examples";
import { accountOf, URI_OPERATIONS, type UriMember, uriFaults, urisOf } from "./uris";

const { "lambda-invoke": INVOKE, "lambda-stream": STREAM } = LAMBDA_INVOCATIONS;

export const badInvocation: InputRule = {
  code: "AG4003",
  title: "Malformed invocation of a function",
  severity: "error",
  description: `An invocation is \`path/${INVOKE.version}/functions/FUNCTION-ARN/${INVOKE.ending}\`, or \`path/${STREAM.version}/functions/FUNCTION-ARN/${STREAM.ending}\` for one that streams its response.`,
  confidence: "verified-aws-third-party",
  sources: [
    "https://github.com/localstack/localstack/blob/main/tests/aws/services/apigateway/test_apigateway_lambda.snapshot.json",
  ],
  bad: invocationExample({ ending: "invocation" }),
  good: invocationExample({}),
  on: "input",
  operations: URI_OPERATIONS,
  check(input, report) {
    for (const { node, uri, fault } of uriFaults(input)) {
      if (uri.kind !== "lambda-invoke" && uri.kind !== "lambda-stream") continue;
      const message = invocationMessage(fault);
      if (message === undefined) continue;
      report({
        span: spanIn(input, node, fault.span),
        message,
        fixes:
          "expected" in fault && fault.span.end - fault.span.start < uri.path.text.length
            ? [replacePart(node, fault.span, fault.expected, `Write "${fault.expected}"`)]
            : [],
      });
    }
  },
};

function invocationMessage(fault: UriFault): string | undefined {
  switch (fault.kind) {
    case "badVersion":
    case "badCollection":
      return `Here belongs ${fault.expected}: path/${INVOKE.version}/functions/FUNCTION-ARN/${INVOKE.ending}.`;
    case "badEnding":
      return `The invocation ends with /${fault.expected}.`;
    case "badFunction":
      return "Here belongs a function's ARN: arn:aws:lambda:REGION:ACCOUNT:function:NAME.";
    case "badRegion":
      return "This is no region.";
    case "badAccount":
      return "An account is twelve digits.";
    default:
      return undefined;
  }
}

export const doubleSlash: InputRule = {
  code: "AG4004",
  title: "Double slash in an invocation",
  severity: "warning",
  description: "One page of AWS's guide has `path//2015-03-31`; everywhere else there is one slash.",
  confidence: "docs",
  sources: [
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-request-basic-setup.html",
  ],
  bad: invocationExample({ path: "/2015-03-31/functions" }),
  good: invocationExample({}),
  on: "input",
  operations: URI_OPERATIONS,
  check(input, report) {
    for (const { node, fault } of uriFaults(input, "doubleSlash")) {
      report({
        span: spanIn(input, node, fault.span),
        message: "One slash is the usual form.",
        fixes: [safe(replacePart(node, fault.span, "/", "Write one slash"))],
      });
    }
  },
};

export const variableAcrossAccounts: InputRule = {
  code: "AG4006",
  title: "Stage variable for a function of another account",
  severity: "warning",
  description:
    "A stage variable cannot choose a function of another account than the API's. The file tells the API's account by the role in its credentials.",
  confidence: "docs",
  sources: [
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html",
  ],
  bad: acrossAccounts("210987654321", "orders:${stageVariables.alias}"),
  good: acrossAccounts("123456789012", "orders:${stageVariables.alias}"),
  on: "input",
  operations: URI_OPERATIONS,
  check(input, report) {
    const uris = urisOf(input);
    const role = uris.find(({ uri }) => accountOf(uri) !== undefined);
    const own = role && accountOf(role.uri);
    if (!role || !own) return;
    for (const { node, uri } of uris) {
      const called = functionOf({ uri });
      const account = called?.arn?.account;
      if (!called || !account || !/^\d{12}$/.test(account.text) || account.text === own.text) continue;
      if (!called.hasNameVariable && called.qualifierKind !== "variable") continue;
      report({
        span: spanIn(input, node, account.span),
        message: `A stage variable cannot choose a function of another account than the API's, ${own.text}.`,
        related: [
          {
            span: spanIn(input, role.node, own.span),
            message: `The role is of account ${own.text}, as the API is.`,
          },
        ],
      });
    }
  },
};

export const variableFunction: InputRule = {
  code: "AG4007",
  title: "Function chosen by a stage variable",
  severity: "hint",
  description:
    "API Gateway cannot know which functions a stage variable will name, so it does not add the permissions to invoke them. Add one to each with `aws lambda add-permission`; without it the API's calls fail.",
  confidence: "docs",
  sources: ["https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html"],
  bad: invocationExample({ name: "${stageVariables.function}" }),
  good: invocationExample({}),
  on: "input",
  operations: URI_OPERATIONS,
  check(input, report) {
    for (const { node, uri } of urisOf(input)) {
      const called = functionOf({ uri });
      if (!called?.hasNameVariable) continue;
      report({
        span: spanIn(input, node, (called.name ?? called).span),
        message:
          "Each function that this may name needs a permission of its own (aws lambda add-permission).",
      });
    }
  },
};

function functionOf({ uri }: Pick<UriMember, "uri">) {
  return "function" in uri ? uri.function : undefined;
}

function acrossAccounts(account: string, name: string) {
  const called = `arn:aws:lambda:us-east-1:${account}:function:${name}`;
  return uriExample(
    `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${called}/invocations`,
    '"CredentialsArn": "arn:aws:iam::123456789012:role/orders"',
  );
}
