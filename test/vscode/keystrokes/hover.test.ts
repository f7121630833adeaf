import * as assert from "node:assert/strict";
import { useEditor } from "../support/page/useEditor";

describe("hover documentation", () => {
  const editor = useEditor();

  it("documents a member", async () => {
    await editor().openFile("integration-params.json");
    await editor().languageStatus.waitFor();
    assert.match(await editor().hover("TimeoutInMillis"), /integer.*Applies to: HTTP APIs, WebSocket APIs/s);
    await editor().picture("hover", 340);
  });
});
