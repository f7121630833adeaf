import * as assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { timeUntilShown } from "../support/page/timeUntilShown";
import { useEditor } from "../support/page/useEditor";

const PETS = "pets.put-integration.yaml";
const TEXT = `type: HTTP
httpMethod: POST
integrationHttpMethod: POST
uri: https://pets.example.com/v1/pets
requestTemplates:
  application/json: |-
    {
      "name": "$input.path('$.name')",
      "tags": [
        #foreach($tag in $input.path('$.tags'))
        "$tag"#if($foreach.hasNext),#end

        #end
      ],
      "owner": $input.json('$.owner')
    }
  application/xml: |-
    <pet>
      <name>$input.path('$.name')</name>
    </pet>
`;
const SAMPLES = {
  "pets.put-integration.request.json":
    '{"method": "POST", "path": "/pets", "body": {"name": "Rex", "tags": ["dog", "small"], "owner": {"id": 7}}}\n',
  "pets.put-integration.requests/quoted.json":
    '{"method": "POST", "path": "/pets", "body": {"name": "The \\"Tom\\" cat", "tags": ["cat"], "owner": null}}\n',
};

/** How many keystrokes are timed. */
const KEYSTROKES = 60;

describe("the preview of a mapping template", () => {
  const editor = useEditor({ "greeting.vtl": "Hello, $input.params('name')!\n", [PETS]: TEXT, ...SAMPLES });

  /** The editor of the preview, in the second group. */
  const preview = (): Locator => editor().page.locator(".editor-group-container").nth(1);
  const source = (): Locator => editor().page.locator(".editor-group-container").nth(0);
  const previewShows = (text: string): Promise<void> =>
    preview().locator(".view-line").filter({ hasText: text }).first().waitFor();

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
    await editor().press("Control+Z");
  });

  it("follows the cursor from template to template", async () => {
    await editor().openFile(PETS);
    await editor().goTo(8, 8);
    await previewShows('"name": "Rex"');
    await editor().goTo(19, 10);
    await previewShows("<name>Rex</name>");
    await editor().goTo(8, 8);
    await previewShows('"name": "Rex"');
  });

  it("highlights what belongs together, and leads from the output to the template", async () => {
    const highlighted = (part: Locator): Locator => part.locator(".view-overlays [class*='ced-']").first();
    await editor().goTo(11, 11);
    await highlighted(preview()).waitFor();
    await editor().picture("trace", 420);
    await preview().locator(".view-line span").filter({ hasText: '"small"' }).last().click();
    await highlighted(source()).waitFor();
    await editor().press("F12");
    await editor().page.locator(".statusbar").getByText("Ln 11, Col 14 (4 selected)").waitFor();
    await previewShows('"small"');
  });

  it("names the sample request in the language status, and switches it", async () => {
    await editor().goTo(8, 8);
    await editor().languageStatus.hover();
    const entry = editor().languageStatusEntry("pets.put-integration.request.json");
    await entry.waitFor();
    await entry.getByText("Switch").click();
    await editor().answer("Select the sample request to use", "quoted.json");
    await previewShows('The "Tom" cat');
  });

  it("shows where the output is broken, in both", async () => {
    const marked = (part: Locator): Locator => part.locator(".squiggly-warning").first();
    await marked(source()).waitFor();
    await marked(preview()).waitFor();
    await editor().showsLens("Sample request: pets.put-integration.requests/quoted.json");
    // Away from the list, which shows the whole text of what the mouse is on.
    await editor().page.mouse.move(0, 0);
    await editor().showProblems();
    await editor().problems.filter({ hasText: "The output is not valid JSON" }).first().waitFor();
    await editor().picture("previewProblems", 660, ".part.editor");
    await editor().press("Control+J");
  });

  it("compares the outputs for two sample requests", async () => {
    // Leave the space to both sides.
    await editor().press("Control+2", "Control+W");
    await preview().waitFor({ state: "detached" });
    await editor().goTo(8, 8);
    await editor().runCommand("API Gateway: Compare Output for Two Samples");
    await editor().answer("Select the sample request for the left side", "pets.put-integration.request.json");
    await editor().answer("Select the sample request for the right side", "quoted.json");
    await editor()
      .page.locator(".monaco-diff-editor .view-line")
      .filter({ hasText: "Tom" })
      .first()
      .waitFor();
    await editor().page.locator(".monaco-diff-editor .char-insert").first().waitFor();
    await editor().picture("compareSamples", 330);
    await editor().press("Control+W");
  });

  it("is up to date within moments of a keystroke", async () => {
    await editor().press("Control+1");
    await editor().goTo(19, 12);
    await editor().runCommand("API Gateway: Preview Mapping Template");
    await previewShows("<name>");
    const times: number[] = [];
    for (let count = 1; count <= KEYSTROKES; count++) {
      times.push(await timeUntilShown(editor().page, "x", `<name${"x".repeat(count)}`));
    }
    times.sort((a, b) => a - b);
    const [p50, p99] = [0.5, 0.99].map((part) => times[Math.floor(times.length * part)] ?? 0);
    assert.ok(p50 !== undefined && p99 !== undefined);
    console.log(`      Keystroke to updated preview: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`);
  });

  it("opens with the button in the title of a template file", async () => {
    await editor().openFile("greeting.vtl");
    await source().locator(".editor-actions a[aria-label^='Preview Mapping Template']").click();
    await editor().shows("Hello, !");
  });
});
