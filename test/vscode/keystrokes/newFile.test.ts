import * as assert from "node:assert/strict";
import { useEditor } from "../support/page/useEditor";

const FILE = `IntegrationType: HTTP_PROXY
IntegrationUri: "https://orders.example.com"
IntegrationMethod: ANY
PayloadFormatVersion: "1.0"
`;

describe("a new file from the command palette", () => {
  const editor = useEditor();

  it("is offered before any file is open, without what needs one", async () => {
    assert.deepEqual(await editor().ourCommands(""), [
      "API Gateway: Focus on APIs View",
      "API Gateway: Focus on Workspace View",
      "API Gateway: New Integration File…",
      "API Gateway: Restart Language Server",
      "API Gateway: Select AWS Profile…",
      "API Gateway: Select AWS Region…",
    ]);
  });

  it("is made of a few picks, and saved under a name that tells what it is for", async () => {
    await editor().runCommand("API Gateway: New Integration File…");
    await editor().answer("Which operation reads it?", "create-integration");
    await editor().answer("Of what kind of API?", "HTTP API");
    await editor().quickPicks.filter({ hasText: "Step Functions" }).first().waitFor();
    await editor().picture("newFile", 300, ".quick-input-widget");
    await editor().answer("What stands behind it?", "HTTP endpoint, proxy");
    await editor().answer("In which format?", "YAML");

    await editor().shows('IntegrationUri: "https://api.example.com"');
    await editor().type("https://orders.example.com");
    await editor().languageStatus.waitFor();
    // Of the half-typed address one may be left until the whole is checked.
    await editor().squiggles.first().waitFor({ state: "detached" });
    await editor().save();
    assert.equal(await editor().readFile("create-integration.yaml"), FILE);
  });
});
