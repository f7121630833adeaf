import type { IntegrationInput } from "../../model/input";
import type { MemberSchema } from "../../model/schema";
import type { Format, SyntaxProblem, ValueNode } from "../../syntax/nodes";
import type { DocumentRule, Example, InputRule } from "../engine/rule";
import { V2_INTEGRATIONS } from "../shared/scope";
import { INVALID_YAML, wrongKeyAnswer, wrongTypeAnswer } from "./answers";

const LOCAL = "The AWS CLI, version 2.9.19, run on such files";

export const duplicateYamlKey: DocumentRule = {
  code: "AG0011",
  title: "Name given twice in YAML",
  severity: "error",
  description:
    "The AWS CLI refuses a YAML file in which a name stands twice in one mapping. Of JSON it takes the last.",
  aws: INVALID_YAML,
  confidence: "verified-local",
  sources: [LOCAL],
  bad: yaml("Description: a\nDescription: b\n"),
  good: yaml("Description: b\n"),
  on: "document",
  check({ format, problems }, report) {
    if (format !== "yaml") return;
    for (const { kind, span, message, related } of problems) {
      if (kind !== "duplicateKey") continue;
      report({
        span,
        message,
        ...(related && { related: [{ span: related, message: "It is first given here." }] }),
      });
    }
  },
};

const REFUSED: readonly SyntaxProblem["kind"][] = ["tag", "documents", "tab"];

export const refusedYaml: DocumentRule = {
  code: "AG0018",
  title: "YAML that the AWS CLI refuses",
  severity: "error",
  description:
    "Tags such as CloudFormation's `!Ref` and `!Sub`, more than one document and tabs for indentation are YAML, but none that the AWS CLI reads.",
  aws: INVALID_YAML,
  confidence: "verified-local",
  sources: [LOCAL],
  bad: yaml("CredentialsArn: !Ref Role\n"),
  good: yaml("CredentialsArn: arn:aws:iam::123456789012:role/orders\n"),
  on: "document",
  check({ problems }, report) {
    for (const { kind, span, message } of problems) {
      if (REFUSED.includes(kind)) report({ span, message });
    }
  },
};

export const unquotedVersion: InputRule = {
  code: "AG0014",
  title: "Payload format version without quotes",
  severity: "error",
  description: "YAML reads `2.0` without quotes as a number. The AWS CLI wants a string.",
  confidence: "verified-local",
  sources: [LOCAL],
  bad: yaml("PayloadFormatVersion: 1.0\n"),
  good: yaml('PayloadFormatVersion: "1.0"\n'),
  on: "input",
  operations: V2_INTEGRATIONS,
  check(input, report) {
    const version = input.value("PayloadFormatVersion");
    if (input.document.format !== "yaml" || version?.kind !== "number") return;
    report({
      span: version.span,
      message: `YAML reads this as a number: write "${version.text}", in quotes.`,
      ...wrongTypeAnswer("PayloadFormatVersion", version, "string"),
      fixes: [
        {
          title: `Write "${version.text}"`,
          change: { kind: "replaceValue", node: version, value: version.text },
          isSafe: true,
        },
      ],
    });
  },
};

export const unquotedKey: InputRule = {
  code: "AG0015",
  title: "Key that is no string",
  severity: "error",
  description:
    "A YAML key without quotes that looks like a number, a boolean, a date or null is read as one. The AWS CLI wants a string: status codes stand in quotes.",
  confidence: "verified-local",
  sources: [LOCAL],
  bad: yaml('PayloadFormatVersion: "1.0"\nResponseParameters:\n  404:\n    overwrite:statuscode: "200"\n'),
  good: yaml('PayloadFormatVersion: "1.0"\nResponseParameters:\n  "404":\n    overwrite:statuscode: "200"\n'),
  on: "input",
  check({ shape }, report) {
    for (const { member, siblings, path } of shape) {
      const { key } = member;
      // Among a structure's members it is an unknown one, and AG0003 tells that.
      if (siblings || key.kind !== "string" || !key.readAs) continue;
      report({
        span: key.span,
        message: `YAML reads this as a ${key.readAs}: write "${key.value}", in quotes.`,
        ...(key.readAs === "number" && wrongKeyAnswer(path.slice(0, -key.value.length - 1), key.value)),
        fixes: [
          {
            title: `Write "${key.value}"`,
            change: { kind: "renameMember", member, name: key.value },
            isSafe: true,
          },
        ],
      });
    }
  },
};

