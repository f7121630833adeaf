import * as assert from "node:assert/strict";
import { useEditor } from "../support/page/useEditor";

describe("completion with the keyboard", () => {
  const editor = useEditor({ "new.integration.json": "{}\n" });

  it("builds a file from suggestions", async () => {
    await editor().openFile("new.integration.json");
    await editor().goTo(1, 2);
    await editor().press("Enter");
    await editor().suggest("IntegrationType");
    await editor().picture("completion");
    await editor().acceptSuggestion("IntegrationType");
    // The value's own suggestions come by themselves.
    await editor().acceptSuggestion("MOCK");
    await editor().save();
    assert.equal(await editor().readFile("new.integration.json"), '{\n    "IntegrationType": "MOCK"\n}\n');
  });
});
