import { findSubtype, SUBTYPES, type Subtype } from "../../expressions/subtypes";
import type { IntegrationInput } from "../../model/input";
import { SKELETON_KEY } from "../../model/skeleton";
import type { Fix } from "../engine/finding";
import type { Example, InputRule } from "../engine/rule";
import { hasMember } from "../shared/names";
import { nearest } from "../shared/nearest";
import { isUpdate, V2_INTEGRATIONS } from "../shared/scope";

const REFERENCE =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html";
const PREFLIGHT = "https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigatewayv2";

const NAMES = SUBTYPES.map(({ name }) => name);
const ROLE = '"CredentialsArn": "arn:aws:iam::123456789012:role/orders"';
const PURGE = '"IntegrationSubtype": "SQS-PurgeQueue"';
const QUEUE = '"RequestParameters": { "QueueUrl": "$request.header.queue-url" }';

// AG2037 speaks on WebSocket APIs.
const onHttp = { on: "input", operations: V2_INTEGRATIONS, protocols: ["HTTP", "unknown"] } as const;

export const unknownSubtype: InputRule = {
  code: "AG2006",
  title: "Unknown subtype",
  severity: "error",
  description:
    "An HTTP API calls ten actions of AWS services without a Lambda function between; there are no others. A version does not belong to the name.",
  confidence: "verified-aws-third-party",
  sources: [`${PREFLIGHT}/pf-apigwv2-integration-subtype-known`, REFERENCE],
  bad: example('"IntegrationSubtype": "SQS-PurgeQueues"', ROLE, QUEUE),
  good: example(PURGE, ROLE, QUEUE),
  ...onHttp,
  check(input, report) {
    const subtype = input.string("IntegrationSubtype");
    if (!subtype?.value || findSubtype(subtype.value)) return;
    const near = nearest(subtype.value, NAMES);
    report({
      span: subtype.span,
      message: `There is no subtype "${subtype.value}"${near === undefined ? "." : `. Did you mean "${near}"?`}`,
      aws: `Operation: ${subtype.value} is not supported.`,
      fixes:
        near === undefined
          ? []
          : [{ title: `Write "${near}"`, change: { kind: "replaceValue", node: subtype, value: near } }],
    });
  },
};

export const subtypeWithoutRole: InputRule = {
  code: "AG2007",
  title: "Subtype without a role",
  severity: "error",
  description:
    "API Gateway calls the AWS service with the role that `CredentialsArn` names. On an update the stored role may serve, so the missing one is only pointed out.",
  confidence: "verified-aws-third-party",
  sources: [`${PREFLIGHT}/pf-apigwv2-integration-subtype-credentials`],
  bad: example(PURGE, QUEUE),
  good: example(PURGE, ROLE, QUEUE),
  ...onHttp,
  check(input, report) {
    const subtype = input.string("IntegrationSubtype");
    if (!subtype?.value || input.has("CredentialsArn")) return;
    report({
      ...(isUpdate(input) && { severity: "information" }),
      span: subtype.span,
      message: `${subtype.value} needs a CredentialsArn: the role that calls the service${isUpdate(input) ? ", unless one is stored" : ""}.`,
      aws: `Role ARN must be specified for AWS integration configuration with Subtype: ${subtype.value}`,
      fixes: [
        {
          title: "Insert CredentialsArn",
          change: { kind: "insertMember", object: input.root, name: "CredentialsArn", value: "" },
        },
      ],
    });
  },
};

export const parameterMissing: InputRule = {
  code: "AG2008",
  title: "Parameter of the subtype missing",
  severity: "error",
  description:
    "Each subtype requires some parameters of its action in `RequestParameters`. Without any at all the service speaks of passing the request through, so that is a warning; on an update, where stored ones may serve, they are only pointed out.",
  confidence: "verified-aws-third-party",
  sources: [`${PREFLIGHT}/pf-apigwv2-integration-subtype-required-parameters`, REFERENCE],
  bad: example(PURGE, ROLE, '"RequestParameters": { "Region": "us-east-1" }'),
  good: example(PURGE, ROLE, QUEUE),
  ...onHttp,
  check(input, report) {
    const named = input.string("IntegrationSubtype");
    const subtype = findSubtype(named?.value ?? "");
    const parameters = input.member("RequestParameters");
    if (!named || !subtype || (parameters && parameters.value?.kind !== "object")) return;
    const missing = requiredOf(subtype).filter((name) => !isGiven(input, name));
    if (missing.length === 0) return;
    const stored = isUpdate(input) ? ", unless stored" : "";
    report({
      severity: isUpdate(input) ? "information" : parameters ? "error" : "warning",
      span: (parameters?.key ?? named).span,
      message: `${subtype.name} needs ${missing.join(", ")} in RequestParameters${stored}.`,
      ...(!isUpdate(input) && {
        aws: `Operation: ${subtype.name} requires enabling passthrough, or defining all of the following parameters…`,
      }),
      ...(parameters && { related: [{ span: named.span, message: `${subtype.name} is the action.` }] }),
      fixes: insertions(input, missing),
    });
  },
};

