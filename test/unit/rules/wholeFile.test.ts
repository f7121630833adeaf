import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { OPERATIONS } from "../../../server/src/model/operations";
import {
  analyze,
  documentLinks,
  fixAllEdits,
  foldingRanges,
  formatEdits,
  parse,
  selectionSpans,
  sortMembers,
  symbols,
} from "../../../server/src/service";
import { LineIndex } from "../../../server/src/syntax/lines";
import type { Format } from "../../../server/src/syntax/nodes";
import { applyEdits } from "../../support/edits";
import { parseCursor } from "../../support/markers";

const { "create-integration": operation } = OPERATIONS;

describe("fix all", () => {
  for (const [what, format, before, after] of [
    [
      "corrects the spelling of names, versions and templates",
      "json",
      '{"integrationType": "MOCK", "TimeoutInMillis": "50", "RequestTemplates": {"a": {"statusCode": 200}}}',
      '{"IntegrationType": "MOCK", "TimeoutInMillis": 50, "RequestTemplates": {"a": "{\\"statusCode\\": 200}"}}',
    ],
    [
      "adds the quotes that YAML requires",
      "yaml",
      "IntegrationType: AWS_PROXY\nPayloadFormatVersion: 2.0\nResponseParameters:\n  200:\n    overwrite:statuscode: '201'\n",
      "IntegrationType: AWS_PROXY\nPayloadFormatVersion: '2.0'\nResponseParameters:\n  '200':\n    overwrite:statuscode: '201'\n",
    ],
    [
      "does not make choices for the author",
      "json",
      '{"IntegrationType": "HTTP", "Nope": null}',
      '{"IntegrationType": "HTTP", "Nope": null}',
    ],
    [
      "applies fixes that become possible after others",
      "json",
      '{"timeoutInMillis": "50"}',
      '{"TimeoutInMillis": 50}',
    ],
  ] as const) {
    it(what, () => {
      const edits = fixAllEdits(analyze(before, "create-integration", { format }));
      assert.equal(
        applyEdits(before, edits).replaceAll('"2.0"', "'2.0'").replaceAll('"200"', "'200'"),
        after,
      );
    });
  }
});

describe("sorting", () => {
  const sorted = (text: string, format: Format): string =>
    applyEdits(text, sortMembers(parse(text, format), operation));

  it("sorts JSON members in the AWS CLI's order, with unknown members last", () => {
    assert.equal(
      sorted('{\n  "Zzz": 1,\n  "IntegrationType": "MOCK",\n  "ApiId": "a"\n}', "json"),
      '{\n  "ApiId": "a",\n  "IntegrationType": "MOCK",\n  "Zzz": 1\n}',
    );
  });

  it("moves YAML comments and blank lines with their member", () => {
    assert.equal(
      sorted("# The type.\nIntegrationType: MOCK # here\nApiId: a\n", "yaml"),
      "ApiId: a\n# The type.\nIntegrationType: MOCK # here\n",
    );
    assert.equal(
      sorted("RequestTemplates:\n  a: |\n    {}\n\nApiId: a", "yaml"),
      "ApiId: a\n\nRequestTemplates:\n  a: |\n    {}",
    );
  });

  for (const text of [
    '{"ApiId": "a", "IntegrationType": "MOCK"}',
    '{"IntegrationType": "MOCK", "ApiId"}',
    "[]",
  ]) {
    it(`leaves ${text} unchanged`, () => assert.equal(sorted(text, "json"), text));
  }
});

describe("the outline", () => {
  for (const [format, text] of [
    ["json", '{"IntegrationType": "MOCK", "RequestTemplates": {"a": "x\\ny"}}'],
    ["yaml", "IntegrationType: MOCK\nRequestTemplates:\n  a: |\n    x\n    y\n"],
  ] as const) {
    it(`lists the members of a ${format} file`, () => {
      const outline = symbols(parse(text, format)).map(({ name, detail, children }) => ({
        name,
        detail,
        children: children.map((child) => `${child.name}: ${child.detail}`),
      }));
      assert.deepEqual(outline, [
        { name: "IntegrationType", detail: "MOCK", children: [] },
        { name: "RequestTemplates", detail: "", children: ["a: x…"] },
      ]);
    });
  }
});

describe("folding", () => {
  const folded = (text: string, format: Format) => foldingRanges(parse(text, format), new LineIndex(text));

  it("keeps the closing brackets of JSON visible", () => {
    assert.deepEqual(folded('{\n  "RequestTemplates": {\n    "a": "b"\n  }\n}', "json"), [
      { startLine: 0, endLine: 3 },
      { startLine: 1, endLine: 2 },
    ]);
  });

  it("folds YAML maps and block scalars to their last line", () => {
    assert.deepEqual(folded("RequestTemplates:\n  a: |\n    x\n    y\nApiId: b\n", "yaml"), [
      { startLine: 0, endLine: 3 },
      { startLine: 1, endLine: 3 },
    ]);
  });
});

describe("selection", () => {
  it("expands from the text to the whole file", () => {
    const { text, offset } = parseCursor('{"TlsConfig": {"ServerNameToVerify": "a<|>b"}}');
    const spans = selectionSpans(parse(text, "json"), offset).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(spans, [
      "ab",
      '"ab"',
      '"ServerNameToVerify": "ab"',
      '{"ServerNameToVerify": "ab"}',
      '"TlsConfig": {"ServerNameToVerify": "ab"}',
      text,
    ]);
  });
});

describe("document links", () => {
  it("link ARNs and IDs to the AWS console", () => {
    const text =
      '{"ApiId": "a1b2c3d4e5", "CredentialsArn": "arn:aws:iam::123456789012:role/x/y", "IntegrationUri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:orders/invocations"}';
    assert.deepEqual(
      documentLinks(parse(text, "json"), operation).map(({ span, target }) => [
        text.slice(span.start, span.end),
        target,
      ]),
      [
        ["arn:aws:iam::123456789012:role/x/y", "https://console.aws.amazon.com/iam/home#/roles/y"],
        [
          "arn:aws:lambda:eu-west-1:123456789012:function:orders",
          "https://console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/orders",
        ],
        [
          '"a1b2c3d4e5"',
          "https://console.aws.amazon.com/apigateway/main/apis/a1b2c3d4e5/resources?api=a1b2c3d4e5",
        ],
      ],
    );
  });
});

describe("formatting", () => {
  const options = { tabSize: 2, insertSpaces: true };
  const formatted = (text: string): string => applyEdits(text, formatEdits(parse(text, "json"), options));

  it("formats JSON without changing templates", () => {
    assert.equal(
      formatted('{"RequestTemplates":{"a":"{  \\n  x }"}}'),
      '{\n  "RequestTemplates": {\n    "a": "{  \\n  x }"\n  }\n}',
    );
  });

  it("trims the ends of YAML lines, except in templates", () => {
    const text = "ApiId: a  \n# why \nRequestTemplates:\t\n  a: |\n    x  \n    y \n";
    assert.equal(
      applyEdits(text, formatEdits(parse(text, "yaml"), options)),
      "ApiId: a\n# why\nRequestTemplates:\n  a: |\n    x  \n    y \n",
    );
  });

  it("leaves a file with syntax errors unchanged", () => assert.equal(formatted('{"a":'), '{"a":'));
});
