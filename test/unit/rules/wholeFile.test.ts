import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { symbols } from "../../../server/src/features/symbols";
import { OPERATIONS } from "../../../server/src/model/operations";
import {
  analyze,
  documentLinks,
  fixAllEdits,
  foldingRanges,
  formatEdits,
  parse,
  printInput,
  selectionSpans,
  sortMembers,
  toJson,
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
      "escapes line breaks, then fixes the rest",
      "json",
      '{"timeoutInMillis": 50, "RequestTemplates": {"a": "{\n  \\"statusCode\\": 200\n}"}}',
      '{"TimeoutInMillis": 50, "RequestTemplates": {"a": "{\\n  \\"statusCode\\": 200\\n}"}}',
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

describe("fixing all", () => {
  for (const text of ['"responseTemplates": {!', "?", "? \n?", "{? ", "a: !\nb: [!"]) {
    it(`comes to an end in ${JSON.stringify(text)}`, () => {
      const fixed = applyEdits(
        text,
        fixAllEdits(analyze(text, "put-integration-response", { format: "yaml" })),
      );
      const again = fixAllEdits(analyze(fixed, "put-integration-response", { format: "yaml" }));
      assert.deepEqual(again, []);
    });
  }
});

describe("converting to YAML", () => {
  for (const [what, value] of [
    ["a name of 1,025 characters", { ["k".repeat(1025)]: "v" }],
    ["a long name with an object", { a: { ["k".repeat(2000)]: { b: ["c\nd\n", {}] } } }],
    ["a long name with a block scalar", { ['"'.repeat(1000)]: "a\nb\n" }],
    ["line separators in a text of several lines", { a: "x\u2028y\nz\u2029\n" }],
    ["the next-line character", { a: "x\u0085y\nz\n", "\u2028": 1 }],
  ] as const) {
    it(`keeps ${what}`, () => {
      const text = printInput(value, "yaml");
      const { root, problems } = parse(text, "yaml");
      assert.deepEqual({ problems, value: toJson(root) }, { problems: [], value });
      // The AWS CLI's YAML reader ends lines at these characters.
      assert.doesNotMatch(text, /[\u0085\u2028\u2029]/);
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
      // The text of the block ends with a line break, which it needs at the end of the file, too.
      "ApiId: a\n\nRequestTemplates:\n  a: |\n    {}\n",
    );
  });

  // A final line break is added where a value would otherwise change.
  for (const [what, before, after] of [
    [
      "a comment after the last member",
      "IntegrationUri: https://example.com\nApiId: a\n# the end",
      "ApiId: a\nIntegrationUri: https://example.com\n# the end",
    ],
    [
      "a block scalar on the last line",
      "RequestTemplates:\n  a: b\nApiId: |\n  x",
      "ApiId: |-\n  x\nRequestTemplates:\n  a: b\n",
    ],
    [
      "a folded block scalar with an indentation on the last line",
      "RequestTemplates:\n  a: b\nApiId: >2\n   x",
      "ApiId: >2-\n   x\nRequestTemplates:\n  a: b\n",
    ],
    [
      "a block scalar that moves to the end",
      "RequestTemplates:\n  a: |\n    x\nApiId: a",
      "ApiId: a\nRequestTemplates:\n  a: |\n    x\n",
    ],
    [
      "a block scalar that keeps the blank lines after it",
      "RequestTemplates:\n  a: |+\n    x\n\n\nApiId: a\n",
      "ApiId: a\nRequestTemplates:\n  a: |+\n    x\n\n\n",
    ],
    [
      "a block scalar that moves above blank lines",
      "IntegrationType: MOCK\n\nApiId: |+\n  x\n",
      "ApiId: |+\n  x\nIntegrationType: MOCK\n",
    ],
    ["CRLF", "IntegrationType: MOCK\r\nApiId: a", "ApiId: a\r\nIntegrationType: MOCK\r\n"],
    ["CR", "IntegrationType: MOCK\rApiId: a\r", "ApiId: a\rIntegrationType: MOCK\r"],
  ] as const) {
    it(`keeps every value with ${what}`, () => {
      const result = sorted(before, "yaml");
      assert.equal(result, after);
      assert.deepEqual(toJson(parse(result, "yaml").root), toJson(parse(before, "yaml").root));
    });
  }

  it("leaves YAML unchanged where an alias would precede its anchor", () => {
    const text = "Description: &a x\nApiId: *a\n";
    assert.equal(sorted(text, "yaml"), text);
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

  it("takes U+2028 in YAML as a character, not as the end of a line", () => {
    const text = "Description: 'a \u2028 b' \n# x \u2028 y\n";
    assert.equal(
      applyEdits(text, formatEdits(parse(text, "yaml"), options)),
      "Description: 'a \u2028 b'\n# x \u2028 y\n",
    );
  });

  it("indents with the width that the client asks for, within reason", () => {
    for (const [tabSize, width] of [
      [4, 4],
      [1e9, 32],
      [-1, 1],
      [Number.NaN, 2],
    ] as const) {
      const edits = formatEdits(parse('{"a": 1}', "json"), { tabSize, insertSpaces: true });
      assert.equal(applyEdits('{"a": 1}', edits), `{\n${" ".repeat(width)}"a": 1\n}`);
    }
  });

  it("leaves a file with syntax errors unchanged", () => assert.equal(formatted('{"a":'), '{"a":'));
});
