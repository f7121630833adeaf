/**
 * The places that a template can be written in. Tests of template features run each case in all of them, so that no
 * host is forgotten.
 */
import assert from "node:assert/strict";
import { after, it } from "mocha";
import { provideHcl } from "../../server/src/hcl";
import {
  type Analysis,
  analyze,
  analyzeHost,
  analyzeTemplate,
  type Format,
  type TemplateAnalysis,
} from "../../server/src/service";
import { hostedTemplates } from "../../server/src/templates/hostedTemplate";

provideHcl();

/** A way to write a template. */
export interface TemplateHostKind {
  readonly name: string;
  readonly format: Format | "vtl";
  /** The name of a host file, in which the template is that of the first integration. */
  readonly fileName?: string;
  /**
   * Returns the host's text with the template in it; undefined if the template cannot be written that way. Markers
   * (`<|>`, `<|`, `|>`) pass through unchanged.
   */
  wrap(template: string): string | undefined;
}

const MEMBERS = {
  type: "HTTP",
  httpMethod: "POST",
  integrationHttpMethod: "POST",
  uri: "https://example.com",
};
const YAML_MEMBERS = Object.entries(MEMBERS).map(([name, value]) => `${name}: '${value}'\n`);
const yaml = (value: string): string =>
  `${YAML_MEMBERS.join("")}requestTemplates:\n  application/json: ${value}\npassthroughBehavior: NEVER\n`;
const block = (header: string, lines: readonly string[], indentation = "    "): string =>
  yaml([header, ...lines.map((line) => (line === "" ? "" : indentation + line))].join("\n"));
const withoutMarkers = (text: string): string => text.replaceAll(/<\|>|<\||\|>/g, "");
const json = (template: string): string =>
  JSON.stringify({ ...MEMBERS, requestTemplates: { "application/json": template } }, null, 2);
const isBlockText = (text: string): boolean =>
  /^[^\s]/.test(text) && !/\n$/.test(text) && !text.includes("\r");

export const TEMPLATE_HOSTS: readonly TemplateHostKind[] = [
  { name: "a .vtl file", format: "vtl", wrap: (template) => template },
  { name: "a JSON string", format: "json", wrap: json },
  {
    name: "a JSON string with Unicode escapes",
    format: "json",
    wrap: (template) => json(template).replaceAll("\\n", "\\u000a").replaceAll("$", "\\u0024"),
  },
  {
    name: "a JSON string, CRLF",
    format: "json",
    wrap: (template) => json(template).replaceAll("\n", "\r\n"),
  },
  {
    name: "a YAML literal",
    format: "yaml",
    wrap: (template) =>
      isBlockText(withoutMarkers(template)) ? block("|-", template.split("\n")) : undefined,
  },
  {
    name: "a YAML literal with an indentation digit and a comment",
    format: "yaml",
    wrap: (template) =>
      isBlockText(withoutMarkers(template)) ? block("|1- # VTL", template.split("\n"), "   ") : undefined,
  },
  {
    name: "a YAML literal, CRLF",
    format: "yaml",
    wrap: (template) =>
      isBlockText(withoutMarkers(template))
        ? block("|-", template.split("\n")).replaceAll("\n", "\r\n")
        : undefined,
  },
  {
    name: "a folded YAML scalar",
    format: "yaml",
    wrap: (template) =>
      isBlockText(withoutMarkers(template)) && !/\n[ \t\n]/.test(withoutMarkers(template))
        ? block(">-", template.replaceAll("\n", "\n\n").split("\n"))
        : undefined,
  },
  {
    name: "a double-quoted YAML scalar",
    format: "yaml",
    wrap: (template) => yaml(JSON.stringify(template)),
  },
  {
    name: "a single-quoted YAML scalar",
    format: "yaml",
    wrap: (template) =>
      /\n[ \t\n]|[ \t]\n|^\n|\n$/.test(withoutMarkers(template))
        ? undefined
        : yaml(`'${template.replaceAll("'", "''").replaceAll("\n", "\n\n    ")}'`),
  },
  {
    name: "a plain YAML scalar",
    format: "yaml",
    wrap: (template) =>
      /^[\w$/][^\n]*$/.test(withoutMarkers(template)) && !/: |:$| #|\s$/.test(withoutMarkers(template))
        ? yaml(template)
        : undefined,
  },
  {
    name: "an OpenAPI document in JSON",
    format: "json",
    fileName: "openapi.json",
    wrap: (template) => JSON.stringify(openApi(template), null, 2),
  },
  {
    name: "an OpenAPI document in YAML",
    format: "yaml",
    fileName: "openapi.yaml",
    wrap: (template) =>
      isBlockText(withoutMarkers(template))
        ? `openapi: 3.0.1
paths:
  /orders:
    post:
      responses: {}
      x-amazon-apigateway-integration:
        type: http
        httpMethod: POST
        uri: https://example.com
        requestTemplates:
          application/json: |-
${indented(template, " ".repeat(12))}
        passthroughBehavior: never
`
        : undefined,
  },
  {
    name: "a CloudFormation template in JSON",
    format: "json",
    fileName: "template.json",
    wrap: (template) => JSON.stringify(cloudFormation(template), null, 2),
  },
  {
    name: "Fn::Sub in a CloudFormation template in JSON",
    format: "json",
    fileName: "template.json",
    wrap: (template) => JSON.stringify(cloudFormation({ "Fn::Sub": escapedForSub(template) }), null, 2),
  },
  {
    name: "!Sub in a CloudFormation template",
    format: "yaml",
    fileName: "template.yaml",
    wrap: (template) =>
      isBlockText(withoutMarkers(template))
        ? `Resources:
  Orders:
    Type: AWS::ApiGateway::Method
    Properties:
      HttpMethod: POST
      Integration:
        Type: HTTP
        IntegrationHttpMethod: POST
        Uri: https://example.com
        RequestTemplates:
          application/json: !Sub |-
${indented(escapedForSub(template), " ".repeat(12))}
        PassthroughBehavior: NEVER
`
        : undefined,
  },
  {
    name: "a Terraform string",
    format: "hcl",
    fileName: "main.tf",
    wrap: (template) =>
      isHclText(template)
        ? terraform(
            JSON.stringify(escapedForHcl(template)).replace(/\\([bf])/g, (_, letter) =>
              letter === "b" ? "\\u0008" : "\\u000c",
            ),
          )
        : undefined,
  },
  {
    name: "a Terraform heredoc",
    format: "hcl",
    fileName: "main.tf",
    wrap: (template) =>
      isHclText(template) && isBlockText(withoutMarkers(template))
        ? terraform(`chomp(<<EOT\n${escapedForHcl(template)}\nEOT\n    )`)
        : undefined,
  },
  {
    name: "an indented Terraform heredoc",
    format: "hcl",
    fileName: "main.tf",
    wrap: (template) =>
      isHclText(template) && isBlockText(withoutMarkers(template))
        ? terraform(`chomp(<<-EOT\n${indented(escapedForHcl(template), "      ")}\n      EOT\n    )`)
        : undefined,
  },
];

