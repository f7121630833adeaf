import * as assert from "node:assert/strict";
import { call, integrationsOf, newApi, newRestApi } from "../../deployment/apis";
import { FaultProxy } from "../../support/faultProxy";
import { useEmulator } from "../../support/moto";
import { useEditor } from "../support/page/useEditor";

const INPUT = `{
  "IntegrationType": "HTTP_PROXY",
  "IntegrationUri": "https://orders.example.com",
  "IntegrationMethod": "ANY",
  "PayloadFormatVersion": "1.0"
}
`;

describe("the AWS views", () => {
  const emulator = useEmulator();
  let proxy: FaultProxy;
  let apiId = "";
  let restApiId = "";

  before("create an API", async () => {
    const { endpoint } = emulator;
    apiId = await newApi(endpoint, "HTTP");
    const integration = await call(endpoint, "POST", `/v2/apis/${apiId}/integrations`, {
      integrationType: "AWS_PROXY",
      integrationUri: "arn:aws:lambda:us-east-1:123456789012:function:prices",
      payloadFormatVersion: "2.0",
    });
    for (const routeKey of ["GET /prices", "GET /prices/{sku}"]) {
      const target = `integrations/${integration.integrationId}`;
      await call(endpoint, "POST", `/v2/apis/${apiId}/routes`, { routeKey, target });
    }
    await call(endpoint, "POST", `/v2/apis/${apiId}/stages`, { stageName: "prod", autoDeploy: true });
    await newApi(endpoint, "WEBSOCKET");
    ({ restApiId } = await newRestApi(endpoint));
    proxy = await FaultProxy.before(endpoint);
  });

  after(() => proxy.close());

  const editor = useEditor(() => ({
    ".vscode/settings.json": JSON.stringify({ "apigw.aws.endpointUrl": proxy.endpoint }),
    "deployed.create-integration.json": INPUT,
  }));

  it("show the APIs, and the contents of one when it is expanded", async () => {
    await editor().page.locator(".activitybar .action-item a[aria-label^='API Gateway']").click();
    await editor().clickRow(apiId);
    await editor().clickRow("Integrations");
    await editor().clickRow("AWS_PROXY prices");
    await editor().treeRow("GET /prices/{sku}").waitFor();
    assert.match((await editor().treeRow("AWS_PROXY prices").textContent()) ?? "", /GET \/prices/);
  });

  it("mark workspace files with problems, open or not", async () => {
    const badge = ".monaco-decoration-badge";
    await editor().treeRow("broken.integration.json").locator(badge).waitFor();
    assert.equal(await editor().treeRow("orders.integration.json").locator(badge).count(), 0);
  });

  it("update after a deployment from the command palette", async () => {
    await editor().openFile("deployed.create-integration.json");
    // The button appears once the server has recognized the file.
    await editor().page.locator(".editor-actions a[aria-label^='Deploy Integration']").waitFor();
    await editor().runCommand("API Gateway: Deploy Integration…");
    await editor().answer("Select an API", apiId);
    await editor().answer(
      "Create a new integration, or select the one that this file is for",
      "New Integration",
    );
    // The plan is visible while the quick pick is open.
    await editor().shows("https://orders.example.com");
    await editor().answer("Review the plan, then choose what to do", "Deploy");
    await editor().treeRow("HTTP_PROXY orders.example.com").waitFor();
    await editor().treeRow("deployed.create-integration.json").filter({ hasText: "in sync" }).waitFor();
    assert.equal((await integrationsOf(emulator.endpoint, apiId)).length, 2);
    await editor().widenSideBar(150);
    await editor().picture("apis", 500, ".monaco-workbench");
  });

  it("open a live integration as a file with the inline button", async () => {
    await editor().clickOnRow("AWS_PROXY prices", "Open as File");
    await editor().answer("Select a format", "JSON");
    await editor().shows('"IntegrationUri": "arn:aws:lambda:us-east-1:123456789012:function:prices"');
    await editor().showsTab("create-integration.json");
  });

  it("open it in the other format with the context menu", async () => {
    await editor().chooseOnRow("AWS_PROXY prices", "Open as File");
    await editor().answer("Select a format", "YAML");
    await editor().shows("IntegrationUri: arn:aws:lambda:us-east-1:123456789012:function:prices");
    await editor().showsTab("create-integration.yaml");
  });

  it("show that an integration changed on AWS, with the button in the view title", async () => {
    const all = await integrationsOf(emulator.endpoint, apiId);
    const own = all.find(({ integrationType }) => integrationType === "HTTP_PROXY");
    const path = `/v2/apis/${apiId}/integrations/${own?.integrationId}`;
    await call(emulator.endpoint, "PATCH", path, { description: "changed elsewhere" });
    await editor().clickInTitle("Workspace", "Compare All Files");
    await editor()
      .treeRow("deployed.create-integration.json")
      .filter({ hasText: "changed on AWS" })
      .waitFor();
  });

  it("show the differences and the plan with the file's context menu", async () => {
    await editor().chooseOnRow("deployed.create-integration.json", "Compare with Deployed");
    await editor().showsTab("deployed.create-integration.json (deployed ↔ planned)");
    await editor().shows("changed elsewhere");
    await editor().chooseOnRow("deployed.create-integration.json", "Show Deployment Plan");
    await editor().shows('- Description: "changed elsewhere"');
  });

  it("revert the file to the deployed version", async () => {
    await editor().chooseOnRow("deployed.create-integration.json", "Revert to Deployed");
    await editor().save();
    assert.match(
      await editor().readFile("deployed.create-integration.json"),
      /"Description": "changed elsewhere"/,
    );
    await editor().clickInTitle("Workspace", "Compare All Files");
    await editor().treeRow("deployed.create-integration.json").filter({ hasText: "in sync" }).waitFor();
  });

  it("create a method of a REST API and test it, with a proxy in place of AWS", async () => {
    // Show only this API.
    await editor().clickInTitle("APIs", "Filter APIs");
    await editor().answerWithText("Show only APIs whose name or ID contains this text", restApiId);
    await editor().clickRow(restApiId);
    await editor().clickRow("Resources");
    await editor().chooseOnRow("GET", "Create Method");
    await editor().answer("Select a method for /", "POST");
    await editor().answer("Select an authorization type", "NONE");
    await editor().treeRow("· GET · POST").waitFor();
    await editor().clickRow("· GET · POST");

    const answer = {
      status: 201,
      latency: 12,
      body: "made",
      headers: { "X-Made": "1" },
      log: "Execution log",
    };
    proxy.on("POST", /\/methods\/POST$/, { kind: "answer", status: 200, body: answer });
    await editor().page.locator(".sidebar .monaco-list-row[aria-label^='POST']").hover();
    await editor()
      .page.locator(".sidebar .monaco-list-row[aria-label^='POST'] a[aria-label^='Test']")
      .click();
    await editor().answerWithText("Path and query string", "/?tag=a");
    await editor().answerWithText("Request body", "{}");
    await editor().shows("Status: 201");
    assert.deepEqual(proxy.writes.at(-1)?.body, { pathWithQueryString: "/?tag=a", body: "{}" });
  });
});
