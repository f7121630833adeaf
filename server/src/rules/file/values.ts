import type { IntegrationInput } from "../../model/input";
import {
  isUntouchedSkeleton,
  SKELETON_KEY,
  untouchedMembers,
  without,
  withoutUnset,
} from "../../model/skeleton";
import { newInput, targetsOf } from "../../model/targets";
import type { Fix } from "../engine/finding";
import type { InputRule } from "../engine/rule";
import { notAmong } from "../shared/enumValues";
import { isNeeded } from "../shared/needed";
import { isUpdate } from "../shared/scope";
import { isTemplatePath } from "../shared/templatePath";
import { tooSmallAnswer } from "./answers";
import { CLI_TESTS } from "./evidence";

const REFERENCE =
  "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid.html";

export const belowMinimum: InputRule = {
  code: "AG0008",
  title: "Timeout too short",
  severity: "error",
  description:
    "AWS's model defines a minimum of 50 for `TimeoutInMillis`, which the AWS CLI enforces itself. The maximum is enforced by the service.",
  confidence: "verified-local",
  sources: [CLI_TESTS],
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
      // AG0023 reports numbers that are not integers, and so does the AWS CLI.
      if (value?.kind !== "number" || !value.whole || schema?.minimum === undefined) continue;
      if (value.value >= schema.minimum) continue;
      report({
        span: value.span,
        message: `${path} must be at least ${schema.minimum}.`,
        ...tooSmallAnswer(path, value, schema.minimum),
      });
    }
  },
};

export const notInEnum: InputRule = {
  code: "AG0009",
  title: "Invalid enum value",
  severity: "error",
  description:
    "The member accepts only a few values, in capital letters. The AWS CLI passes other values on to the service, which rejects them.",
  confidence: "verified-aws-third-party",
  sources: [
    "https://github.com/localstack/localstack/blob/main/tests/aws/services/apigateway/test_apigateway_api.snapshot.json",
  ],
  bad: { text: '{ "IntegrationType": "LAMBDA_PROXY", "IntegrationUri": "https://example.com" }' },
  good: {
    text: '{ "IntegrationType": "AWS_PROXY", "IntegrationUri": "arn:aws:lambda:us-east-1:123456789012:function:orders" }',
  },
  on: "input",
  check({ shape, operation }, report) {
    for (const { member, schema, path } of shape) {
      const { value } = member;
      if (value?.kind !== "string" || value.value === "" || !schema?.enum) continue;
      const known = schema.enum.map((entry) => entry.value);
      if (known.includes(value.value)) continue;
      report({
        span: value.span,
        ...notAmong(value, path, known),
        // Recorded only for this member.
        ...(operation.name === "put-integration" &&
          path === "type" && {
            aws: `1 validation error detected: Value '${value.value}' at 'putIntegrationInput.type' failed to satisfy constraint: Member must satisfy enum value set: […]`,
          }),
      });
    }
  },
};

export const emptyPathMember: InputRule = {
  code: "AG0020",
  title: "Empty path parameter",
  severity: "error",
  description:
    "The value becomes a segment of the request path. The AWS CLI accepts an empty value and sends the request to a path that does not exist. To pass the value as an option, leave the member out.",
  confidence: "verified-local",
  sources: [CLI_TESTS],
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
        message: `${path} is empty. Enter a value, or remove the member and pass ${schema.flag ?? "it as an option"}.`,
        fixes: [{ title: `Remove "${path}"`, change: { kind: "removeMember", member, object } }],
      });
    }
  },
};