/** Fn::Sub replaces `${name}`, and prints `${name}` for `${!name}`. */
function escapedForSub(template: string): string {
  return template.replaceAll(/\$(<\|>|<\||\|>)?\{/g, (_, marker = "") => `$${marker}{!`);
}

function cloudFormation(template: unknown): unknown {
  const integration = {
    Type: "HTTP",
    IntegrationHttpMethod: "POST",
    Uri: "https://example.com",
    RequestTemplates: { "application/json": template },
    PassthroughBehavior: "NEVER",
  };
  const properties = { HttpMethod: "POST", Integration: integration };
  return { Resources: { Orders: { Type: "AWS::ApiGateway::Method", Properties: properties } } };
}

/** False for a marker where Terraform's escape is: it has no place there. */
function isHclText(template: string): boolean {
  return !/[$%](?:<\|>|<\||\|>)+[$%{]/.test(template);
}

function escapedForHcl(template: string): string {
  return template.replace(/\$+\{|%+\{/g, (signs) => signs[0] + signs);
}

function terraform(template: string): string {
  return `resource "aws_api_gateway_integration" "orders" {
  http_method             = "POST"
  type                    = "HTTP"
  integration_http_method = "POST"
  uri                     = "https://example.com"
  request_templates = {
    "application/json" = ${template}
  }
  passthrough_behavior = "NEVER"
}
`;
}

function indented(text: string, indentation: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : indentation + line))
    .join("\n");
}

function openApi(template: string): unknown {
  const integration = {
    type: "http",
    httpMethod: "POST",
    uri: "https://example.com",
    requestTemplates: { "application/json": template },
    passthroughBehavior: "never",
  };
  return {
    openapi: "3.0.1",
    paths: { "/orders": { post: { responses: {}, "x-amazon-apigateway-integration": integration } } },
  };
}

/** Analyzes a host's text. */
export function openHost({ format, fileName }: TemplateHostKind, text: string): Analysis | TemplateAnalysis {
  if (fileName !== undefined) {
    const [input] = analyzeHost(text, fileName)?.inputs ?? [];
    assert.ok(input, `There is no integration in ${fileName}.`);
    return input;
  }
  if (format === "vtl") return analyzeTemplate(text, { kind: "request", protocol: "REST" });
  return analyze(text, "put-integration", { format });
}

/** A template in one of its hosts. */
export interface HostCase {
  readonly host: TemplateHostKind;
  /** The host's text, with the template's markers in it. */
  readonly marked: string;
  /** Returns the text of the host with another template in it, to compare results with. */
  wrap(template: string): string;
}

/**
 * Defines a test of each marked template in every host that it can be written in. Fails if a host is never used, so
 * that the table must have templates for all of them.
 */
export function itInEveryHost<Case extends readonly [title: string, template: string, ...rest: unknown[]]>(
  cases: readonly Case[],
  check: (hostCase: HostCase, rest: Case) => void,
  hosts: readonly TemplateHostKind[] = TEMPLATE_HOSTS,
): void {
  const unused = new Set(hosts.map(({ name }) => name));
  for (const each of cases) {
    const [title, template] = each;
    for (const host of hosts) {
      const marked = host.wrap(template);
      if (marked === undefined) continue;
      unused.delete(host.name);
      it(`${title}, in ${host.name}`, () => {
        assertWritten(host, template, marked);
        const wrap = (other: string): string => {
          const text = host.wrap(other);
          assert.ok(text !== undefined, `${other} cannot be written in ${host.name}.`);
          return text;
        };
        check({ host, marked, wrap }, each);
      });
    }
  }
  after(() => assert.deepEqual([...unused], [], "Hosts that no case is written in."));
}

/** Checks that the host holds exactly the template. */
function assertWritten(host: TemplateHostKind, template: string, marked: string): void {
  const [hosted] = hostedTemplates(openHost(host, withoutMarkers(marked)));
  assert.equal(
    hosted?.template.text,
    withoutMarkers(template),
    `The template is not what ${host.name} holds.`,
  );
}
