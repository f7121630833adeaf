import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { WorkspacePaths } from "../../../server/src/lsp/workspacePaths";
import { inferProtocol, pinFor } from "../../../server/src/model/inferProtocol";
import {
  isPatchOperation,
  OPERATION_NAMES,
  type OperationName,
} from "../../../server/src/model/operationNames";
import { OPERATIONS } from "../../../server/src/model/operations";
import { matchFile } from "../../../server/src/recognition/fileMatch";
import { operationOfFileName } from "../../../server/src/recognition/fileNames";
import { foreignOperationOf, operationOfContent } from "../../../server/src/recognition/recognize";
import { mayHoldIntegration } from "../../../server/src/recognition/sniff";
import { formatOfFileName, parse } from "../../../server/src/syntax/parse";
import { parseJson } from "../../../server/src/syntax/parseJson";
import { fixture, fixturesIn } from "../../support/fixtures";

const NONE = { files: [], pins: {}, rules: {} };

/** The detected operation of a file and how it was detected: `create-integration by name`. */
function known(path: string, text: string): string | undefined {
  const match = matchFile(path, text, NONE);
  return match && `${match.operation} by ${match.operationFrom}`;
}

const MOCK = '{"IntegrationType": "MOCK"}';
const REST = '{"restApiId": "a", "resourceId": "b", "httpMethod": "GET", "type": "MOCK"}';

describe("detection by file name", () => {
  for (const [name, operation] of [
    ["integration-params.json", "create-integration"],
    ["integration-params-dev.json", "create-integration"],
    ["orders-integration-params.json", "create-integration"],
    ["deep/in/a/folder/orders.integration.json", "create-integration"],
    ["deep\\in\\a\\folder\\orders.integration.json", "create-integration"],
    ["create-integration.json", "create-integration"],
    ["create-integration-orders.json", "create-integration"],
    ["Create-Integration.json", "create-integration"],
    ["orders.create-integration.json", "create-integration"],
    ["update-integration.json", "update-integration"],
    ["update-integration-orders.json", "update-integration"],
    ["create-integration-response.json", "create-integration-response"],
    ["create-integration-response-default.json", "create-integration-response"],
    ["orders-create-integration-response.json", "create-integration-response"],
    ["update-integration-response.json", "update-integration-response"],
    ["put-integration.json", "put-integration"],
    ["put-integration-get.json", "put-integration"],
    ["orders.put-integration.json", "put-integration"],
    ["put-integration-response-200.json", "put-integration-response"],
    ["orders.put-integration-response.json", "put-integration-response"],
    ["integration-response-params.json", "create-integration-response"],
    ["orders.integration-response.json", "create-integration-response"],
  ] as const) {
    it(name, () => assert.equal(known(name, ""), `${operation} by name`));
  }

  for (const [name, operation] of [
    ["integration-params.yaml", "create-integration"],
    ["orders.integration.yml", "create-integration"],
    ["update-integration-response.yaml", "update-integration-response"],
    ["orders.put-integration.yaml", "put-integration"],
    ["Put-Integration-Response.YML", "put-integration-response"],
  ] as const) {
    it(name, () => assert.equal(operationOfFileName(name)?.operation, operation));
  }

  for (const name of ["integration.json", "integration-test.json", "package.json", "put-integration.txt"]) {
    it(`does not match ${name}`, () => assert.equal(operationOfFileName(name), undefined));
  }

  it("takes precedence over content for another operation", () => {
    assert.equal(known("update-integration.json", REST), "update-integration by name");
    assert.equal(known("put-integration.json", MOCK), "put-integration by name");
  });

  it("tells patches of REST APIs from the updates of HTTP and WebSocket APIs by their content", () => {
    const patch = '{"restApiId": "a", "resourceId": "b", "httpMethod": "GET", "patchOperations": []}';
    assert.equal(known("update-integration.json", patch), "apigateway update-integration by content");
    const update = '{"ApiId": "a", "IntegrationId": "b", "TimeoutInMillis": 50}';
    assert.equal(known("update-integration.json", update), "update-integration by name");
  });
});

