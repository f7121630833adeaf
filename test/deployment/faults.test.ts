/** What networks, AWS and other people do to a deployment in its midst. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, it } from "mocha";
import {
  type ApiGateway,
  type ApplyOptions,
  type DeploymentHistory,
  type DeployResult,
  deploy,
  isAwsError,
  type Members,
  type PreparedPlan,
  RECORD_FILE,
} from "../../deployment/src";
import type { Fault, FaultProxy } from "../support/faultProxy";
import { useEmulator } from "../support/moto";
import { call, integrationsOf, newRestApi } from "./apis";
import { EXPIRED, FAILED, PROXY, planOf, states, useApi, useGateway } from "./gateway";

const CREATE = /\/integrations$/;
const ONE = /\/integrations\/[^/]+$/;
const INTEGRATION = /\/integration$/;

const THROTTLED: Fault = {
  kind: "answer",
  status: 429,
  type: "TooManyRequestsException",
  body: { message: "Too Many Requests" },
};
const DENIED: Fault = {
  kind: "answer",
  status: 403,
  type: "AccessDeniedException",
  body: {
    message:
      "User: u is not authorized to perform: apigateway:PATCH on resource: arn:aws:apigateway:us-east-1::/apis/x",
  },
};
const CONFLICT: Fault = {
  kind: "answer",
  status: 409,
  type: "ConflictException",
  body: { message: "Unable to complete operation due to concurrent modification. Please try again later." },
};
const REFUSED: Fault = {
  kind: "answer",
  status: 400,
  type: "BadRequestException",
  body: { message: "Invalid integration URI specified" },
};

describe("An interrupted deployment", () => {
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

  async function planned(
    members: Members,
    more: { readonly integrationId?: string; readonly stage?: string } = {},
  ): Promise<PreparedPlan> {
    const { integrationId, stage } = more;
    return planOf(gateway, {
      text: JSON.stringify(members),
      ids: "restApiId" in members ? {} : { apiId, ...(integrationId !== undefined && { integrationId }) },
      history,
      ...(stage !== undefined && { stage }),
      operation: "restApiId" in members ? "put-integration" : "create-integration",
    });
  }

  const run = (plan: PreparedPlan, options: ApplyOptions = {}) =>
    deploy(gateway, plan, { settleMs: 1, ...options });
  const record = () => JSON.parse(readFileSync(join(folder, RECORD_FILE), "utf8")).deployments[0];
  const count = async () => (await integrationsOf(emulator.endpoint, apiId)).length;

  /** An integration that is deployed and remembered; gives its id. */
  async function existing(members: Members = PROXY): Promise<string> {
    const { id = "" } = await run(await planned(members));
    proxy.reset();
    return id;
  }

  describe("while creating,", () => {
    const cases: readonly (readonly [
      string,
      Fault,
      number,
      DeployResult["outcome"],
      string,
      string | undefined,
      number,
      number,
    ])[] = [
      ["is sent again when AWS did not look at it", THROTTLED, 2, "done", "done", undefined, 3, 1],
      ["gives up when AWS goes on not looking", THROTTLED, 9, "failed", "not-done", "throttled", 5, 0],
      ["does not send it again after a failure of AWS", FAILED, 1, "failed", "unknown", "server-error", 1, 0],
      [
        "does not send it again after a broken connection",
        { kind: "reset" },
        1,
        "failed",
        "unknown",
        "interrupted",
        1,
        0,
      ],
      [
        "recognizes what was created although the response was lost",
        { kind: "lost" },
        1,
        "done",
        "found",
        undefined,
        1,
        1,
      ],
      [
        "finds what was made though the answer was too late",
        { kind: "late" },
        1,
        "done",
        "found",
        undefined,
        1,
        1,
      ],
      [
        "does not try again what may yet be made",
        { kind: "silence" },
        1,
        "failed",
        "unknown",
        "timed-out",
        1,
        0,
      ],
      ["ends with AWS's refusal", REFUSED, 1, "failed", "not-done", "bad-request", 1, 0],
      ["ends with credentials that expired", EXPIRED, 1, "failed", "not-done", "expired-credentials", 1, 0],
      [
        "ends with somebody else's change at the same time",
        CONFLICT,
        1,
        "failed",
        "not-done",
        "conflict",
        1,
        0,
      ],
    ];
    for (const [title, fault, times, outcome, state, failure, tries, made] of cases) {
      it(title, async () => {
        const plan = await planned(PROXY);
        proxy.on("POST", CREATE, fault, times);
        const result = await run(plan);
        assert.deepEqual(
          [result.outcome, ...states(result), result.failure?.kind],
          [outcome, state, failure],
        );
        assert.equal(proxy.writes.length, tries, "tries");
        assert.equal(await count(), made, "integrations");
        assert.equal(result.id !== undefined, made === 1);
        assert.equal(record().id, result.id);
        assert.equal(record().pending !== undefined, state === "unknown");
      });
    }

    it("distinguishes its own resource from one that somebody else created at the same time", async () => {
      const plan = await planned(PROXY);
      const another = {
        integrationType: "HTTP_PROXY",
        integrationMethod: "GET",
        integrationUri: "https://example.org",
      };
      const action = async () => {
        await call(emulator.endpoint, "POST", `/v2/apis/${apiId}/integrations`, another);
      };
      proxy.on("POST", CREATE, { kind: "first", action });
      const result = await run(plan);
      const own = (await integrationsOf(emulator.endpoint, apiId)).find(
        ({ integrationId }) => integrationId === result.id,
      );
      assert.equal(own?.integrationUri, PROXY.IntegrationUri);
    });

    it("resumes: adopts what was created, and creates it once", async () => {
      const plan = await planned(PROXY);
      proxy.on("POST", CREATE, { kind: "silence" });
      assert.deepEqual(states(await run(plan)), ["unknown"]);
      // What AWS had not shown to be done was done after all.
      const late = {
        integrationType: "HTTP_PROXY",
        integrationMethod: "ANY",
        integrationUri: PROXY.IntegrationUri,
        payloadFormatVersion: "1.0",
      };
      const { integrationId } = await call(emulator.endpoint, "POST", `/v2/apis/${apiId}/integrations`, late);
      const again = await planned(PROXY);
      assert.deepEqual([again.plan.isInSync, again.plan.state.current?.id], [true, integrationId]);
      assert.match(again.plan.notices.join(), /interrupted/);
      assert.equal((await run(again)).outcome, "in-sync");
      assert.deepEqual([record().id, record().pending], [integrationId, undefined]);
    });

    it("writes the record before creating anything, because an editor may be closed at any time", async () => {
      const plan = await planned(PROXY);
      let seen: unknown;
      const action = async () => {
        seen = record().pending.kind;
      };
      proxy.on("POST", CREATE, { kind: "first", action });
      await run(plan);
      assert.deepEqual([seen, record().pending], ["create", undefined]);
    });

    it("creates one integration if two deploy the same file", async () => {
      const [first, second] = [await planned(PROXY), await planned(PROXY)];
      assert.equal((await run(first)).outcome, "done");
      const result = await run(second);
      assert.deepEqual(
        [result.outcome, ...states(result), result.failure?.kind],
        ["failed", "not-done", "conflict"],
      );
      assert.equal(await count(), 1);
      assert.equal((await planned(PROXY)).plan.isInSync, true);
    });

    it("does not choose between two that it may have created", async () => {
      const plan = await planned(PROXY);
      proxy.on("POST", CREATE, { kind: "silence" });
      await run(plan);
      const late = {
        integrationType: "HTTP_PROXY",
        integrationMethod: "ANY",
        integrationUri: PROXY.IntegrationUri,
        payloadFormatVersion: "1.0",
      };
      for (let i = 0; i < 2; i++)
        await call(emulator.endpoint, "POST", `/v2/apis/${apiId}/integrations`, late);
      await assert.rejects(planned(PROXY), /2 new integrations/);
    });
  });

  describe("while updating,", () => {
    const cases: readonly (readonly [
      string,
      Fault,
      number,
      DeployResult["outcome"],
      string,
      string | undefined,
      number,
    ])[] = [
      ["is sent again when AWS did not look at it", THROTTLED, 1, "done", "done", undefined, 2],
      ["tries again what AWS shows undone", FAILED, 1, "done", "done", undefined, 2],
      [
        "recognizes what was done although the response was lost",
        { kind: "lost" },
        1,
        "done",
        "found",
        undefined,
        1,
      ],
      [
        "finds what was done though the answer was too late",
        { kind: "late" },
        1,
        "done",
        "found",
        undefined,
        1,
      ],
      ["ends with a permission that is missing", DENIED, 1, "failed", "not-done", "access-denied", 1],
    ];
    for (const [title, fault, times, outcome, state, failure, tries] of cases) {
      it(title, async () => {
        const integrationId = await existing();
        const plan = await planned({ ...PROXY, Description: "new" });
        proxy.on("PATCH", ONE, fault, times);
        const result = await run(plan);
        assert.deepEqual(
          [result.outcome, ...states(result), result.failure?.kind],
          [outcome, state, failure],
        );
        assert.equal(proxy.writes.length, tries, "tries");
        assert.deepEqual([result.id, await count()], [integrationId, 1]);
        const description = (await gateway.getIntegration(apiId, integrationId))?.members.Description;
        assert.equal(description, outcome === "done" ? "new" : undefined);
      });
    }

    it("does not overwrite what somebody else changed since the plan was made", async () => {
      const integrationId = await existing();
      const plan = await planned({ ...PROXY, TimeoutInMillis: 1000 });
      await call(emulator.endpoint, "PATCH", `/v2/apis/${apiId}/integrations/${integrationId}`, {
        description: "theirs",
      });
      const result = await run(plan);
      assert.deepEqual([result.outcome, ...states(result)], ["changed-elsewhere", "not-done"]);
      assert.deepEqual(result.elsewhere, [{ kind: "added", path: ["Description"], after: "theirs" }]);
      assert.deepEqual(proxy.writes, []);
      const next = await planned({ ...PROXY, TimeoutInMillis: 1000 });
      assert.match(next.plan.notices.join(), /changed elsewhere/);
    });

    it("does not recreate what somebody else deleted since the plan was made", async () => {
      const integrationId = await existing();
      const plan = await planned({ ...PROXY, TimeoutInMillis: 1000 });
      await call(emulator.endpoint, "DELETE", `/v2/apis/${apiId}/integrations/${integrationId}`);
      assert.equal((await run(plan)).outcome, "changed-elsewhere");
      assert.deepEqual(proxy.writes, []);
      const next = await planned(PROXY);
      assert.match(next.plan.notices.join(), /no longer exists/);
      assert.equal((await run(next)).outcome, "done");
      assert.equal(await count(), 1);
    });

    it("reports an unknown result if the state is neither the old nor the new one", async () => {
      const integrationId = await existing();
      const plan = await planned({ ...PROXY, TimeoutInMillis: 1000 });
      const action = async () => {
        await call(emulator.endpoint, "PATCH", `/v2/apis/${apiId}/integrations/${integrationId}`, {
          description: "theirs",
        });
        throw new Error("and the connection breaks");
      };
      proxy.on("PATCH", ONE, { kind: "first", action });
      const result = await run(plan);
      assert.deepEqual([result.outcome, ...states(result)], ["failed", "unknown"]);
      assert.equal(proxy.writes.length, 1, "their change is not overwritten");
    });

    it("reports where the live state differs from what was sent", async () => {
      const integrationId = await existing();
      const plan = await planned({ ...PROXY, TimeoutInMillis: 1000 });
      const action = async () => {
        await call(emulator.endpoint, "PATCH", `/v2/apis/${apiId}/integrations/${integrationId}`, {
          description: "kept",
        });
      };
      proxy.on("PATCH", ONE, { kind: "first", action });
      const result = await run(plan);
      assert.equal(result.outcome, "done");
      assert.deepEqual(result.differing, [{ kind: "added", path: ["Description"], after: "kept" }]);
    });

    it("succeeds even if the result cannot be read back", async () => {
      await existing();
      const plan = await planned({ ...PROXY, Description: "new" });
      const action = async () => proxy.on("GET", CREATE, EXPIRED);
      proxy.on("PATCH", ONE, { kind: "first", action });
      const result = await run(plan);
      assert.deepEqual(
        [result.outcome, ...states(result), result.failure?.kind],
        ["done", "done", "expired-credentials"],
      );
    });

    it("retries interrupted reads", async () => {
      await existing();
      const plan = await planned({ ...PROXY, Description: "new" });
      proxy.on("GET", CREATE, THROTTLED);
      proxy.on("GET", CREATE, { kind: "reset" });
      assert.equal((await run(plan)).outcome, "done");
    });
  });

  describe("between steps,", () => {
    const STAGED = { stage: "dev" };
    const DEPLOYED: Fault = { kind: "answer", status: 201, body: { deploymentId: "d1" } };
    beforeEach(() => call(emulator.endpoint, "POST", `/v2/apis/${apiId}/stages`, { stageName: "dev" }));

    it("reports what was done when credentials expire, and resumes from there", async () => {
      const plan = await planned(PROXY, STAGED);
      proxy.on("POST", /deployments$/, EXPIRED);
      const result = await run(plan);
      assert.deepEqual([result.outcome, ...states(result)], ["failed", "done", "not-done"]);
      assert.equal(record().id, result.id);
      const next = await planned(PROXY, STAGED);
      assert.deepEqual(
        next.plan.steps.map(({ kind }) => kind),
        ["deployment"],
      );
      proxy.on("POST", /deployments$/, DEPLOYED);
      assert.equal((await run(next)).outcome, "done");
      assert.equal((await planned(PROXY, STAGED)).plan.isInSync, true);
      assert.equal(await count(), 1);
    });

    it("recognizes a deployment whose response was lost by the stage's new deployment ID", async () => {
      const plan = await planned(PROXY, STAGED);
      proxy.on("POST", /deployments$/, { kind: "reset" });
      const action = async () => {
        const stages = { items: [{ stageName: "dev", deploymentId: "new" }] };
        proxy.on("GET", /stages/, { kind: "answer", status: 200, body: stages });
      };
      proxy.on("POST", CREATE, { kind: "first", action });
      assert.deepEqual(states(await run(plan)), ["done", "found"]);
    });

    for (const [at, expected, writes] of [
      [0, ["not-done", "not-done"], 0],
      [1, ["done", "not-done"], 1],
    ] as const) {
      it(`stops before step ${at + 1} when cancelled`, async () => {
        const plan = await planned(PROXY, STAGED);
        const controller = new AbortController();
        const onProgress: ApplyOptions["onProgress"] = (step, state) => {
          if (at === 1 && step.kind === "create" && state === "done") controller.abort();
        };
        if (at === 0) controller.abort();
        const result = await run(plan, { signal: controller.signal, onProgress });
        assert.deepEqual([result.outcome, ...states(result)], ["cancelled", ...expected]);
        assert.deepEqual([proxy.writes.length, await count()], [writes, writes]);
      });
    }

    it("restores the responses that an interrupted put removed", async () => {
      const method = await newRestApi(emulator.endpoint, ["200"]);
      const path = `/restapis/${method.restApiId}/resources/${method.resourceId}/methods/GET/integration`;
      await call(emulator.endpoint, "PUT", path, { type: "MOCK" });
      await call(emulator.endpoint, "PUT", `${path}/responses/200`, { selectionPattern: "2.." });
      const file = {
        ...method,
        type: "MOCK",
        requestTemplates: { "application/json": '{"statusCode": 200}' },
      };
      const plan = await planned(file);
      const controller = new AbortController();
      const onProgress: ApplyOptions["onProgress"] = (_, state) => {
        if (state === "done") controller.abort();
      };
      const result = await run(plan, { signal: controller.signal, onProgress });
      assert.deepEqual([result.outcome, ...states(result)], ["cancelled", "done", "not-done"]);
      assert.deepEqual((await gateway.getMethod(method))?.responses, [], "the emulator drops them");
      const next = await planned(file);
      assert.deepEqual(
        next.plan.steps.map(({ kind }) => kind),
        ["responses"],
      );
      assert.equal((await run(next)).outcome, "done");
      const { responses = [] } = (await gateway.getMethod(method)) ?? {};
      assert.deepEqual(
        responses.map(({ selectionPattern }) => selectionPattern),
        ["2.."],
      );
      assert.equal((await planned(file)).plan.isInSync, true);
    });

    it("does not restore them into another method that the same file is for", async () => {
      const [method, other] = [
        await newRestApi(emulator.endpoint, ["200"]),
        await newRestApi(emulator.endpoint, ["200"]),
      ];
      const path = `/restapis/${method.restApiId}/resources/${method.resourceId}/methods/GET/integration`;
      await call(emulator.endpoint, "PUT", path, { type: "MOCK" });
      await call(emulator.endpoint, "PUT", `${path}/responses/200`, { selectionPattern: "2.." });
      const file = { type: "MOCK", requestTemplates: { "application/json": '{"statusCode": 200}' } };
      const controller = new AbortController();
      const plan = await planned({ ...method, ...file });
      await run(plan, { signal: controller.signal, onProgress: () => controller.abort() });
      assert.equal(record().pending.responses.length, 1);
      proxy.reset();
      const elsewhere = await planned({ ...other, ...file });
      assert.deepEqual(
        elsewhere.plan.steps.map(({ kind }) => kind),
        ["put"],
      );
    });

    it("does not overwrite what somebody else put", async () => {
      const method = await newRestApi(emulator.endpoint, ["200"]);
      const path = `/restapis/${method.restApiId}/resources/${method.resourceId}/methods/GET/integration`;
      const file = {
        ...method,
        type: "MOCK",
        requestTemplates: { "application/json": '{"statusCode": 200}' },
      };
      const plan = await planned(file);
      await call(emulator.endpoint, "PUT", path, {
        type: "HTTP",
        httpMethod: "GET",
        uri: "https://example.com",
      });
      assert.equal((await run(plan)).outcome, "changed-elsewhere");
      assert.deepEqual(proxy.writes, []);
    });

    it("recognizes a put whose response was lost", async () => {
      const method = await newRestApi(emulator.endpoint);
      const file = {
        ...method,
        type: "MOCK",
        requestTemplates: { "application/json": '{"statusCode": 200}' },
      };
      const plan = await planned(file);
      proxy.on("PUT", INTEGRATION, { kind: "lost" });
      assert.deepEqual(states(await run(plan)), ["found"]);
    });
  });

  it("sends a method test once, whatever the result", async () => {
    const method = { restApiId: "a", resourceId: "b", httpMethod: "GET" };
    const faults = [
      ["reset", "interrupted"],
      ["silence", "timed-out"],
    ] as const;
    for (const [fault, kind] of faults) {
      proxy.reset();
      proxy.on("POST", /\/methods\/GET$/, { kind: fault }, 9);
      await assert.rejects(
        gateway.testInvoke(method, {}),
        (error) =>
          isAwsError(error) &&
          error.kind === kind &&
          /backend may have been called/.test(error.messageWithAdvice),
      );
      assert.equal(proxy.writes.length, 1);
    }
  });

  it("makes no plan if reading fails, and gives advice", async () => {
    proxy.on("GET", /\/v2\/apis\//, DENIED);
    await assert.rejects(planned(PROXY), ({ kind, advice }: { kind: string; advice: string }) => {
      assert.equal(kind, "access-denied");
      assert.match(advice, /apigateway:PATCH on arn:aws:apigateway:us-east-1::\/apis\/x/);
      return true;
    });
  });

  it("keeps no secrets in its record", async () => {
    await existing();
    const text = readFileSync(join(folder, RECORD_FILE), "utf8");
    assert.doesNotMatch(text, /secret|"key"/i);
  });
});
