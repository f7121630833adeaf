import { LAMBDA_INVOCATIONS, PARTITIONS } from "../../expressions";
import type { IntegrationInput } from "../../model/input";
import type { Finding } from "../engine/finding";
import type { InputRule } from "../engine/rule";
import { put } from "../shared/examples";
import { withFaults } from "../shared/faults";
import { nearest } from "../shared/nearest";
import { typeOf } from "../shared/restType";
import { recorded } from "../shared/sources";
import { joinWords } from "../shared/words";
import { FUNCTION_ARN, INVOKE_URI, LAMBDA_PROXY, QUEUE } from "./examples";
import { replaced, write } from "./fixes";
import { backendOf, PUT, type RestUri, startsOpen, uriOf } from "./integration";

export const notAnArn: InputRule = {
  code: "AG1005",
  title: "URI is not an ARN",
  severity: "error",
  description:
    "The `uri` of an `AWS` or `AWS_PROXY` integration is an API Gateway ARN that contains the region, the service, and a path or an action. For a URL, use type `HTTP` or `HTTP_PROXY`.",
  aws: "Invalid ARN specified in the request",
  confidence: "verified-aws-third-party",
  sources: [recorded("integrations")],
  bad: put({ ...LAMBDA_PROXY, uri: "https://example.com" }),
  good: put(LAMBDA_PROXY),
  on: "input",
  operations: PUT,
  check(input, report) {
    const found = awsUri(input);
    if (!found || found.node.value.startsWith("arn:")) return;
    const hint = found.uri.kind === "http-url" ? " For a URL, use type HTTP or HTTP_PROXY." : "";
    report({
      span: found.node.span,
      message: `Expected an API Gateway ARN: arn:aws:apigateway:REGION:SERVICE:path/… or …:action/….${hint}`,
    });
  },
};

export const notWrapped: InputRule = {
  code: "AG1006",
  title: "Not an API Gateway ARN",
  severity: "error",
  description:
    "REST APIs do not accept the ARN of a service or a Lambda function itself. Wrap it in an API Gateway ARN: `arn:aws:apigateway:REGION:SERVICE:path/…` or `…:action/…`. Otherwise AWS answers “AWS ARN for integration must contain path or action”.",
  confidence: "verified-aws-third-party",
  sources: [recorded("lambda")],
  bad: put({ ...LAMBDA_PROXY, uri: FUNCTION_ARN }),
  good: put(LAMBDA_PROXY),
  on: "input",
  operations: PUT,
  check(input, report) {
    const found = awsUri(input);
    // AG1008 reports an unknown partition first.
    if (!found || found.uri.faults.some(({ kind }) => kind === "unknownPartition")) return;
    const finding = wrapperFinding(found);
    if (!finding) return;
    const { uri, node } = found;
    if (uri.kind !== "lambda-function") return report(finding);
    const { partition, region } = uri.arn;
    const streams = typeOf(input) === "AWS_PROXY" && input.text("responseTransferMode") === "STREAM";
    const { version, ending } = LAMBDA_INVOCATIONS[streams ? "lambda-stream" : "lambda-invoke"];
    const wrapped = `arn:${partition?.text}:apigateway:${region?.text}:lambda:path/${version}/functions/${node.value}/${ending}`;
    report({ ...finding, fixes: [write(node, wrapped, "Wrap the function ARN")] });
  },
};