describe("detection by content for file names that fit any integration", () => {
  for (const [text, operation] of [
    [MOCK, "create-integration by name"],
    ['{"Description": ""}', "create-integration by name"],
    ["[]", "create-integration by name"],
    ['{"integrationType": "MOCK", "connectionType": "INTERNET"}', "create-integration by name"],
    ['{"ApiId": "a", "IntegrationId": "b"}', "update-integration by content"],
    ['{"IntegrationResponseKey": "$default"}', "create-integration-response by content"],
    ['{"IntegrationId": "b", "ResponseTemplates": {}}', "create-integration-response by content"],
    [
      '{"IntegrationResponseId": "c", "IntegrationResponseKey": "$default"}',
      "update-integration-response by content",
    ],
    ['{"type": "MOCK"}', "put-integration by content"],
    ['{"restApiId": "a"}', "put-integration by content"],
    ['{"passthroughBehavior": "NEVER"}', "put-integration by content"],
    ['{"restApiId": "a", "statusCode": "200"}', "put-integration-response by content"],
    ['{"selectionPattern": ""}', "put-integration-response by content"],
    ['{"type": "HTTP", "uri": "https://example.com", "statusCode": "200"}', "put-integration by content"],
    ['{"type": "HTTP", "uri": "https://example.com", "ApiId": "a"}', "put-integration by content"],
  ] as const) {
    it(`${text} is ${operation}`, () => assert.equal(known("orders.integration.json", text), operation));
  }
});

describe("detection by content", () => {
  for (const [text, operation] of [
    [MOCK, "create-integration"],
    ['{"IntegrationType": ""}', "create-integration"],
    ['{"ApiId": "a", "IntegrationUri": "x"}', "create-integration"],
    ['{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "x", "Typo": 1}', "create-integration"],
    ['{"IntegrationType": "AWS_PROXY", "Integ', "create-integration"],
    ['{"ApiId": "a", "IntegrationId": "b", "TimeoutInMillis": 50}', "update-integration"],
    [
      '{"ApiId": "a", "IntegrationId": "b", "IntegrationResponseKey": "$default"}',
      "create-integration-response",
    ],
    [
      '{"ApiId": "a", "IntegrationId": "b", "IntegrationResponseId": "c", "ResponseTemplates": {}}',
      "update-integration-response",
    ],
    [REST, "put-integration"],
    ['{"restApiId": "a", "resourceId": "b", "httpMethod": "GET", "type": ""}', "put-integration"],
    ['{"restApiId": "a", "resourceId": "b", "httpMethod": "GET", "type": "http_proxy"}', "put-integration"],
    ['{"type": "MOCK", "requestTemplates": {"application/json": "{}"}}', "put-integration"],
    ['{"type": "AWS_PROXY", "integrationHttpMethod": "POST", "uri": "x"}', "put-integration"],
    ['{"restApiId": "a", "statusCode": "200", "selectionPattern": ""}', "put-integration-response"],
    ['{"restApiId": "a", "statusCode": "200", "responseTemplates": {}}', "put-integration-response"],
    [
      `{"restApiId": "a", "statusCode": "200", "responseParameters": {"method.response.header.x": "'*'"}}`,
      "put-integration-response",
    ],
  ] as const) {
    it(`${text} is ${operation}`, () => assert.equal(known("a.json", text), `${operation} by content`));
    it(`${text} passes the text check`, () => assert.ok(mayHoldIntegration(text)));
  }

  for (const path of fixturesIn("skeletons")) {
    const operation = OPERATION_NAMES.find((name) =>
      path.replace(/\.\w+$/, "").endsWith(`.${OPERATIONS[name].family}_${name.split(" ").at(-1)}`),
    );
    assert.ok(operation);
    it(`${path} passes the text check`, () => assert.ok(mayHoldIntegration(fixture(path))));
    if (isPatchOperation(operation)) {
      // Without paths, only the name tells it from an update of a method or a method response.
      const cliName = operation.split(" ").at(-1);
      const extension = path.split(".").at(-1);
      it(`${path} is ${operation} by its name`, () => {
        const match = (name: string) =>
          matchFile(name, fixture(path), NONE, formatOfFileName(path))?.operation;
        assert.equal(match(`${cliName}.${extension}`), operation);
        assert.equal(match(`a.${extension}`), undefined);
        const { root } = parse(fixture(path), formatOfFileName(path));
        assert.equal(foreignOperationOf(root, `${cliName}.${extension}`), undefined);
        assert.equal(foreignOperationOf(root, `a.${extension}`), "an update");
      });
      continue;
    }
    if (path.endsWith(".json")) {
      it(`${path} is ${operation}`, () =>
        assert.equal(operationOfContent(parseJson(fixture(path)).root), operation));
    }
  }
});

