import type { InputRule } from "../engine/rule";
import { targetBlank } from "../shared/blanks";
import { emptyText } from "../shared/empty";
import { isNeeded, needsTarget } from "../shared/needed";
import { isUpdate, V2_INTEGRATIONS } from "../shared/scope";
import { preflightV2, V2_REFERENCE } from "../shared/sources";

export const subtypeNotProxy: InputRule = {
  code: "AG2010",
  title: "Subtype requires AWS_PROXY",
  severity: "error",
  description:
    "A subtype specifies the service action of an `AWS_PROXY` integration. Other integration types do not support subtypes.",
  confidence: "docs",
  sources: [V2_REFERENCE],
  bad: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationMethod": "POST", "IntegrationSubtype": "SQS-PurgeQueue", "CredentialsArn": "arn:aws:iam::123456789012:role/r", "PayloadFormatVersion": "1.0", "RequestParameters": { "QueueUrl": "q" } }',
  },
  good: {
    text: '{ "IntegrationType": "AWS_PROXY", "IntegrationSubtype": "SQS-PurgeQueue", "CredentialsArn": "arn:aws:iam::123456789012:role/r", "PayloadFormatVersion": "1.0", "RequestParameters": { "QueueUrl": "q" } }',
  },
  on: "input",
  operations: V2_INTEGRATIONS,
  check(input, report) {
    const type = input.string("IntegrationType");
    const subtype = input.string("IntegrationSubtype");
    if (!type || !subtype?.value || type.value === "AWS_PROXY") return;
    report({
      span: type.span,
      message: `Subtypes require IntegrationType AWS_PROXY, not ${type.value}.`,
      related: [{ span: subtype.span, message: `${subtype.value} is an AWS service action.` }],
      fixes: [
        { title: 'Write "AWS_PROXY"', change: { kind: "replaceValue", node: type, value: "AWS_PROXY" } },
      ],
    });
  },
};

export const targetMissing: InputRule = {
  code: "AG2012",
  title: "Missing IntegrationUri",
  severity: "error",
  description:
    "Every integration requires `IntegrationUri`, the target of its requests, except `MOCK` integrations and those with a subtype.",
  aws: "Invalid integration URI specified",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/aws/aws-cdk/issues/10435"],
  bad: { text: '{ "IntegrationType": "AWS_PROXY" }' },
  good: {
    text: '{ "IntegrationType": "AWS_PROXY", "IntegrationUri": "arn:aws:lambda:us-east-1:123456789012:function:orders" }',
  },
  on: "input",
  operations: ["create-integration"],
  check(input, report) {
    const type = input.string("IntegrationType");
    if (!type || !needsTarget(type.value)) return;
    // AG2006 reports an empty subtype.
    if (input.has("IntegrationUri") || input.text("IntegrationSubtype")) return;
    if (input.has("IntegrationSubtype") && isNeeded(input, "IntegrationSubtype")) return;
    report({
      span: type.span,
      message: `${type.value} requires IntegrationUri, the target of the request.`,
      fixes: [
        {
          title: "Insert IntegrationUri",
          change: {
            kind: "insertMember",
            object: input.root,
            name: "IntegrationUri",
            value: targetBlank(type.value),
          },
        },
      ],
    });
  },
};

export const emptyTarget: InputRule = {
  code: "AG2065",
  title: "Empty IntegrationUri",
  severity: "error",
  description:
    "Only `MOCK` integrations and integrations with a subtype have no target, so leave `IntegrationUri` out of those. For all others, it must not be empty, not even on an update.",
  confidence: "derived",
  sources: [V2_REFERENCE],
  bad: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "", "IntegrationMethod": "ANY" }',
  },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY" }',
  },
  on: "input",
  operations: V2_INTEGRATIONS,
  check(input, report) {
    const empty = emptyText(input, "IntegrationUri");
    if (!empty || !isNeeded(input, "IntegrationUri")) return;
    report({ span: empty.span, message: "IntegrationUri is empty. Enter the target of the request." });
  },
};

export const methodMissing: InputRule = {
  code: "AG2017",
  title: "Missing IntegrationMethod",
  severity: "error",
  description:
    "API Gateway calls an HTTP backend with the method in `IntegrationMethod`. With `ANY`, it uses the caller's method.",
  confidence: "verified-aws-third-party",
  sources: [preflightV2("http-proxy-integration-method")],
  bad: { text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com" }' },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY" }',
  },
  on: "input",
  operations: V2_INTEGRATIONS,
  check(input, report) {
    const type = input.string("IntegrationType");
    const empty = emptyText(input, "IntegrationMethod");
    const isAbsent = !input.has("IntegrationMethod") && !isUpdate(input);
    if (!type || !["HTTP_PROXY", "HTTP"].includes(type.value) || !(empty || isAbsent)) return;
    report({
      span: (empty ?? type).span,
      message: `${type.value} requires IntegrationMethod, the HTTP method of requests to the backend.`,
      // AWS's answer is only known for HTTP_PROXY.
      ...(type.value === "HTTP_PROXY" && {
        aws: "HttpMethod parameter method must be specified for integrationType HTTPPROXY",
      }),
      fixes: [
        empty
          ? { title: 'Write "ANY"', change: { kind: "replaceValue", node: empty, value: "ANY" } }
          : {
              title: 'Insert IntegrationMethod "ANY"',
              change: { kind: "insertMember", object: input.root, name: "IntegrationMethod", value: "ANY" },
            },
      ],
    });
  },
};
