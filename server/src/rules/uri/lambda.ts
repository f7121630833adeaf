import { LAMBDA_INVOCATIONS } from "../../expressions/lambdaInvocation";
import type { UriFault } from "../../expressions/uri";
import type { InputRule } from "../engine/rule";
import { replacePart, spanIn } from "../shared/part";
import { safe } from "../shared/safe";
import { guide, recorded } from "../shared/sources";
import { invocationExample, uriExample } from "./examples";
import { fieldProblem } from "./fields";
import { accountOf, URI_OPERATIONS, type UriMember, uriFaults, urisOf } from "./uris";

const { "lambda-invoke": INVOKE, "lambda-stream": STREAM } = LAMBDA_INVOCATIONS;

export const badInvocation: InputRule = {
  code: "AG4003",
  title: "Invalid Lambda invocation",
  severity: "error",
  description: `The path of a Lambda invocation is \`path/${INVOKE.version}/functions/FUNCTION-ARN/${INVOKE.ending}\`, or \`path/${STREAM.version}/functions/FUNCTION-ARN/${STREAM.ending}\` to stream the response.`,
  confidence: "verified-aws-third-party",
  sources: [recorded("lambda")],
  bad: invocationExample({ ending: "invocation" }),
  good: invocationExample({}),
  on: "input",
  operations: URI_OPERATIONS,
  check(input, report) {
    for (const { node, uri, fault } of uriFaults(input)) {
      if (uri.kind !== "lambda-invoke" && uri.kind !== "lambda-stream") continue;
      if (fault.kind === "badRegion" || fault.kind === "badAccount") {
        report({ span: spanIn(input, node, fault.span), ...fieldProblem(node, fault) });
        continue;
      }
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
      return `Expected ${fault.expected}, as in path/${INVOKE.version}/functions/FUNCTION-ARN/${INVOKE.ending}.`;
    case "badEnding":
      return `Expected /${fault.expected} at the end.`;
    case "badFunction":
      return "Expected the ARN of a Lambda function: arn:aws:lambda:REGION:ACCOUNT:function:NAME.";
    default:
      return undefined;
  }
}

export const doubleSlash: InputRule = {
  code: "AG4004",
  title: "Double slash in a Lambda invocation",
  severity: "warning",
  description: "One page of AWS's guide uses `path//2015-03-31`. All others use a single slash.",
  confidence: "docs",
  sources: [guide("integration-request-basic-setup")],
  bad: invocationExample({ path: "/2015-03-31/functions" }),
  good: invocationExample({}),
  on: "input",
  operations: URI_OPERATIONS,
  check(input, report) {
    for (const { node, fault } of uriFaults(input, "doubleSlash")) {
      report({
        span: spanIn(input, node, fault.span),
        message: "Invocations usually have a single slash here.",
        fixes: [safe(replacePart(node, fault.span, "/", "Use a single slash"))],
      });
    }
  },
};

export const variableAcrossAccounts: InputRule = {
  code: "AG4006",
  title: "Stage variable for a function in a different account",
  severity: "warning",
  description:
    "A stage variable cannot select a function in a different account than the API's. The API's account is inferred from the role in the credentials.",
  confidence: "docs",
  sources: [guide("aws-api-gateway-stage-variables-reference")],
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
        message: `A stage variable cannot select a function in a different account than the API's, ${own.text}.`,
        related: [
          {
            span: spanIn(input, role.node, own.span),
            message: `The API's account, ${own.text}, is inferred from this role.`,
          },
        ],
      });
    }
  },
};

export const variableFunction: InputRule = {
  code: "AG4007",
  title: "Function selected by a stage variable",
  severity: "hint",
  description:
    "API Gateway cannot know which functions a stage variable will name, so it does not add permissions to invoke them. Add a permission to each function with `aws lambda add-permission`. Without it, requests to the API fail.",
  confidence: "docs",
  sources: [guide("stage-variables")],
  bad: invocationExample({ name: "${stageVariables.function}" }),
  good: invocationExample({}),
  on: "input",
  operations: URI_OPERATIONS,
  check(input, report) {
    for (const { node, uri } of urisOf(input)) {
      const called = functionOf({ uri });
      // AG4011 reports a stage variable for the whole ARN.
      if (!called?.hasNameVariable || !called.name) continue;
      report({
        span: spanIn(input, node, called.name.span),
        message:
          "Each function that this stage variable can name requires its own permission to be invoked by API Gateway.",
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