describe("detection by settings", () => {
  it("matches globs with and without a folder", () => {
    assert.ok(matchFile("api/orders.json", "{}", { ...NONE, files: ["api/*.json"] }));
    assert.ok(matchFile("deep/api/orders.json", "{}", { ...NONE, files: ["orders.json"] }));
    assert.equal(matchFile("web/orders.json", "{}", { ...NONE, files: ["api/*.json"] }), undefined);
  });

  it("detects the operation of a file that matches a glob from less content", () => {
    const match = matchFile("api/orders.json", '{"statusCode": "200"}', { ...NONE, files: ["api/*.json"] });
    assert.equal(match?.operation, "put-integration-response");
  });

  it("ignores invalid globs", () => {
    for (const glob of ["", "a".repeat(70_000)]) {
      assert.equal(matchFile("orders.json", "{}", { ...NONE, files: [glob] }), undefined);
    }
  });

  it("matches pins, which can also set the protocol", () => {
    const pins = { "a/[b].json": { protocol: "HTTP" }, "ws/**": { protocol: "WEBSOCKET" } };
    assert.equal(matchFile("a/[b].json", "{}", { ...NONE, pins })?.pinnedProtocol, "HTTP");
    assert.equal(matchFile("ws/x/y.json", "{}", { ...NONE, pins })?.pinnedProtocol, "WEBSOCKET");
  });
});

describe("other files", () => {
  for (const [what, text, isSuspect = false] of [
    ["a manifest", '{"name": "x", "version": "1", "type": "module"}'],
    [
      "a CloudFormation template",
      '{"Resources": {"I": {"Type": "AWS::ApiGatewayV2::Integration", "Properties": {"ApiId": "a", "IntegrationType": "MOCK"}}}}',
    ],
    [
      "a CloudFormation template in YAML",
      "Resources:\n  I:\n    Properties:\n      ApiId: a\n      IntegrationType: MOCK\n",
    ],
    [
      "an OpenAPI document",
      '{"openapi": "3.0.1", "info": {}, "paths": {"/a": {"get": {"x-amazon-apigateway-integration": {"type": "aws_proxy", "uri": "x", "httpMethod": "POST", "passthroughBehavior": "when_no_match", "requestTemplates": {}}}}}}',
    ],
    [
      "an OpenAPI document in YAML",
      "openapi: 3.0.1\npaths:\n  /a:\n    get:\n      x-amazon-apigateway-integration:\n        type: mock\n        requestTemplates: {}\n",
    ],
    ["member names in a string", '{"text": "{ \\"IntegrationType\\": \\"MOCK\\" }"}'],
    ["a member name as a value", '{"a": "IntegrationType", "b": ["IntegrationUri"]}'],
    ["a list", '[{"IntegrationType": "MOCK"}]'],
    ["an empty file", ""],
    ["unrelated templates", '{"requestTemplates": {}, "name": "x"}'],
    ["an unrelated type and URI", '{"type": "HTTP", "uri": "https://example.com"}'],
    ["an authorizer's input", '{"restApiId": "a", "type": "TOKEN", "authorizerUri": "x", "name": "b"}'],
    [
      "a gateway response's input",
      '{"restApiId": "a", "responseType": "DEFAULT_4XX", "statusCode": "400", "responseTemplates": {}}',
    ],
    ["patch operations for an integration", '{"restApiId": "a", "type": "HTTP", "patchOperations": []}'],
    ["the input of get-integration", '{"restApiId": "a", "resourceId": "b", "httpMethod": "GET"}'],
    ["the input of get-integration for V2", '{"ApiId": "a", "IntegrationId": "b"}', true],
    [
      "a method response's input",
      '{"restApiId": "a", "statusCode": "200", "responseParameters": {"method.response.header.x": true}}',
      true,
    ],
    ["an unknown type", '{"restApiId": "a", "type": "TOKEN"}', true],
    ["one member among many unrelated ones", '{"IntegrationType": "MOCK", "a": 1, "b": 2}', true],
    ["a typical member name with an unknown value", '{"IntegrationType": "Slack"}', true],
  ] as const) {
    it(`does not detect ${what}`, () => {
      assert.equal(known("a.json", text), undefined);
      assert.equal(mayHoldIntegration(text), isSuspect);
    });
  }
});

