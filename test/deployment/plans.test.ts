/** Plans and what comes of them, with the real SDK against the emulator. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "mocha";
import {
  type ApiGateway,
  connect,
  type DeploymentRequest,
  deploy,
  importInput,
  listProfiles,
  type Members,
  type PreparedPlan,
  regionOf,
} from "../../deployment/src";
import type { OperationName } from "../../server/src/model/operationNames";
import type { FaultProxy } from "../support/faultProxy";
import { useEmulator } from "../support/moto";
import { call, integrationsOf, newApi, newRestApi } from "./apis";
import { PROXY, planOf, prepareRequest, useGateway } from "./gateway";

const MOCK: Members = { IntegrationType: "MOCK", RequestTemplates: { $default: '{"statusCode": 200}' } };

describe("Deployment with the AWS SDK", () => {
  const emulator = useEmulator();
  let proxy: FaultProxy;
  let gateway: ApiGateway;

  useGateway(emulator, (connected) => {
    ({ proxy, gateway } = connected);
  });

  async function planned(
    members: Members,
    operation: OperationName,
    more: Partial<DeploymentRequest> = {},
  ): Promise<PreparedPlan> {
    return planOf(gateway, { text: JSON.stringify(members), operation, ...more });
  }

  async function deployed(members: Members, operation: OperationName, more: Partial<DeploymentRequest> = {}) {
    return deploy(gateway, await planned(members, operation, more));
  }

  describe("of HTTP APIs", () => {
    it("creates, is in sync, updates and is in sync again", async () => {
      const apiId = await newApi(emulator.endpoint, "HTTP");
      const first = {
        ...PROXY,
        ApiId: apiId,
        RequestParameters: { "overwrite:path": "/b", "append:header.a": "x" },
      };
      const made = await deployed(first, "create-integration");
      assert.deepEqual([made.outcome, made.differing], ["done", []]);
      const ids = { integrationId: made.id ?? "" };
      assert.equal((await planned(first, "create-integration", { ids })).plan.isInSync, true);

      const second = {
        ...PROXY,
        ApiId: apiId,
        Description: "new",
        RequestParameters: { "overwrite:path": "/b" },
      };
      proxy.reset();
      const updated = await deployed(second, "create-integration", { ids });
      assert.deepEqual([updated.outcome, updated.id, updated.differing], ["done", made.id, []]);
      assert.deepEqual(proxy.writes, [
        {
          method: "PATCH",
          path: `/v2/apis/${apiId}/integrations/${made.id}`,
          body: { description: "new", requestParameters: { "overwrite:path": "/b", "append:header.a": "" } },
        },
      ]);
      assert.equal((await planned(second, "create-integration", { ids })).plan.isInSync, true);
      assert.equal((await integrationsOf(emulator.endpoint, apiId)).length, 1);
    });

    it("merges an update's parameters into the live ones", async () => {
      const apiId = await newApi(emulator.endpoint, "HTTP");
      const { integrationId } = await call(emulator.endpoint, "POST", `/v2/apis/${apiId}/integrations`, {
        integrationType: "AWS_PROXY",
        integrationSubtype: "SQS-SendMessage",
        credentialsArn: "arn:aws:iam::123456789012:role/queue",
        payloadFormatVersion: "1.0",
        requestParameters: { QueueUrl: "q", MessageBody: "$request.body", DelaySeconds: "1" },
      });
      const update = {
        ApiId: apiId,
        IntegrationId: String(integrationId),
        RequestParameters: { QueueUrl: "p", DelaySeconds: "2" },
      };
      const result = await deployed(update, "update-integration");
      assert.deepEqual([result.outcome, result.differing], ["done", []]);
      assert.deepEqual(proxy.writes[0]?.body, {
        integrationSubtype: "SQS-SendMessage",
        requestParameters: { QueueUrl: "p", MessageBody: "$request.body", DelaySeconds: "2" },
      });
      assert.equal((await planned(update, "update-integration")).plan.isInSync, true);
    });

    it("rejects what the API's protocol does not support", async () => {
      const ApiId = await newApi(emulator.endpoint, "HTTP");
      const prepared = await prepareRequest(gateway, {
        text: JSON.stringify({ ...MOCK, ApiId }),
        operation: "create-integration",
      });
      assert.deepEqual(prepared.kind === "invalid" && prepared.errors.map(({ code }) => code), ["AG2001"]);
      assert.deepEqual(proxy.writes, []);
    });

    it("requires what neither the file nor the options specify", async () => {
      const prepared = await prepareRequest(gateway, {
        text: JSON.stringify(PROXY),
        operation: "update-integration",
      });
      assert.deepEqual(prepared.kind === "incomplete" && prepared.flags, ["--api-id", "--integration-id"]);
      assert.deepEqual(proxy.calls, []);
    });

    it("deploys to a stage, which the emulator cannot", async () => {
      const ApiId = await newApi(emulator.endpoint, "HTTP");
      await call(emulator.endpoint, "POST", `/v2/apis/${ApiId}/stages`, { stageName: "dev" });
      proxy.on("POST", /deployments$/, { kind: "answer", status: 201, body: { deploymentId: "d1" } });
      const result = await deployed({ ...PROXY, ApiId }, "create-integration", { stage: "dev" });
      assert.deepEqual(
        result.steps.map(({ step, state }) => [step.kind, state]),
        [
          ["create", "done"],
          ["deployment", "done"],
        ],
      );
      assert.deepEqual(proxy.writes[1], {
        method: "POST",
        path: `/v2/apis/${ApiId}/deployments`,
        body: { stageName: "dev" },
      });
    });
  });

  describe("of WebSocket APIs", () => {
    it("creates integrations and their responses, and finds a response by its key", async () => {
      const apiId = await newApi(emulator.endpoint, "WEBSOCKET");
      const { id = "" } = await deployed({ ...MOCK, ApiId: apiId }, "create-integration");
      const response = {
        ApiId: apiId,
        IntegrationId: id,
        IntegrationResponseKey: "$default",
        ResponseTemplates: { $default: "a" },
      };
      const made = await deployed(response, "create-integration-response");
      assert.equal(made.outcome, "done");
      assert.equal((await planned(response, "create-integration-response")).plan.isInSync, true);
      proxy.reset();
      const changed = await deployed(
        { ...response, ResponseTemplates: { $default: "b" } },
        "create-integration-response",
      );
      assert.deepEqual([changed.outcome, changed.id], ["done", made.id]);
      assert.deepEqual(
        proxy.writes.map(({ method, body }) => [method, body]),
        [["PATCH", { responseTemplates: { $default: "b" } }]],
      );
      const update = {
        ApiId: apiId,
        IntegrationId: id,
        IntegrationResponseId: made.id ?? "",
        IntegrationResponseKey: "/2\\d\\d/",
      };
      assert.equal((await deployed(update, "update-integration-response")).outcome, "done");
      assert.equal((await planned(update, "update-integration-response")).plan.isInSync, true);
    });

    it("imports an input that is in sync with its origin", async () => {
      const apiId = await newApi(emulator.endpoint, "WEBSOCKET");
      const { id = "" } = await deployed(
        { ...MOCK, ApiId: apiId, TimeoutInMillis: 5000 },
        "create-integration",
      );
      const api = await gateway.getApi("apigatewayv2", apiId);
      const live = await gateway.getIntegration(apiId, id);
      const { input, operation } = importInput(
        api,
        { kind: "integration", apiId, integrationId: id },
        live?.members ?? {},
      );
      assert.deepEqual(input, {
        ApiId: apiId,
        IntegrationType: "MOCK",
        RequestTemplates: MOCK.RequestTemplates,
        TimeoutInMillis: 5000,
      });
      assert.equal((await planned(input, operation, { ids: { integrationId: id } })).plan.isInSync, true);
    });
  });

  describe("of REST APIs", () => {
    const TEMPLATE = { "application/json": '{"statusCode": 200}' };

    it("puts the integration and its responses, which survive the next put", async () => {
      const method = await newRestApi(emulator.endpoint, ["200", "404"]);
      const file = { ...method, type: "MOCK", requestTemplates: TEMPLATE };
      assert.equal((await deployed(file, "put-integration")).outcome, "done");
      for (const [statusCode, selectionPattern] of [
        ["200", ""],
        ["404", "4\\d{2}"],
      ] as const) {
        const response = {
          ...method,
          statusCode,
          selectionPattern,
          responseTemplates: { "application/json": "{}" },
        };
        assert.equal((await deployed(response, "put-integration-response")).outcome, "done");
        assert.equal((await planned(response, "put-integration-response")).plan.isInSync, true);
      }
      const changed = { ...file, requestTemplates: { "application/json": '{"statusCode": 404}' } };
      const result = await deployed(changed, "put-integration");
      assert.deepEqual(
        result.steps.map(({ step, state }) => [step.kind, state]),
        [
          ["put", "done"],
          ["responses", "done"],
        ],
      );
      const { responses = [] } = (await gateway.getMethod(method)) ?? {};
      assert.deepEqual(
        responses.map(({ statusCode, selectionPattern }) => [statusCode, selectionPattern ?? ""]),
        [
          ["200", ""],
          ["404", "4\\d{2}"],
        ],
      );
      assert.equal((await planned(changed, "put-integration")).plan.isInSync, true);
    });

    it("deploys to a stage that the deployment creates", async () => {
      const method = await newRestApi(emulator.endpoint);
      const file = { ...method, type: "MOCK", requestTemplates: TEMPLATE };
      const result = await deployed(file, "put-integration", { stage: "dev" });
      assert.equal(result.outcome, "done");
      assert.deepEqual(
        (await gateway.listStages("apigateway", method.restApiId)).map(({ name }) => name),
        ["dev"],
      );
    });

    it("reports missing methods and responses", async () => {
      const method = await newRestApi(emulator.endpoint);
      const post = await planned(
        { ...method, httpMethod: "POST", type: "MOCK", requestTemplates: TEMPLATE },
        "put-integration",
      );
      assert.match(post.plan.obstacles[0]?.message ?? "", /no method POST/);
      await deployed({ ...method, type: "MOCK", requestTemplates: TEMPLATE }, "put-integration");
      const response = await planned(
        { ...method, statusCode: "500", selectionPattern: "5.." },
        "put-integration-response",
      );
      assert.match(response.plan.obstacles[0]?.message ?? "", /not declare a response 500/);
    });
  });

  it("asks for the MFA code once, whatever is called", async () => {
    const folder = mkdtempSync(join(tmpdir(), "apigw-mfa-"));
    const files = {
      AWS_CONFIG_FILE: join(folder, "config"),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
    };
    writeFileSync(
      files.AWS_CONFIG_FILE,
      "[profile work]\nregion = us-east-1\nrole_arn = arn:aws:iam::123456789012:role/deployer\nsource_profile = base\nmfa_serial = arn:aws:iam::123456789012:mfa/me\n",
    );
    writeFileSync(
      files.AWS_SHARED_CREDENTIALS_FILE,
      "[base]\naws_access_key_id = k\naws_secret_access_key = s\n",
    );
    const previous = { ...process.env };
    Object.assign(process.env, files, { AWS_ENDPOINT_URL: proxy.endpoint });
    const asked: string[] = [];
    const mfaCode = async (serial: string) => {
      asked.push(serial);
      return "123456";
    };
    const own = await connect({ profile: "work", mfaCode });
    try {
      const ApiId = await newApi(emulator.endpoint, "HTTP");
      const [apis] = await Promise.all([own.listApis(), own.listVpcLinks()]);
      assert.ok(apis.some(({ id }) => id === ApiId));
      await own.write("create-integration", { ApiId, ...PROXY });
      assert.equal(await own.account(), "123456789012");
      assert.deepEqual([await listProfiles(), await regionOf("work")], [["base", "work"], "us-east-1"]);
      assert.deepEqual(asked, ["arn:aws:iam::123456789012:mfa/me"]);
    } finally {
      own.close();
      process.env = previous;
      rmSync(folder, { recursive: true });
    }
  });

  describe("creates prerequisites:", () => {
    it("routes that move from one integration to another", async () => {
      const apiId = await newApi(emulator.endpoint, "HTTP");
      const route = await gateway.createRoute(apiId, "GET /orders", "one");
      assert.deepEqual(await gateway.updateRoute(apiId, route.id, "two"), { ...route, integrationId: "two" });
      assert.deepEqual(proxy.writes, [
        {
          method: "POST",
          path: `/v2/apis/${apiId}/routes`,
          body: { routeKey: "GET /orders", target: "integrations/one" },
        },
        {
          method: "PATCH",
          path: `/v2/apis/${apiId}/routes/${route.id}`,
          body: { target: "integrations/two" },
        },
      ]);
    });

    it("a method, and what its response declares", async () => {
      const method = { ...(await newRestApi(emulator.endpoint)), httpMethod: "POST" };
      const path = `/restapis/${method.restApiId}/resources/${method.resourceId}/methods/POST`;
      const response = `${path}/responses/200`;
      await gateway.putMethod(method);
      await gateway.putMethodResponse(method, "200", ["method.response.header.a"]);
      // The emulator cannot patch a method response.
      proxy.on("PATCH", /responses/, { kind: "answer", status: 200, body: { statusCode: "200" } });
      await gateway.updateMethodResponse(method, "200", ["method.response.header.b"]);
      assert.deepEqual(proxy.writes, [
        { method: "PUT", path, body: { authorizationType: "NONE" } },
        {
          method: "PUT",
          path: response,
          body: { responseParameters: { "method.response.header.a": false } },
        },
        {
          method: "PATCH",
          path: response,
          body: {
            patchOperations: [
              { op: "add", path: "/responseParameters/method.response.header.b", value: "false" },
            ],
          },
        },
      ]);
      await call(emulator.endpoint, "PUT", path, {
        authorizationType: "NONE",
        requestParameters: { "method.request.querystring.q": true },
      });
      assert.deepEqual((await gateway.getMethod(method))?.requestParameters, [
        "method.request.querystring.q",
      ]);
    });
  });

  describe("lists", () => {
    it("the APIs of all three kinds, page by page", async () => {
      const apiId = await newApi(emulator.endpoint, "WEBSOCKET");
      const { restApiId } = await newRestApi(emulator.endpoint);
      const page = { items: [{ apiId: "first", name: "a", protocolType: "HTTP" }], nextToken: "more" };
      proxy.on("GET", /^\/v2\/apis$/, { kind: "answer", status: 200, body: page });
      const apis = await gateway.listApis();
      const kinds = new Map(apis.map(({ id, protocol }) => [id, protocol]));
      assert.deepEqual(
        [kinds.get("first"), kinds.get(apiId), kinds.get(restApiId)],
        ["HTTP", "WEBSOCKET", "REST"],
      );
    });

    it("what belongs to an API", async () => {
      const apiId = await newApi(emulator.endpoint, "HTTP");
      const { id = "" } = await deployed({ ...PROXY, ApiId: apiId }, "create-integration");
      const route = await gateway.createRoute(apiId, "GET /orders", id);
      assert.deepEqual(await gateway.listRoutes(apiId), [route]);
      assert.deepEqual([route.key, route.integrationId], ["GET /orders", id]);
      const method = await newRestApi(emulator.endpoint);
      assert.deepEqual(await gateway.listResources(method.restApiId), [
        { id: method.resourceId, path: "/", httpMethods: ["GET"] },
      ]);
      await gateway.putMethodResponse(method, "201", [
        "method.response.header.b",
        "method.response.header.a",
      ]);
      await gateway.putMethodResponse(method, "200");
      const { statusCodes, methodResponses, requestParameters } = (await gateway.getMethod(method)) ?? {};
      assert.deepEqual(statusCodes, ["200", "201"]);
      assert.deepEqual(methodResponses, [
        { statusCode: "200", responseParameters: [] },
        { statusCode: "201", responseParameters: ["method.response.header.a", "method.response.header.b"] },
      ]);
      assert.deepEqual(requestParameters, []);
      assert.deepEqual(await gateway.listVpcLinks(), []);
      const model = { name: "Order", contentType: "application/json", schema: "{}" };
      const modelsPath = `/restapis/${method.restApiId}/models`;
      const { id: modelId } = await call(emulator.endpoint, "POST", modelsPath, model);
      const models = await gateway.listModels("apigateway", method.restApiId);
      assert.deepEqual(models, [{ id: modelId, ...model }]);
      await gateway.deleteIntegration(apiId, id);
      assert.equal(await gateway.getIntegration(apiId, id), undefined);
    });
  });
});
