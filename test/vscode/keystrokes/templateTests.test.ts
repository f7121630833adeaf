import { useEditor } from "../support/page/useEditor";

const INPUT = "pets.integration.json";
const TESTS = "pets.integration.test.json";

const TEMPLATE = `#set($pet = $input.path('$'))\\n#if($pet.price > 100){\\"name\\": \\"$pet.name\\", \\"shipping\\": \\"free\\"}\\n#else{\\"name\\": \\"$pet.name\\", \\"shipping\\": \\"paid\\"}\\n#end`;

const FILES = {
  [INPUT]: `{
  "IntegrationType": "MOCK",
  "RequestTemplates": {
    "application/json": "${TEMPLATE}"
  }
}
`,
  [TESTS]: `{
  "tests": [
    {
      "name": "ships an expensive pet for free",
      "template": "application/json",
      "request": { "body": { "name": "Rex", "price": 250 } },
      "expect": {
        "output": { "name": "Rex", "shipping": "paid" }
      }
    }
  ]
}
`,
};

describe("template tests", () => {
  const editor = useEditor(FILES);

  it("run with the button next to a template", async () => {
    await editor().openFile(INPUT);
    const { page } = editor();
    await page.locator(".testing-run-glyph").first().click();
    await page.locator(".glyph-margin-widgets .codicon-testing-failed-icon").first().waitFor();
  });

  it("show what differs, and accept it", async () => {
    await editor().openFile(TESTS);
    const { page } = editor();
    await editor().goTo(8, 20);
    await editor().runCommand("Test: Peek Output");
    const peek = page.locator(".test-output-peek");
    await peek.locator(".view-line", { hasText: "free" }).first().waitFor();
    await editor().picture("testDifference", 560);
    await peek.getByText("Accept Actual").first().click();
    await editor().shows('"shipping": "free"');
    await page.locator(".glyph-margin-widgets .codicon-testing-passed-icon").first().waitFor();
  });

  it("show which branches of a template never ran", async () => {
    await editor().switchTo(INPUT);
    await editor().press("Alt+z");
    const { page } = editor();
    await editor().runCommand("Test: Run All Tests with Coverage");
    await page.locator(".coverage-deco-gutter").first().waitFor();
    // The results, if they are shown, leave no room for the picture.
    const panel = page.locator(".part.panel");
    if (await panel.isVisible()) await editor().press("Control+J");
    await panel.waitFor({ state: "hidden" });
    await editor().runCommand("Test: Toggle Inline Coverage");
    await page.locator(".coverage-deco-inline.coverage-deco-miss:visible").first().waitFor();
    await editor().picture("testCoverage", 300);
  });
});