function wrapperFinding({ uri, node, at }: RestUri): Finding | undefined {
  if (!("arn" in uri)) return undefined;
  const { arn } = uri;
  const aws = "AWS ARN for integration must contain path or action";
  switch (uri.kind) {
    case "lambda-function":
      return {
        span: node.span,
        message:
          "REST APIs invoke a Lambda function through an API Gateway ARN that contains the function ARN: arn:aws:apigateway:REGION:lambda:path/….",
        aws,
      };
    case "lambda-invoke":
    case "lambda-stream":
    case "aws-path":
    case "aws-action": {
      const missing = [arn.region, arn.account].find((field) => field?.text === "");
      return (
        missing && {
          span: at({ start: missing.span.start - 1, end: missing.span.end + 1 }),
          message: `Missing ${missing === arn.region ? "region" : "service"}.`,
        }
      );
    }
    case "aws-wrapper": {
      // AWS documents a stage variable in place of the path or action.
      if (arn.resource?.text.startsWith("${")) return undefined;
      const last = arn.resource ?? arn.account ?? arn.region ?? arn.service;
      return {
        span: last?.text ? at(last.span) : node.span,
        message: "Expected path/… or action/… at the end of this ARN.",
        aws,
      };
    }
    default:
      return {
        span: node.span,
        message: "Not an API Gateway ARN. Expected arn:aws:apigateway:REGION:SERVICE:path/… or …:action/….",
        aws,
      };
  }
}

export const proxyOfOtherService: InputRule = {
  code: "AG1007",
  title: "Service does not support AWS_PROXY",
  severity: "error",
  description:
    "Only Lambda and Firehose support proxy integrations. For all other AWS services, use type `AWS` with a mapping template.",
  aws: "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
  confidence: "verified-aws-third-party",
  sources: [recorded("lambda")],
  bad: put({ ...QUEUE, type: "AWS_PROXY" }),
  good: put(QUEUE),
  on: "input",
  operations: PUT,
  check(input, report) {
    const type = input.string("type");
    const found = uriOf(input);
    if (type?.value !== "AWS_PROXY" || !found) return;
    const { uri, at } = found;
    if (uri.kind !== "aws-path" && uri.kind !== "aws-action") return;
    const service = uri.awsService;
    if (service.text === "" || service.text === "firehose" || /[${}<>]/.test(service.text)) return;
    const isLambdaAction = service.text === "lambda" && uri.kind === "aws-action";
    report({
      span: at(isLambdaAction ? uri.action.span : service.span),
      message: isLambdaAction
        ? "AWS_PROXY invokes a Lambda function through a path, not an action."
        : `AWS_PROXY only supports Lambda and Firehose. Use type AWS for ${service.text}.`,
      related: [{ span: type.span, message: "The type is specified here." }],
      fixes: isLambdaAction ? [] : [write(type, "AWS")],
    });
  },
};

export const unknownPartition: InputRule = {
  code: "AG1008",
  title: "Unknown partition",
  severity: "error",
  description: `The second field of an ARN must be a known partition: ${joinWords(
    PARTITIONS.map(({ name }) => `\`${name}\``),
    "or",
  )}.`,
  aws: "Invalid AWS URI",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/amazon-archives/aws-apigateway-importer/issues/63"],
  bad: put({ ...LAMBDA_PROXY, uri: INVOKE_URI.replace("arn:aws:", "arn:was:") }),
  good: put(LAMBDA_PROXY),
  on: "input",
  operations: PUT,
  check(input, report) {
    const found = awsUri(input);
    const uris = found ? [found] : [];
    for (const { node, at, fault } of withFaults(uris, ({ uri }) => uri.faults, ["unknownPartition"])) {
      const near = nearest(
        fault.partition,
        PARTITIONS.map(({ name }) => name),
      );
      report({
        span: at(fault.span),
        message: `"${fault.partition}" is not a known partition.${near === undefined ? "" : ` Did you mean "${near}"?`}`,
        fixes:
          near === undefined ? [] : [write(node, replaced(node.value, fault.span, near), `Write "${near}"`)],
      });
    }
  },
};

/** Returns the uri of an integration with an AWS service, unless a placeholder hides its form. */
function awsUri(input: IntegrationInput): RestUri | undefined {
  const found = backendOf(typeOf(input)) === "aws" ? uriOf(input) : undefined;
  return found && !startsOpen(found.node.value) ? found : undefined;
}
