import * as assert from "node:assert/strict";
import { useEditor } from "../support/page/useEditor";

const FILE = "pets.openapi.yaml";
const TEXT = `openapi: 3.0.1
info: { title: Pets, version: "1.0" }
paths:
  /pets/{id}:
    get:
      responses: { "200": { description: OK } }
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: '{"statusCode": 200}'
        responses:
          default:
            statusCode: "200"
            responseTemplates:
              application/json: |
                {"id": "$input.params('id')", "name": "Rex"}
  /pets:
    post:
      responses: { "201": { description: Created } }
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: POST
        uri: https://example.com/pets
`;

describe("an API that is served from the palette", () => {
  const editor = useEditor({
    [FILE]: TEXT,
    // Rows of text instead of a canvas.
    ".vscode/settings.json": JSON.stringify({ "terminal.integrated.gpuAcceleration": "off" }),
  });
  const item = () => editor().page.locator(".statusbar [id*='apigw.served'] a");

  it("shows its address, its routes and its log", async () => {
    await editor().openFile(FILE);
    await editor().languageStatus.waitFor();
    await editor().runCommand("API Gateway: Serve API Locally");
    await item().waitFor();
    const host = (await item().innerText()).trim();
    assert.match(host, /^127\.0\.0\.1:\d+$/);
    const response = await fetch(`http://${host}/pets/7`);
    assert.deepEqual(await response.json(), { id: "7", name: "Rex" });
    const log = editor().page.locator(".xterm-rows");
    await log.filter({ hasText: "Method completed with status: 200" }).waitFor();
  });

  it("offers to open and copy the address", async () => {
    await editor().showNotifications();
    await editor()
      .notifications.filter({ hasText: `${FILE} is served at http://127.0.0.1:` })
      .waitFor();
    const buttons = editor().page.locator(
      ".notifications-center .notification-list-item-buttons-container a",
    );
    assert.deepEqual(await buttons.allInnerTexts(), ["Open in Browser", "Copy Address", "Stop"]);
    await editor().picture("serve", 1020, "body");
    await editor().press("Escape");
  });

  it("is stopped from the status bar", async () => {
    await item().click();
    await editor().quickPicks.filter({ hasText: "Stop Serving" }).click();
    await item().waitFor({ state: "detached" });
  });
});
