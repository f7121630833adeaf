import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { provideHcl } from "../../../../server/src/hcl";
import { TerraformFile } from "../../../../server/src/hosts/terraform/module";
import { edit, fixAllEdits, parse, templateAtPath } from "../../../../server/src/service";
import { applyEdits } from "../../../../server/src/syntax/applyEdits";
import type { SingleChange } from "../../../../server/src/syntax/change";
import { findMember } from "../../../../server/src/syntax/locate";
import type { MemberNode, ObjectNode } from "../../../../server/src/syntax/nodes";
import { hostOf } from "../../../support/hostCases";

provideHcl();

const header = 'resource "aws_api_gateway_integration" "x" ';

/** Changes the object at a path in a resource's body, and returns the body. */
function changed(body: string, path: readonly string[], make: (object: ObjectNode) => SingleChange): string {
  const text = `${header}${body}\n`;
  const document = parse(text, "hcl");
  const [resource] = new TerraformFile(document).resources;
  let object = resource?.body;
  for (const name of path) {
    const value: ObjectNode | undefined = object && (findMember(object, name)?.value as ObjectNode);
    object = value;
  }
  assert.equal(object?.kind, "object");
  const after = applyEdits(text, edit(document, make(object)));
  return after.slice(header.length, -1);
}

function memberOf(object: ObjectNode, name: string): MemberNode {
  const member = findMember(object, name);
  assert.ok(member, name);
  return member;
}

