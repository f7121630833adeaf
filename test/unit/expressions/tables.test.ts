import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  breaksRestCalls,
  CONTEXT_VARIABLES,
  consoleHostFor,
  contextVariablesOf,
  findContextVariable,
  findSubtype,
  isReservedHeader,
  partitionForCalls,
  partitionOf,
  REGIONS,
  REST_LOGS_ONLY,
  SUBTYPES,
} from "../../../server/src/expressions";

describe("tables", () => {
  it("describes each context variable once", () => {
    assert.equal(new Set(CONTEXT_VARIABLES.map(({ name }) => name)).size, CONTEXT_VARIABLES.length);
    for (const { name, apis, description } of CONTEXT_VARIABLES) {
      assert.ok(apis.length > 0, name);
      assert.match(description, /^.+\.$/, name);
    }
  });

  const names: readonly (readonly [string, string | undefined])[] = [
    ["identity.sourceIp", "identity.sourceIp"],
    ["identity.sourceip", undefined],
    ["authorizer.claims.sub", "authorizer.claims.<property>"],
    ["authorizer.principalId", "authorizer.principalId"],
    ["authorizer.tenant", "authorizer.<property>"],
    ["authorizer.", undefined],
    ["responseOverride.header.X-Id", "responseOverride.header.<name>"],
    ["toString", undefined],
  ];
  for (const [name, expected] of names) {
    it(`${name} is ${expected ?? "unknown"}`, () => assert.equal(findContextVariable(name)?.name, expected));
  }

  it("lists the variables of each kind of API", () => {
    const has = (api: "REST" | "HTTP" | "WEBSOCKET", wanted: string): boolean =>
      contextVariablesOf(api).some(({ name }) => name === wanted);
    assert.ok(
      has("WEBSOCKET", "connectionId") && !has("HTTP", "connectionId") && !has("REST", "connectionId"),
    );
    assert.ok(REST_LOGS_ONLY.has("status"));
  });

  it("lists the subtypes", () => {
    assert.equal(SUBTYPES.length, 10);
    const required = findSubtype("SQS-SendMessage")?.parameters.filter((parameter) => parameter.required);
    assert.deepEqual(
      required?.map(({ name }) => name),
      ["QueueUrl", "MessageBody"],
    );
    for (const { parameters } of SUBTYPES)
      for (const { name, description } of parameters) assert.ok(description, name);
  });

  it("recognizes reserved headers regardless of case", () => {
    assert.deepEqual(
      ["Authorization", "x-amzn-trace-id", "Access-Control-Max-Age", "Host", "X-Api-Key"].map(
        isReservedHeader,
      ),
      [true, true, true, false, false],
    );
    assert.ok(breaksRestCalls("Content-Length", "http"));
    assert.ok(breaksRestCalls("Authorization", "aws") && !breaksRestCalls("Authorization", "http"));
  });

  it("finds the partition of each region", () => {
    for (const region of REGIONS) assert.ok(partitionOf(region), region);
    assert.deepEqual(
      ["us-east-1", "cn-north-1", "us-gov-west-1", "us-isob-east-1", "region"].map(partitionOf),
      ["aws", "aws-cn", "aws-us-gov", "aws-iso-b", undefined],
    );
    assert.deepEqual(
      ["eu-west-1", "cn-north-1", "eusc-de-east-1", "unknown"].map(
        (name) => partitionForCalls(name).dnsSuffix,
      ),
      ["amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "amazonaws.com"],
    );
    assert.deepEqual(["eu-west-1", "us-gov-west-1", "us-iso-east-1"].map(consoleHostFor), [
      "console.aws.amazon.com",
      "console.amazonaws-us-gov.com",
      "console.aws.amazon.com",
    ]);
  });
});
