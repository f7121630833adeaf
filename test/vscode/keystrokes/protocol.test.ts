import * as assert from "node:assert/strict";
import { useEditor } from "../support/page/useEditor";

const SAMPLE = "integration-params.json";

describe("the protocol in the language status", () => {
  const editor = useEditor();

  it("is changed by a click, and kept in the workspace's settings", async () => {
    await editor().openFile(SAMPLE);
    await editor().languageStatus.click();
    await editor().languageStatusEntry("WebSocket API").getByText("Change").click();
    await editor().quickPicks.filter({ hasText: "HTTP API" }).first().click();

    await editor().squiggles.first().waitFor();
    const settings: unknown = JSON.parse(await editor().readFile(".vscode/settings.json"));
    assert.deepEqual(settings, { "apigw.pins": { [SAMPLE]: { protocol: "HTTP" } } });
  });
});