describe("changes of Terraform files", () => {
  const inserted: readonly [
    title: string,
    before: string,
    path: string[],
    name: string,
    value: unknown,
    after: string,
  ][] = [
    ["into an empty block", "{}", [], "type", "MOCK", '{\n  type = "MOCK"\n}'],
    ["into an empty block on two lines", "{\n}", [], "type", "MOCK", '{\n  type = "MOCK"\n}'],
    ["after the last argument", '{\n  type = "AWS"\n}', [], "uri", "x", '{\n  type = "AWS"\n  uri  = "x"\n}'],
    [
      "with the signs aligned",
      '{\n  type        = "AWS"\n  http_method = "GET"\n}',
      [],
      "uri",
      "x",
      '{\n  type        = "AWS"\n  http_method = "GET"\n  uri         = "x"\n}',
    ],
    [
      "with a name that is longer",
      '{\n  uri = "x"\n}',
      [],
      "timeout_milliseconds",
      50,
      '{\n  uri = "x"\n  timeout_milliseconds = 50\n}',
    ],
    ["after a comment", '{\n  type = "AWS" # a\n}', [], "uri", "x", '{\n  type = "AWS" # a\n  uri  = "x"\n}'],
    [
      "after a map",
      '{\n  request_parameters = {\n    a = "b"\n  }\n}',
      [],
      "uri",
      "x",
      '{\n  request_parameters = {\n    a = "b"\n  }\n  uri = "x"\n}',
    ],
    [
      "after a block",
      "{\n  tls_config {\n  }\n}",
      [],
      "uri",
      "x",
      '{\n  tls_config {\n  }\n\n  uri = "x"\n}',
    ],
    [
      "after a heredoc",
      "{\n  uri = <<EOF\nx\nEOF\n}",
      [],
      "type",
      "MOCK",
      '{\n  uri = <<EOF\nx\nEOF\n  type = "MOCK"\n}',
    ],
    [
      "a block",
      '{\n  type = "AWS"\n}',
      [],
      "tls_config",
      { insecure_skip_verification: true },
      '{\n  type = "AWS"\n\n  tls_config {\n    insecure_skip_verification = true\n  }\n}',
    ],
    [
      "a map",
      '{\n  type = "AWS"\n}',
      [],
      "request_templates",
      { "application/json": "{}" },
      '{\n  type = "AWS"\n  request_templates = {\n    "application/json" = "{}"\n  }\n}',
    ],
    [
      "a reference of Velocity",
      '{\n  type = "AWS"\n}',
      [],
      "uri",
      "https://${stageVariables.x}\n",
      '{\n  type = "AWS"\n  uri  = "https://$${stageVariables.x}\\n"\n}',
    ],
    [
      "into a map on one line",
      '{\n  m = { "a.b" = "c" }\n}',
      ["m"],
      "d.e",
      "f",
      '{\n  m = { "a.b" = "c", "d.e" = "f" }\n}',
    ],
    [
      "into a map with commas",
      '{\n  m = {\n    a = "c",\n    b = "d"\n  }\n}',
      ["m"],
      "e",
      "f",
      '{\n  m = {\n    a = "c",\n    b = "d",\n    e = "f"\n  }\n}',
    ],
    [
      "into a map without commas",
      '{\n  m = {\n    "a.b" = "c"\n  }\n}',
      ["m"],
      "d.e",
      "f",
      '{\n  m = {\n    "a.b" = "c"\n    "d.e" = "f"\n  }\n}',
    ],
    ["into an empty map", "{\n  m = {}\n}", ["m"], "a.b", "c", '{\n  m = {\n    "a.b" = "c"\n  }\n}'],
    ["with CRLF", '{\r\n  type = "AWS"\r\n}', [], "uri", "x", '{\r\n  type = "AWS"\r\n  uri  = "x"\r\n}'],
  ];
  for (const [title, before, path, name, value, after] of inserted) {
    it(`insert ${title}`, () => {
      assert.equal(
        changed(before, path, (object) => ({ kind: "insertMember", object, name, value: value as string })),
        after,
      );
    });
  }

  const removed: readonly [title: string, before: string, path: string[], name: string, after: string][] = [
    ["an argument with its line", '{\n  type = "AWS"\n  uri = "x"\n}', [], "type", '{\n  uri = "x"\n}'],
    ["the only argument", '{\n  type = "AWS"\n}', [], "type", "{\n}"],
    ["a heredoc", "{\n  uri = <<EOF\nx\nEOF\n  type = 1\n}", [], "uri", "{\n  type = 1\n}"],
    ["a block", "{\n  tls_config {\n    a = 1\n  }\n  type = 1\n}", [], "tls_config", "{\n  type = 1\n}"],
    ["a member on one line", "{\n  m = { a = 1, b = 2 }\n}", ["m"], "a", "{\n  m = { b = 2 }\n}"],
    ["the last member on one line", "{\n  m = { a = 1, b = 2 }\n}", ["m"], "b", "{\n  m = { a = 1 }\n}"],
    [
      "a member with its comma",
      "{\n  m = {\n    a = 1,\n    b = 2,\n  }\n}",
      ["m"],
      "a",
      "{\n  m = {\n    b = 2,\n  }\n}",
    ],
  ];
  for (const [title, before, path, name, after] of removed) {
    it(`remove ${title}`, () => {
      assert.equal(
        changed(before, path, (object) => ({ kind: "removeMember", object, member: memberOf(object, name) })),
        after,
      );
    });
  }

  const renamed: readonly [before: string, path: string[], from: string, to: string, after: string][] = [
    ["{\n  typ = 1\n}", [], "typ", "type", "{\n  type = 1\n}"],
    ['{\n  m = { "a" = 1 }\n}', ["m"], "a", "b.c", '{\n  m = { "b.c" = 1 }\n}'],
    ["{\n  m = { a = 1 }\n}", ["m"], "a", "b.c", '{\n  m = { "b.c" = 1 }\n}'],
  ];
  for (const [before, path, from, to, after] of renamed) {
    it(`rename ${from} to ${to}`, () => {
      assert.equal(
        changed(before, path, (object) => ({
          kind: "renameMember",
          member: memberOf(object, from),
          name: to,
        })),
        after,
      );
    });
  }

  const replaced: readonly [before: string, name: string, value: unknown, after: string][] = [
    ['{\n  a = "b"\n}', "a", 'c"', '{\n  a = "c\\""\n}'],
    ["{\n  a = 1\n}", "a", 2, "{\n  a = 2\n}"],
    ["{\n  a = [1]\n}", "a", ["x", true], '{\n  a = ["x", true]\n}'],
    ["{\n  a = {}\n}", "a", { b: "c" }, '{\n  a = {\n    b = "c"\n  }\n}'],
    ["{\n  a = <<EOF\nx\nEOF\n}", "a", "y\n", "{\n  a = <<EOF\ny\nEOF\n}"],
  ];
  for (const [before, name, value, after] of replaced) {
    it(`replace ${JSON.stringify(before)} by ${JSON.stringify(value)}`, () => {
      const make = (object: ObjectNode): SingleChange => {
        const node = memberOf(object, name).value;
        assert.ok(node);
        return { kind: "replaceValue", node, value: value as string };
      };
      assert.equal(changed(before, [], make), after);
    });
  }
});

