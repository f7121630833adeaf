import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkFile } from "../../../deployment/src";
import type { OperationName } from "../../../server/src/model/operationNames";
import { analyze, edit, isRecord } from "../../../server/src/service";
import { applyEdits } from "../../support/edits";
import { fixture } from "../../support/fixtures";

const URI = "arn:aws:lambda:us-east-1:123456789012:function:orders";

/** The skeleton that version 2 of the AWS CLI prints, with some members filled in. */
function filled(operation: OperationName, family: string, members: object): string {
  const skeleton: unknown = JSON.parse(fixture(`skeletons/v2.${family}_${operation}.json`));
  assert.ok(isRecord(skeleton));
  return JSON.stringify({ ...skeleton, ...members }, null, 2);
}

function problemsOf(text: string, operation: OperationName): readonly string[] {
  return analyze(text, operation).problems.map(
    ({ code, severity, span }) => `${code} ${severity} ${text.slice(span.start, span.end)}`,
  );
}

const NOTICE = "AG0021 information {";

describe("a skeleton that is being filled in", () => {
  for (const [operation, family, members] of [
    ["create-integration", "apigatewayv2", {}],
    ["create-integration", "apigatewayv2", { ApiId: "a1b2c3d4e5" }],
    ["create-integration", "apigatewayv2", { ApiId: "a1b2c3d4e5", IntegrationType: "AWS_PROXY" }],
    [
      "create-integration",
      "apigatewayv2",
      { ApiId: "a1b2c3d4e5", IntegrationType: "AWS_PROXY", IntegrationUri: URI, PayloadFormatVersion: "2.0" },
    ],
    [
      "update-integration",
      "apigatewayv2",
      { ApiId: "a1b2c3d4e5", IntegrationId: "abc", TimeoutInMillis: 50 },
    ],
    ["create-integration-response", "apigatewayv2", { IntegrationResponseKey: "$default" }],
    ["put-integration", "apigateway", { restApiId: "a", resourceId: "b", httpMethod: "GET", type: "MOCK" }],
    ["put-integration-response", "apigateway", { restApiId: "a", statusCode: "200" }],
  ] as const) {
    it(`only gets a notice: ${operation} with ${Object.keys(members).join(", ") || "nothing"}`, () => {
      assert.deepEqual(problemsOf(filled(operation, family, members), operation), [NOTICE]);
    });
  }

  it("is checked where it is filled in", () => {
    const text = filled("create-integration", "apigatewayv2", {
      ApiId: "a1b2c3d4e5",
      IntegrationType: "MOK",
      TimeoutInMillis: 10,
    });
    assert.deepEqual(problemsOf(text, "create-integration"), [
      NOTICE,
      'AG0009 error "MOK"',
      "AG0008 error 10",
    ]);
  });

  it("loses exactly the unset members with one action", () => {
    const members = { ApiId: "a1b2c3d4e5", IntegrationType: "AWS_PROXY", IntegrationUri: URI };
    const text = filled("create-integration", "apigatewayv2", members);
    const { problems, document } = analyze(text, "create-integration");
    const fix = problems[0]?.fixes?.find(({ title }) => title === "Remove unset members");
    assert.ok(fix);
    assert.deepEqual(JSON.parse(applyEdits(text, edit(document, fix.change))), members);
  });

  it("is not deployed", () => {
    const text = filled("create-integration", "apigatewayv2", { ApiId: "a1b2c3d4e5" });
    const file = checkFile({ text, operation: "create-integration" });
    assert.ok(file.kind === "invalid");
    assert.match(file.reason ?? "", /skeleton that is not filled in yet/);
  });
});

describe("a file that is not a skeleton", () => {
  it("keeps its problems about empty members", () => {
    const text = `{"IntegrationType": "AWS_PROXY", "IntegrationUri": "${URI}", "PayloadFormatVersion": "2.0", "Description": ""}`;
    assert.deepEqual(problemsOf(text, "create-integration"), ['AG0021 warning "Description": ""']);
  });
});
