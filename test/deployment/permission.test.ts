/** The permission that API Gateway needs to invoke a function. */
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "mocha";
import {
  type ApiGateway,
  type DeploymentHistory,
  type DeploymentOptions,
  deploy,
  isAllowStep,
  type Members,
  stepTitle,
  withoutPermission,
} from "../../deployment/src";
import type { OperationName } from "../../server/src/service";
import type { Fault, FaultProxy } from "../support/faultProxy";
import { useEmulator } from "../support/moto";
import { newApi, newRestApi } from "./apis";
import { newFunction } from "./functions";
import { planOf, states, useApi, useGateway } from "./gateway";

const POLICY = /\/policy$/;
const DENIED: Fault = {
  kind: "answer",
  status: 403,
  type: "AccessDeniedException",
  body: { message: "User: u is not authorized to perform: lambda:GetPolicy on resource: arn:x" },
};

describe("The permission to invoke a function", () => {
  const emulator = useEmulator();
  let proxy: FaultProxy;
  let gateway: ApiGateway;
  let apiId = "";
  let history: DeploymentHistory;
  let functionArn = "";
  let count = 0;

  useGateway(emulator, (connected) => {
    ({ proxy, gateway } = connected);
  });
  useApi(emulator, (deployable) => {
    ({ apiId, history } = deployable);
  });
  beforeEach(async () => {
    functionArn = await newFunction(emulator.endpoint, `orders-${count++}`);
  });

  const planned = (
    members: Members = proxyTo(functionArn),
    options: DeploymentOptions = {},
    operation: OperationName = "create-integration",
  ) => planOf(gateway, { text: JSON.stringify(members), history, operation, ids: { apiId }, ...options });
  const proxyTo = (IntegrationUri: string): Members => ({
    IntegrationType: "AWS_PROXY",
    IntegrationUri,
    PayloadFormatVersion: "2.0",
  });
  const withRoute = { prerequisites: { routes: ["GET /orders/{id}"] } };
  const nameOf = () => functionArn.split(":").at(-1);
  const sources = async () =>
    ((await policy())?.Statement ?? []).map((one) => one.Condition.ArnLike["AWS:SourceArn"]);
  const policy = async () => {
    const text = await gateway.functionPolicy({
      functionArn,
      name: "",
      region: "us-east-1",
      account: "123456789012",
    });
    return text
      ? (JSON.parse(text) as {
          readonly Statement: readonly {
            readonly Condition: { readonly ArnLike: { readonly "AWS:SourceArn": string } };
          }[];
        })
      : undefined;
  };

  it("is a step of its own, for exactly the route, and then in sync", async () => {
    const prepared = await planned(undefined, withRoute);
    assert.deepEqual(prepared.plan.steps.map(stepTitle), [
      "create the integration",
      "create the route GET /orders/{id} to the integration (authorization NONE)",
      `allow API Gateway to invoke ${nameOf()} for GET /orders/{id}`,
    ]);
    const result = await deploy(gateway, prepared);
    assert.deepEqual([result.outcome, ...states(result)], ["done", "done", "done", "done"]);
    assert.deepEqual(await sources(), [`arn:aws:execute-api:us-east-1:123456789012:${apiId}/*/GET/orders/*`]);
    const again = await planned();
    assert.deepEqual([again.plan.isInSync, again.plan.notices], [true, []]);
  });

  it("can be declined, and is offered again for the live route", async () => {
    const prepared = await planned(undefined, withRoute);
    const declined = { ...prepared, plan: withoutPermission(prepared.plan) };
    assert.equal((await deploy(gateway, declined)).outcome, "done");
    assert.equal(await policy(), undefined);
    const next = await planned();
    assert.deepEqual(
      next.plan.steps.map(({ kind }) => kind),
      ["allow-invocation"],
    );
    assert.equal((await planned(undefined, { permission: false })).plan.isInSync, true);
  });

  it("is asked for by no route yet", async () => {
    const { plan } = await planned();
    assert.deepEqual(
      plan.steps.map(({ kind }) => kind),
      ["create"],
    );
    assert.match(plan.notices.join(), /No route leads to the integration yet/);
  });

  it("is for the method and the path of a REST API", async () => {
    const method = await newRestApi(emulator.endpoint);
    const file = {
      ...method,
      type: "AWS_PROXY",
      integrationHttpMethod: "POST",
      uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
    };
    const prepared = await planned(file, { ids: {} }, "put-integration");
    const result = await deploy(gateway, prepared);
    assert.equal(result.outcome, "done");
    assert.deepEqual(await sources(), [
      `arn:aws:execute-api:us-east-1:123456789012:${method.restApiId}/*/GET/`,
    ]);
    assert.equal((await planned(file, { ids: {} }, "put-integration")).plan.isInSync, true);
  });

  it("is for the route of a WebSocket API", async () => {
    const webSocket = await newApi(emulator.endpoint, "WEBSOCKET");
    const file = {
      IntegrationType: "AWS_PROXY",
      IntegrationMethod: "POST",
      IntegrationUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
    };
    const options = { ids: { apiId: webSocket }, prerequisites: { routes: ["$connect"] } };
    assert.equal((await deploy(gateway, await planned(file, options))).outcome, "done");
    assert.deepEqual(await sources(), [`arn:aws:execute-api:us-east-1:123456789012:${webSocket}/*/$connect`]);
  });

  it("is not needed, and the policy not read, where a role invokes the function", async () => {
    const CredentialsArn = "arn:aws:iam::123456789012:role/r";
    const { plan } = await planned({ ...proxyTo(functionArn), CredentialsArn }, withRoute);
    assert.equal(plan.steps.some(isAllowStep), false);
    assert.deepEqual(plan.notices, []);
    assert.equal(
      proxy.calls.some(({ path }) => POLICY.test(path)),
      false,
    );
  });

  it("is unknown without the right to read the policy, and the plan says so", async () => {
    proxy.on("GET", POLICY, DENIED);
    const { plan } = await planned(undefined, withRoute);
    assert.deepEqual(
      plan.steps.map(({ kind }) => kind),
      ["create", "create-route"],
    );
    assert.match(plan.notices.join(), /is unknown: the credentials do not allow lambda:GetPolicy/);
  });

  it("is unknown for a function that does not exist", async () => {
    const { plan } = await planned(proxyTo(`${functionArn}-missing`), withRoute);
    assert.equal(plan.steps.some(isAllowStep), false);
    assert.match(plan.notices.join(), /is unknown: Function not found/);
  });

  it("fails as the last step if AWS denies it", async () => {
    const prepared = await planned(undefined, withRoute);
    proxy.on("POST", POLICY, { ...DENIED, body: { message: "no" } });
    const result = await deploy(gateway, prepared);
    assert.deepEqual([result.outcome, ...states(result)], ["failed", "done", "done", "not-done"]);
    assert.match(result.failure?.advice ?? "", /allows lambda:AddPermission on arn:aws:lambda/);
    assert.deepEqual(
      (await planned()).plan.steps.map(({ kind }) => kind),
      ["allow-invocation"],
    );
  });

  it("is found if the response was lost", async () => {
    const prepared = await planned(undefined, withRoute);
    proxy.on("POST", POLICY, { kind: "lost" });
    const result = await deploy(gateway, prepared, { settleMs: 1 });
    assert.deepEqual([result.outcome, ...states(result)], ["done", "done", "done", "found"]);
    assert.equal((await sources()).length, 1);
  });
});
