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
    const template = { op: "add", path: "/responseTemplates/application~1json", value: "{}" };
    const stage = { restApiId: "a1b2c3d4e5", stageName: "prod" };
    const variable = { op: "replace", path: "/variables/a", value: "b" };
    const INTEGRATION = "apigateway update-integration";
    const RESPONSE = "apigateway update-integration-response";
    const deployable: readonly (readonly [string, object, string])[] = [
      ["of an integration", { ...IDS, patchOperations }, INTEGRATION],
      ["of an integration response", { ...IDS, statusCode: "200", patchOperations: [template] }, RESPONSE],
      ["without IDs, which are given as flags", { patchOperations }, INTEGRATION],
    ];
    for (const [what, members, operation] of deployable) {
      it(`${what} is deployed`, () => {
        const file = checkFile({ text: JSON.stringify(members) });
        assert.ok(file.kind === "checked", JSON.stringify(file));
        assert.equal(file.analysis.operation.name, operation);
      });

      it(`${what} is not deployed as put-integration`, () => {
        const file = checkFile({ text: JSON.stringify(members), operation: "put-integration" });
        assert.ok(file.kind === "invalid");
        assert.match(
          file.reason ?? "",
          /list of changes \(patchOperations\) and not an input of put-integration\..*deployed as apigateway update-integration/,
        );
      });
    }

    it("of a stage is not deployed", () => {
      const file = checkFile({ text: JSON.stringify({ ...stage, patchOperations: [variable] }) });
      assert.ok(file.kind === "invalid");
      assert.match(file.reason ?? "", /Pass others to the AWS CLI command that they are for\.$/);
    });

    it("in YAML is deployed", () => {
      const changes = "patchOperations:\n  - op: replace\n    path: /uri\n    value: https://example.com\n";
      const text = `restApiId: a1b2c3d4e5\nresourceId: abc123\nhttpMethod: GET\n${changes}`;
      assert.equal(checkFile({ text, format: "yaml" }).kind, "checked");
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
