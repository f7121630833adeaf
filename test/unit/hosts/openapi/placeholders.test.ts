import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { hostMessagesOf, hostOf, itPointsAt } from "../../../support/hostCases";

const REST = (members: string) => `swagger: "2.0"
paths:
  /a/{id}:
    get:
      responses: {"200": {description: OK}}
      x-amazon-apigateway-integration:
${members.replace(/^(?=.)/gm, "        ")}
`;
const HTTP = (members: string) =>
  REST(`payloadFormatVersion: "1.0"\n${members}`)
    .replace('swagger: "2.0"', "openapi: 3.0.1")
    .concat("x-amazon-apigateway-importexport-version: '1.0'\n");
const LAMBDA = "type: aws_proxy\nhttpMethod: POST\n";

describe("placeholders in OpenAPI documents", () => {
  itPointsAt("api.yaml", [
    ...[
      "MessagesHandler",
      "EmailNotifierFunction.Arn",
      "${lambda_invocation_arn}",
      "${endpoint_modules.mfa.integration_uri}",
      "'{{lambda_uri}}'",
      "'@@LAMBDA_URI@@'",
      "'%LAMBDA_URI%'",
      "$LambdaUri",
      "__LAMBDA_URI__",
      "arn:aws:apigateway:<<region>>:lambda:path/2015-03-31/functions/arn:aws:lambda:<<region>>:<<account>>:function:f/invocations",
      "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/$LambdaArn/invocations",
      "arn:aws:apigateway:{{region}}:lambda:path/2015-03-31/functions/@@arn@@/invocations",
      "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}/invocations",
    ].map((uri) => [`${uri} as the URI of a function`, REST(`${LAMBDA}uri: ${uri}`)] as const),
    ["a placeholder as the type", REST("type: ${type}\nhttpMethod: POST\nuri: ${uri}")],
    ["a placeholder as the timeout", REST(`${LAMBDA}uri: MyFunction\ntimeoutInMillis: \${timeout}`)],
    [
      "a placeholder as the role",
      REST(
        'type: aws\nhttpMethod: POST\nuri: arn:aws:apigateway:us-east-1:sqs:path/1/q\ncredentials: ${role_arn}\nrequestTemplates: {application/json: "Action=SendMessage&MessageBody=$util.urlEncode($input.body)"}\nrequestParameters: {integration.request.header.Content-Type: "\'application/x-www-form-urlencoded\'"}',
      ),
    ],
    [
      "a placeholder as a mapping",
      REST(
        'type: http\nhttpMethod: GET\nuri: https://example.com\nrequestParameters: {integration.request.header.a: "${a}", integration.request.header.b: "\'{{b}}\'"}',
      ),
    ],
    [
      "a placeholder as a parameter of a service",
      HTTP(
        'type: aws_proxy\nintegrationSubtype: StepFunctions-StartSyncExecution\ncredentials: ${role}\nrequestParameters: {Input: $request.body, StateMachineArn: "${StateMachineArn}"}',
      ),
    ],
    [
      "placeholders in a template",
      REST(
        'type: http\nhttpMethod: POST\nuri: https://example.com\nrequestTemplates: {application/json: \'{"a": "{{a}}", "b": {{b}}, "c": @@c@@, "d": "${AWS::Region}"}\'}',
      ),
    ],
  ]);

  itPointsAt("api.yaml", [
    [
      "what is around them in a URI",
      REST(`${LAMBDA}uri: arn:aws:apigateway:{{region}}:lambda:<|pth/2015-03-31/functions/f/invocations|>`),
      "AG1006 error",
    ],
    [
      "what is around them in a template",
      REST(
        'type: http\nhttpMethod: POST\nuri: https://example.com\nrequestTemplates: {application/json: \'{"a": "{{a}}", "b": <|c|>}\'}',
      ),
      "AG3020 warning",
    ],
    [
      "a stage variable without braces",
      REST("type: http\nhttpMethod: GET\nuri: https://<|$stageVariables.host|>/x"),
      "AG4005 error",
    ],
    [
      "an unknown variable of HTTP APIs",
      HTTP(
        'type: http_proxy\nhttpMethod: GET\nuri: https://example.com\nrequestParameters: {"append:header.a": "$<|contxt|>.requestId"}',
      ),
      "AG2024 error",
    ],
    [
      "a URI of HTTP that is not one",
      REST("type: http\nhttpMethod: GET\nuri: <|example.com|>"),
      "AG1003 error",
    ],
  ]);

  itPointsAt("api.yaml", [
    [
      "a placeholder in a key",
      REST(
        "type: http\nhttpMethod: GET\nuri: https://example.com/{id}\nrequestParameters: {'integration.request.path.{{name}}': method.request.path.id}\nresponses: {default: {statusCode: 200, responseParameters: {'${header}': x}}}",
      ),
    ],
    [
      "a placeholder that is the template, or its type",
      REST(
        "type: http\nhttpMethod: POST\nuri: https://example.com\nrequestTemplates: {application/json: '${template}', '${type}': '{{template}}'}",
      ),
    ],
  ]);

  it("are mentioned in URIs", () => {
    const uri = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/f/invocations";
    assert.equal(hostMessagesOf("AG4005", REST(`${LAMBDA}uri: ${uri}`), "api.yaml").length, 1);
  });

  it("keep the rest of a template editable", () => {
    const { inputs } = hostOf(
      REST("type: mock\nrequestTemplates: {application/json: '{\"statusCode\": {{status}}}'}"),
      "api.yaml",
    );
    assert.equal(inputs.length, 1);
  });
});
