import { useEditor } from "../support/page/useEditor";

describe("the preview of a mapping template", () => {
  const editor = useEditor({ "greeting.vtl": "Hello, $input.params('name')!\n" });

  it("opens next to the source and updates while typing", async () => {
    await editor().openFile("chat.integration.yaml");
    await editor().languageStatus.waitFor();
    await editor().goTo(12, 7);
    await editor().runCommand("API Gateway: Preview Mapping Template");
    await editor().shows('"text": {"S": "It\'s \\"fine\\""}');
    await editor().showsLens("Sample request: chat.integration.request.json");
    await editor().picture("preview", 420);
    await editor().type("x");
    await editor().shows('x"TableName": "Messages"');
  });

  it("opens with the button in the title of a template file", async () => {
    await editor().openFile("greeting.vtl");
    await editor().page.locator(".editor-actions a[aria-label^='Preview Mapping Template']").click();
    await editor().shows("Hello, !");
  });
});
