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

describe("the views of AWS", () => {
  const emulator = useEmulator();
  let proxy: FaultProxy;
  let apiId = "";
  let restApiId = "";

  before("make an API", async () => {
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

  it("show the APIs, and what one is made of, with clicks", async () => {
    await editor().page.locator(".activitybar .action-item a[aria-label^='API Gateway']").click();
    await editor().clickLine(apiId);
    await editor().clickLine("Integrations");
    await editor().clickLine("AWS_PROXY prices");
    await editor().treeLine("GET /prices/{sku}").waitFor();
    assert.match((await editor().treeLine("AWS_PROXY prices").textContent()) ?? "", /GET \/prices/);
  });

  it("mark the workspace's files that have problems, open or not", async () => {
    const badge = ".monaco-decoration-badge";
    await editor().treeLine("broken.integration.json").locator(badge).waitFor();
    assert.equal(await editor().treeLine("orders.integration.json").locator(badge).count(), 0);
  });

  it("follow a deployment from the command palette", async () => {
    await editor().openFile("deployed.create-integration.json");
    // Its button is there once the server has said what the file is.
    await editor().page.locator(".editor-actions a[aria-label^='Deploy Integration']").waitFor();
    await editor().runCommand("API Gateway: Deploy Integration");
    await editor().answer("Of which API?", apiId);
    await editor().answer("A new integration, or which one is the file's?", "A new integration");
    // The plan is on the screen while it is asked for.
    await editor().shows("https://orders.example.com");
    await editor().answer("Deploy this?", "Deploy");
    await editor().treeLine("HTTP_PROXY orders.example.com").waitFor();
    await editor().treeLine("deployed.create-integration.json").filter({ hasText: "in sync" }).waitFor();
    assert.equal((await integrationsOf(emulator.endpoint, apiId)).length, 2);
    await editor().widenSideBar(150);
    await editor().picture("apis", 500, ".monaco-workbench");
  });

  it("open what is live as a file, by the button of its line", async () => {
    await editor().clickOnLine("AWS_PROXY prices", "Open as File");
    await editor().answer("In which format?", "JSON");
    await editor().shows('"IntegrationUri": "arn:aws:lambda:us-east-1:123456789012:function:prices"');
    await editor().showsTab("create-integration.json");
  });

  it("open it in the other format, by the menu of its line", async () => {
    await editor().chooseOnLine("AWS_PROXY prices", "Open as File");
    await editor().answer("In which format?", "YAML");
    await editor().shows("IntegrationUri: arn:aws:lambda:us-east-1:123456789012:function:prices");
    await editor().showsTab("create-integration.yaml");
  });

  it("tell that somebody changed an integration there, by the button of the view", async () => {
    const all = await integrationsOf(emulator.endpoint, apiId);
    const own = all.find(({ integrationType }) => integrationType === "HTTP_PROXY");
    const path = `/v2/apis/${apiId}/integrations/${own?.integrationId}`;
    await call(emulator.endpoint, "PATCH", path, { description: "changed elsewhere" });
    await editor().clickInTitle("Workspace", "Compare All Files");
    await editor()
      .treeLine("deployed.create-integration.json")
      .filter({ hasText: "changed there" })
      .waitFor();
  });

  it("show what differs, and the plan, by the menu of the file's line", async () => {
    await editor().chooseOnLine("deployed.create-integration.json", "Compare with Deployed");
    await editor().showsTab("deployed.create-integration.json (deployed ↔ planned)");
    await editor().shows("changed elsewhere");
    await editor().chooseOnLine("deployed.create-integration.json", "Show Deployment Plan");
    await editor().shows('- Description: "changed elsewhere"');
  });

  it("take over what was changed there", async () => {
    await editor().chooseOnLine("deployed.create-integration.json", "Revert to Deployed");
    await editor().save();
    assert.match(
      await editor().readFile("deployed.create-integration.json"),
      /"Description": "changed elsewhere"/,
    );
    await editor().clickInTitle("Workspace", "Compare All Files");
    await editor().treeLine("deployed.create-integration.json").filter({ hasText: "in sync" }).waitFor();
  });

  it("make a method of a REST API and test it, which a proxy answers as AWS documents", async () => {
    // One API is enough to look at.
    await editor().clickInTitle("APIs", "Filter APIs");
    await editor().answerWithText("Part of the name or id", restApiId);
    await editor().clickLine(restApiId);
    await editor().clickLine("Resources");
    await editor().chooseOnLine("GET", "Create Method");
    await editor().answer("Which method of /?", "POST");
    await editor().answer("Who may call it?", "NONE");
    await editor().treeLine("· GET · POST").waitFor();
    await editor().clickLine("· GET · POST");

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
    await editor().answerWithText("Path with query string", "/?tag=a");
    await editor().answerWithText("Body", "{}");
    await editor().shows("Status: 201");
    assert.deepEqual(proxy.writes.at(-1)?.body, { pathWithQueryString: "/?tag=a", body: "{}" });
  });
});
