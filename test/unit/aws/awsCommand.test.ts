import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { awsCommandOfFile, awsCommands } from "../../../client/src/aws";

describe("As a command of the AWS CLI", () => {
  it("a step has its input in it, quoted for the shell", () => {
    const input = { ApiId: "a", Description: "it's $HOME" };
    assert.deepEqual(
      awsCommands(
        { kind: "create", operation: "create-integration", input },
        { region: "eu-west-1", profile: "my own" },
      ),
      [
        `aws apigatewayv2 create-integration --cli-input-json '{"ApiId":"a","Description":"it'\\''s $HOME"}' --profile 'my own' --region eu-west-1`,
      ],
    );
  });

  it("a deployment names its stage", () => {
    const step = { kind: "deployment", apiId: "a", stage: "dev" } as const;
    assert.deepEqual(awsCommands({ ...step, family: "apigateway" }), [
      "aws apigateway create-deployment --rest-api-id a --stage-name dev",
    ]);
    assert.deepEqual(awsCommands({ ...step, family: "apigatewayv2" }), [
      "aws apigatewayv2 create-deployment --api-id a --stage-name dev",
    ]);
  });

  it("responses are one command each", () => {
    const inputs = [{ statusCode: "200" }, { statusCode: "404" }];
    assert.deepEqual(awsCommands({ kind: "responses", inputs }), [
      `aws apigateway put-integration-response --cli-input-json '{"statusCode":"200"}'`,
      `aws apigateway put-integration-response --cli-input-json '{"statusCode":"404"}'`,
    ]);
  });

  it("a file is read by its format, with identifiers as flags", () => {
    assert.equal(
      awsCommandOfFile(
        "put-integration",
        "my file.yaml",
        "yaml",
        { restApiId: "a", httpMethod: "GET" },
        { endpointUrl: "http://127.0.0.1:1" },
      ),
      "aws apigateway put-integration --cli-input-yaml 'file://my file.yaml' --rest-api-id a --http-method GET --endpoint-url http://127.0.0.1:1",
    );
  });
});
