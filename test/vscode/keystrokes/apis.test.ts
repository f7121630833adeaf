import * as assert from "node:assert/strict";
import { call, integrationsOf, newApi } from "../../deploy/apis";
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
  let apiId = "";

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
  });

  const editor = useEditor(() => ({
    ".vscode/settings.json": JSON.stringify({ "apigw.aws.endpointUrl": emulator.endpoint }),
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
});
