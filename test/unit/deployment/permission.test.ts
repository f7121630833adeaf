import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { awsCommands } from "../../../deployment/src";
import { calledFunction, sourceArn, sourceOfMethod, sourceOfRoute } from "../../../deployment/src/invocation";
import { allowsInvocation } from "../../../deployment/src/resourcePolicy";

const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const INVOKED = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
const ORDERS = {
  functionArn: FUNCTION,
  name: "orders",
  region: "eu-west-1",
  account: "123456789012",
};
const ROLE = "arn:aws:iam::123456789012:role/r";

describe("The function that an integration calls", () => {
  const cases: readonly (readonly [string, Parameters<typeof calledFunction>[0], unknown])[] = [
    ["the ARN of a function", { IntegrationType: "AWS_PROXY", IntegrationUri: FUNCTION }, ORDERS],
    ["an invocation", { type: "AWS", uri: INVOKED }, ORDERS],
    [
      "a streaming invocation",
      {
        type: "AWS_PROXY",
        uri: INVOKED.replace("2015-03-31", "2021-11-15").replace(
          "/invocations",
          "/response-streaming-invocations",
        ),
      },
      ORDERS,
    ],
    [
      "an alias",
      { type: "AWS", uri: INVOKED.replace("orders", "orders:prod") },
      { ...ORDERS, qualifier: "prod" },
    ],
    [
      "an alias of a plain ARN",
      { IntegrationType: "AWS_PROXY", IntegrationUri: `${FUNCTION}:1` },
      { ...ORDERS, qualifier: "1" },
    ],
    ["a stage variable", { type: "AWS", uri: INVOKED.replace("orders", "${stageVariables.fn}") }, "variable"],
    [
      "a stage variable as alias",
      { type: "AWS", uri: INVOKED.replace("orders", "orders:${stageVariables.a}") },
      "variable",
    ],
    ["no function if a role calls it", { type: "AWS", uri: INVOKED, credentials: ROLE }, undefined],
    [
      "no function if a role calls it, in HTTP APIs",
      { IntegrationType: "AWS_PROXY", IntegrationUri: FUNCTION, CredentialsArn: ROLE },
      undefined,
    ],
    [
      "no function for another service",
      { type: "AWS", uri: "arn:aws:apigateway:eu-west-1:sqs:path/123456789012/q" },
      undefined,
    ],
    [
      "no function for a service action",
      { IntegrationType: "AWS_PROXY", IntegrationSubtype: "SQS-SendMessage" },
      undefined,
    ],
    ["no function for HTTP", { type: "HTTP_PROXY", uri: `https://example.com/${FUNCTION}` }, undefined],
  ];
  for (const [title, members, expected] of cases)
    it(`is found in ${title}`, () => assert.deepEqual(calledFunction(members), expected));
});

describe("The source of an invocation", () => {
  const cases = [
    [sourceOfRoute({ key: "GET /orders" }), "GET/orders"],
    [sourceOfRoute({ key: "ANY /orders/{id}/items/{proxy+}" }), "*/orders/*/items/*"],
    [sourceOfRoute({ key: "$default" }), "$default"],
    [sourceOfRoute({ key: "$connect" }), "$connect"],
    [sourceOfRoute({ key: "sendMessage" }), "sendMessage"],
    [sourceOfMethod("GET", { path: "/" }), "GET/"],
    [sourceOfMethod("ANY", { path: "/{proxy+}" }), "*/*"],
  ] as const;
  for (const [{ title, resource }, expected] of cases)
    it(`is as narrow as ${title}`, () => assert.equal(resource, expected));

  it("is in the partition of its region", () => {
    const api = { region: "cn-north-1", account: "1", apiId: "a" };
    assert.equal(sourceArn(api, "GET/x"), "arn:aws-cn:execute-api:cn-north-1:1:a/*/GET/x");
  });
});

