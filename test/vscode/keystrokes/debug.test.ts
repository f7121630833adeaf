import { useEditor } from "../support/page/useEditor";

const FILE = "orders.integration.json";

const TEMPLATE = "#foreach($line in $input.path('$.lines'))$line.sku: $line.total\\n#end";

const FILES = {
  [FILE]: `{
  "IntegrationType": "MOCK",
  "RequestTemplates": {
    "text/plain": "${TEMPLATE}"
  }
}
`,
  "orders.integration.request.json": JSON.stringify({
    body: {
      lines: [
        { sku: "tea", total: 4.5 },
        { sku: "cup", total: 12 },
      ],
    },
  }),
};

describe("the debugger", () => {
  const editor = useEditor(FILES);

  it("stops at an inline breakpoint in a JSON string, and shows values", async () => {
    await editor().openFile(FILE);
    await editor().languageStatus.waitFor();
    // The string is longer than the window is wide.
    await editor().press("Alt+z");
    const column = ((FILES[FILE] ?? "").split("\n")[3] ?? "").indexOf("$line.total") + 1;
    await editor().goTo(4, column);
    await editor().runCommand("Debug: Inline Breakpoint");
    await editor().press("F5");
    const { page } = editor();
    await page.locator(".debug-toolbar").waitFor();
    const frame = (iteration: number) =>
      page.locator(".debug-call-stack .stack-frame", { hasText: `iteration ${iteration}` });
    await frame(1).waitFor();
    const variables = page.locator(".debug-variables .monaco-list-row");
    await variables.filter({ hasText: "Loop" }).click();
    await variables.filter({ hasText: "sku=tea" }).first().waitFor();
    await variables.filter({ hasText: "hasNext" }).filter({ hasText: "true" }).waitFor();
    await editor().goTo(4, column);
    await page.locator(".view-lines", { hasText: "$line = {sku=tea" }).waitFor();
    await editor().runCommand("Show Hover");
    await page.locator(".debug-hover-widget", { hasText: "tea" }).waitFor();
    await editor().press("Escape");
    for (const _ of "$line.total") await editor().press("Shift+ArrowRight");
    await editor().runCommand("Add to Watch");
    const watch = page.locator(".debug-watch .monaco-list-row", { hasText: "$line.total" });
    await watch.filter({ hasText: "4.5" }).waitFor();
    await editor().picture("debugger", 640, ".monaco-workbench");
    await editor().press("F10");
    await page.locator(".debug-call-stack .stack-frame", { hasText: "iteration 2" }).waitFor();
    await watch.filter({ hasText: "12" }).waitFor();
    await editor().press("F5");
    // This text is printed before the breakpoint is reached. Until then, the key would continue nothing.
    await page.locator(".repl .monaco-list-row", { hasText: "cup:" }).waitFor();
    await page.getByText("Paused on breakpoint").first().waitFor();
    await editor().press("F5");
    await page.locator(".debug-toolbar").waitFor({ state: "hidden" });
  });
});
