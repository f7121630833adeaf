import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { awsCommandOfFile, awsCommands, awsCommandsOf, type Step } from "../../../deployment/src";

describe("As an AWS CLI command", () => {
  it("a step contains its input, quoted for the shell", () => {
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

  it("each response is a command of its own", () => {
    const inputs = [{ statusCode: "200" }, { statusCode: "404" }];
    assert.deepEqual(awsCommands({ kind: "responses", inputs }), [
      `aws apigateway put-integration-response --cli-input-json '{"statusCode":"200"}'`,
      `aws apigateway put-integration-response --cli-input-json '{"statusCode":"404"}'`,
    ]);
  });

  describe("a prerequisite has flags:", () => {
    const method = { restApiId: "a", resourceId: "r", httpMethod: "GET" };
    const flags = "--rest-api-id a --resource-id r --http-method GET";
    const location = "method.response.header.Location";
    const cases: readonly (readonly [Step, string])[] = [
      [
        { kind: "create-route", apiId: "a", key: "GET /orders", integrationId: "i" },
        "aws apigatewayv2 create-route --api-id a --route-key 'GET /orders' --target integrations/i --region eu-west-1",
      ],
      [
        { kind: "update-route", apiId: "a", key: "$default", routeId: "o", from: "x", integrationId: "i" },
        "aws apigatewayv2 update-route --api-id a --route-id o --target integrations/i --region eu-west-1",
      ],
      [
        { kind: "put-method", method },
        `aws apigateway put-method ${flags} --authorization-type NONE --region eu-west-1`,
      ],
      [
        { kind: "put-method-response", method, statusCode: "200", responseParameters: [] },
        `aws apigateway put-method-response ${flags} --status-code 200 --region eu-west-1`,
      ],
      [
        { kind: "put-method-response", method, statusCode: "200", responseParameters: [location] },
        `aws apigateway put-method-response ${flags} --status-code 200 --response-parameters '{"${location}":false}' --region eu-west-1`,
      ],
      [
        { kind: "update-method-response", method, statusCode: "200", responseParameters: [location, "x~y"] },
        `aws apigateway update-method-response ${flags} --status-code 200 --patch-operations '[{"op":"add","path":"/responseParameters/${location}","value":"false"},{"op":"add","path":"/responseParameters/x~0y","value":"false"}]' --region eu-west-1`,
      ],
    ];
    for (const [step, command] of cases) {
      it(command, () => {
        assert.deepEqual(awsCommands(step, { region: "eu-west-1" }), [command]);
      });
    }
  });

  it("a route takes the ID of a new integration from a shell variable", () => {
    const steps: readonly Step[] = [
      { kind: "create", operation: "create-integration", input: { ApiId: "a" } },
      { kind: "create-route", apiId: "a", key: "GET /it's" },
      { kind: "update-route", apiId: "a", key: "$default", routeId: "o" },
    ];
    assert.deepEqual(awsCommandsOf(steps, { profile: "my own" }), [
      [
        `INTEGRATION_ID=$(aws apigatewayv2 create-integration --cli-input-json '{"ApiId":"a"}' --profile 'my own' --query IntegrationId --output text)`,
      ],
      [
        `aws apigatewayv2 create-route --api-id a --route-key 'GET /it'\\''s' --target "integrations/$INTEGRATION_ID" --profile 'my own'`,
      ],
      [
        `aws apigatewayv2 update-route --api-id a --route-id o --target "integrations/$INTEGRATION_ID" --profile 'my own'`,
      ],
    ]);
    assert.deepEqual(awsCommandsOf(steps.slice(0, 1)), [
      [`aws apigatewayv2 create-integration --cli-input-json '{"ApiId":"a"}'`],
    ]);
  });

  it("a file is read in its format, with IDs as flags", () => {
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
