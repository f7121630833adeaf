import type { ParsedUri, UriFault } from "../../expressions/uri";
import type { IntegrationInput } from "../../model/input";
import type { StringNode } from "../../syntax/nodes";
import type { Finding } from "../engine/finding";
import type { InputRule } from "../engine/rule";
import { nearest } from "../shared/nearest";
import { replacePart, spanIn } from "../shared/part";
import { V2_INTEGRATIONS } from "../shared/scope";
import { guide, V2_REFERENCE } from "../shared/sources";
import { roleExample, uriExample } from "../uri/examples";
import { isOpen, uriOf } from "../uri/uris";

const FUNCTION_FORM = "arn:aws:lambda:REGION:ACCOUNT:function:NAME";
const SERVICE_FORM = "arn:aws:apigateway:REGION:SERVICE:path/… or …:action/…";

export const badAwsTarget: InputRule = {
  code: "AG2068",
  title: "Invalid target of an AWS integration",
  severity: "error",
  description:
    "The target of an `AWS_PROXY` integration without a subtype is a Lambda function: its own ARN, or the ARN of its invocation, `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION-ARN/invocations`. The name alone is not enough. On a WebSocket API, an `AWS` integration can also call other services: `arn:aws:apigateway:REGION:SERVICE:path/…` or `…:action/…`. HTTP APIs call other services through `IntegrationSubtype`.",
  confidence: "derived",
  sources: [guide("http-api-develop-integrations-lambda"), V2_REFERENCE],
  bad: uriExample("orders"),
  good: uriExample("arn:aws:lambda:us-east-1:123456789012:function:orders"),
  on: "input",
  operations: V2_INTEGRATIONS,
  check(input, report) {
    const type = input.text("IntegrationType");
    const node = input.string("IntegrationUri");
    if ((type !== "AWS" && type !== "AWS_PROXY") || !node?.value || isOpen(node)) return;
    // AG2011 reports a target together with a subtype. AG2001 reports AWS on an HTTP API, and AG2015 a VPC link.
    if (input.text("IntegrationSubtype") || (type === "AWS" && input.protocol === "HTTP")) return;
    if (input.text("ConnectionType") === "VPC_LINK") return;
    for (const finding of targetProblems(input, node, type)) report(finding);
  },
};

export const credentialsNotArn: InputRule = {
  code: "AG2069",
  title: "CredentialsArn is not an ARN",
  severity: "error",
  description:
    "`CredentialsArn` is the ARN of the role that API Gateway assumes, or `arn:aws:iam::*:user/*` for the caller's own credentials. Remove the member if the integration needs no credentials.",
  confidence: "derived",
  sources: [V2_REFERENCE],
  bad: roleExample("my-role"),
  good: roleExample("arn:aws:iam::123456789012:role/my-role"),
  on: "input",
  operations: V2_INTEGRATIONS,
  check(input, report) {
    const node = input.string("CredentialsArn");
    if (!node?.value || node.value.startsWith("arn:") || isOpen(node)) return;
    report({ span: node.span, message: "Expected the ARN of a role: arn:aws:iam::ACCOUNT:role/NAME." });
  },
};

function* targetProblems(
  input: IntegrationInput,
  node: StringNode,
  type: "AWS" | "AWS_PROXY",
): Generator<Finding> {
  const uri = uriOf(node);
  if (!("arn" in uri)) {
    yield { span: node.span, ...notAnArn(input, uri, type) };
    return;
  }
  switch (uri.kind) {
    case "lambda-function":
      yield* functionProblems(input, node, uri.faults);
      return;
    case "aws-wrapper": {
      const last = uri.arn.resource ?? uri.arn.account ?? uri.arn.region ?? uri.arn.service;
      // AWS documents a stage variable in place of the path or action.
      if (uri.arn.resource?.text.startsWith("${")) return;
      yield {
        span: last?.text ? spanIn(input, node, last.span) : node.span,
        message: `Expected path/… or action/… at the end: ${SERVICE_FORM}.`,
      };
      return;
    }
    case "aws-path":
    case "aws-action":
      if (input.protocol === "HTTP") {
        yield {
          severity: "warning",
          span: spanIn(input, node, uri.awsService.span),
          message: `HTTP APIs do not call ${uri.awsService.text || "services"} through a URI. Use IntegrationSubtype.`,
        };
      }
      return;
    case "lambda-invoke":
    case "lambda-stream":
      return;
    default:
      yield* otherArnProblems(input, node, uri, type);
  }
}

function notAnArn(
  input: IntegrationInput,
  { kind }: ParsedUri,
  type: "AWS" | "AWS_PROXY",
): Omit<Finding, "span"> {
  const expected = `Expected the ARN of ${type === "AWS" ? `a service: ${SERVICE_FORM}` : `a Lambda function: ${FUNCTION_FORM}`}.`;
  const node = input.string("IntegrationType");
  if (kind !== "http-url" || !node) return { message: expected };
  const proper = type === "AWS" ? "HTTP" : "HTTP_PROXY";
  return {
    message: `${expected} For a URL, use IntegrationType ${proper}.`,
    fixes: [
      { title: `Set IntegrationType to ${proper}`, change: { kind: "replaceValue", node, value: proper } },
    ],
  };
}

function* functionProblems(
  input: IntegrationInput,
  node: StringNode,
  faults: readonly UriFault[],
): Generator<Finding> {
  for (const fault of faults) {
    // AG4012 reports an invalid region or account.
    if (fault.kind !== "badFunction") continue;
    const span = spanIn(input, node, fault.span);
    yield { span, message: `Expected the ARN of a Lambda function: ${FUNCTION_FORM}.` };
  }
}

/** Finds what is wrong with the ARN of neither a function nor API Gateway, which may be a misspelled one. */
function* otherArnProblems(
  input: IntegrationInput,
  node: StringNode,
  uri: ParsedUri,
  type: "AWS" | "AWS_PROXY",
): Generator<Finding> {
  if (!("arn" in uri)) return;
  const { service, resource, region } = uri.arn;
  if (!service || /[${}<>]/.test(service.text)) return;
  const near = service.text === "lambda" ? service.text : nearest(service.text, ["lambda", "apigateway"]);
  if (near === undefined || !region) {
    const hint =
      input.protocol === "HTTP" ? " HTTP APIs call other services through IntegrationSubtype." : "";
    yield {
      span: spanIn(input, node, service.text ? service.span : uri.span),
      message: `Expected the ARN of ${type === "AWS" ? `API Gateway: ${SERVICE_FORM}` : `a Lambda function: ${FUNCTION_FORM}`}.${hint}`,
    };
    return;
  }
  if (near !== service.text) {
    yield {
      span: spanIn(input, node, service.span),
      message: `Unknown service "${service.text}". Did you mean "${near}"?`,
      fixes: [replacePart(node, service.span, near, `Write "${near}"`)],
    };
  }
  if (near !== "lambda") return;
  if (!resource?.text || !/^function:.|^[$<{]/.test(resource.text)) {
    yield {
      span: spanIn(input, node, resource?.text ? resource.span : uri.span),
      message: `Expected function:NAME at the end: ${FUNCTION_FORM}.`,
    };
  }
}