describe("the text check", () => {
  for (const text of [
    "ApiId: a\nIntegrationType: MOCK\n",
    "# remarks first\n---\nIntegrationType: MOCK\n",
    '"IntegrationType": MOCK\n',
    "type: MOCK\r\nrequestTemplates:\r\n  application/json: x\r\n",
    '\uFEFF{"IntegrationType": "MOCK"}',
    '// "remarks\n{/* { */ "IntegrationType" : "MOCK"}',
    '{"a": "unclosed\n, "IntegrationType": "MOCK"}',
  ]) {
    it(`finds members in ${JSON.stringify(text)}`, () => assert.ok(mayHoldIntegration(text)));
  }

  for (const text of [
    "IntegrationTypes: x",
    "IntegrationType:x",
    "- IntegrationType: MOCK",
    "x IntegrationType: MOCK",
  ]) {
    it(`finds no members in ${text}`, () => assert.ok(!mayHoldIntegration(text)));
  }

  for (const part of ['"', "/*", "\\", '"\\', "{", '"a" ', "a ", "a\t", "\n", "'a"]) {
    it(`is fast for many ${JSON.stringify(part)}`, () => {
      for (const start of ["", "{", '{"']) mayHoldIntegration(start + part.repeat(50_000));
    }).timeout(500);
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
    it(`converts ${uri} to ${expected}`, () => assert.equal(paths.relative(uri), expected));
  }
});

describe("protocol inference", () => {
  const infer = (text: string, operation: OperationName = "create-integration") => {
    const { root } = parseJson(text);
    assert.ok(root?.kind === "object");
    return inferProtocol(root, OPERATIONS[operation]);
  };
  const cases: readonly (readonly [string, "HTTP" | "WEBSOCKET" | undefined])[] = [
    ['{"IntegrationSubtype": "SQS-SendMessage"}', "HTTP"],
    ['{"PayloadFormatVersion": "2.0"}', "HTTP"],
    ['{"PayloadFormatVersion": 2.0}', "HTTP"],
    ['{"PayloadFormatVersion": "1.0"}', undefined],
    ['{"ResponseParameters": {"500": {}}}', "HTTP"],
    ['{"ResponseParameters": {}}', undefined],
    ['{"ResponseParameters": {"overwrite:header.x": "1"}}', "HTTP"],
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
    [
      '{"RequestParameters": {"overwrite:header.x": "1", "integration.request.header.y": "context.z"}}',
      undefined,
    ],
    ["{}", undefined],
  ];
  for (const [text, expected] of cases) {
    it(`infers ${expected ?? "no protocol"} from ${text}`, () =>
      assert.equal(infer(text).protocol, expected));
  }

  it("uses the same members for update-integration", () => {
    assert.equal(infer('{"IntegrationId": "a", "TlsConfig": {}}', "update-integration").protocol, "HTTP");
    assert.equal(infer('{"IntegrationId": "a"}', "update-integration").protocol, undefined);
  });

  for (const [operation, protocol] of [
    ["create-integration-response", "WEBSOCKET"],
    ["update-integration-response", "WEBSOCKET"],
    ["put-integration", "REST"],
    ["put-integration-response", "REST"],
  ] as const) {
    it(`infers ${protocol} for every ${operation}`, () => {
      const { protocol: found, evidence } = infer(
        '{"TlsConfig": {}, "ResponseParameters": {"500": {}}}',
        operation,
      );
      assert.equal(found, protocol);
      assert.deepEqual(
        evidence.map(({ what }) => what),
        [`the operation ${operation}`],
      );
    });
  }

  for (const [operation, pinned, expected] of [
    ["create-integration", "HTTP", "HTTP"],
    ["create-integration", "REST", undefined],
    ["create-integration-response", "HTTP", "HTTP"],
    ["put-integration", "HTTP", undefined],
    ["put-integration", "REST", undefined],
    ["update-integration", undefined, undefined],
  ] as const) {
    it(`treats a pin to ${pinned} for ${operation} as ${expected}`, () =>
      assert.equal(pinFor(OPERATIONS[operation], pinned), expected));
  }

  it("returns contradictory evidence", () => {
    const { evidence } = infer('{"IntegrationType": "MOCK", "TlsConfig": {}}');
    assert.deepEqual(
      evidence.map(({ what }) => what),
      ["IntegrationType MOCK", "TlsConfig"],
    );
  });
});

