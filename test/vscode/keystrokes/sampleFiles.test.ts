import { useEditor } from "../support/page/useEditor";

const INPUT = `{
  "type": "HTTP",
  "httpMethod": "POST",
  "integrationHttpMethod": "POST",
  "uri": "https://example.com/{id}",
  "requestTemplates": {
    "application/json": "{\\"name\\": $input.json('$.name'), \\"id\\": \\"$input.params('id')\\"}"
  }
}
`;

describe("a sample request file", () => {
  const editor = useEditor({
    "pets.put-integration.json": INPUT,
    "pets.put-integration.request.json": '{\n  "method": "POST",\n  "headers": {\n    \n  }\n}\n',
  });

  it("is made of what the template reads", async () => {
    await editor().waitForJsonSupport();
    await editor().openFile("pets.put-integration.json");
    await editor().languageStatus.waitFor();
    await editor().showsLens("Preview");
    await editor().goTo(7, 40);
    await editor().runCommand("API Gateway: New Sample Request");
    await editor().answer("What to make it from. Credentials become placeholders.", "From the Template");
    await editor().answerWithText("Its name in the folder pets.put-integration.requests", "example");
    await editor().showsTab("example.json");
    await editor().shows('"name": "Example"');
    await editor().picture("newSample", 340);
  });

  it("completes names with what they mean", async () => {
    await editor().openFile("pets.put-integration.request.json");
    await editor().goTo(4, 5);
    await editor().suggest("Authorization");
    await editor().showDetails("The media types that the client accepts");
    await editor().picture("sampleFile", 340);
    await editor().acceptSuggestion("X-Api-Key");
    await editor().shows('"X-Api-Key": "KEY"');
  });
});
