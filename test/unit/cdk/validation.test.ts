import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "mocha";
import { IntegrationValidation } from "../../../cdk/src/index";

const folder = mkdtempSync(path.join(tmpdir(), "apigw-cdk-"));

/** A method as the CDK synthesizes it. */
const method = (integration: object) => ({
  Type: "AWS::ApiGateway::Method",
  Properties: {
    RestApiId: { Ref: "Api" },
    ResourceId: { "Fn::GetAtt": ["Api", "RootResourceId"] },
    HttpMethod: "GET",
    AuthorizationType: "NONE",
    Integration: integration,
  },
});
const LAMBDA = {
  "Fn::Join": [
    "",
    [
      "arn:",
      { Ref: "AWS::Partition" },
      ":apigateway:",
      { Ref: "AWS::Region" },
      ":lambda:path/2015-03-31/functions/",
      { "Fn::GetAtt": ["Function", "Arn"] },
      "/invocations",
    ],
  ],
};
const GOOD = method({ Type: "AWS_PROXY", IntegrationHttpMethod: "POST", Uri: LAMBDA });
const GET = method({ Type: "AWS_PROXY", IntegrationHttpMethod: "GET", Uri: LAMBDA });

function written(name: string, resources: object): string {
  const file = path.join(folder, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify({ Resources: resources }, null, 1));
  return file;
}

function validated(...templatePaths: readonly string[]) {
  return new IntegrationValidation().validate({ templatePaths });
}

describe("the validation plugin for the CDK", () => {
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("accepts templates without problems", () => {
    const report = validated(written("good.template.json", { Get: GOOD }));
    assert.deepEqual(report, { success: true, violations: [] });
  });

  it("names the resource and the property", () => {
    const file = written("get.template.json", { Get: GET, Other: GOOD });
    const { success, violations } = validated(file);
    assert.equal(success, false);
    assert.deepEqual(
      violations.map(({ ruleName, severity, violatingResources }) => ({
        ruleName,
        severity,
        violatingResources,
      })),
      [
        {
          ruleName: "AG1002",
          severity: "error",
          violatingResources: [
            {
              resourceLogicalId: "Get",
              templatePath: file,
              locations: ["Properties.Integration.IntegrationHttpMethod"],
            },
          ],
        },
      ],
    );
  });

  it("reports a problem of several resources once, and each template once", () => {
    const file = written("twice.template.json", { First: GET, Second: GET });
    const { violations } = validated(file, file);
    assert.deepEqual(
      violations.map(({ violatingResources }) =>
        violatingResources.map(({ resourceLogicalId }) => resourceLogicalId),
      ),
      [["First", "Second"]],
    );
  });

  it("reads the templates of nested stacks", () => {
    const nested = written("Nested.nested.template.json", { Get: GET });
    written("Old.nested.template.json", { Get: GET });
    const stack = { nestedStackResource: {}, templateFile: "Nested.nested.template.json" };
    const appConstruct = { node: { findAll: () => [{}, "text", stack] } };
    const { violations } = new IntegrationValidation().validate({
      templatePaths: [written("parent.template.json", { Get: GOOD })],
      appConstruct,
    });
    const files = violations.flatMap(({ violatingResources }) =>
      violatingResources.map(({ templatePath }) => templatePath),
    );
    assert.deepEqual(files, [nested]);
  });

  it("points at a property whose value is made by functions", () => {
    const broken = { "Fn::Join": ["", ["arn:aws:lambda:us-east-1:123456789012:function:", "orders"]] };
    const file = written("join.template.json", {
      Get: method({ Type: "AWS_PROXY", IntegrationHttpMethod: "POST", Uri: broken }),
    });
    const locations = validated(file).violations.flatMap(({ violatingResources }) =>
      violatingResources.flatMap((resource) => resource.locations),
    );
    assert.deepEqual(locations, ["Properties.Integration.Uri"]);
  });

  it("succeeds with warnings, and applies the severities of rules", () => {
    const file = written("warning.template.json", { Get: GET });
    const report = new IntegrationValidation({ rules: { AG1002: "warning" } }).validate({
      templatePaths: [file],
    });
    assert.deepEqual([report.success, report.violations[0]?.severity], [true, "warning"]);
    const off = new IntegrationValidation({ rules: { AG1002: "off" } }).validate({ templatePaths: [file] });
    assert.deepEqual(off.violations, []);
  });

  it("reports information only if it is asked to", () => {
    const proxy = method({
      Type: "AWS_PROXY",
      IntegrationHttpMethod: "POST",
      Uri: LAMBDA,
      PassthroughBehavior: "NEVER",
    });
    const file = written("information.template.json", { Get: proxy });
    assert.deepEqual(validated(file).violations, []);
    const { violations } = new IntegrationValidation({ severity: "hint" }).validate({
      templatePaths: [file],
    });
    assert.deepEqual(
      violations.map(({ ruleName, severity }) => [ruleName, severity]),
      [["AG1019", "info"]],
    );
  });
});
