/** The facts about an API that are collected with a plan, using the real SDK and the emulator. */
import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  type Api,
  type ApiGateway,
  cachedReads,
  type Members,
  type Prepared,
  readFacts,
} from "../../deployment/src";
import type { OperationName } from "../../server/src/model/operationNames";
import type { FaultProxy } from "../support/faultProxy";
import { useEmulator } from "../support/moto";
import { call, newApi, newRestApi } from "./apis";
import { PROXY, prepareRequest, useGateway } from "./gateway";

const MOCK: Members = { type: "MOCK", requestTemplates: { "application/json": '{"statusCode": 200}' } };
const HTTP: Members = { type: "HTTP", integrationHttpMethod: "GET", uri: "https://example.com" };

describe("The facts about an API", () => {
  const emulator = useEmulator();
  let proxy: FaultProxy;
  let gateway: ApiGateway;

  useGateway(emulator, (connected) => {
    ({ proxy, gateway } = connected);
  });

  const prepared = (members: Members, operation: OperationName, wantsFacts = true): Promise<Prepared> =>
    prepareRequest(gateway, { text: JSON.stringify(members), operation, wantsFacts });

  async function factsOf(members: Members, operation: OperationName) {
    const result = await prepared(members, operation);
    assert.ok(result.kind !== "incomplete");
    return result.facts;
  }

  /** An HTTP or WebSocket API with two stages, two routes and an integration behind the first. */
  async function v2Api(protocol: "HTTP" | "WEBSOCKET", keys: readonly [string, string]) {
    const apiId = await newApi(emulator.endpoint, protocol);
    const path = `/v2/apis/${apiId}`;
    await call(emulator.endpoint, "POST", `${path}/stages`, {
      stageName: "dev",
      stageVariables: { url: "dev.example.com" },
    });
    await call(emulator.endpoint, "POST", `${path}/stages`, { stageName: "empty" });
    const { id: integrationId = "" } = await gateway.write("create-integration", { ApiId: apiId, ...PROXY });
    await gateway.createRoute(apiId, keys[0], integrationId);
    await call(emulator.endpoint, "POST", `${path}/routes`, { routeKey: keys[1] });
    return { apiId, integrationId };
  }

  /** A REST API with `GET /pets/{id}`, what that declares, and a stage. */
  async function restMethod() {
    const { restApiId, resourceId: root } = await newRestApi(emulator.endpoint);
    const add = async (parent: string, pathPart: string) => {
      const made = await call(emulator.endpoint, "POST", `/restapis/${restApiId}/resources/${parent}`, {
        pathPart,
      });
      return String(made.id);
    };
    const resourceId = await add(await add(root, "pets"), "{id}");
    const path = `/restapis/${restApiId}/resources/${resourceId}/methods/GET`;
    const requestParameters = {
      "method.request.path.id": true,
      "method.request.querystring.q": false,
    };
    await call(emulator.endpoint, "PUT", path, { authorizationType: "NONE", requestParameters });
    await call(emulator.endpoint, "PUT", `${path}/responses/200`, {
      responseParameters: { "method.response.header.Location": false },
    });
    return { restApiId, resourceId, httpMethod: "GET" };
  }

  for (const [protocol, first, second] of [
    ["HTTP", "GET /pets/{id}", "ANY /{proxy+}"],
    ["WEBSOCKET", "send", "$default"],
  ] as const) {
    it(`are, for ${protocol} APIs, the stage variables and the routes to the integration`, async () => {
      const { apiId, integrationId } = await v2Api(protocol, [first, second]);
      const file = { ApiId: apiId, IntegrationId: integrationId, ConnectionType: "INTERNET" };
      const facts = await factsOf(file, "update-integration");
      assert.deepEqual(
        { ...facts, stages: facts?.stages?.toSorted((a, b) => (a.name < b.name ? -1 : 1)) },
        {
          of: { apiId, integrationId },
          protocol,
          stages: [
            { name: "dev", variables: { url: "dev.example.com" } },
            { name: "empty", variables: {} },
          ],
          routes: [first],
        },
      );
    });
  }

  it("contain all routes for an integration that does not exist yet", async () => {
    const { apiId } = await v2Api("HTTP", ["GET /a", "GET /b"]);
    const facts = await factsOf({ ApiId: apiId, ...PROXY }, "create-integration");
    assert.deepEqual(facts?.routes?.toSorted(), ["GET /a", "GET /b"]);
    assert.deepEqual(facts?.of, { apiId });
  });

  it("are, for REST APIs, the method's path and declarations", async () => {
    const method = await restMethod();
    const { restApiId: apiId, ...of } = method;
    const expected = {
      of: { apiId, ...of },
      protocol: "REST",
      stages: [],
      routes: ["GET /pets/{id}"],
      requestParameters: ["method.request.path.id", "method.request.querystring.q"],
      binaryMediaTypes: [],
      methodResponses: [{ statusCode: "200", responseParameters: ["method.response.header.Location"] }],
    };
    assert.deepEqual(await factsOf({ ...method, ...MOCK }, "put-integration"), expected);
    const api: Api = { id: apiId, name: "orders", protocol: "REST", binaryMediaTypes: [] };
    assert.deepEqual(await readFacts(gateway, api, { kind: "rest-integration", method }), expected);
  });

  it("are just the protocol if nothing may be listed, which does not prevent the plan", async () => {
    const { apiId, integrationId } = await v2Api("HTTP", ["GET /a", "GET /b"]);
    const denied = {
      kind: "answer",
      status: 403,
      type: "AccessDeniedException",
      body: { message: "User is not authorized" },
    } as const;
    proxy.on("GET", /\/stages/, denied);
    proxy.on("GET", /\/routes/, denied);
    const file = { ApiId: apiId, IntegrationId: integrationId, ConnectionType: "INTERNET" };
    const result = await prepared(file, "update-integration");
    assert.equal(result.kind, "plan");
    assert.deepEqual(result.facts, { of: { apiId, integrationId }, protocol: "HTTP" });
  });

  it("are also collected for a file that is not valid for the API's protocol", async () => {
    const { apiId } = await v2Api("HTTP", ["GET /a", "GET /b"]);
    const result = await prepared({ ApiId: apiId, IntegrationType: "MOCK" }, "create-integration");
    assert.equal(result.kind, "invalid");
    assert.deepEqual([result.facts?.protocol, result.facts?.stages?.length], ["HTTP", 2]);
  });

  it("are only collected if requested", async () => {
    const { apiId } = await v2Api("HTTP", ["GET /a", "GET /b"]);
    proxy.calls.length = 0;
    await prepared({ ApiId: apiId, ...PROXY }, "create-integration", false);
    assert.deepEqual(
      proxy.calls.filter(({ path }) => /stages|routes/.test(path)),
      [],
    );
  });

  it("are read once for all files of an API", async () => {
    const { apiId } = await v2Api("HTTP", ["GET /a", "GET /b"]);
    const once = cachedReads(gateway);
    proxy.calls.length = 0;
    const request = { text: JSON.stringify({ ApiId: apiId, ...PROXY }), wantsFacts: true } as const;
    await prepareRequest(once, request);
    await prepareRequest(once, request);
    assert.deepEqual(
      proxy.calls
        .map(({ path }) => path.replace(/\?.*/, "").split("/").at(-1))
        .filter((name) => name !== apiId)
        .sort(),
      ["integrations", "integrations", "routes", "stages"],
    );
  });

  describe("prevent a plan", () => {
    const codesOf = (result: Prepared) =>
      result.kind === "invalid" ? result.errors.map(({ code }) => code) : result.kind;
    const mapping = (value: string) => ({ requestParameters: { "integration.request.header.x": value } });

    it("with a parameter that the method does not declare", async () => {
      const method = await restMethod();
      const wrong = { ...method, ...HTTP, ...mapping("method.request.querystring.page") };
      assert.deepEqual(codesOf(await prepared(wrong, "put-integration", false)), ["AG1056"]);
      const right = { ...method, ...HTTP, ...mapping("method.request.querystring.q") };
      assert.equal(codesOf(await prepared(right, "put-integration", false)), "plan");
    });

    it("but leave undeclared responses and headers to its obstacles", async () => {
      const method = await restMethod();
      await gateway.write("put-integration", { ...method, ...HTTP });
      const obstaclesOf = async (statusCode: string, name: string) => {
        const responseParameters = { [`method.response.header.${name}`]: "'1'" };
        const response = { ...method, statusCode, selectionPattern: "2..", responseParameters };
        const result = await prepared(response, "put-integration-response", false);
        assert.ok(result.kind === "plan");
        return result.plan.obstacles.map(({ path }) => path);
      };
      assert.deepEqual(await obstaclesOf("200", "X"), [["responseParameters"]]);
      assert.deepEqual(await obstaclesOf("200", "Location"), []);
      assert.deepEqual(await obstaclesOf("500", "X"), [["statusCode"]]);
    });

    it("unless there is nothing to put", async () => {
      const method = await restMethod();
      const file = { ...method, ...HTTP, ...mapping("method.request.querystring.page") };
      await gateway.write("put-integration", file);
      const result = await prepared(file, "put-integration", false);
      assert.ok(result.kind === "plan" && result.plan.isInSync);
    });
  });
});
