import type { InputRule } from "../engine/rule";
import { V2_INTEGRATIONS } from "../shared/scope";

const REFERENCE =
  "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid.html";

export const subtypeNotProxy: InputRule = {
  code: "AG2010",
  title: "Subtype of another type",
  severity: "error",
  description: "A subtype names the service action of an `AWS_PROXY` integration; no other type has one.",
  confidence: "docs",
  sources: [REFERENCE],
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
      message: `An integration with a subtype is an AWS_PROXY integration, not ${type.value}.`,
      related: [{ span: subtype.span, message: `${subtype.value} is an AWS service action.` }],
      fixes: [
        { title: 'Write "AWS_PROXY"', change: { kind: "replaceValue", node: type, value: "AWS_PROXY" } },
      ],
    });
  },
};

export const targetMissing: InputRule = {
  code: "AG2012",
  title: "No target",
  severity: "error",
  description:
    "Every integration but `MOCK` and one with a subtype says in `IntegrationUri` where the request goes.",
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
    const known = input.operation.members
      .get("IntegrationType")
      ?.enum?.some(({ value }) => value === type?.value);
    if (!type || !known || type.value === "MOCK") return;
    if (input.has("IntegrationUri") || input.has("IntegrationSubtype")) return;
    report({
      span: type.span,
      message: `${type.value} needs an IntegrationUri: where the request goes.`,
      fixes: [
        {
          title: "Insert IntegrationUri",
          change: { kind: "insertMember", object: input.root, name: "IntegrationUri", value: "" },
        },
      ],
    });
  },
};

export const methodMissing: InputRule = {
  code: "AG2017",
  title: "Backend method missing",
  severity: "error",
  description:
    "An HTTP backend is called with the method that `IntegrationMethod` names; `ANY` hands on the caller's own.",
  confidence: "verified-aws-third-party",
  sources: [
    "https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigatewayv2/pf-apigwv2-http-proxy-integration-method",
  ],
  bad: { text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com" }' },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY" }',
  },
  on: "input",
  operations: ["create-integration"],
  check(input, report) {
    const type = input.string("IntegrationType");
    if (!type || !["HTTP_PROXY", "HTTP"].includes(type.value) || input.has("IntegrationMethod")) return;
    report({
      span: type.span,
      message: `${type.value} needs an IntegrationMethod: the method of the call to the backend.`,
      // The answer is known for HTTP_PROXY only.
      ...(type.value === "HTTP_PROXY" && {
        aws: "HttpMethod parameter method must be specified for integrationType HTTPPROXY",
      }),
      fixes: [
        {
          title: 'Insert IntegrationMethod "ANY"',
          change: { kind: "insertMember", object: input.root, name: "IntegrationMethod", value: "ANY" },
        },
      ],
    });
  },
};
