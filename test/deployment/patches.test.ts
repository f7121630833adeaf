/** Patch inputs of REST APIs: their calls, plans and results, and puts that are turned into patches. */
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "mocha";
import {
  type ApiGateway,
  awsCommands,
  type DeploymentHistory,
  deploy,
  locateFailure,
  type Members,
  planText,
  turnIntoPatch,
} from "../../deployment/src";
import type { FaultProxy } from "../support/faultProxy";
import { useEmulator } from "../support/moto";
import { call, newRestApi } from "./apis";
import { planOf, prepareRequest, states, useApi, useGateway } from "./gateway";
import { PATCHED_INTEGRATION, PATCHED_RESPONSE, patches } from "./patchEmulation";

const PUT = {
  type: "HTTP",
  integrationHttpMethod: "GET",
  uri: "https://example.com/orders",
  requestTemplates: { "application/json": "{}" },
  timeoutInMillis: 5000,
};
const URI = { op: "replace", path: "/uri", value: "https://example.com/v2/orders" };

describe("A patch of a REST API", () => {
  const emulator = useEmulator();
  let proxy: FaultProxy;
  let gateway: ApiGateway;
  let method: Awaited<ReturnType<typeof newRestApi>>;
  let history: DeploymentHistory;
  let path = "";

  useGateway(
    emulator,
    (connected) => {
      ({ proxy, gateway } = connected);
    },
    { timeoutMs: 2_000 },
  );
  useApi(emulator, (deployable) => {
    history = { ...deployable.history, file: "patch.json" };
  });
  beforeEach(async () => {
    method = await newRestApi(emulator.endpoint, ["200"]);
    path = `/restapis/${method.restApiId}/resources/${method.resourceId}/methods/GET/integration`;
    await gateway.write("put-integration", { ...method, ...PUT });
    await gateway.write("put-integration-response", { ...method, statusCode: "200" });
    proxy.reset();
  });

  const request = (patchOperations: readonly object[], more: Members = {}) => ({
    text: JSON.stringify({ ...method, ...more, patchOperations }),
    history,
  });
  const plan = async (...changes: readonly object[]) => (await planOf(gateway, request(changes))).plan;
  const patchesSent = () => proxy.calls.filter((one) => one.method === "PATCH");
  const live = () => gateway.getMethod(method);

  describe("on the wire", () => {
    it("is sent to the integration", async () => {
      proxy.on("PATCH", PATCHED_INTEGRATION, patches(emulator.endpoint));
      const written = await gateway.write("apigateway update-integration", {
        ...method,
        patchOperations: [URI],
      });
      assert.deepEqual(proxy.writes, [{ method: "PATCH", path, body: { patchOperations: [URI] } }]);
      assert.equal(written.members.uri, URI.value);
      assert.equal(written.members.integrationHttpMethod, "GET");
    });

    it("is sent to the integration response", async () => {
      const change = { op: "replace", path: "/selectionPattern", value: "4\\d{2}" };
      proxy.on("PATCH", PATCHED_RESPONSE, patches(emulator.endpoint));
      const input = { ...method, statusCode: "200", patchOperations: [change] };
      const written = await gateway.write("apigateway update-integration-response", input);
      assert.deepEqual(proxy.writes, [
        { method: "PATCH", path: `${path}/responses/200`, body: { patchOperations: [change] } },
      ]);
      assert.equal(written.members.selectionPattern, "4\\d{2}");
    });
  });

  describe("is planned", () => {
    it("member by member, with one step and its command", async () => {
      const changes = [
        URI,
        { op: "add", path: "/requestTemplates/text~1plain", value: "$input.body" },
        { op: "remove", path: "/requestTemplates/application~1json" },
        { op: "replace", path: "/timeoutInMillis", value: "29000" },
      ];
      const planned = await plan(...changes);
      const text = planText("patch.json", planned);
      assert.equal(
        text,
        `patch.json: integration of GET ${method.resourceId} of REST API orders (${method.restApiId})
  ~ uri: "https://example.com/orders" -> "https://example.com/v2/orders"
  - requestTemplates.application/json: "{}"
  + requestTemplates.text/plain: "$input.body"
  ~ timeoutInMillis: 5000 -> 29000
  note: The calls go to ${proxy.endpoint}, not to AWS.
  1. patch the integration
`,
      );
      const [step] = planned.steps;
      assert.ok(step);
      const input = JSON.stringify({ ...method, patchOperations: changes });
      assert.deepEqual(awsCommands(step), [`aws apigateway update-integration --cli-input-json '${input}'`]);
    });

    it("with the operations that change nothing", async () => {
      const planned = await plan(URI, { op: "replace", path: "/timeoutInMillis", value: "5000" });
      assert.deepEqual(planned.notices, ["replace /timeoutInMillis changes nothing."]);
      assert.equal(planned.steps.length, 1);
    });

    it("as in sync if no operation changes anything", async () => {
      const planned = await plan({ ...URI, value: PUT.uri });
      assert.deepEqual([planned.isInSync, planned.changes], [true, []]);
    });

    it("against the responses, too", async () => {
      const change = { op: "add", path: "/responseTemplates/application~1json", value: "{}" };
      const { plan: planned } = await planOf(gateway, request([change], { statusCode: "200" }));
      assert.deepEqual(planned.changes, [
        { kind: "added", path: ["responseTemplates", "application/json"], after: "{}" },
      ]);
      assert.equal(planned.steps.length, 1);
    });
  });

  describe("is refused", () => {
    const messages = async (changes: readonly object[], more: Members = {}) =>
      (await planOf(gateway, request(changes, more))).plan.obstacles.map(({ message }) => message);

    it("without a method", async () => {
      assert.deepEqual(await messages([URI], { httpMethod: "POST" }), [
        `The resource ${method.resourceId} has no method POST.`,
      ]);
    });

    it("without an integration", async () => {
      await gateway.deleteRestIntegration(method);
      assert.deepEqual(await messages([URI]), [
        "The method has no integration to change. Deploy a put-integration input first.",
      ]);
    });

    it("without a response", async () => {
      const change = { op: "replace", path: "/selectionPattern", value: "4.." };
      assert.deepEqual(await messages([change], { statusCode: "404" }), [
        "The integration has no response 404 to change. Deploy a put-integration-response input first.",
      ]);
    });

    it("if it removes an entry that does not exist", async () => {
      const [message, ...others] = await messages([
        URI,
        { op: "remove", path: "/requestParameters/integration.request.header.a" },
      ]);
      assert.equal(
        message,
        "remove /requestParameters/integration.request.header.a cannot be applied, because this does not exist on AWS.",
      );
      assert.deepEqual(others, []);
    });

    it("if its result would be invalid, which the file alone does not show", async () => {
      const value = "arn:aws:apigateway:us-east-1:sqs:path/123456789012/orders";
      const [message] = await messages([{ ...URI, value }]);
      assert.match(message ?? "", /^.+\. AWS would reject the result of the patch \(AG1\d{3}\)\.$/);
    });
  });

  describe("is deployed", () => {
    it("with one call, recorded, and has nothing to do afterwards", async () => {
      const changes = [URI, { op: "remove", path: "/requestTemplates/application~1json" }];
      proxy.on("PATCH", PATCHED_INTEGRATION, patches(emulator.endpoint));
      const result = await deploy(gateway, await planOf(gateway, request(changes)));
      assert.deepEqual([result.outcome, ...states(result), result.differing], ["done", "done", []]);
      assert.equal(patchesSent().length, 1);
      const [record] = await history.records.ofFile("patch.json");
      assert.deepEqual([record?.apiId, record?.part], [method.restApiId, `GET ${method.resourceId}`]);
      const again = await planOf(gateway, request(changes));
      assert.deepEqual([again.plan.isInSync, again.plan.notices], [true, []]);
      assert.deepEqual(
        (await live())?.responses.map(({ statusCode }) => statusCode),
        ["200"],
      );
    });

    it("again after somebody else changed a part of it, without what is already removed", async () => {
      const changes = [URI, { op: "remove", path: "/requestTemplates/application~1json" }];
      proxy.on("PATCH", PATCHED_INTEGRATION, patches(emulator.endpoint), 2);
      await deploy(gateway, await planOf(gateway, request(changes)));
      await call(emulator.endpoint, "PUT", path, { type: "HTTP", httpMethod: "GET", uri: PUT.uri });
      const again = await planOf(gateway, request(changes));
      assert.ok(
        again.plan.notices.includes(
          "The live resource was changed elsewhere since it was deployed from here.",
        ),
      );
      await deploy(gateway, again);
      assert.deepEqual(patchesSent().at(-1)?.body, { patchOperations: [URI] });
      assert.equal((await live())?.integration?.uri, URI.value);
    });

    it("once, and looked up if the response is lost", async () => {
      proxy.on("PATCH", PATCHED_INTEGRATION, patches(emulator.endpoint, { isLost: true }));
      const result = await deploy(gateway, await planOf(gateway, request([URI])), { settleMs: 1 });
      assert.deepEqual([result.outcome, ...states(result)], ["done", "found"]);
      assert.equal(patchesSent().length, 1);
    });

    it("once, and is unknown if it does not show", async () => {
      proxy.on("PATCH", PATCHED_INTEGRATION, { kind: "reset" }, 9);
      const result = await deploy(gateway, await planOf(gateway, request([URI])), { settleMs: 1 });
      assert.deepEqual([result.outcome, ...states(result)], ["failed", "unknown"]);
      assert.equal(patchesSent().length, 1);
    });

    it("not, if somebody else changed the integration since it was planned", async () => {
      const planned = await planOf(gateway, request([URI]));
      await call(emulator.endpoint, "PUT", path, { type: "MOCK" });
      const result = await deploy(gateway, planned);
      assert.equal(result.outcome, "changed-elsewhere");
      assert.equal(patchesSent().length, 0);
    });

    it("with AWS's answer at the operation that it is about", async () => {
      const changes = [{ op: "replace", path: "/timeoutInMillis", value: "6000" }, URI];
      const message = "Invalid HTTP endpoint specified for URI";
      proxy.on("PATCH", PATCHED_INTEGRATION, {
        kind: "answer",
        status: 400,
        type: "BadRequestException",
        body: { message },
      });
      const prepared = await planOf(gateway, request(changes));
      const { failure } = await deploy(gateway, prepared);
      assert.ok(failure);
      const located = locateFailure(prepared.analysis, failure);
      const { text } = prepared.analysis.document;
      assert.equal(text.slice(located?.span.start, located?.span.end), '"/uri"');
    });
  });

  describe("is made from a put", () => {
    const turned = async (changes: Members) => {
      const text = JSON.stringify({ ...method, ...PUT, ...changes });
      return turnIntoPatch((await planOf(gateway, { text, fileName: "a.put-integration.json" })).plan);
    };

    it("with the fewest operations, which then deploy", async () => {
      const made = await turned({ uri: URI.value, requestTemplates: { "text/plain": "x" } });
      assert.ok(made.kind === "patch");
      assert.deepEqual(made.unpatchable, []);
      assert.equal(made.operation, "apigateway update-integration");
      const { patchOperations } = made.input;
      assert.ok(Array.isArray(patchOperations));
      assert.deepEqual(patchOperations.map(({ op, path: at }) => `${op} ${at}`).sort(), [
        "add /requestTemplates/text~1plain",
        "remove /requestTemplates/application~1json",
        "replace /uri",
      ]);
      proxy.on("PATCH", PATCHED_INTEGRATION, patches(emulator.endpoint));
      const text = JSON.stringify(made.input);
      assert.equal((await deploy(gateway, await planOf(gateway, { text }))).outcome, "done");
      assert.deepEqual(
        (await turned({ uri: URI.value, requestTemplates: { "text/plain": "x" } })).kind,
        "in-sync",
      );
    });

    it("and names what a patch cannot change", async () => {
      const made = await turned({ type: "HTTP_PROXY", uri: URI.value });
      assert.ok(made.kind === "patch");
      assert.deepEqual(made.unpatchable, ["type"]);
    });

    it("but not from other inputs, or without a live resource", async () => {
      const apiId = (await call(emulator.endpoint, "POST", "/v2/apis", { name: "a", protocolType: "HTTP" }))
        .apiId;
      const text = JSON.stringify({
        ApiId: apiId,
        IntegrationType: "HTTP_PROXY",
        IntegrationMethod: "ANY",
        IntegrationUri: "https://example.com",
        PayloadFormatVersion: "1.0",
      });
      const other = turnIntoPatch((await planOf(gateway, { text })).plan);
      assert.match(
        other.kind === "impossible" ? other.reason : "",
        /^The file is an input for create-integration\./,
      );
      await gateway.deleteRestIntegration(method);
      const none = await turned({});
      assert.match(none.kind === "impossible" ? none.reason : "", /does not exist yet\. Deploy the file/);
    });
  });

  it("as a bare list is left to the AWS CLI", async () => {
    const invalid = await prepareRequest(gateway, { text: JSON.stringify([URI]), fileName: "patch.json" });
    assert.ok(invalid.kind === "invalid");
    assert.match(
      invalid.reason ?? "",
      /^The file only has the value of patchOperations, .* with --patch-operations/,
    );
  });
});
