import { findSubtype } from "../../expressions/subtypes";
import type { IntegrationInput } from "../../model/input";
import type { StringNode } from "../../syntax/nodes";
import type { Fix } from "../engine/finding";
import type { InputRule } from "../engine/rule";
import { isNeeded } from "../shared/needed";
import { V2_INTEGRATIONS } from "../shared/scope";
import { guide, preflightV2 } from "../shared/sources";

const LAMBDA_GUIDE = guide("http-api-develop-integrations-lambda");
const LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const QUEUE = '"RequestParameters": { "QueueUrl": "q", "MessageBody": "$request.body" }';
const INVOCATION = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${LAMBDA}/invocations`;

export const versionMissing: InputRule = {
  code: "AG2002",
  title: "Missing PayloadFormatVersion",
  severity: "warning",
  description:
    "AWS's documentation requires `PayloadFormatVersion` for every integration of an HTTP API that is not created in the console. Use `2.0` for a Lambda function written for HTTP APIs, and `1.0` for everything else.",
  confidence: "docs",
  sources: [LAMBDA_GUIDE],
  bad: { text: `{ "IntegrationType": "AWS_PROXY", "IntegrationUri": "${LAMBDA}" }`, protocol: "HTTP" },
  good: {
    text: `{ "IntegrationType": "AWS_PROXY", "IntegrationUri": "${LAMBDA}", "PayloadFormatVersion": "2.0" }`,
    protocol: "HTTP",
  },
  on: "input",
  operations: ["create-integration"],
  protocols: ["HTTP"],
  check(input, report) {
    const type = input.string("IntegrationType");
    if (!type || input.has("PayloadFormatVersion")) return;
    const value = type.value === "AWS_PROXY" && !input.has("IntegrationSubtype") ? "2.0" : "1.0";
    report({
      span: type.span,
      message: "HTTP API integrations require PayloadFormatVersion.",
      fixes: [
        {
          title: `Insert PayloadFormatVersion "${value}"`,
          change: { kind: "insertMember", object: input.root, name: "PayloadFormatVersion", value },
        },
      ],
    });
  },
};

export const unknownVersion: InputRule = {
  code: "AG2003",
  title: "Unknown payload format version",
  severity: "error",
  description:
    "The payload format version for a Lambda function is either `1.0` or `2.0`. HTTP APIs require one, so it must not be empty.",
  confidence: "verified-aws-third-party",
  sources: [preflightV2("aws-proxy-payload-version")],
  bad: {
    text: `{ "IntegrationType": "AWS_PROXY", "IntegrationUri": "${LAMBDA}", "PayloadFormatVersion": "3.0" }`,
    protocol: "HTTP",
  },
  good: {
    text: `{ "IntegrationType": "AWS_PROXY", "IntegrationUri": "${LAMBDA}", "PayloadFormatVersion": "2.0" }`,
    protocol: "HTTP",
  },
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["HTTP", "unknown"],
  check(input, report) {
    const version = setVersion(input);
    if (!version || ["1.0", "2.0"].includes(version.value)) return;
    if (input.text("IntegrationType") !== "AWS_PROXY" || input.text("IntegrationSubtype")) return;
    report({
      span: version.span,
      message:
        version.value === ""
          ? "PayloadFormatVersion is empty. Expected 1.0 or 2.0."
          : `Unknown payload format version ${version.value}. Expected 1.0 or 2.0.`,
      aws: `Unsupported PayloadFormatVersion: ${version.value}`,
      fixes: [write("2.0", version), write("1.0", version)],
    });
  },
};

export const versionOfHttpProxy: InputRule = {
  code: "AG2004",
  title: "Payload format 2.0 requires Lambda",
  severity: "error",
  description:
    "Payload format version `2.0` is a format of events for Lambda functions. HTTP backends require `1.0`. The version must not be empty.",
  confidence: "verified-aws-third-party",
  sources: [preflightV2("http-proxy-payload-version")],
  bad: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "GET", "PayloadFormatVersion": "2.0" }',
  },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "GET", "PayloadFormatVersion": "1.0" }',
  },
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["HTTP"],
  check(input, report) {
    const version = setVersion(input);
    if (!version || input.text("IntegrationType") !== "HTTP_PROXY") return;
    if (version.value !== "2.0" && version.value !== "") return;
    const reason = version.value === "" ? "" : " Version 2.0 is only for Lambda functions.";
    report({
      span: version.span,
      message: `HTTP_PROXY integrations require PayloadFormatVersion 1.0.${reason}`,
      ...(version.value === "2.0" && {
        aws: "PayloadFormatVersion 2.0 is not supported for integration of type HTTP_PROXY",
      }),
      fixes: [write("1.0", version)],
    });
  },
};

export const versionOfSubtype: InputRule = {
  code: "AG2005",
  title: "Subtype requires payload format 1.0",
  severity: "error",
  description: "Subtypes only support payload format version `1.0`.",
  confidence: "verified-aws-third-party",
  sources: [preflightV2("integration-subtype-payload-version")],
  bad: {
    text: `{ "IntegrationType": "AWS_PROXY", "IntegrationSubtype": "SQS-SendMessage", "CredentialsArn": "arn:aws:iam::123456789012:role/r", "PayloadFormatVersion": "2.0", ${QUEUE} }`,
  },
  good: {
    text: `{ "IntegrationType": "AWS_PROXY", "IntegrationSubtype": "SQS-SendMessage", "CredentialsArn": "arn:aws:iam::123456789012:role/r", "PayloadFormatVersion": "1.0", ${QUEUE} }`,
  },
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["HTTP", "unknown"],
  check(input, report) {
    const version = setVersion(input);
    const subtype = input.text("IntegrationSubtype");
    // AG2006 reports unknown subtypes.
    if (!version || !subtype || !findSubtype(subtype) || version.value === "1.0") return;
    report({
      span: version.span,
      message: `${subtype} requires PayloadFormatVersion 1.0.`,
      aws: `Operation: ${subtype} is not supported.`,
      fixes: [write("1.0", version)],
    });
  },
};

export const versionOfWebSocket: InputRule = {
  code: "AG2038",
  title: "Payload format 2.0 on a WebSocket API",
  severity: "error",
  description: "WebSocket APIs only support payload format version `1.0`, which is also their default.",
  aws: "Unsupported PayloadFormatVersion: 2.0",
  confidence: "verified-aws-third-party",
  sources: [preflightV2("websocket-payload-version")],
  bad: {
    text: `{ "IntegrationType": "AWS_PROXY", "IntegrationUri": "${INVOCATION}", "PayloadFormatVersion": "2.0" }`,
    protocol: "WEBSOCKET",
  },
  good: {
    text: `{ "IntegrationType": "AWS_PROXY", "IntegrationUri": "${INVOCATION}" }`,
    protocol: "WEBSOCKET",
  },
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["WEBSOCKET"],
  check(input, report) {
    const version = setVersion(input);
    const member = input.member("PayloadFormatVersion");
    if (version?.value !== "2.0" || !member) return;
    report({
      span: version.span,
      message: "WebSocket APIs do not support PayloadFormatVersion 2.0.",
      fixes: [
        {
          title: 'Remove "PayloadFormatVersion"',
          change: { kind: "removeMember", member, object: input.root },
        },
        write("1.0", version),
      ],
    });
  },
};

/** Returns the version, unless it is empty and does not have to be set: AG0021 reports such a member. */
function setVersion(input: IntegrationInput): StringNode | undefined {
  const version = input.string("PayloadFormatVersion");
  return version?.value || isNeeded(input, "PayloadFormatVersion") ? version : undefined;
}

function write(value: string, node: StringNode): Fix {
  return { title: `Write "${value}"`, change: { kind: "replaceValue", node, value } };
}
