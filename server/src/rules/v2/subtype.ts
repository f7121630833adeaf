import { findSubtype, requiredOf, SUBTYPES } from "../../expressions/subtypes";
import type { IntegrationInput } from "../../model/input";
import { SKELETON_KEY } from "../../model/skeleton";
import type { Fix } from "../engine/finding";
import type { Example, InputRule } from "../engine/rule";
import { ROLE_BLANK } from "../shared/blanks";
import { emptyText } from "../shared/empty";
import { hasMember } from "../shared/names";
import { nearest } from "../shared/nearest";
import { isNeeded } from "../shared/needed";
import { isUpdate, V2_INTEGRATIONS } from "../shared/scope";
import { guide, preflightV2, terraformIssue } from "../shared/sources";
import { joinWords } from "../shared/words";

const REFERENCE = guide("http-api-develop-integrations-aws-services-reference");

const NAMES = SUBTYPES.map(({ name }) => name);
const ROLE = '"CredentialsArn": "arn:aws:iam::123456789012:role/orders"';
const PURGE = '"IntegrationSubtype": "SQS-PurgeQueue"';
const QUEUE = '"RequestParameters": { "QueueUrl": "$request.header.queue-url" }';

// AG2037 covers WebSocket APIs.
const onHttp = { on: "input", operations: V2_INTEGRATIONS, protocols: ["HTTP", "unknown"] } as const;

export const unknownSubtype: InputRule = {
  code: "AG2006",
  title: "Unknown subtype",
  severity: "error",
  description:
    "HTTP APIs can call ten AWS service actions directly, without a Lambda function in between. There are no other subtypes, and their names do not include a version.",
  confidence: "verified-aws-third-party",
  sources: [preflightV2("integration-subtype-known"), REFERENCE],
  bad: example('"IntegrationSubtype": "SQS-PurgeQueues"', ROLE, QUEUE),
  good: example(PURGE, ROLE, QUEUE),
  ...onHttp,
  check(input, report) {
    const subtype = input.string("IntegrationSubtype");
    if (!subtype || findSubtype(subtype.value)) return;
    if (subtype.value === "") {
      if (!isNeeded(input, "IntegrationSubtype")) return;
      return report({
        span: subtype.span,
        message: `IntegrationSubtype is empty. Expected ${joinWords(NAMES, "or")}.`,
      });
    }
    const near = nearest(subtype.value, NAMES);
    report({
      span: subtype.span,
      message: `Unknown subtype "${subtype.value}"${near === undefined ? "." : `. Did you mean "${near}"?`}`,
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
  title: "Subtype requires CredentialsArn",
  severity: "error",
  description:
    "API Gateway calls the AWS service with the role in `CredentialsArn`. On an update, the existing role may still apply, so a missing one is only reported as information.",
  confidence: "verified-aws-third-party",
  sources: [preflightV2("integration-subtype-credentials")],
  bad: example(PURGE, QUEUE),
  good: example(PURGE, ROLE, QUEUE),
  ...onHttp,
  check(input, report) {
    const subtype = input.string("IntegrationSubtype");
    if (!subtype?.value) return;
    const empty = emptyText(input, "CredentialsArn");
    if (input.has("CredentialsArn") && !empty) return;
    const mayBeSet = isUpdate(input) && !empty;
    report({
      ...(mayBeSet && { severity: "information" }),
      span: (empty ?? subtype).span,
      message: `${subtype.value} requires CredentialsArn, the role that calls the service${mayBeSet ? ", unless it is already set" : ""}.`,
      aws: `Role ARN must be specified for AWS integration configuration with Subtype: ${subtype.value}`,
      fixes: empty
        ? []
        : [
            {
              title: "Insert CredentialsArn",
              change: { kind: "insertMember", object: input.root, name: "CredentialsArn", value: ROLE_BLANK },
            },
          ],
    });
  },
};

export const parameterMissing: InputRule = {
  code: "AG2008",
  title: "Missing subtype parameter",
  severity: "error",
  description:
    "Each subtype requires certain parameters in `RequestParameters`. An update that contains the subtype requires all of them again, even if they are already set. If a new integration has no `RequestParameters` at all, AWS's error also suggests passing the request through, so this is only a warning.",
  confidence: "verified-aws-third-party",
  sources: [preflightV2("integration-subtype-required-parameters"), REFERENCE, terraformIssue(22647)],
  bad: example(PURGE, ROLE, '"RequestParameters": { "Region": "us-east-1" }'),
  good: example(PURGE, ROLE, QUEUE),
  ...onHttp,
  check(input, report) {
    const named = input.string("IntegrationSubtype");
    const subtype = findSubtype(named?.value ?? "");
    const parameters = input.member("RequestParameters");
    if (!named || !subtype || (parameters && parameters.value?.kind !== "object")) return;
    const missing = missingParameters(input, subtype.name);
    if (missing.length === 0) return;
    const again = isUpdate(input) ? ", even in an update that does not change them" : "";
    report({
      severity: isUpdate(input) || parameters ? "error" : "warning",
      span: (parameters?.key ?? named).span,
      message: `${subtype.name} requires ${joinWords(missing, "and")} in RequestParameters${again}.`,
      aws: `Operation: ${subtype.name} requires enabling passthrough, or defining all of the following parameters in the parameter mapping: [${requiredOf(subtype).join(", ")}]`,
      ...(parameters && {
        related: [{ span: named.span, message: `${subtype.name} is the service action.` }],
      }),
      fixes: insertions(input, missing),
    });
  },
};

export const unknownParameter: InputRule = {
  code: "AG2009",
  title: "Unknown subtype parameter",
  severity: "error",
  description:
    "Each subtype only supports the parameters that AWS's reference lists for it. Parameter mappings such as `overwrite:path` are not supported together with a subtype.",
  confidence: "issue-report",
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
        message: `${subtype.name} has no parameter "${name}". Expected ${joinWords(names, "or")}.`,
        aws: "…does not fit schema for Operation…",
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
  title: "Subtype together with IntegrationUri",
  severity: "warning",
  description: "A subtype already determines what the integration calls, so `IntegrationUri` contradicts it.",
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
      message: "An integration has either a subtype or an IntegrationUri, not both.",
      related: [{ span: subtype.span, message: `${subtype.value} determines what is called.` }],
      fixes: [
        {
          title: 'Remove "IntegrationUri"',
          change: { kind: "removeMember", member: uri, object: input.root },
        },
      ],
    });
  },
};

/** Returns the names of the parameters that the subtype requires and `RequestParameters` lacks. */
export function missingParameters(input: IntegrationInput, subtypeName: string): readonly string[] {
  const subtype = findSubtype(subtypeName);
  return subtype ? requiredOf(subtype).filter((name) => !isGiven(input, name)) : [];
}

function isGiven(input: IntegrationInput, name: string): boolean {
  const parameters = input.value("RequestParameters");
  return parameters?.kind === "object" && hasMember(parameters, name);
}

/** Creates one fix per missing parameter, or a single fix for all of them if `RequestParameters` does not exist yet. */
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
