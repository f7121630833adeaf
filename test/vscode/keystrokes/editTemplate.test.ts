import * as assert from "node:assert/strict";
import { useEditor } from "../support/page/useEditor";

const FILE = "orders.integration.json";
const TEXT = `{
  "IntegrationType": "MOCK",
  "RequestTemplates": {
    "application/json": "#set($order = $input.path('$.order'))\\n{\\n  \\"statusCode\\": 200,\\n  \\"total\\": $order.total\\n}"
  }
}
`;

describe("a template in an editor of its own", () => {
  const editor = useEditor({ [FILE]: TEXT });

  it("opens with the lens above it, and is written back when it is saved", async () => {
    await editor().openFile(FILE);
    await editor().showsLens("Edit");
    await editor()
      .page.locator(".codelens-decoration a")
      .filter({ hasText: /^Edit$/ })
      .first()
      .click();
    await editor().shows('"statusCode": 200,');
    await editor().picture("editTemplate", 250);
    await editor().press("Control+Home");
    await editor().type("## an order\n");
    await editor().save();
    assert.equal(await editor().readFile(FILE), TEXT.replace('"#set', '"## an order\\n#set'));
  });

  it("keeps unsaved changes when the window is reloaded, and merges them with those of the file", async () => {
    await editor().press("Control+Home");
    await editor().type("## unsaved\n");
    await editor().reload("## unsaved");
    const changed = (await editor().readFile(FILE)).replace("$order.total", "$order.sum");
    await editor().writeFile(FILE, changed);
    // VS Code restores the documents in one group, with the file in front, which follows the change.
    await editor().shows("$order.sum");
    await editor().switchTo("application∕json – orders.integration.json.vtl");
    await editor().shows("## unsaved");
    await editor().save();
    assert.equal(await editor().readFile(FILE), changed.replace('"## an order', '"## unsaved\\n## an order'));
  });
});
