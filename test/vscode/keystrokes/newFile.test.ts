import * as assert from "node:assert/strict";
import { useEditor } from "../support/page/useEditor";

const FILE = `IntegrationType: HTTP_PROXY
IntegrationUri: "https://orders.example.com"
IntegrationMethod: ANY
PayloadFormatVersion: "1.0"
`;

describe("a new file from the command palette", () => {
  const editor = useEditor();

  it("is offered when no file is open, unlike commands that need one", async () => {
    assert.deepEqual(await editor().ourCommands(""), [
      "API Gateway: Focus on APIs View",
      "API Gateway: Focus on Workspace View",
      "API Gateway: New Integration File…",
      "API Gateway: Restart Language Server",
      "API Gateway: Select AWS Profile…",
      "API Gateway: Select AWS Region…",
    ]);
  });

  it("is created with a few quick picks, and saved under a name that identifies the operation", async () => {
    await editor().runCommand("API Gateway: New Integration File…");
    await editor().answer("Select an operation", "create-integration");
    await editor().answer("Select an API type", "HTTP API");
    await editor().quickPicks.filter({ hasText: "SQS: send a message" }).first().waitFor();
    await editor().picture("newFile", 300, ".quick-input-widget");
    await editor().answer("Select a backend", "HTTP endpoint, proxy");
    await editor().answer("Select a format", "YAML");

    await editor().shows('IntegrationUri: "https://api.example.com"');
    await editor().type("https://orders.example.com");
    await editor().languageStatus.waitFor();
    // A problem of the partly typed URL may remain until the whole URL is checked.
    await editor().squiggles.first().waitFor({ state: "detached" });
    await editor().save();
    assert.equal(await editor().readFile("create-integration.yaml"), FILE);
  });
});