describe("The policy of a function", () => {
  const ARN = "arn:aws:execute-api:eu-west-1:123456789012:a1/*/GET/orders/*";
  const TEMPLATE = "arn:aws:execute-api:eu-west-1:123456789012:a1/*/GET/orders/{id}";
  const statement = (condition?: object, more: object = {}) => ({
    Effect: "Allow",
    Principal: { Service: "apigateway.amazonaws.com" },
    Action: "lambda:InvokeFunction",
    Resource: FUNCTION,
    ...(condition && { Condition: condition }),
    ...more,
  });
  const like = (SourceArn: unknown, operator = "ArnLike") => ({ [operator]: { "AWS:SourceArn": SourceArn } });
  const arn = (rest: string) => `arn:aws:execute-api:eu-west-1:123456789012:${rest}`;
  const cases: readonly (readonly [string, boolean, object])[] = [
    ["the same source", true, statement(like(ARN))],
    ["the path as the API spells it", true, statement(like(TEMPLATE))],
    ["every source of the API", true, statement(like(arn("a1/*")))],
    ["every method", true, statement(like(arn("a1/*/*/orders/*")))],
    ["any caller", true, statement()],
    ["one of several sources", true, statement(like([arn("b2/*"), arn("a1/*/*")]))],
    ["StringLike", true, statement(like(arn("a1/*"), "StringLike"))],
    ["the account", true, statement({ StringEquals: { "aws:SourceAccount": "123456789012" } })],
    ["every action", true, statement(undefined, { Action: ["lambda:*"] })],
    ["another API", false, statement(like(arn("b2/*")))],
    ["another method", false, statement(like(arn("a1/*/POST/orders/*")))],
    ["one stage only", false, statement(like(arn("a1/prod/GET/orders/*")))],
    ["StringEquals with a wildcard", false, statement(like(arn("a1/*"), "StringEquals"))],
    ["another account", false, statement({ StringEquals: { "aws:SourceAccount": "210987654321" } })],
    ["another condition", false, statement({ StringEquals: { "aws:PrincipalOrgID": "o-1" } })],
    ["another service", false, statement(undefined, { Principal: { Service: "s3.amazonaws.com" } })],
    ["another action", false, statement(undefined, { Action: "lambda:GetFunction" })],
    ["Deny", false, statement(undefined, { Effect: "Deny" })],
  ];
  for (const [title, expected, one] of cases)
    it(`${expected ? "allows" : "does not allow"} it with ${title}`, () => {
      const policy = JSON.stringify({ Version: "2012-10-17", Statement: [one] });
      assert.equal(allowsInvocation(policy, [ARN, TEMPLATE], "123456789012"), expected);
    });

  it("allows nothing if there is none, or if it is not valid", () => {
    for (const policy of [undefined, "", "{", "[]", '{"Statement": [null, 1]}', "null"])
      assert.equal(allowsInvocation(policy, [ARN], "1"), false, policy);
  });

  it("is matched without backtracking", () => {
    const pattern = `${"*a".repeat(5_000)}b`;
    const policy = JSON.stringify({ Statement: statement(like(pattern)) });
    assert.equal(allowsInvocation(policy, ["a".repeat(5_000)], "1"), false);
  }).timeout(2_000);
});

it("The step that allows an invocation is an AWS CLI command in the function's region", () => {
  const [command] = awsCommands(
    {
      kind: "allow-invocation",
      function: { ...ORDERS, qualifier: "prod" },
      source: "GET /orders",
      sourceArn: "arn:aws:execute-api:us-east-1:123456789012:a1/*/GET/orders",
      account: "123456789012",
      statementId: "apigw-a1-0",
    },
    { profile: "p", region: "us-east-1" },
  );
  assert.equal(
    command,
    `aws lambda add-permission --function-name ${FUNCTION} --qualifier prod --statement-id apigw-a1-0 --action lambda:InvokeFunction --principal apigateway.amazonaws.com --source-arn 'arn:aws:execute-api:us-east-1:123456789012:a1/*/GET/orders' --profile p --region eu-west-1`,
  );
});
