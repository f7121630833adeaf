import type { MemberSchema } from "../../model/schema";
import { toJson, toJsonText } from "../../syntax/json";
import type { Format, ValueNode } from "../../syntax/nodes";
import { parseJson } from "../../syntax/parseJson";
import type { Fix } from "../engine/finding";
import type { InputRule } from "../engine/rule";
import { isResponseText } from "../shared/responseText";
import { isTemplatePath } from "../shared/templatePath";
import { tooSmallAnswer, wrongTypeAnswer } from "./answers";
import { CLI_TESTS } from "./evidence";
import { isStatusCode, isUnquotedText } from "./yaml";

/** What a type is called in a sentence, by the kinds of nodes and the types of schemas. */
const IN_WORDS: Readonly<Record<string, string>> = {
  string: "a string",
  integer: "an integer",
  object: "an object",
  array: "an array",
  number: "a number",
  boolean: "a boolean",
  null: "null",
  date: "a date",
  bytes: "binary data",
};

export const wrongType: InputRule = {
  code: "AG0006",
  title: "Wrong type",
  severity: "error",
  description:
    "The AWS CLI compares each value's JSON type with the type in AWS's model and converts nothing: a number in quotes is a string, and an unquoted version is a number.",
  confidence: "verified-local",
  sources: [CLI_TESTS],
  bad: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY", "TimeoutInMillis": "29000" }',
  },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY", "TimeoutInMillis": 29000 }',
  },
  on: "input",
  check({ shape, document }, report) {
    const reportType = (value: ValueNode, schema: MemberSchema, path: string): void => {
      if (value.kind === "word" || fits(value, schema)) return;
      report({
        span: value.span,
        message: `${path} must be ${IN_WORDS[schema.type]}, not ${IN_WORDS[value.kind]}.`,
        ...wrongTypeAnswer(path, value, schema.type),
        fixes: conversions(value, schema),
      });
    };
    for (const { member, schema, path } of shape) {
      const { value } = member;
      if (!value || !schema) continue;
      // Most values fit, and this check is cheaper than the other.
      if (!fits(value, schema) && !hasOwnRule(value, schema, path, document.format))
        reportType(value, schema, path);
      if (value.kind !== "array" || !schema.items) continue;
      for (const [i, item] of value.items.entries()) reportType(item, schema.items, `${path}[${i}]`);
    }
  },
};

export const nullValue: InputRule = {
  code: "AG0007",
  title: "Null value",
  severity: "error",
  description:
    "No member accepts null, and the AWS CLI does not drop it. Leave out the members that you do not set.",
  confidence: "verified-local",
  sources: [CLI_TESTS],
  bad: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY", "Description": null }',
  },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY" }',
  },
  on: "input",
  check({ shape, document }, report) {
    for (const { member, object, schema, path } of shape) {
      const isNothing = document.format === "yaml" && !member.value;
      if (!schema || !(isNothing || member.value?.kind === "null")) continue;
      report({
        span: member.value?.span ?? member.key.span,
        message: isNothing
          ? `${path} has no value, which YAML reads as null. Enter a value or remove the member.`
          : `${path} must not be null. Enter a value or remove the member.`,
        ...wrongTypeAnswer(path, member.value, schema.type),
        fixes: [{ title: `Remove "${member.key.value}"`, change: { kind: "removeMember", member, object } }],
      });
    }
  },
};

export const notWhole: InputRule = {
  code: "AG0023",
  title: "Not an integer",
  severity: "error",
  description:
    "The AWS CLI reads a number with a fraction or an exponent, such as `1000.0` or `1e4`, as a floating-point number and rejects it. `true` and `false` are not numbers.",
  confidence: "verified-local",
  sources: [CLI_TESTS],
  bad: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY", "TimeoutInMillis": 1000.0 }',
  },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY", "TimeoutInMillis": 1000 }',
  },
  on: "input",
  check({ shape }, report) {
    for (const { member, schema, path } of shape) {
      const value = member.value;
      if (!value || schema?.type !== "integer" || !isNotWhole(value)) continue;
      const whole = value.kind === "number" ? value.value : Number.NaN;
      const fixes: Fix[] = Number.isSafeInteger(whole)
        ? [
            {
              title: `Write ${whole}`,
              change: { kind: "replaceValue", node: value, value: whole },
              isSafe: true,
            },
          ]
        : [];
      report({
        span: value.span,
        message: `${path} must be an integer, without a fraction or exponent.`,
        ...(value.kind === "number" && wrongTypeAnswer(path, value, schema.type)),
        ...(value.kind === "boolean" && schema.minimum && tooSmallAnswer(path, value, schema.minimum)),
        fixes,
      });
    }
  },
};

