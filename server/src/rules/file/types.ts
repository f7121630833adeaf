import type { MemberSchema } from "../../model/schema";
import { toJson } from "../../syntax/json";
import type { Format, ValueNode } from "../../syntax/nodes";
import { parseJson } from "../../syntax/parseJson";
import type { Fix } from "../engine/finding";
import type { InputRule } from "../engine/rule";
import { isResponseText } from "../rest/responseText";
import { isTemplatePath } from "../shared/templatePath";
import { tooSmallAnswer, wrongTypeAnswer } from "./answers";
import { isStatusCode, isUnquotedText } from "./yaml";

const LOCAL = "The AWS CLI, versions 1.45.11 and 2.9.19, run on such files";

/** How a type is called in a sentence, by JSON's name and by ours. */
const IN_WORDS: Readonly<Record<string, string>> = {
  string: "a string",
  integer: "a whole number",
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
    "The AWS CLI compares each value's JSON type with the type in AWS's model and converts nothing: a number in quotes is a string, and a version without quotes is a number.",
  confidence: "verified-local",
  sources: [LOCAL],
  bad: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY", "TimeoutInMillis": "29000" }',
  },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY", "TimeoutInMillis": 29000 }',
  },
  on: "input",
  check({ shape, document }, report) {
    const tell = (value: ValueNode, schema: MemberSchema, path: string): void => {
      if (value.kind === "word" || fits(value, schema)) return;
      report({
        span: value.span,
        message: `${path} takes ${IN_WORDS[schema.type]}, not ${IN_WORDS[value.kind]}.`,
        ...wrongTypeAnswer(path, value, schema.type),
        fixes: conversions(value, schema),
      });
    };
    for (const { member, schema, path } of shape) {
      const { value } = member;
      if (!value || !schema) continue;
      // Asked first, for most fit, and it is the cheaper question.
      if (!fits(value, schema) && !hasOwnRule(value, schema, path, document.format))
        tell(value, schema, path);
      if (value.kind !== "array" || !schema.items) continue;
      for (const [i, item] of value.items.entries()) tell(item, schema.items, `${path}[${i}]`);
    }
  },
};

export const nullValue: InputRule = {
  code: "AG0007",
  title: "Null",
  severity: "error",
  description: "No member takes null, and the AWS CLI does not drop it: leave out what is not set.",
  confidence: "verified-local",
  sources: [LOCAL],
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
          ? `${path} has no value, which YAML reads as null: leave it out instead.`
          : `${path} is null: leave it out instead.`,
        ...wrongTypeAnswer(path, member.value, schema.type),
        fixes: [{ title: `Remove "${member.key.value}"`, change: { kind: "removeMember", member, object } }],
      });
    }
  },
};

export const notWhole: InputRule = {
  code: "AG0023",
  title: "Not a whole number",
  severity: "error",
  description:
    "A number with a fraction or an exponent, `1000.0` or `1e4` among them, is a float for the AWS CLI, which refuses it. `true` and `false` are no numbers.",
  confidence: "verified-local",
  sources: [LOCAL],
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
        message: `${path} takes a whole number without fraction or exponent.`,
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
    "On the command line a map is given as JSON text in quotes. Inside of an input file it is an object of the file itself.",
  confidence: "derived",
  sources: [LOCAL],
  bad: {
    text: String.raw`{ "IntegrationType": "MOCK", "RequestTemplates": "{\"application/json\": \"{\\\"statusCode\\\": 200}\"}" }`,
  },
  good: {
    text: String.raw`{ "IntegrationType": "MOCK", "RequestTemplates": { "application/json": "{\"statusCode\": 200}" } }`,
  },
  on: "input",
  check({ shape }, report) {
    for (const { member, schema, path } of shape) {
      if (!schema || !isJsonText(member.value, schema)) continue;
      report({
        span: member.value.span,
        message: `${path} takes an object: this is one written as a string.`,
        ...wrongTypeAnswer(path, member.value, schema.type),
        fixes: unwrap(member.value, member.value.value),
      });
    }
  },
};

export const templateNotText: InputRule = {
  code: "AG0025",
  title: "Template not a string",
  severity: "error",
  description:
    "A mapping template is text, so its JSON is written as one escaped string. The AWS CLI refuses an object or an array in its place.",
  confidence: "verified-local",
  sources: [LOCAL],
  bad: {
    text: '{ "IntegrationType": "MOCK", "RequestTemplates": { "application/json": { "statusCode": 200 } } }',
  },
  good: {
    text: String.raw`{ "IntegrationType": "MOCK", "RequestTemplates": { "application/json": "{\"statusCode\": 200}" } }`,
  },
  on: "input",
  check({ shape, document }, report) {
    for (const { member, path } of shape) {
      if (!isContainer(member.value) || !isTemplatePath(path)) continue;
      const { span } = member.value;
      const value = document.text.slice(span.start, span.end);
      report({
        span,
        message: `${path} is a template: it is written as a string.`,
        ...wrongTypeAnswer(path, member.value, "string"),
        fixes: [
          {
            title: "Write it as a string",
            change: { kind: "replaceValue", node: member.value, value },
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

/** True where a more specific rule speaks, so that one fault is told once. */
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
  return [{ title: "Write it as an object", change: { kind: "replaceValue", node, value }, isSafe: true }];
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
