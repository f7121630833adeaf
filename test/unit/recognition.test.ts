import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { matchFile } from "../../server/src/lsp/fileMatch";
import { WorkspacePaths } from "../../server/src/lsp/workspacePaths";
import { inferProtocol } from "../../server/src/model/inferProtocol";
import { parseJson } from "../../server/src/syntax/parseJson";

const NONE = { files: [], pins: {} };

describe("a file is known", () => {
  for (const name of [
    "integration-params.json",
    "integration-params-dev.json",
    "deep/in/a/folder/orders.integration.json",
    "create-integration.json",
    "create-integration-orders.json",
    "Create-Integration.json",
  ]) {
    it(`by its name: ${name}`, () => {
      assert.equal(matchFile(name, "", NONE)?.operationFrom, "name");
    });
  }

  for (const text of [
    '{"IntegrationType": "MOCK"}',
    '{"ApiId": "a", "IntegrationUri": "x"}',
    '{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "x", "Typo": 1}',
    '{"IntegrationType": "AWS_PROXY", "Integ',
  ]) {
    it(`by its content: ${text}`, () =>
      assert.equal(matchFile("a.json", text, NONE)?.operationFrom, "content"));
  }

  it("by a glob of the settings, with and without a folder", () => {
    assert.ok(matchFile("api/orders.json", "{}", { ...NONE, files: ["api/*.json"] }));
    assert.ok(matchFile("deep/api/orders.json", "{}", { ...NONE, files: ["orders.json"] }));
    assert.equal(matchFile("web/orders.json", "{}", { ...NONE, files: ["api/*.json"] }), undefined);
  });

  it("by a pin, which settles the protocol too", () => {
    const pins = { "a/[b].json": { protocol: "HTTP" }, "ws/**": { protocol: "WEBSOCKET" } };
    assert.equal(matchFile("a/[b].json", "{}", { ...NONE, pins })?.pinnedProtocol, "HTTP");
    assert.equal(matchFile("ws/x/y.json", "{}", { ...NONE, pins })?.pinnedProtocol, "WEBSOCKET");
  });
});

describe("a file is none of ours", () => {
  for (const [what, text] of [
    ["a manifest", '{"name": "x", "version": "1"}'],
    [
      "a template that has integrations deep inside",
      '{"Resources": {"I": {"Properties": {"IntegrationType": "MOCK"}}}}',
    ],
    ["a list", '[{"IntegrationType": "MOCK"}]'],
    ["one member among many others", '{"IntegrationType": "MOCK", "a": 1, "b": 2}'],
    ["a telltale name with an odd value", '{"IntegrationType": "Slack"}'],
    ["nothing", ""],
  ] as const) {
    it(what, () => assert.equal(matchFile("a.json", text, NONE), undefined));
  }
});

describe("paths in settings", () => {
  const paths = new WorkspacePaths([
    { uri: "file:///home/me", name: "me" },
    { uri: "file:///home/me/pro%20ject", name: "project" },
  ]);
  for (const [uri, expected] of [
    ["file:///home/me/pro%20ject/a/b%5Bc%5D.json", "a/b[c].json"],
    ["file:///home/me/pro%20jects/a.json", "pro jects/a.json"],
    ["file:///elsewhere/a.json", "elsewhere/a.json"],
    ["untitled:Untitled-1", "Untitled-1"],
    ["file:///home/me/100%.json", "100%.json"],
  ] as const) {
    it(`${uri} is ${expected}`, () => assert.equal(paths.relative(uri), expected));
  }
});

describe("the protocol", () => {
  const infer = (text: string) => {
    const { root } = parseJson(text);
    assert.ok(root?.kind === "object");
    return inferProtocol(root);
  };
  const cases: readonly (readonly [string, "HTTP" | "WEBSOCKET" | undefined])[] = [
    ['{"IntegrationSubtype": "SQS-SendMessage"}', "HTTP"],
    ['{"PayloadFormatVersion": "2.0"}', "HTTP"],
    ['{"PayloadFormatVersion": "1.0"}', undefined],
    ['{"ResponseParameters": {"500": {}}}', "HTTP"],
    ['{"ResponseParameters": {}}', undefined],
    ['{"TlsConfig": {}}', "HTTP"],
    ['{"RequestParameters": {"append:header.x": "1"}}', "HTTP"],
    ['{"RequestParameters": {"QueueUrl": "$request.body.q"}}', "HTTP"],
    ['{"RequestParameters": {"QueueUrl": "${request.body.q}"}}', "HTTP"],
    ['{"RequestParameters": {"x": "$response.header.y"}}', "HTTP"],
    [
      '{"ConnectionType": "VPC_LINK", "IntegrationUri": "arn:aws:elasticloadbalancing:r:1:listener/app/a/b/c"}',
      "HTTP",
    ],
    [
      '{"ConnectionType": "VPC_LINK", "IntegrationUri": "arn:aws:servicediscovery:r:1:service/srv-a"}',
      "HTTP",
    ],
    ['{"IntegrationType": "AWS"}', "WEBSOCKET"],
    ['{"IntegrationType": "HTTP"}', "WEBSOCKET"],
    ['{"IntegrationType": "MOCK"}', "WEBSOCKET"],
    ['{"IntegrationType": "AWS_PROXY"}', undefined],
    ['{"RequestTemplates": {}}', "WEBSOCKET"],
    ['{"TemplateSelectionExpression": "x"}', "WEBSOCKET"],
    ['{"ContentHandlingStrategy": "CONVERT_TO_TEXT"}', "WEBSOCKET"],
    ['{"PassthroughBehavior": "NEVER"}', "WEBSOCKET"],
    ['{"RequestParameters": {"integration.request.header.x": "context.y"}}', "WEBSOCKET"],
    ['{"RequestParameters": {"x": "route.request.body.y"}}', "WEBSOCKET"],
    ['{"IntegrationType": "MOCK", "TlsConfig": {}}', undefined],
    ["{}", undefined],
  ];
  for (const [text, expected] of cases) {
    it(`of ${text} is ${expected ?? "open"}`, () => assert.equal(infer(text).protocol, expected));
  }

  it("tells what clashes", () => {
    const { evidence } = infer('{"IntegrationType": "MOCK", "TlsConfig": {}}');
    assert.deepEqual(
      evidence.map(({ what }) => what),
      ["IntegrationType MOCK", "TlsConfig"],
    );
  });
});
