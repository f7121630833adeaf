import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Checked, checkFile } from "../../../deployment/src";
import { checkWithFacts } from "../../../deployment/src/checkFile";

const INTEGRATION = {
  IntegrationType: "HTTP_PROXY",
  IntegrationMethod: "GET",
  IntegrationUri: "https://example.com",
};
const PUT = {
  type: "HTTP",
  integrationHttpMethod: "GET",
  uri: "https://example.com",
  requestParameters: { "integration.request.querystring.page": "method.request.querystring.page" },
};

function checked(members: object, operation: "create-integration" | "put-integration"): Checked {
  const file = checkFile({ text: JSON.stringify(members), operation });
  assert.ok(file.kind === "checked");
  return file;
}

describe("A file to deploy", () => {
  it("is invalid if it has errors, or is not an object", () => {
    for (const text of ["[]", '{"ApiId": 1}', '{"IntegrationType": "X"}'])
      assert.equal(checkFile({ text, operation: "create-integration" }).kind, "invalid");
  });

  it("is not checked again if AWS confirms the protocol", () => {
    const { analysis } = checked(
      { ...INTEGRATION, TimeoutInMillis: 50, RequestParameters: { "overwrite:path": "/a" } },
      "create-integration",
    );
    assert.equal(analysis.protocol, "HTTP");
    assert.equal(checkWithFacts(analysis, { protocol: "HTTP" }), analysis);
    const { analysis: rest } = checked(PUT, "put-integration");
    assert.equal(checkWithFacts(rest, { protocol: "REST" }), rest);
  });

  it("is checked again, but not parsed again, with facts that are new", () => {
    const { analysis } = checked(INTEGRATION, "create-integration");
    const http = checkWithFacts(analysis, { protocol: "HTTP" });
    assert.deepEqual([http.protocol, http.protocolFrom], ["HTTP", "aws"]);
    assert.equal(http.document, analysis.document);
    const { analysis: rest } = checked(PUT, "put-integration");
    const errors = ({ problems }: typeof rest) => problems.filter(({ severity }) => severity === "error");
    assert.equal(errors(rest).length, 0);
    assert.ok(errors(checkWithFacts(rest, { protocol: "REST", requestParameters: [] })).length > 0);
  });

  it("is not deployed if it only has the value of one member", () => {
    for (const operation of [undefined, "put-integration"] as const) {
      const text = `{"integration.request.header.x": "'1'"}`;
      const file = checkFile({ text, ...(operation && { operation }) });
      assert.ok(file.kind === "invalid");
      assert.match(file.reason ?? "", /only has the value of requestParameters.*--request-parameters/);
    }
  });

  describe("with patch operations", () => {
    const IDS = { restApiId: "a1b2c3d4e5", resourceId: "abc123", httpMethod: "GET" };
    const patchOperations = [{ op: "replace", path: "/uri", value: "https://example.com" }];
    const patches: readonly (readonly [string, object])[] = [
      ["of an integration", { ...IDS, patchOperations }],
      ["of an integration response", { ...IDS, statusCode: "200", patchOperations }],
      ["of a stage", { restApiId: "a1b2c3d4e5", stageName: "prod", patchOperations }],
      ["without IDs, which are given as flags", { patchOperations }],
    ];
    for (const [what, members] of patches) {
      for (const operation of [undefined, "put-integration"] as const) {
        it(`${what} is not deployed${operation ? ` as ${operation}` : ""}`, () => {
          const file = checkFile({ text: JSON.stringify(members), ...(operation && { operation }) });
          assert.ok(file.kind === "invalid");
          assert.match(
            file.reason ?? "",
            /list of changes \(patchOperations\).*aws apigateway update-integration/,
          );
        });
      }
    }

    it("in YAML is not deployed", () => {
      const text = "restApiId: a1b2c3d4e5\npatchOperations:\n  - op: remove\n    path: /uri\n";
      const file = checkFile({ text, format: "yaml" });
      assert.match((file.kind === "invalid" && file.reason) || "", /list of changes/);
    });

    it("in an input that is whole gets the error of the superfluous member", () => {
      const file = checkFile({ text: JSON.stringify({ ...IDS, ...PUT, patchOperations }) });
      assert.ok(file.kind === "invalid");
      assert.equal(file.reason, undefined);
      assert.ok(file.errors.some(({ code }) => code === "AG0003"));
    });
  });

  it("without patch operations has no such reason", () => {
    const file = checkFile({
      text: '{"restApiId": "a1b2c3d4e5", "resourceId": "abc123", "httpMethod": "GET"}',
    });
    assert.ok(!("reason" in file));
  });
});
