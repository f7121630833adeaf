import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { check } from "../../../server/src";
import { RULES } from "../../../server/src/rules";
import { analyze, edit, formatOfFileName } from "../../../server/src/service";
import { applyEdits } from "../../support/edits";
import { fixture } from "../../support/fixtures";

type Protocol = "HTTP" | "WEBSOCKET";

/** Returns the text after the fix with the code and title. */
function fix(text: string, code: string, title: string, protocol?: Protocol): string {
  const { problems, document } = analyze(text, "create-integration", { ...(protocol && { protocol }) });
  const fixes = problems.filter((problem) => problem.code === code).flatMap((problem) => problem.fixes ?? []);
  const found = fixes.find((candidate) => candidate.title === title);
  assert.ok(found, `available: ${fixes.map((candidate) => candidate.title).join(", ") || "nothing"}`);
  return applyEdits(text, edit(document, found.change));
}

/** [code, title, text before, text after, protocol] */
const fixes: readonly (readonly [string, string, string, string, Protocol?])[] = [
  [
    "AG0001",
    "Escape the line breaks",
    '{"RequestTemplates": {"a": "{\r\n\t\\"b\\": 1\n}\r"}, "TimeoutInMillis": 50}',
    '{"RequestTemplates": {"a": "{\\n\\t\\"b\\": 1\\n}\\n"}, "TimeoutInMillis": 50}',
  ],
  ["AG0001", "Escape the line breaks", '{"Description": "a\\\nb"}', '{"Description": "a\\\\\\nb"}'],
  ["AG0001", "Escape the control characters", '{"Description": "a\tb\0"}', '{"Description": "a\\tb\\u0000"}'],
  ["AG0003", 'Rename to "IntegrationUri"', '{"IntegrationUrl": 1}', '{"IntegrationUri": 1}'],
  ["AG0003", 'Remove "Nope"', '{"Nope": 1}', "{}"],
  ["AG0003", 'Remove "Nope"', '{"Nope": 1, "ApiId": "a"}', '{ "ApiId": "a"}'],
  ["AG0003", 'Remove "Nope"', '{\n  "ApiId": "a",\n  "Nope": {\n    "x": 1\n  }\n}', '{\n  "ApiId": "a"\n}'],
  [
    "AG0003",
    'Remove "Nope"',
    '{\n  "ApiId": "a",\n  "Nope": 1,\n  "IntegrationType": "MOCK"\n}',
    '{\n  "ApiId": "a",\n  "IntegrationType": "MOCK"\n}',
  ],
  ["AG0003", 'Remove "Nope"', '{\n  "ApiId": "a"\n  "Nope": 1\n}', '{\n  "ApiId": "a"\n}'],
  ["AG0004", 'Rename to "IntegrationType"', '{"integrationType": "MOCK"}', '{"IntegrationType": "MOCK"}'],
  [
    "AG0004",
    "Correct the case of all names",
    '{"integrationType": "MOCK", "timeoutInMillis": 50}',
    '{"IntegrationType": "MOCK", "TimeoutInMillis": 50}',
  ],
  [
    "AG0021",
    "Remove unset members",
    fixture("skeletons/v2.apigatewayv2_create-integration.json"),
    '{\n  "IntegrationType": "AWS"\n}\n',
  ],
  [
    "AG0021",
    "Fill in required members",
    fixture("skeletons/v2.apigatewayv2_create-integration.json"),
    '{\n  "IntegrationType": "AWS_PROXY",\n  "IntegrationUri": "arn:aws:lambda:us-east-1:123456789012:function:my-function",\n  "IntegrationMethod": "POST",\n  "PayloadFormatVersion": "2.0"\n}\n',
  ],
  ["AG0005", "Insert IntegrationType", "{}", '{\n  "IntegrationType": "AWS_PROXY"\n}'],
  [
    "AG0005",
    "Insert IntegrationType",
    '{"IntegrationUri": "https://a"}',
    '{"IntegrationUri": "https://a", "IntegrationType": "HTTP_PROXY"}',
  ],
  [
    "AG0005",
    "Insert IntegrationType",
    '{\r\n\t"RequestTemplates": {}\r\n}',
    '{\r\n\t"RequestTemplates": {},\r\n\t"IntegrationType": "MOCK"\r\n}',
  ],
  ["AG0006", 'Write "2.0"', '{"PayloadFormatVersion": 2.0}', '{"PayloadFormatVersion": "2.0"}'],
  ["AG0006", "Write 1000", '{"TimeoutInMillis": "1000"}', '{"TimeoutInMillis": 1000}'],
  ["AG0007", 'Remove "Description"', '{"ApiId": "a", "Description": null}', '{"ApiId": "a"}'],
  ["AG0009", 'Write "HTTP_PROXY"', '{"IntegrationType": "http-proxy"}', '{"IntegrationType": "HTTP_PROXY"}'],
  ["AG0010", "Remove the earlier member", '{"ApiId": "a", "ApiId": "b"}', '{ "ApiId": "b"}'],
  ["AG0012", "Remove the byte order mark", "\uFEFF{}", "{}"],
  ["AG0020", 'Remove "ApiId"', '{"ApiId": "", "IntegrationType": "MOCK"}', '{ "IntegrationType": "MOCK"}'],
  ["AG0021", 'Remove "KeyName"', '{"RequestTemplates": {"KeyName": ""}}', '{"RequestTemplates": {}}'],
  ["AG0023", "Write 10000", '{"TimeoutInMillis": 1e4}', '{"TimeoutInMillis": 10000}'],
  [
    "AG0024",
    "Convert to an object",
    '{\n  "RequestTemplates": "{\\"a\\": \\"b\\"}"\n}',
    '{\n  "RequestTemplates": {\n    "a": "b"\n  }\n}',
  ],
  [
    "AG0025",
    "Convert to a string",
    '{"RequestTemplates": {"a": {"b": 1}}}',
    '{"RequestTemplates": {"a": "{\\"b\\": 1}"}}',
  ],
  ["AG2001", 'Write "AWS_PROXY"', '{"IntegrationType": "AWS"}', '{"IntegrationType": "AWS_PROXY"}', "HTTP"],
  [
    "AG2002",
    'Insert PayloadFormatVersion "2.0"',
    '{"IntegrationType": "AWS_PROXY"}',
    '{"IntegrationType": "AWS_PROXY", "PayloadFormatVersion": "2.0"}',
    "HTTP",
  ],
  [
    "AG2002",
    'Insert PayloadFormatVersion "1.0"',
    '{"IntegrationType": "HTTP_PROXY"}',
    '{"IntegrationType": "HTTP_PROXY", "PayloadFormatVersion": "1.0"}',
    "HTTP",
  ],
  [
    "AG2004",
    'Write "1.0"',
    '{"IntegrationType": "HTTP_PROXY", "PayloadFormatVersion": "2.0"}',
    '{"IntegrationType": "HTTP_PROXY", "PayloadFormatVersion": "1.0"}',
  ],
  [
    "AG2013",
    "Insert ConnectionId",
    '{"ConnectionType": "VPC_LINK"}',
    '{"ConnectionType": "VPC_LINK", "ConnectionId": "<vpc-link-id>"}',
  ],
  [
    "AG2016",
    "Set ConnectionType to VPC_LINK",
    '{"ConnectionId": "a"}',
    '{"ConnectionId": "a", "ConnectionType": "VPC_LINK"}',
  ],
  [
    "AG2016",
    "Set ConnectionType to VPC_LINK",
    '{"ConnectionId": "a", "ConnectionType": "INTERNET"}',
    '{"ConnectionId": "a", "ConnectionType": "VPC_LINK"}',
  ],
  [
    "AG2017",
    'Insert IntegrationMethod "ANY"',
    '{"IntegrationType": "HTTP_PROXY"}',
    '{"IntegrationType": "HTTP_PROXY", "IntegrationMethod": "ANY"}',
  ],
  ["AG2019", "Write 30000", '{"TimeoutInMillis": 60000}', '{"TimeoutInMillis": 30000}'],
  [
    "AG2036",
    'Remove "PassthroughBehavior"',
    '{"PassthroughBehavior": "NEVER", "ApiId": "a"}',
    '{ "ApiId": "a"}',
    "HTTP",
  ],
  [
    "AG2038",
    'Remove "PayloadFormatVersion"',
    '{"ApiId": "a", "PayloadFormatVersion": "2.0"}',
    '{"ApiId": "a"}',
    "WEBSOCKET",
  ],
];

describe("fixes", () => {
  for (const [code, title, before, after, protocol] of fixes) {
    it(`${code}: ${title} in ${JSON.stringify(before)}`, () => {
      assert.equal(fix(before, code, title, protocol), after);
    });
  }

  for (const rule of RULES) {
    it(`${rule.code} has a first fix that resolves its bad example, if any`, () => {
      const { text, operation = "create-integration", protocol, facts, fileName = "" } = rule.bad;
      const analysis = analyze(text, operation, {
        format: formatOfFileName(fileName),
        ...(protocol && { protocol }),
        ...(facts && { facts }),
      });
      const problem = analysis.problems.find(({ code }) => code === rule.code);
      const [first] = problem?.fixes ?? [];
      if (!first) return;
      const fixed = applyEdits(text, edit(analysis.document, first.change));
      const left = check(fixed, rule.bad).problems.filter(({ code }) => code === rule.code);
      const before = analysis.problems.filter(({ code }) => code === rule.code);
      assert.ok(left.length < before.length, fixed);
    });
  }
});