export const unquotedText: InputRule = {
  code: "AG0017",
  title: "Text without quotes that is none",
  severity: "error",
  description:
    "YAML reads `404`, `true` and `2020-01-01` without quotes as a number, a boolean and a date. Where a string belongs the AWS CLI refuses them.",
  confidence: "verified-local",
  sources: [LOCAL],
  bad: yaml("Description: 2020-01-01\n"),
  good: yaml('Description: "2020-01-01"\n'),
  on: "input",
  check(input, report) {
    for (const { member, schema, path } of input.shape) {
      const { value } = member;
      if (!value || !schema || !isUnquotedText(input.document.format, value, schema)) continue;
      if (isVersion(input, path, value) || isStatusCode(path, value)) continue;
      const text = textOf(input, value);
      report({
        span: value.span,
        message: `YAML reads this as a ${value.kind}: write "${text}", in quotes.`,
        ...wrongTypeAnswer(path, value, "string"),
        fixes: [
          {
            title: `Write "${text}"`,
            change: { kind: "replaceValue", node: value, value: text },
            isSafe: true,
          },
        ],
      });
    }
  },
};

export const numericStatusCode: InputRule = {
  code: "AG0016",
  title: "Status code without quotes",
  severity: "error",
  description: "`statusCode` is a string in AWS's model, since it becomes a part of the request's path.",
  confidence: "verified-local",
  sources: ["The AWS CLI, versions 1.45.11 and 2.9.19, run on such files"],
  bad: { text: '{ "statusCode": 200 }', operation: "put-integration-response" },
  good: {
    text: '{ "statusCode": "200", "selectionPattern": "2[0-9]{2}" }',
    operation: "put-integration-response",
  },
  on: "input",
  operations: ["put-integration-response"],
  check(input, report) {
    const status = input.value("statusCode");
    if (status?.kind !== "number") return;
    report({
      span: status.span,
      message: `statusCode takes a string: write "${status.text}", in quotes.`,
      ...wrongTypeAnswer("statusCode", status, "string"),
      fixes: [
        {
          title: `Write "${status.text}"`,
          change: { kind: "replaceValue", node: status, value: status.text },
          isSafe: true,
        },
      ],
    });
  },
};

export const yesAndNo: InputRule = {
  code: "AG0019",
  title: "yes, no, on or off without quotes",
  severity: "information",
  description:
    "The AWS CLI reads YAML 1.2, where these are text. Other readers, and this one below a `%YAML 1.1` line, take them for booleans: quotes make it plain.",
  confidence: "verified-local",
  sources: [LOCAL],
  bad: yaml("Description: no\n"),
  good: yaml('Description: "no"\n'),
  on: "input",
  check({ shape, document }, report) {
    if (document.format !== "yaml") return;
    for (const { member } of shape) {
      const { value } = member;
      if (value?.kind !== "string" || value.style !== "plain" || !/^(?:yes|no|on|off)$/i.test(value.value))
        continue;
      report({
        span: value.span,
        message: `The AWS CLI reads this as text; readers of older YAML read it as a boolean. "${value.value}" in quotes is plain.`,
      });
    }
  },
};

/** True for a YAML scalar that lost being a string for want of quotes, which AG0014, AG0016 or AG0017 tells. */
export function isUnquotedText(format: Format, value: ValueNode, schema: MemberSchema): boolean {
  return (
    format === "yaml" &&
    schema.type === "string" &&
    (value.kind === "number" || value.kind === "boolean" || value.kind === "date")
  );
}

/** True for the number that AG0016 tells of, in either format. */
export function isStatusCode(path: string, value: ValueNode): boolean {
  return path === "statusCode" && value.kind === "number";
}

function isVersion(input: IntegrationInput, path: string, value: ValueNode): boolean {
  return path === "PayloadFormatVersion" && value === input.value(path) && value.kind === "number";
}

function textOf({ document }: IntegrationInput, value: ValueNode): string {
  if (value.kind === "number" || value.kind === "date") return value.text;
  const { start, end } = (value.anchored ?? value).span;
  return document.text.slice(start, end);
}

function yaml(members: string): Example {
  return {
    text: `IntegrationType: HTTP_PROXY\nIntegrationUri: https://example.com\nIntegrationMethod: ANY\n${members}`,
    fileName: "orders.integration.yaml",
  };
}