export const jsonInString: InputRule = {
  code: "AG0024",
  title: "Object written as a string",
  severity: "error",
  description:
    "On the command line, a map is passed as JSON text in quotes. In an input file, it must be an object.",
  confidence: "derived",
  sources: [CLI_TESTS],
  bad: {
    text: String.raw`{ "IntegrationType": "MOCK", "RequestTemplates": "{\"application/json\": \"{\\\"statusCode\\\": 200}\"}" }`,
  },
  good: {
    text: String.raw`{ "IntegrationType": "MOCK", "RequestTemplates": { "$default": "{\"statusCode\": 200}" } }`,
  },
  on: "input",
  check({ shape }, report) {
    for (const { member, schema, path } of shape) {
      if (!schema || !isJsonText(member.value, schema)) continue;
      report({
        span: member.value.span,
        message: `${path} must be an object, not a string that contains one.`,
        ...wrongTypeAnswer(path, member.value, schema.type),
        fixes: unwrap(member.value, member.value.value),
      });
    }
  },
};

export const templateNotText: InputRule = {
  code: "AG0025",
  title: "Template is not a string",
  severity: "error",
  description:
    "A mapping template is text, so write its JSON as a single escaped string. The AWS CLI rejects objects and arrays.",
  confidence: "verified-local",
  sources: [CLI_TESTS],
  bad: {
    text: '{ "IntegrationType": "MOCK", "RequestTemplates": { "application/json": { "statusCode": 200 } } }',
  },
  good: {
    text: String.raw`{ "IntegrationType": "MOCK", "RequestTemplates": { "$default": "{\"statusCode\": 200}" } }`,
  },
  on: "input",
  check({ shape, document }, report) {
    for (const { member, path } of shape) {
      if (!isContainer(member.value) || !isTemplatePath(path)) continue;
      const node = member.value;
      const json = toJsonText(node);
      // JSON keeps its layout.
      const value = document.format === "json" ? document.text.slice(node.span.start, node.span.end) : json;
      report({
        span: node.span,
        message: `${path} is a mapping template and must be a string.`,
        ...wrongTypeAnswer(path, node, "string"),
        fixes:
          json === undefined || value === undefined
            ? []
            : [
                {
                  title: "Convert to a string",
                  change: { kind: "replaceValue", node, value },
                  isSafe: true,
                },
              ],
      });
    }
  },
};

function fits(value: ValueNode, schema: MemberSchema): boolean {
  return schema.type === "integer" ? value.kind === "number" : value.kind === schema.type;
}

/** Returns whether a more specific rule reports the value. */
function hasOwnRule(value: ValueNode, schema: MemberSchema, path: string, format: Format): boolean {
  return (
    value.kind === "null" ||
    isUnquotedText(format, value, schema) ||
    isStatusCode(path, value) ||
    (schema.type === "integer" && isNotWhole(value)) ||
    isJsonText(value, schema) ||
    (isContainer(value) && isTemplatePath(path)) ||
    isResponseText(path)
  );
}

function isNotWhole(value: ValueNode): boolean {
  return value.kind === "boolean" || (value.kind === "number" && !value.whole);
}

function isJsonText(
  value: ValueNode | undefined,
  schema: MemberSchema,
): value is ValueNode & { kind: "string" } {
  return value?.kind === "string" && schema.type === "object" && /^\s*\{/.test(value.value);
}

function isContainer(value: ValueNode | undefined): value is ValueNode & { kind: "object" | "array" } {
  return value?.kind === "object" || value?.kind === "array";
}

function unwrap(node: ValueNode, json: string): Fix[] {
  const { root, problems } = parseJson(json);
  const value = problems.length === 0 ? toJson(root) : undefined;
  if (value === undefined) return [];
  return [{ title: "Convert to an object", change: { kind: "replaceValue", node, value }, isSafe: true }];
}

function conversions(node: ValueNode, schema: MemberSchema): Fix[] {
  if (schema.type === "string" && (node.kind === "number" || node.kind === "boolean")) {
    const value = node.kind === "number" ? node.text : String(node.value);
    return [{ title: `Write "${value}"`, change: { kind: "replaceValue", node, value }, isSafe: true }];
  }
  if (schema.type === "integer" && node.kind === "string" && /^\d{1,15}$/.test(node.value)) {
    const value = Number(node.value);
    return [{ title: `Write ${value}`, change: { kind: "replaceValue", node, value }, isSafe: true }];
  }
  return [];
}