describe("templates in Terraform files", () => {
  const heredoc = '#set($x = 1)\n{\n  "a": "$x"\n}\n';
  const quoted = JSON.stringify(heredoc);
  const flush = heredoc.replace(/^(?=.)/gm, "      ");
  const integration = (template: string): string =>
    `${header}{\n  type = "MOCK"\n  request_templates = {\n    "application/json" = ${template}\n  }\n}\n`;
  const json = JSON.stringify({
    openapi: "3.0.1",
    paths: {
      "/": {
        get: {
          "x-amazon-apigateway-integration": {
            type: "mock",
            requestTemplates: { "application/json": heredoc },
          },
        },
      },
    },
  });
  const api = (body: string): string =>
    `resource "aws_api_gateway_rest_api" "x" {\n  name = "\${var.name}"\n  body = ${body}\n}\n`;
  const yaml = (template: string): string =>
    `openapi: 3.0.1\ninfo: {title: "\${var.name}"}\npaths:\n  /:\n    get:\n      x-amazon-apigateway-integration:\n        type: mock\n        requestTemplates:\n          application/json: ${template}\n`;
  const literal = `|\n${heredoc.replace(/^(?=.)/gm, "            ")}`;
  const hosts: readonly [title: string, file: string, text: string][] = [
    ["a heredoc", "main.tf", integration(`<<EOF\n${heredoc}EOF`)],
    ["an indented heredoc", "main.tf", integration(`<<-EOF\n${flush}      EOF`)],
    ["a quoted string", "main.tf", integration(quoted)],
    ["a local", "main.tf", `${integration("local.t")}locals {\n  t = <<EOF\n${heredoc}EOF\n}\n`],
    [
      "OpenAPI in HCL",
      "main.tf",
      api(
        `jsonencode({\n    openapi = "3.0.1"\n    paths = { "/" = { get = { x-amazon-apigateway-integration = {\n      type = "mock"\n      requestTemplates = { "application/json" = <<EOF\n${heredoc}EOF\n      }\n    } } } }\n  })`,
      ),
    ],
    ["OpenAPI of JSON in a heredoc", "main.tf", api(`<<EOF\n${json}\nEOF`)],
    ["OpenAPI of JSON in a quoted string", "main.tf", api(JSON.stringify(json))],
    ["OpenAPI of YAML in a heredoc", "main.tf", api(`<<EOF\n${yaml(literal)}EOF`)],
    [
      "OpenAPI of YAML with a quoted template in an indented heredoc",
      "main.tf",
      api(`<<-EOF\n${yaml(quoted).replace(/^(?=.)/gm, "    ")}    EOF`),
    ],
    [
      "JSON",
      "main.tf.json",
      JSON.stringify(
        {
          resource: {
            aws_api_gateway_integration: {
              x: { type: "MOCK", request_templates: { "application/json": heredoc } },
            },
          },
        },
        null,
        2,
      ),
    ],
    [
      "JSON with an interpolation",
      "main.tf.json",
      JSON.stringify({
        resource: {
          aws_api_gateway_integration: {
            x: { type: "MOCK", request_templates: { "application/json": `${heredoc}\${var.x}` } },
          },
        },
      }),
    ],
  ];

  for (const [title, file, text] of hosts) {
    const templateIn = (source: string) => {
      const analysis = hostOf(source, file).inputs[0];
      assert.ok(analysis);
      const template = templateAtPath(analysis, ["requestTemplates", "application/json"]);
      assert.ok(template, "the template is not found");
      return { analysis, template };
    };

    it(`have their places in the file: ${title}`, () => {
      const { template } = templateIn(text);
      assert.ok(template.template.text.startsWith(heredoc));
      const source = template.map.toSource({ start: heredoc.indexOf("$x)") < 0 ? 5 : 5, end: 7 });
      assert.equal(text.slice(source.start, source.end), "$x");
      const at = heredoc.lastIndexOf("$x");
      const later = template.map.toSource({ start: at, end: at + 2 });
      assert.equal(text.slice(later.start, later.end), "$x");
      assert.equal(template.map.toValue(later.start), at);
    });

    it(`are changed where they are written: ${title}`, () => {
      const { analysis, template } = templateIn(text);
      const { document } = analysis;
      const before = template.template.text;
      const newText = before.replace("= 1)", '= "${y}")').replace("}\n", "}\n\n\\n #end\n");
      const edits = edit(document, { kind: "replaceValue", node: template.node, value: newText });
      assert.notEqual(edits.length, 0);
      const after = applyEdits(text, edits);
      assert.equal(templateIn(after).template.template.text, newText);
      assert.equal(after.slice(0, 20), text.slice(0, 20));
      assert.equal(after.slice(-4), text.slice(-4));
    });
  }

  it("are fixed with all others", () => {
    const text = integration('"{\\"statusCode\\": \\"200\\"}"').replace('"MOCK"', '"mock"');
    const [analysis] = hostOf(text, "main.tf").inputs;
    assert.ok(analysis);
    assert.ok(fixAllEdits);
  });
});
