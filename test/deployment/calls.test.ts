/** How single calls deal with clocks, rates and pages. */
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "mocha";
import { type ApiGateway, connect, isAwsError } from "../../deployment/src";
import type { FaultProxy } from "../support/faultProxy";
import { useEmulator } from "../support/moto";
import { integrationsOf, newApi, newRestApi } from "./apis";
import { PROXY, useGateway } from "./gateway";

const HOUR = 3_600_000;
const CREATE = /\/integrations$/;

describe("A call", () => {
  const emulator = useEmulator();
  let proxy: FaultProxy;
  let gateway: ApiGateway;
  let apiId = "";

  useGateway(emulator, (connected) => {
    ({ proxy, gateway } = connected);
  });
  beforeEach(async () => {
    apiId = await newApi(emulator.endpoint, "HTTP");
  });

  const create = () => gateway.write("create-integration", { ApiId: apiId, ...PROXY });

  for (const [aheadMs, title] of [
    [HOUR, "slow"],
    [-HOUR, "fast"],
  ] as const) {
    it(`succeeds although the clock of this computer is ${title}, for reads and writes of both families`, async () => {
      const rest = await newRestApi(emulator.endpoint);
      const own = await connect({ endpointUrl: proxy.endpoint });
      for (const method of ["GET", "POST", "PUT"]) proxy.on(method, /./, { kind: "skew", aheadMs }, 99);
      assert.equal((await own.getApi("apigatewayv2", apiId)).id, apiId);
      assert.ok((await own.write("create-integration", { ApiId: apiId, ...PROXY })).id);
      assert.ok(await own.getMethod(rest));
      await own.write("put-integration", { ...rest, type: "MOCK" });
      own.close();
      assert.equal((await integrationsOf(emulator.endpoint, apiId)).length, 1);
    });
  }

  it("reports a clock that cannot be corrected", async () => {
    const body = { message: "The difference between the request time and the current time is too large." };
    proxy.on("POST", CREATE, { kind: "answer", status: 403, type: "RequestTimeTooSkewed", body }, 9);
    await assert.rejects(create(), (error) => isAwsError(error) && /Set the clock/.test(error.advice));
    assert.equal(proxy.writes.length, 1);
  });

  it("waits as long as AWS asks before a throttled write is sent again", async () => {
    const headers = { "retry-after": "2" };
    proxy.on("POST", CREATE, { kind: "answer", status: 429, type: "TooManyRequestsException", headers });
    const started = performance.now();
    await create();
    assert.ok(performance.now() - started >= 1_990);
    assert.equal(proxy.writes.length, 2);
  });

  it("does not wait for minutes, but says how long AWS asks to wait", async () => {
    const headers = { "retry-after": "120" };
    proxy.on("POST", CREATE, { kind: "answer", status: 429, type: "TooManyRequestsException", headers }, 9);
    await assert.rejects(create(), (error) => isAwsError(error) && /wait 120 seconds/.test(error.advice));
    assert.equal(proxy.writes.length, 1);
  });

  for (const [what, path, body, list] of [
    [
      "HTTP APIs",
      /\/integrations$/,
      { items: [], nextToken: "again" },
      () => gateway.listIntegrations(apiId),
    ],
    ["REST APIs", /\/resources$/, { item: [], position: "again" }, () => gateway.listResources("r1")],
  ] as const) {
    it(`ends a list of ${what} whose page token repeats`, async () => {
      proxy.on("GET", path, { kind: "answer", status: 200, body }, 99);
      await assert.rejects(list(), (error) => isAwsError(error) && /same page token/.test(error.message));
      assert.equal(proxy.calls.length, 2);
    });
  }
});
