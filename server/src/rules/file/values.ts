import type { IntegrationInput } from "../../model/input";
import { isUntouchedSkeleton, SKELETON_KEY, withoutUnset } from "../../model/skeleton";
import { newInput, targetsOf } from "../../model/targets";
import type { Fix } from "../engine/finding";
import type { InputRule } from "../engine/rule";
import { isNeeded } from "../rest/needed";
import { nearest } from "../shared/nearest";
import { isUpdate } from "../shared/scope";
import { isTemplatePath } from "../shared/templatePath";
import { tooSmallAnswer } from "./answers";

const LOCAL = "The AWS CLI, versions 1.45.11 and 2.9.19, run on such files";
const REFERENCE =
  "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid.html";

export const belowMinimum: InputRule = {
  code: "AG0008",
  title: "Timeout too short",
  severity: "error",
  description:
    "AWS's model gives `TimeoutInMillis` a minimum of 50, which the AWS CLI checks by itself. It does not check the maximum: that answer comes from the service.",
  confidence: "verified-local",
  sources: [LOCAL],
  bad: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY", "TimeoutInMillis": 0 }',
  },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY", "TimeoutInMillis": 50 }',
  },
  on: "input",
  check({ shape }, report) {
    for (const { member, schema, path } of shape) {
      const { value } = member;
      // AG0023 speaks of what is not whole, and so does the AWS CLI.
      if (value?.kind !== "number" || !value.whole || schema?.minimum === undefined) continue;
      if (value.value >= schema.minimum) continue;
      report({
        span: value.span,
        message: `${path} is at least ${schema.minimum}.`,
        ...tooSmallAnswer(path, value, schema.minimum),
      });
    }
  },
};

export const notInEnum: InputRule = {
  code: "AG0009",
  title: "Value not in the enumeration",
  severity: "error",
  description:
    "The member takes one of a few values, in capital letters. The AWS CLI lets others through; the service refuses them.",
  confidence: "verified-aws-third-party",
  sources: [
    "https://github.com/localstack/localstack/blob/main/tests/aws/services/apigateway/test_apigateway_api.snapshot.json",
  ],
  bad: { text: '{ "IntegrationType": "LAMBDA_PROXY", "IntegrationUri": "https://example.com" }' },
  good: { text: '{ "IntegrationType": "AWS_PROXY", "IntegrationUri": "https://example.com" }' },
  on: "input",
  check({ shape, operation }, report) {
    for (const { member, schema, path } of shape) {
      const { value } = member;
      if (value?.kind !== "string" || value.value === "" || !schema?.enum) continue;
      const known = schema.enum.map((entry) => entry.value);
      if (known.includes(value.value)) continue;
      const near = nearest(value.value, known);
      report({
        span: value.span,
        message: `"${value.value}" is no ${path}. It takes ${known.join(", ")}.`,
        // Recorded of this member alone.
        ...(operation.name === "put-integration" &&
          path === "type" && {
            aws: `1 validation error detected: Value '${value.value}' at 'putIntegrationInput.type' failed to satisfy constraint: Member must satisfy enum value set: […]`,
          }),
        fixes:
          near === undefined
            ? []
            : [{ title: `Write "${near}"`, change: { kind: "replaceValue", node: value, value: near } }],
      });
    }
  },
};

export const emptyPathMember: InputRule = {
  code: "AG0020",
  title: "Empty identifier",
  severity: "error",
  description:
    "The value becomes a segment of the request's path. The AWS CLI lets an empty one through, and the request goes to a path that does not exist. Leave the member out to give it as a flag.",
  confidence: "verified-local",
  sources: [LOCAL],
  bad: {
    text: '{ "ApiId": "", "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY" }',
  },
  good: {
    text: '{ "ApiId": "a1b2c3d4e5", "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY" }',
  },
  on: "input",
  check({ shape }, report) {
    for (const { member, object, schema, path } of shape) {
      if (!schema?.inPath || member.value?.kind !== "string" || member.value.value !== "") continue;
      report({
        span: member.value.span,
        message: `${path} is empty. Fill it in, or leave it out and give ${schema.flag ?? "it as a flag"}.`,
        fixes: [{ title: `Remove "${path}"`, change: { kind: "removeMember", member, object } }],
      });
    }
  },
};

