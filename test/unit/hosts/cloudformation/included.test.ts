import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { hostOf, itPointsAt } from "../../../support/hostCases";

/** An OpenAPI document that a template includes, with this URI and more members of the integration. */
const document = (uri: string, more = ""): string => `swagger: "2.0"
paths:
  /a:
    post:
      responses: {}
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri:
          ${uri}
${more}`;

describe("OpenAPI documents that CloudFormation templates include", () => {
  itPointsAt("api.yaml", [
    [
      "Fn::Sub with names that are elsewhere",
      document(
        "Fn::Sub: arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations",
      ),
    ],
    ["Fn::GetAtt of what is elsewhere", document("Fn::GetAtt: [Fn, Arn]")],
    ["a reference", document('{"Ref": "Uri"}')],
    ["a short form", document("!Sub https://${Fn}")],
    [
      "a method that does not fit a function elsewhere",
      document(
        "Fn::Sub: arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations",
      ).replace("httpMethod: POST", "httpMethod: <|GET|>"),
      "AG1002 error",
    ],
    [
      "a Velocity reference in Fn::Sub",
      document("Fn::Sub: https://<|${stageVariables.host}|>/x").replace("aws_proxy", "http_proxy"),
      "AG0029 error",
    ],
    [
      "what fills the file before it is included",
      document("https://${AWS::Region}.example.com/${Name}").replace("aws_proxy", "http_proxy"),
    ],
  ]);

  it("have the holes of functions in their templates", () => {
    const text = document(
      "Ref: Uri",
      '        requestTemplates: {application/json: {"Fn::Sub": "{\\"a\\": \\"${Name}\\"}"}}\n',
    );
    const [input] = hostOf(text, "api.yaml").inputs;
    const templates = input?.input?.entries("requestTemplates") ?? [];
    assert.deepEqual(
      templates.map(({ value }) => value?.kind === "string" && [value.value, value.holes]),
      [['{"a": "${Name}"}', [{ start: 7, end: 14 }]]],
    );
  });
});