export const skeletonLeftover: InputRule = {
  code: "AG0021",
  title: "Skeleton leftover",
  severity: "warning",
  description:
    "`aws … --generate-cli-skeleton` prints every member, with empty strings and maps that contain a `KeyName`. The AWS CLI sends everything that you do not fill in or remove. A skeleton that is being filled in is reported only once, and nothing else is said about the members that are not set yet. An empty `selectionPattern` selects the default response, and an empty `Description` in an update clears the current one.",
  confidence: "verified-local",
  sources: [CLI_TESTS],
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
        message: `This is the skeleton of ${operation.input} as the AWS CLI prints it. Fill in what you need and remove the rest.`,
        fixes: skeletonFixes(input),
      });
      return;
    }
    const untouched = untouchedMembers(root, operation);
    if (untouched.length > 0) {
      const rest = untouched.length === 1 ? "1 member is" : `${untouched.length} members are`;
      report({
        severity: "information",
        span: { start: root.span.start, end: root.span.start + 1 },
        message: `This is the skeleton of ${operation.input}, and ${rest} not set yet. Fill in what you need and remove the rest.`,
        fixes: [
          {
            title: "Remove unset members",
            change: { kind: "replaceValue", node: root, value: without(untouched, root) },
          },
        ],
      });
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
            ? `${path} is empty. Enter a value.`
            : `${path} is empty. Remove optional members that you do not set.`,
        fixes: isRequired
          ? []
          : [{ title: `Remove "${member.key.value}"`, change: { kind: "removeMember", member, object } }],
      });
    }
  },
};

/**
 * Returns whether an empty string means something to AWS, such as the default response or clearing the current value,
 * or whether a more specific rule reports the member.
 */
function hasOwnRule(input: IntegrationInput, path: string): boolean {
  // An empty value of a patch operation may be meant, and the rules for them report the rest.
  if (path.startsWith("patchOperations[")) return true;
  return path === "selectionPattern" || (path === "Description" && isUpdate(input)) || isNeeded(input, path);
}

export const emptyEntry: InputRule = {
  code: "AG0027",
  title: "Empty value",
  severity: "warning",
  description:
    "AWS's documentation requires at least one character. Mappings that remove something are not reported, because their value is ignored, and neither are updates, in which an empty value deletes the mapping. AG0021 covers empty members, and AG2059 covers request parameters.",
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
        message: `${path} is empty. Expected at least one character.`,
        fixes: [{ title: `Remove "${key.value}"`, change: { kind: "removeMember", member, object } }],
      });
    }
  },
};

export const tooLong: InputRule = {
  code: "AG0026",
  title: "Text too long",
  severity: "warning",
  description:
    "AWS's documentation limits the length of the text. Neither the AWS CLI nor AWS's model checks it, so the error comes from the service.",
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
        message: `${path} is ${value.value.length} characters long. The maximum is ${schema.maxLength}.`,
      });
    }
  },
};

export const templateTooLong: InputRule = {
  code: "AG2060",
  title: "Template too long",
  severity: "warning",
  description: "Mapping templates for WebSocket APIs are limited to 32 KB.",
  confidence: "docs",
  sources: [REFERENCE],
  bad: { text: `{ "IntegrationType": "MOCK", "RequestTemplates": { "a": "${"a".repeat(32769)}" } }` },
  good: {
    text: String.raw`{ "IntegrationType": "MOCK", "RequestTemplates": { "$default": "{\"statusCode\": 200}" } }`,
  },
  on: "input",
  check({ shape }, report) {
    for (const { member, schema, path } of shape) {
      const { value } = member;
      if (value?.kind !== "string" || schema?.maxLength === undefined) continue;
      if (value.value.length <= schema.maxLength || !isTemplatePath(path)) continue;
      report({
        span: member.key.span,
        message: `The template is ${value.value.length} characters long. The maximum is ${schema.maxLength}.`,
      });
    }
  },
};

function skeletonFixes({ root, operation, protocol }: IntegrationInput): Fix[] {
  const [target] = [...targetsOf(operation.name, protocol), ...targetsOf(operation.name)];
  return [
    {
      title: "Remove unset members",
      change: { kind: "replaceValue", node: root, value: withoutUnset(root, operation) },
    },
    ...(target
      ? [
          {
            title: "Fill in required members",
            change: { kind: "replaceValue", node: root, value: newInput(target) },
          } satisfies Fix,
        ]
      : []),
  ];
}
