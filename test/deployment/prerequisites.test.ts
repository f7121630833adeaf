/** Routes, methods and method responses that a deployment makes, and what disturbs it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import {
  type ApiGateway,
  type ApplyOptions,
  type DeploymentHistory,
  type DeploymentRequest,
  type DeployResult,
  deploy,
  type Members,
  type PreparedPlan,
  RECORD_FILE,
  type RequestedPrerequisites,
  stepTitle,
} from "../../deployment/src";
import type { OperationName } from "../../server/src/model/operationNames";
import type { Fault, FaultProxy } from "../support/faultProxy";
import { useEmulator } from "../support/moto";
import { call, integrationsOf, newApi, newRestApi } from "./apis";
import { EXPIRED, FAILED, PROXY, planOf, states, useApi, useGateway } from "./gateway";

const MOCK: Members = { type: "MOCK", requestTemplates: { "application/json": '{"statusCode": 200}' } };
const LOCATION = "method.response.header.Location";
const TAG = "method.response.header.ETag";

const ROUTES = /\/routes$/;
const ROUTE = /\/routes\/[^/]+$/;
const METHOD = /\/methods\/[A-Z]+$/;
const METHOD_RESPONSE = /\/methods\/[A-Z]+\/responses\/\d+$/;

const EXISTS: Fault = {
  kind: "answer",
  status: 409,
  type: "ConflictException",
  body: { message: "Route with key GET /orders already exists for this API" },
};
const DEPLOYED: Fault = { kind: "answer", status: 201, body: { deploymentId: "d1" } };

describe("A deployment with prerequisites", () => {
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
    operation: OperationName,
    prerequisites: RequestedPrerequisites,
    more: Partial<DeploymentRequest> = {},
  ): Promise<PreparedPlan> {
    const text = JSON.stringify(members);
    return planOf(gateway, { text, operation, prerequisites, history, ...more });
  }

  const withRoutes = (routes: readonly string[], more: Partial<DeploymentRequest> = {}) =>
    planned({ ...PROXY, ApiId: apiId }, "create-integration", { routes }, more);
  const withMethod = (method: Members) =>
    planned({ ...method, ...MOCK }, "put-integration", { method: true });
  const withResponse = (members: Members) =>
    planned(members, "put-integration-response", { methodResponse: true });
  const run = (plan: PreparedPlan, options: ApplyOptions = {}) =>
    deploy(gateway, plan, { settleMs: 1, ...options });
  const kinds = ({ plan }: PreparedPlan) => plan.steps.map(({ kind }) => kind);
  const record = () => JSON.parse(readFileSync(join(folder, RECORD_FILE), "utf8")).deployments[0];
  const routes = async () =>
    (await gateway.listRoutes(apiId)).map(({ key, integrationId }) => `${key} -> ${integrationId}`);
  const newRoute = (routeKey: string, integrationId: string) =>
    call(emulator.endpoint, "POST", `/v2/apis/${apiId}/routes`, {
      routeKey,
      target: `integrations/${integrationId}`,
    });
  const retarget = (routeId: unknown, integrationId: string) =>
    call(emulator.endpoint, "PATCH", `/v2/apis/${apiId}/routes/${routeId}`, {
      target: `integrations/${integrationId}`,
    });

  describe("creates routes:", () => {
    it("new ones after the integration, and none if they already target it", async () => {
      const result = await run(await withRoutes(["GET /orders", "$default", "GET /orders"]));
      assert.deepEqual([result.outcome, ...states(result)], ["done", "done", "done", "done"]);
      assert.deepEqual(await routes(), [`GET /orders -> ${result.id}`, `$default -> ${result.id}`]);
      assert.equal((await withRoutes(["GET /orders", "$default"])).plan.isInSync, true);
    });

    it("those of WebSocket APIs as well", async () => {
      const ApiId = await newApi(emulator.endpoint, "WEBSOCKET");
      const plan = await planned(
        { ApiId, IntegrationType: "MOCK", RequestTemplates: { $default: '{"statusCode": 200}' } },
        "create-integration",
        { routes: ["$connect", "send message"] },
      );
      const { outcome, id } = await run(plan);
      assert.equal(outcome, "done");
      assert.deepEqual(
        (await gateway.listRoutes(ApiId)).map(({ key, integrationId }) => [key, integrationId]),
        [
          ["$connect", id],
          ["send message", id],
        ],
      );
    });

    it("and changes the target of an existing one, as planned", async () => {
      const { routeId } = await newRoute("GET /orders", "other");
      const plan = await withRoutes(["GET /orders"]);
      assert.deepEqual(plan.plan.steps.map(stepTitle), [
        "create the integration",
        "point the route GET /orders, which targets integration other, to this integration",
      ]);
      const { id } = await run(plan);
      assert.deepEqual(await routes(), [`GET /orders -> ${id}`]);
      assert.deepEqual(proxy.writes[1], {
        method: "PATCH",
        path: `/v2/apis/${apiId}/routes/${routeId}`,
        body: { target: `integrations/${id}` },
      });
    });

    it("for an update's integration", async () => {
      const { id = "" } = await run(await withRoutes([]));
      const update = { ApiId: apiId, IntegrationId: id, Description: "new" };
      const result = await run(await planned(update, "update-integration", { routes: ["GET /orders"] }));
      assert.deepEqual([result.outcome, ...states(result)], ["done", "done", "done"]);
      assert.deepEqual(await routes(), [`GET /orders -> ${id}`]);
    });

    it("but not with an invalid key", async () => {
      const { plan } = await withRoutes(["/orders"]);
      assert.match(plan.obstacles[0]?.message ?? "", /"\/orders" is not a valid route key for an HTTP API/);
      assert.equal((await deploy(gateway, await withRoutes(["/orders"]))).outcome, "blocked");
      assert.deepEqual(proxy.writes, []);
    });
  });

  describe("reads routes again before writing:", () => {
    const elsewhere: readonly (readonly [
      string,
      string | undefined,
      (routeId: unknown) => Promise<unknown>,
      object,
    ])[] = [
      [
        "one that somebody else has made",
        undefined,
        () => newRoute("GET /orders", "theirs"),
        { kind: "added", path: ["route GET /orders"], after: "theirs" },
      ],
      [
        "one that somebody else has pointed elsewhere",
        "other",
        (routeId) => retarget(routeId, "theirs"),
        { kind: "changed", path: ["route GET /orders"], before: "other", after: "theirs" },
      ],
      [
        "one that somebody else has deleted",
        "other",
        (routeId) => call(emulator.endpoint, "DELETE", `/v2/apis/${apiId}/routes/${routeId}`),
        { kind: "removed", path: ["route GET /orders"], before: "other" },
      ],
    ];
    for (const [title, target, change, told] of elsewhere) {
      it(title, async () => {
        const { routeId } = target === undefined ? {} : await newRoute("GET /orders", target);
        const plan = await withRoutes(["GET /orders"]);
        await change(routeId);
        const result = await run(plan);
        assert.deepEqual([result.outcome, result.elsewhere], ["changed-elsewhere", [told]]);
        assert.deepEqual(proxy.writes, []);
      });
    }

    it("one that already targets the integration", async () => {
      const { id = "" } = await run(await withRoutes(["GET /orders"]));
      const changed = { ...PROXY, ApiId: apiId, Description: "new" };
      const plan = await planned(changed, "create-integration", { routes: ["GET /orders"] });
      assert.deepEqual(kinds(plan), ["update"]);
      const [route] = await gateway.listRoutes(apiId);
      await retarget(route?.id, "theirs");
      proxy.reset();
      const result = await run(plan);
      assert.deepEqual(result.elsewhere, [
        { kind: "changed", path: ["route GET /orders"], before: id, after: "theirs" },
      ]);
      assert.deepEqual(proxy.writes, []);
    });

    it("and ignores routes that were not requested", async () => {
      const plan = await withRoutes(["GET /orders"]);
      await newRoute("GET /customers", "theirs");
      assert.equal((await run(plan)).outcome, "done");
    });
  });

  describe("observes the result of a route whose response was lost:", () => {
    const cases: readonly (readonly [
      string,
      Fault,
      number,
      DeployResult["outcome"],
      string,
      string | undefined,
      number,
    ])[] = [
      ["made all the same", { kind: "lost" }, 1, "done", "found", undefined, 1],
      ["made, and the answer too late", { kind: "late" }, 1, "done", "found", undefined, 1],
      ["not made, so sent again", { kind: "reset" }, 1, "done", "done", undefined, 2],
      ["not made by a failure of AWS's, so sent again", FAILED, 1, "done", "done", undefined, 2],
      ["never made", FAILED, 9, "failed", "not-done", "server-error", 3],
      ["perhaps to be made yet", { kind: "silence" }, 1, "failed", "unknown", "timed-out", 1],
      ["refused", EXISTS, 1, "failed", "not-done", "conflict", 1],
      ["not looked at without credentials", EXPIRED, 1, "failed", "not-done", "expired-credentials", 1],
    ];
    for (const [title, fault, times, outcome, state, failure, tries] of cases) {
      it(`a new one: ${title}`, async () => {
        const plan = await withRoutes(["GET /orders"]);
        proxy.on("POST", ROUTES, fault, times);
        const result = await run(plan);
        assert.deepEqual(
          [result.outcome, ...states(result), result.failure?.kind],
          [outcome, "done", state, failure],
        );
        assert.equal(proxy.writes.length, 1 + tries, "the integration, and tries of the route");
        assert.deepEqual(await routes(), outcome === "done" ? [`GET /orders -> ${result.id}`] : []);
        assert.deepEqual([record().id, record().pending], [result.id, undefined]);
        const next = await withRoutes(["GET /orders"]);
        assert.deepEqual([kinds(next), next.plan.notices], [outcome === "done" ? [] : ["create-route"], []]);
      });

      it(`an updated one: ${title}`, async () => {
        await newRoute("GET /orders", "other");
        const plan = await withRoutes(["GET /orders"]);
        proxy.on("PATCH", ROUTE, fault, times);
        const result = await run(plan);
        assert.deepEqual(
          [result.outcome, ...states(result), result.failure?.kind],
          [outcome, "done", state, failure],
        );
        assert.equal(proxy.writes.length, 1 + tries, "the integration, and tries of the route");
        const target = outcome === "done" ? result.id : "other";
        assert.deepEqual(await routes(), [`GET /orders -> ${target}`]);
      });
    }

    it("does not adopt or change one that somebody else created with that key", async () => {
      const plan = await withRoutes(["GET /orders"]);
      const action = async () => {
        await newRoute("GET /orders", "theirs");
        throw new Error("and the connection breaks");
      };
      proxy.on("POST", ROUTES, { kind: "first", action });
      const result = await run(plan);
      assert.deepEqual([result.outcome, ...states(result)], ["failed", "done", "unknown"]);
      assert.deepEqual(await routes(), ["GET /orders -> theirs"]);
    });

    it("leaves one that somebody else pointed elsewhere meanwhile", async () => {
      const { routeId } = await newRoute("GET /orders", "other");
      const plan = await withRoutes(["GET /orders"]);
      const action = async () => {
        await retarget(routeId, "theirs");
        throw new Error("and the connection breaks");
      };
      proxy.on("PATCH", ROUTE, { kind: "first", action });
      const result = await run(plan);
      assert.deepEqual([result.outcome, ...states(result)], ["failed", "done", "unknown"]);
      assert.deepEqual(await routes(), ["GET /orders -> theirs"]);
    });
  });

  describe("stops", () => {
    it("before the route, and resumes from there", async () => {
      const plan = await withRoutes(["GET /orders"]);
      const controller = new AbortController();
      const onProgress: ApplyOptions["onProgress"] = (step, state) => {
        if (step.kind === "create" && state === "done") controller.abort();
      };
      const result = await run(plan, { signal: controller.signal, onProgress });
      assert.deepEqual([result.outcome, ...states(result)], ["cancelled", "done", "not-done"]);
      assert.deepEqual([await routes(), proxy.writes.length], [[], 1]);
      const next = await withRoutes(["GET /orders"]);
      assert.deepEqual(kinds(next), ["create-route"]);
      assert.equal((await run(next)).outcome, "done");
      assert.equal((await integrationsOf(emulator.endpoint, apiId)).length, 1);
    });

    it("before the method, having done nothing", async () => {
      const plan = await withMethod({ ...(await newRestApi(emulator.endpoint)), httpMethod: "POST" });
      const result = await run(plan, { signal: AbortSignal.abort() });
      assert.deepEqual([result.outcome, ...states(result)], ["cancelled", "not-done", "not-done"]);
      assert.deepEqual(proxy.writes, []);
    });
  });

  it("deploys new routes to a stage that already has the same integration", async () => {
    await call(emulator.endpoint, "POST", `/v2/apis/${apiId}/stages`, { stageName: "dev" });
    proxy.on("POST", /deployments$/, DEPLOYED, 3);
    const stage = { stage: "dev" };
    assert.equal((await run(await withRoutes([], stage))).outcome, "done");
    assert.equal((await withRoutes([], stage)).plan.isInSync, true);

    // The connection breaks behind the route, so that the stage is left without it.
    const plan = await withRoutes(["GET /orders"], stage);
    assert.deepEqual(kinds(plan), ["create-route", "deployment"]);
    const controller = new AbortController();
    const result = await run(plan, { signal: controller.signal, onProgress: () => controller.abort() });
    assert.deepEqual([result.outcome, ...states(result)], ["cancelled", "done", "not-done"]);

    const next = await withRoutes(["GET /orders"], stage);
    assert.deepEqual(kinds(next), ["deployment"]);
    assert.equal((await run(next)).outcome, "done");
    assert.equal((await withRoutes(["GET /orders"], stage)).plan.isInSync, true);
  });

  describe("creates a REST method:", () => {
    it("with its integration", async () => {
      const method = { ...(await newRestApi(emulator.endpoint)), httpMethod: "POST" };
      const path = `/restapis/${method.restApiId}/resources/${method.resourceId}/methods/POST`;
      const plan = await withMethod(method);
      assert.deepEqual(kinds(plan), ["put-method", "put"]);
      const result = await run(plan);
      assert.deepEqual([result.outcome, ...states(result)], ["done", "done", "done"]);
      assert.deepEqual(proxy.writes[0], { method: "PUT", path, body: { authorizationType: "NONE" } });
      assert.equal((await withMethod(method)).plan.isInSync, true);
    });

    it("unless somebody else created it since the plan was made", async () => {
      const method = { ...(await newRestApi(emulator.endpoint)), httpMethod: "POST" };
      const plan = await withMethod(method);
      const path = `/restapis/${method.restApiId}/resources/${method.resourceId}/methods/POST`;
      await call(emulator.endpoint, "PUT", path, { authorizationType: "AWS_IAM" });
      const result = await run(plan);
      assert.deepEqual(
        [result.outcome, result.elsewhere],
        ["changed-elsewhere", [{ kind: "added", path: ["method"], after: "POST" }]],
      );
      assert.deepEqual(proxy.writes, []);
    });

    for (const [title, fault, state, tries] of [
      ["recognizes it although the response was lost", { kind: "lost" }, "found", 1],
      ["sends it again where it is not there", FAILED, "done", 2],
    ] as const) {
      it(title, async () => {
        const plan = await withMethod({ ...(await newRestApi(emulator.endpoint)), httpMethod: "POST" });
        proxy.on("PUT", METHOD, fault);
        const result = await run(plan);
        assert.deepEqual([result.outcome, ...states(result)], ["done", state, "done"]);
        assert.equal(proxy.writes.filter(({ path }) => METHOD.test(path)).length, tries);
      });
    }
  });

  describe("creates a method response:", () => {
    const mapped = { statusCode: "404", selectionPattern: "4..", responseParameters: { [LOCATION]: "'/'" } };

    /** A method with an integration, and responses that declare some headers. */
    async function integrated(declared: Readonly<Record<string, readonly string[]>> = {}) {
      const method = await newRestApi(emulator.endpoint);
      const path = `/restapis/${method.restApiId}/resources/${method.resourceId}/methods/GET`;
      await call(emulator.endpoint, "PUT", `${path}/integration`, { type: "MOCK" });
      for (const [statusCode, names] of Object.entries(declared)) {
        const responseParameters = Object.fromEntries(names.map((name) => [name, false]));
        await call(emulator.endpoint, "PUT", `${path}/responses/${statusCode}`, { responseParameters });
      }
      return { method, path };
    }

    it("with the headers that the file sets", async () => {
      const { method, path } = await integrated();
      const plan = await withResponse({ ...method, ...mapped });
      assert.deepEqual(kinds(plan), ["put-method-response", "put"]);
      const result = await run(plan);
      assert.deepEqual([result.outcome, ...states(result)], ["done", "done", "done"]);
      assert.deepEqual(proxy.writes[0], {
        method: "PUT",
        path: `${path}/responses/404`,
        body: { responseParameters: { [LOCATION]: false } },
      });
      assert.equal((await withResponse({ ...method, ...mapped })).plan.isInSync, true);
    });

    it("declares a header in an existing one, and keeps the others", async () => {
      const { method, path } = await integrated({ "404": [TAG] });
      const plan = await withResponse({ ...method, ...mapped });
      assert.deepEqual(plan.plan.steps.map(stepTitle), [
        "declare the header Location in the method response 404",
        "put the integration response",
      ]);
      // The emulator cannot patch a method response.
      proxy.on("PATCH", METHOD_RESPONSE, { kind: "answer", status: 200, body: { statusCode: "404" } });
      assert.equal((await run(plan)).outcome, "done");
      assert.deepEqual(proxy.writes[0], {
        method: "PATCH",
        path: `${path}/responses/404`,
        body: {
          patchOperations: [{ op: "add", path: `/responseParameters/${LOCATION}`, value: "false" }],
        },
      });
    });

    it("recognizes it although the response was lost", async () => {
      const { method } = await integrated();
      const plan = await withResponse({ ...method, ...mapped });
      proxy.on("PUT", METHOD_RESPONSE, { kind: "lost" });
      assert.deepEqual(states(await run(plan)), ["found", "done"]);
    });

    it("recognizes a declared header although the response was lost", async () => {
      const { method, path } = await integrated({ "404": [TAG] });
      const plan = await withResponse({ ...method, ...mapped });
      const action = async () => {
        const responseParameters = { [TAG]: false, [LOCATION]: false };
        await call(emulator.endpoint, "PUT", `${path}/responses/404`, { responseParameters });
        throw new Error("and the connection breaks");
      };
      proxy.on("PATCH", METHOD_RESPONSE, { kind: "first", action });
      assert.deepEqual(states(await run(plan)), ["found", "done"]);
    });

    it("does not adopt one that declares other headers", async () => {
      const { method, path } = await integrated();
      const plan = await withResponse({ ...method, ...mapped });
      const action = async () => {
        await call(emulator.endpoint, "PUT", `${path}/responses/404`, {
          responseParameters: { [TAG]: false },
        });
        throw new Error("and the connection breaks");
      };
      proxy.on("PUT", METHOD_RESPONSE, { kind: "first", action });
      const result = await run(plan);
      assert.deepEqual([result.outcome, ...states(result)], ["failed", "unknown", "not-done"]);
    });

    it("unless somebody else created it since the plan was made", async () => {
      const { method, path } = await integrated();
      const plan = await withResponse({ ...method, ...mapped });
      await call(emulator.endpoint, "PUT", `${path}/responses/404`, { responseParameters: { [TAG]: true } });
      const result = await run(plan);
      assert.deepEqual(
        [result.outcome, result.elsewhere],
        ["changed-elsewhere", [{ kind: "added", path: ["method response 404"], after: [TAG] }]],
      );
      assert.deepEqual(proxy.writes, []);
    });
  });
});