export const skeletonLeftover: InputRule = {
  code: "AG0021",
  title: "Left over from the skeleton",
  severity: "warning",
  description:
    "`aws … --generate-cli-skeleton` prints every member, strings empty and maps with a `KeyName`. What is not filled in is sent as it stands: the AWS CLI strips nothing. An untouched skeleton is only pointed out once. An empty `selectionPattern` is the default response, and an empty `Description` on an update clears the stored one.",
  confidence: "verified-local",
  sources: [LOCAL],
  bad: { text: '{ "IntegrationType": "MOCK", "Description": "", "RequestTemplates": { "KeyName": "" } }' },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY" }',
  },
  on: "input",
  checksSkeletons: true,
  check(input, report) {
    const { shape, root, operation } = input;
    if (isUntouchedSkeleton(root, operation)) {
      report({
        severity: "information",
        span: { start: root.span.start, end: root.span.start + 1 },
        message: `This is ${operation.input}'s skeleton as the AWS CLI prints it. Fill in what you need and remove the rest.`,
        fixes: skeletonFixes(input),
      });
      return;
    }
    for (const { member, object, schema, siblings, path } of shape) {
      const isKeyName = !siblings && member.key.value === SKELETON_KEY;
      const isEmpty =
        siblings && !schema?.inPath && member.value?.kind === "string" && member.value.value === "";
      if (!schema || !(isKeyName || isEmpty) || hasOwnRule(input, path)) continue;
      const isRequired = isEmpty && object === root && operation.required.has(path);
      report({
        ...(isRequired && { severity: "error" }),
        span: isKeyName ? member.key.span : member.span,
        message: isKeyName
          ? `"${SKELETON_KEY}" is left over from the skeleton.`
          : isRequired
            ? `${path} is empty: fill it in.`
            : `${path} is empty: an optional member that is not set is left out.`,
        fixes: isRequired
          ? []
          : [{ title: `Remove "${member.key.value}"`, change: { kind: "removeMember", member, object } }],
      });
    }
  },
};

/**
 * True where AWS takes an empty text for something, the default response or clearing what is stored, and
 * where a more specific rule asks for more.
 */
function hasOwnRule(input: IntegrationInput, path: string): boolean {
  return path === "selectionPattern" || (path === "Description" && isUpdate(input)) || isNeeded(input, path);
}

export const emptyEntry: InputRule = {
  code: "AG0027",
  title: "Empty value",
  severity: "warning",
  description:
    "AWS's documentation asks for one character or more. Nothing is said of a mapping that removes, whose value is ignored, nor on an update, where an empty value deletes the mapping. AG0021 speaks of empty members, AG2059 of request parameters.",
  confidence: "docs",
  sources: [REFERENCE],
  bad: {
    text: '{ "IntegrationResponseKey": "$default", "ResponseParameters": { "method.response.header.x-id": "" } }',
    operation: "create-integration-response",
  },
  good: {
    text: `{ "IntegrationResponseKey": "$default", "ResponseParameters": { "method.response.header.x-id": "'a'" } }`,
    operation: "create-integration-response",
  },
  on: "input",
  operations: ["create-integration", "create-integration-response"],
  check({ shape }, report) {
    for (const { member, object, schema, siblings, path } of shape) {
      const { key, value } = member;
      if (siblings || !schema?.minLength || value?.kind !== "string" || value.value !== "") continue;
      if (
        path.startsWith("RequestParameters.") ||
        key.value.startsWith("remove:") ||
        key.value === SKELETON_KEY
      )
        continue;
      report({
        span: value.span,
        message: `${path} is empty: it takes one character or more.`,
        fixes: [{ title: `Remove "${key.value}"`, change: { kind: "removeMember", member, object } }],
      });
    }
  },
};

export const tooLong: InputRule = {
  code: "AG0026",
  title: "Too long",
  severity: "warning",
  description:
    "AWS's documentation limits the length of the text. Neither the AWS CLI nor AWS's model checks it, so the answer comes from the service.",
  confidence: "docs",
  sources: [REFERENCE],
  bad: {
    text: `{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY", "Description": "${"a".repeat(1025)}" }`,
  },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY", "Description": "a" }',
  },
  on: "input",
  check({ shape }, report) {
    for (const { member, schema, path } of shape) {
      const { value } = member;
      if (value?.kind !== "string" || schema?.maxLength === undefined) continue;
      if (value.value.length <= schema.maxLength || isTemplatePath(path)) continue;
      report({
        span: value.span,
        message: `${path} has ${value.value.length} characters; AWS takes ${schema.maxLength}.`,
      });
    }
  },
};

export const templateTooLong: InputRule = {
  code: "AG2060",
  title: "Template too long",
  severity: "warning",
  description: "A template of an HTTP or WebSocket API's integration holds 32 KB.",
  confidence: "docs",
  sources: [REFERENCE],
  bad: { text: `{ "IntegrationType": "MOCK", "RequestTemplates": { "a": "${"a".repeat(32769)}" } }` },
  good: {
    text: String.raw`{ "IntegrationType": "MOCK", "RequestTemplates": { "a": "{\"statusCode\": 200}" } }`,
  },
  on: "input",
  check({ shape }, report) {
    for (const { member, schema, path } of shape) {
      const { value } = member;
      if (value?.kind !== "string" || schema?.maxLength === undefined) continue;
      if (value.value.length <= schema.maxLength || !isTemplatePath(path)) continue;
      report({
        span: member.key.span,
        message: `This template has ${value.value.length} characters; AWS takes ${schema.maxLength}.`,
      });
    }
  },
};

function skeletonFixes({ root, operation, protocol }: IntegrationInput): Fix[] {
  const [target] = [...targetsOf(operation.name, protocol), ...targetsOf(operation.name)];
  return [
    {
      title: "Remove what is unset",
      change: { kind: "replaceValue", node: root, value: withoutUnset(root, operation) },
    },
    ...(target
      ? [
          {
            title: "Fill in what is required",
            change: { kind: "replaceValue", node: root, value: newInput(target) },
          } satisfies Fix,
        ]
      : []),
  ];
}
