import { useEditor } from "../support/page/useEditor";

const FILE = "pets.openapi.yaml";
const TEXT = `openapi: 3.0.1
info: { title: Pets, version: "1.0" }
paths:
  /pets:
    get:
      responses: { "200": { description: OK } }
      x-amazon-apigateway-integration:
        type: http
        httpMethod: POST
        uri: https://pets.example.com/v1
        passthroughBehavior: when_no_mach
        requestTemplates:
          application/json: |
            #set($total = $input.path('$.total'))
            {"name": $input.json('$.name'), "total": $total}
        responses:
          default:
            statusCode: "200"
            responseTemplates:
              application/json: |
                {"first": $input.json('$[0].name')}
`;

describe("an integration in an OpenAPI document", () => {
  const editor = useEditor({
    [FILE]: TEXT,
    "pets.openapi.GET-pets.request.json":
      '{"method": "GET", "path": "/pets", "body": {"name": "Rex", "total": 2}}\n',
    "pets.openapi.GET-pets.response.json": '{"status": 200, "body": [{"name": "Rex"}]}\n',
  });

  it("is completed while typing, in the host's names", async () => {
    await editor().openFile(FILE);
    await editor().languageStatus.waitFor();
    await editor().squiggles.first().waitFor();
    await editor().goTo(9, 25);
    await editor().press("Enter");
    await editor().type("time");
    await editor().suggestions.filter({ hasText: "timeoutInMillis" }).first().waitFor();
    await editor().press("Escape");
    for (let step = 0; step < 5; step++) await editor().press("Control+Z");
  });

  it("is previewed and simulated beside the file, with a sample for its method and path", async () => {
    await editor().showsLens("Simulate");
    await editor()
      .page.locator(".codelens-decoration a")
      .filter({ hasText: /^Simulate$/ })
      .first()
      .click();
    await editor().shows('{"name": "Rex", "total": 2}');
    // The response is at the end of the document.
    const simulation = editor().page.locator(".editor-group-container").nth(1);
    await simulation.locator(".view-line").first().click();
    await editor().press("Control+End");
    await editor().shows('{"first": "Rex"}');
    await editor().press("Control+Home");
    await editor().showsLens("Sample request: pets.openapi.GET-pets.request.json");
    await editor().picture("hosts", 520);
  });
});