export const unknownParameter: InputRule = {
  code: "AG2009",
  title: "Unknown parameter of the subtype",
  severity: "warning",
  description: "AWS's reference lists the parameters of each subtype; this one is not among them.",
  confidence: "docs",
  sources: [REFERENCE],
  bad: example(PURGE, ROLE, '"RequestParameters": { "QueueUrl": "q", "QueueName": "orders" }'),
  good: example(PURGE, ROLE, '"RequestParameters": { "QueueUrl": "q", "Region": "us-east-1" }'),
  ...onHttp,
  check(input, report) {
    const subtype = findSubtype(input.text("IntegrationSubtype") ?? "");
    if (!subtype) return;
    const names = subtype.parameters.map(({ name }) => name);
    for (const entry of input.entries("RequestParameters")) {
      const name = entry.key.value;
      if (names.includes(name) || name === SKELETON_KEY) continue;
      const near = nearest(name, names);
      report({
        span: entry.key.span,
        message: `${subtype.name} has no parameter "${name}". It takes ${names.join(", ")}.`,
        fixes:
          near === undefined || isGiven(input, near)
            ? []
            : [{ title: `Rename to "${near}"`, change: { kind: "renameMember", member: entry, name: near } }],
      });
    }
  },
};

export const subtypeWithUri: InputRule = {
  code: "AG2011",
  title: "Subtype beside a target",
  severity: "warning",
  description: "A subtype says what is called; an `IntegrationUri` beside it says something else.",
  confidence: "derived",
  sources: ["https://github.com/aws/aws-cdk/issues/22916"],
  bad: example(PURGE, ROLE, QUEUE, '"IntegrationUri": "https://example.com"'),
  good: example(PURGE, ROLE, QUEUE),
  ...onHttp,
  check(input, report) {
    const subtype = input.string("IntegrationSubtype");
    const uri = input.member("IntegrationUri");
    if (!subtype?.value || !uri || !input.text("IntegrationUri")) return;
    report({
      span: uri.key.span,
      message: `An integration has a subtype or an IntegrationUri, not both.`,
      related: [{ span: subtype.span, message: `${subtype.value} says what is called.` }],
      fixes: [
        {
          title: 'Remove "IntegrationUri"',
          change: { kind: "removeMember", member: uri, object: input.root },
        },
      ],
    });
  },
};

function requiredOf(subtype: Subtype): readonly string[] {
  return subtype.parameters.filter(({ required }) => required).map(({ name }) => name);
}

function isGiven(input: IntegrationInput, name: string): boolean {
  const parameters = input.value("RequestParameters");
  return parameters?.kind === "object" && hasMember(parameters, name);
}

/** One fix for each missing parameter, or one for all where there is no map to put them into yet. */
function insertions(input: IntegrationInput, missing: readonly string[]): Fix[] {
  const object = input.value("RequestParameters");
  const likely = (name: string): string => `$request.body.${name}`;
  if (object?.kind === "object") {
    return missing.map((name) => ({
      title: `Insert ${name}`,
      change: { kind: "insertMember", object, name, value: likely(name) },
    }));
  }
  const value = Object.fromEntries(missing.map((name) => [name, likely(name)]));
  return [
    {
      title: `Insert ${missing.join(", ")}`,
      change: { kind: "insertMember", object: input.root, name: "RequestParameters", value },
    },
  ];
}

function example(...members: readonly string[]): Example {
  return {
    text: `{ "IntegrationType": "AWS_PROXY", "PayloadFormatVersion": "1.0", ${members.join(", ")} }`,
    protocol: "HTTP",
  };
}
