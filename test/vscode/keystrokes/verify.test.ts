import { call, newRestApi } from "../../deployment/apis";
import { FaultProxy } from "../../support/faultProxy";
import { useEmulator } from "../../support/moto";
import { useEditor } from "../support/page/useEditor";

const TIME = "Thu Nov 26 04:00:00 UTC 2026 : ";

const ANSWER = {
  status: 200,
  latency: 12,
  body: '{"id": "7", "name": "Rex", "tags": []}',
  headers: { "Content-Type": "application/json" },
  multiValueHeaders: { "Content-Type": ["application/json"] },
  log: [
    "Execution log for request c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
    `${TIME}Endpoint request URI: https://pets.example.com/pets/7`,
    `${TIME}Endpoint request headers: {X-Request-Id=c6af9ac6-7b61-11e6-9a41-93e8deadbeef}`,
    `${TIME}Endpoint request body after transformations: {"name": "Rex"}`,
    `${TIME}Received response. Status: 200, Integration latency: 5 ms`,
    `${TIME}Endpoint response headers: {Content-Type=application/json}`,
    `${TIME}Endpoint response body before transformations: {"id": "7", "name": "Rex"}`,
    `${TIME}Method completed with status: 200`,
    "",
  ].join("\n"),
};

describe("a test that is verified on AWS", () => {
  const emulator = useEmulator();
  let proxy: FaultProxy;
  let ids = { restApiId: "", resourceId: "" };

  before("create a method", async () => {
    const { endpoint } = emulator;
    ids = await newRestApi(endpoint);
    proxy = await FaultProxy.before(endpoint);
    const method = `/restapis/${ids.restApiId}/resources/${ids.resourceId}/methods/POST`;
    await call(endpoint, "PUT", method, { authorizationType: "NONE" });
    await call(endpoint, "PUT", `${method}/responses/200`, {});
    await call(endpoint, "PUT", `${method}/integration`, {
      type: "HTTP",
      httpMethod: "POST",
      uri: "https://pets.example.com/pets/7",
    });
    await call(endpoint, "PUT", `${method}/integration/responses/200`, {
      responseTemplates: {
        "application/json": `{"id": $input.json('$.id'), "name": $input.json('$.name')}`,
      },
    });
  });

  after(() => proxy.close());

  const editor = useEditor(() => ({
    ".vscode/settings.json": JSON.stringify({ "apigw.aws.endpointUrl": proxy.endpoint }),
    "pets.put-integration.json": JSON.stringify(
      {
        ...ids,
        httpMethod: "POST",
        type: "HTTP",
        integrationHttpMethod: "POST",
        uri: "https://pets.example.com/pets/7",
        requestParameters: { "integration.request.header.X-Request-Id": "context.requestId" },
        requestTemplates: { "application/json": `{"name": $input.json('$.name')}` },
      },
      null,
      2,
    ),
    "pets.put-integration.test.json": JSON.stringify(
      { tests: [{ name: "returns the pet", request: { body: { name: "Rex" } }, expect: { status: 200 } }] },
      null,
      2,
    ),
  }));

  it("is sent only after it was confirmed", async () => {
    proxy.on("POST", /\/methods\/POST$/, { kind: "answer", status: 200, body: ANSWER });
    await editor().openFile("pets.put-integration.test.json");
    await editor().runCommand("API Gateway: Verify on AWS…");
    const dialog = editor()
      .page.locator(".monaco-dialog-box")
      .filter({ hasText: "Send POST / to the REST API" });
    await dialog.waitFor();
    await dialog.locator(".monaco-button").filter({ hasText: "Send" }).click();
    await editor().showsTab("POST / (simulation ↔ AWS)");
    await editor().shows(`"tags": []`);
    await editor().picture("verify", 420);
  });
});
