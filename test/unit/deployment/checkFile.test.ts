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
});
