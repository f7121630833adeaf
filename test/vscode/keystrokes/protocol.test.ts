import * as assert from "node:assert/strict";
import { useEditor } from "../support/page/useEditor";

const SAMPLE = "integration-params.json";

describe("the protocol in the language status", () => {
  const editor = useEditor();

  it("cannot be changed for a REST API", async () => {
    await editor().openFile("queue.put-integration.json");
    await editor().languageStatus.click();
    await editor().languageStatusEntry("put-integration").getByText("Change").waitFor();
    assert.equal(await editor().languageStatusEntry("REST API").getByText("Change").count(), 0);
    await editor().press("Escape");
    const commands = await editor().ourCommands("Select");
    assert.ok(commands.includes("API Gateway: Select Operation…"), commands.join());
    assert.ok(!commands.includes("API Gateway: Select Protocol…"), commands.join());
  });

  it("can be changed, and is written to the workspace settings", async () => {
    await editor().openFile(SAMPLE);
    await editor().languageStatus.click();
    await editor().languageStatusEntry("WebSocket API").getByText("Change").click();
    await editor().quickPicks.filter({ hasText: "HTTP API" }).first().click();

    await editor().squiggles.first().waitFor();
    const settings: unknown = JSON.parse(await editor().readFile(".vscode/settings.json"));
    assert.deepEqual(settings, { "apigw.pins": { [SAMPLE]: { protocol: "HTTP" } } });
  });
});
