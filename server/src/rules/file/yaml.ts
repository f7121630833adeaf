import type { IntegrationInput } from "../../model/input";
import type { MemberSchema } from "../../model/schema";
import type { Format, SyntaxProblem, ValueNode } from "../../syntax/nodes";
import type { DocumentRule, Example, InputRule } from "../engine/rule";
import { V2_INTEGRATIONS } from "../shared/scope";
import { INVALID_YAML, wrongKeyAnswer, wrongTypeAnswer } from "./answers";
import { CLI_2_TESTS, CLI_TESTS } from "./evidence";

export const duplicateYamlKey: DocumentRule = {
  code: "AG0011",
  title: "Duplicate key in YAML",
  severity: "error",
  description:
    "The AWS CLI rejects a YAML file if a mapping contains the same key twice. In JSON it uses the last value.",
  aws: INVALID_YAML,
  confidence: "verified-local",
  sources: [CLI_2_TESTS],
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
        ...(related && { related: [{ span: related, message: "The key first appears here." }] }),
      });
    }
  },
};

const REFUSED: readonly SyntaxProblem["kind"][] = ["tag", "documents", "tab", "blanks"];

export const refusedYaml: DocumentRule = {
  code: "AG0018",
  title: "Unsupported YAML",
  severity: "error",
  description:
    "The AWS CLI does not read YAML files with tags, such as CloudFormation's `!Ref` and `!Sub`, with several documents, or with tabs for indentation. It also rejects a text after `|` or `>` that starts with a line of blanks, if a line below it is indented more.",
  aws: INVALID_YAML,
  confidence: "verified-local",
  sources: [CLI_2_TESTS],
  bad: yaml("CredentialsArn: !Ref Role\n"),
  good: yaml("CredentialsArn: arn:aws:iam::123456789012:role/orders\n"),
  on: "document",
  check({ problems }, report) {
    for (const { kind, span, message } of problems) {
      if (!REFUSED.includes(kind)) continue;
      report({
        span,
        message,
        ...(kind === "blanks" && {
          fixes: [{ title: "Remove the blanks", change: { kind: "removeText", span }, isSafe: true }],
        }),
      });
    }
  },
};

export const unquotedVersion: InputRule = {
  code: "AG0014",
  title: "Unquoted payload format version",
  severity: "error",
  description: "YAML reads an unquoted `2.0` as a number. The AWS CLI requires a string.",
  confidence: "verified-local",
  sources: [CLI_2_TESTS],
  bad: yaml("PayloadFormatVersion: 1.0\n"),
  good: yaml('PayloadFormatVersion: "1.0"\n'),
  on: "input",
  operations: V2_INTEGRATIONS,
  check(input, report) {
    const version = input.value("PayloadFormatVersion");
    if (input.document.format !== "yaml" || version?.kind !== "number") return;
    report({
      span: version.span,
      message: `YAML reads this as a number. Write "${version.text}", with quotes.`,
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
  title: "Unquoted key is not a string",
  severity: "error",
  description:
    "YAML reads an unquoted key that looks like a number, a boolean, a date or null as one. The AWS CLI requires a string, so write status codes in quotes.",
  confidence: "verified-local",
  sources: [CLI_2_TESTS],
  bad: yaml('PayloadFormatVersion: "1.0"\nResponseParameters:\n  404:\n    overwrite:statuscode: "200"\n'),
  good: yaml('PayloadFormatVersion: "1.0"\nResponseParameters:\n  "404":\n    overwrite:statuscode: "200"\n'),
  on: "input",
  check({ shape }, report) {
    for (const { member, siblings, path } of shape) {
      const { key } = member;
      // In a structure it is an unknown member, which AG0003 reports.
      if (siblings || key.kind !== "string" || !key.readAs) continue;
      report({
        span: key.span,
        message: `YAML reads this as ${key.readAs === "null" ? "null" : `a ${key.readAs}`}. Write "${key.value}", with quotes.`,
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
  title: "Unquoted value is not a string",
  severity: "error",
  description:
    "YAML reads an unquoted `404`, `true` or `2020-01-01` as a number, a boolean or a date. The AWS CLI rejects it where a string is required.",
  confidence: "verified-local",
  sources: [CLI_2_TESTS],
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
        message: `YAML reads this as a ${value.kind}. Write "${text}", with quotes.`,
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
  title: "Unquoted status code",
  severity: "error",
  description: "`statusCode` is a string in AWS's model, because it becomes part of the request path.",
  confidence: "verified-local",
  sources: [CLI_TESTS],
  bad: { text: '{ "statusCode": 200 }', operation: "put-integration-response" },
  good: {
    text: '{ "statusCode": "200", "selectionPattern": "2[0-9]{2}" }',
    operation: "put-integration-response",
  },
  on: "input",
  operations: ["put-integration-response", "apigateway update-integration-response"],
  check(input, report) {
    const status = input.value("statusCode");
    if (status?.kind !== "number") return;
    report({
      span: status.span,
      message: `statusCode must be a string. Write "${status.text}", with quotes.`,
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
  title: "Unquoted yes, no, on or off",
  severity: "information",
  description:
    "The AWS CLI reads YAML 1.2, in which these are strings. Other readers, and the AWS CLI after a `%YAML 1.1` line, read them as booleans. Quotes make the type explicit.",
  confidence: "verified-local",
  sources: [CLI_2_TESTS],
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
        message: `The AWS CLI reads this as a string, but YAML 1.1 reads it as a boolean. Write "${value.value}", with quotes, to make the type explicit.`,
      });
    }
  },
};

/** Returns whether the value is a YAML scalar that would be a string with quotes: AG0014, AG0016 or AG0017. */
export function isUnquotedText(format: Format, value: ValueNode, schema: MemberSchema): boolean {
  return (
    format === "yaml" &&
    schema.type === "string" &&
    (value.kind === "number" || value.kind === "boolean" || value.kind === "date")
  );
}

/** Returns whether the value is a number that AG0016 reports, in JSON or YAML. */
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