describe("detection of patch operations", () => {
  const IDS = { restApiId: "a", resourceId: "b", httpMethod: "GET" };
  const input = (operations: readonly object[], ids: object = IDS) =>
    JSON.stringify({ ...ids, patchOperations: operations });
  const replace = (path: string, value = "x") => ({ op: "replace", path, value });
  const INTEGRATION = "apigateway update-integration by content";
  const RESPONSE = "apigateway update-integration-response by content";

  for (const [what, text, expected] of [
    ["a URI", input([replace("/uri")]), INTEGRATION],
    ["without IDs, which are given as options", input([replace("/uri")], {}), INTEGRATION],
    ["a template", input([replace("/requestTemplates/application~1json")]), INTEGRATION],
    ["a status code", input([replace("/contentHandling")], { ...IDS, statusCode: "200" }), RESPONSE],
    ["a selection pattern", input([replace("/selectionPattern")]), RESPONSE],
    ["a response mapping", input([replace("/responseParameters/method.response.header.x", "'*'")]), RESPONSE],
    ["a bare list", JSON.stringify([replace("/uri")]), INTEGRATION],
    ["a bare list in YAML", "- op: replace\n  path: /selectionPattern\n  value: 2..\n", RESPONSE],
    ["a misspelled path among known ones", input([replace("/url"), replace("/uri")]), INTEGRATION],
  ] as const) {
    it(`finds a patch with ${what}`, () => {
      const file = text.startsWith("-") ? "a.yaml" : "a.json";
      const match = matchFile(file, text, NONE, formatOfFileName(file));
      assert.equal(match && `${match.operation} by ${match.operationFrom}`, expected);
      assert.equal(match?.member, /^[[-]/.test(text) ? "patchOperations" : undefined);
    });
  }

  for (const [what, text] of [
    ["a stage", input([replace("/variables/a")], { restApiId: "a", stageName: "prod" })],
    ["a stage, with a path of ours", input([replace("/uri")], { restApiId: "a", stageName: "prod" })],
    ["an API", input([replace("/name")], { restApiId: "a" })],
    ["a resource", input([replace("/pathPart")], { restApiId: "a", resourceId: "b" })],
    [
      "a method",
      input([replace("/authorizationType"), replace("/requestParameters/method.request.header.x")]),
    ],
    [
      "a method response",
      input([replace("/responseParameters/method.response.header.x", "true")], { ...IDS, statusCode: "200" }),
    ],
    [
      "a gateway response",
      input([replace("/responseTemplates/application~1json")], {
        restApiId: "a",
        responseType: "DEFAULT_4XX",
      }),
    ],
    ["something else in JSON Patch", JSON.stringify([replace("/a/b")])],
    ["a list of whole inputs", '[{"type": "MOCK", "path": "/uri"}]'],
  ] as const) {
    it(`leaves a patch of ${what} alone`, () => {
      assert.equal(known("a.json", text), undefined);
      // A name of ours says what unknown paths are for, but not what the paths of another operation are for.
      if (/^a (?:stage|resource|method|gateway response)\b(?! response)/.test(what)) {
        assert.equal(known("update-integration.json", text), undefined);
      }
    });
  }
});
