import { useEditor } from "../support/page/useEditor";

describe("the preview of a mapping template", () => {
  const editor = useEditor({ "greeting.vtl": "Hello, $input.params('name')!\n" });

  it("stands beside the source and follows the typing", async () => {
    await editor().openFile("chat.integration.yaml");
    await editor().languageStatus.waitFor();
    await editor().goTo(12, 7);
    await editor().runCommand("API Gateway: Preview Mapping Template");
    await editor().shows('"text": {"S": "It\'s \\"fine\\""}');
    await editor().showsLens("for chat.integration.request.json");
    await editor().picture("preview", 420);
    await editor().type("x");
    await editor().shows('x"TableName": "Messages"');
  });

  it("is shown by the button of a template's own file", async () => {
    await editor().openFile("greeting.vtl");
    await editor().page.locator(".editor-actions a[aria-label^='Preview Mapping Template']").click();
    await editor().shows("Hello, !");
  });
});
