/** A create is made once, however late AWS carries it out and whoever else deploys the file. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import {
  type ApiGateway,
  type ApplyOptions,
  type DeploymentHistory,
  deploy,
  locateFailure,
  type PreparedPlan,
  RECORD_FILE,
  resultText,
} from "../../deployment/src";
import type { FaultProxy } from "../support/faultProxy";
import { useEmulator } from "../support/moto";
import { call, integrationsOf } from "./apis";
import { PROXY, planOf, states, useApi, useGateway } from "./gateway";

const CREATE = /\/integrations$/;
const IDENTICAL = {
  integrationType: "HTTP_PROXY",
  integrationMethod: "ANY",
  integrationUri: PROXY.IntegrationUri,
  payloadFormatVersion: "1.0",
};

describe("A create", () => {
  const emulator = useEmulator();
  let proxy: FaultProxy;
  let gateway: ApiGateway;
  let apiId = "";
  let folder = "";
  let history: DeploymentHistory;

  useGateway(
    emulator,
    (connected) => {
      ({ proxy, gateway } = connected);
    },
    { timeoutMs: 400 },
  );
  useApi(emulator, (deployable) => {
    ({ apiId, folder, history } = deployable);
  });

  const planned = (): Promise<PreparedPlan> =>
    planOf(gateway, {
      text: JSON.stringify(PROXY),
      ids: { apiId },
      history,
      operation: "create-integration",
    });
  const run = (plan: PreparedPlan, options: ApplyOptions = {}) =>
    deploy(gateway, plan, { settleMs: 1, ...options });
  const ids = async () =>
    (await integrationsOf(emulator.endpoint, apiId)).map(({ integrationId }) => String(integrationId));
  const makeIdentical = async () =>
    String(
      (await call(emulator.endpoint, "POST", `/v2/apis/${apiId}/integrations`, IDENTICAL)).integrationId,
    );
  const creates = () => proxy.writes.filter(({ path }) => CREATE.test(path)).length;

  /** Makes the pending create of the record older than AWS can take. */
  function age(): void {
    const path = join(folder, RECORD_FILE);
    const record = JSON.parse(readFileSync(path, "utf8"));
    record.deployments[0].pending.at = new Date(Date.now() - 180_000).toISOString();
    writeFileSync(path, JSON.stringify(record));
  }

  for (const how of ["504", "reset"] as const) {
    it(`is found if AWS carries it out more than a second after ${how}`, async () => {
      proxy.on("POST", CREATE, { kind: "later", afterMs: 1_400, how });
      const result = await run(await planned(), { settleMs: 300 });
      assert.deepEqual([result.outcome, ...states(result)], ["done", "found"]);
      assert.deepEqual([await ids(), creates()], [[result.id], 1]);
    });

    it(`is adopted by the next deployment if AWS carries it out even later after ${how}`, async () => {
      proxy.on("POST", CREATE, { kind: "later", afterMs: 600, how });
      const result = await run(await planned());
      assert.deepEqual([result.outcome, ...states(result), result.id], ["failed", "unknown", undefined]);
      const tooEarly = await planned();
      assert.deepEqual(tooEarly.plan.steps, []);
      assert.match(tooEarly.plan.obstacles[0]?.message ?? "", /AWS may still carry it out/);
      assert.equal((await run(tooEarly)).outcome, "blocked");
      await proxy.settled();
      const next = await planned();
      assert.equal(next.plan.isInSync, true);
      await run(next);
      assert.deepEqual([await ids(), creates()], [[next.plan.state.current?.id], 1]);
    });
  }

  it("is sent again by a later deployment if it was not carried out", async () => {
    proxy.on("POST", CREATE, { kind: "reset" });
    assert.deepEqual(states(await run(await planned())), ["unknown"]);
    age();
    const result = await run(await planned());
    assert.deepEqual([result.outcome, result.twins, (await ids()).length], ["done", [], 1]);
  });

  it("stops if an identical integration appeared since the plan was made, and names it", async () => {
    const plan = await planned();
    const id = await makeIdentical();
    const result = await run(plan);
    assert.deepEqual([result.outcome, result.twins, creates()], ["changed-elsewhere", [id], 0]);
    assert.match(resultText("f.json", result), new RegExp(`nothing was deployed\n.*identical.*${id}`));
  });

  it("names an identical integration that appeared at the same time", async () => {
    const plan = await planned();
    let twin = "";
    const action = async () => {
      twin = await makeIdentical();
    };
    proxy.on("POST", CREATE, { kind: "first", action });
    const result = await run(plan);
    assert.deepEqual([result.outcome, result.twins], ["done", [twin]]);
    assert.notEqual(result.id, twin);
    assert.match(resultText("f.json", result), new RegExp(`${twin}.*Delete it if nothing uses it`));
  });

  it("names all candidates if several may be its own", async () => {
    const plan = await planned();
    const made: string[] = [];
    const action = async () => {
      made.push(await makeIdentical(), await makeIdentical());
      throw new Error("and the connection breaks");
    };
    proxy.on("POST", CREATE, { kind: "first", action });
    const result = await run(plan);
    assert.deepEqual([result.outcome, ...states(result)], ["failed", "unknown"]);
    assert.deepEqual([...result.twins].sort(), made.sort());
  });

  it("is made by one of two that deploy the same new file at the same time", async () => {
    const plans = [await planned(), await planned()];
    const results = await Promise.all(plans.map((plan) => run(plan)));
    assert.deepEqual(results.map(({ outcome }) => outcome).sort(), ["done", "failed"]);
    assert.deepEqual([(await ids()).length, creates()], [1, 1]);
  });

  it("reports a conflict with another deployment as its own words, not as AWS's", async () => {
    const [first, second] = [await planned(), await planned()];
    await run(first);
    const { failure } = await run(second);
    assert.ok(failure);
    assert.equal(failure.kind, "conflict");
    assert.equal(locateFailure(second.analysis, failure), undefined);
  });
});
