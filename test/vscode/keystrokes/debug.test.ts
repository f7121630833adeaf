import { useEditor } from "../support/page/useEditor";

const TEMPLATE = [
  "#set($order = $input.path('$.order'))",
  `{\\"id\\": \\"$order.id\\", \\"lines\\": [`,
  `#foreach($line in $order.lines)  {\\"sku\\": \\"$line.sku\\", \\"total\\": $line.total}#if($foreach.hasNext),#end`,
  "#end",
  "]}",
].join("\\n");

const FILES = {
  "orders.integration.json": `{
  "ApiId": "a1b2c3d4e5",
  "IntegrationType": "MOCK",
  "RequestTemplates": {
    "application/json": "${TEMPLATE}"
  }
}
`,
  "orders.integration.request.json": JSON.stringify({
    body: {
      order: {
        id: "A-7",
        lines: [
          { sku: "tea", total: 4.5 },
          { sku: "cup", total: 12 },
        ],
      },
    },
  }),
};

describe("the debugger", () => {
  const editor = useEditor(FILES);

  it("stops at an inline breakpoint in a JSON string, and shows values", async () => {
    await editor().openFile("orders.integration.json");
    await editor().languageStatus.waitFor();
    const column = (FILES["orders.integration.json"].split("\n")[4] ?? "").indexOf("$line.total") + 1;
    await editor().goTo(5, column);
    await editor().runCommand("Debug: Inline Breakpoint");
    await editor().goTo(5, column + 3);
    await editor().press("F5");
    const { page } = editor();
    await page.locator(".debug-toolbar").waitFor();
    const variable = page.locator(".debug-variables .monaco-list-row", { hasText: "$line" });
    await variable.first().waitFor();
    await page.locator(".debug-call-stack .stack-frame", { hasText: "iteration 1" }).waitFor();
    await editor().picture("debugger", 560, ".monaco-workbench");
    await editor().press("F10");
    await page.locator(".debug-call-stack .stack-frame", { hasText: "iteration 1" }).waitFor();
    await editor().press("F5");
    await page.locator(".debug-call-stack .stack-frame", { hasText: "iteration 2" }).waitFor();
    await editor().press("F5");
    await page.locator(".debug-toolbar").waitFor({ state: "hidden" });
  });
});
