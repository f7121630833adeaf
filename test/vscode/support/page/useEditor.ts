import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { type Browser, chromium } from "playwright-core";
import { Editor } from "./editor";
import { environment } from "./environment";

type Files = Readonly<Record<string, string>>;

/** A function if the files are known only once the tests run. */
type FilesOf = Files | (() => Files);

/**
 * Opens a VS Code window for the tests of a `describe`, on a fresh copy of the samples and additional files.
 * Keeps a screenshot of each failed test.
 */
export function useEditor(files: FilesOf = {}): () => Editor {
  let editor: Editor;
  let browser: Browser | undefined;

  before(async function () {
    const folder = path.join(mkdtempSync(path.join(environment.temporary, "window-")), "samples");
    cpSync("samples", folder, { recursive: true });
    for (const [name, text] of Object.entries(typeof files === "function" ? files() : files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }

    browser = await chromium.connect(environment.browser);
    const page = await browser.newPage({
      viewport: { width: 1024, height: 680 },
      locale: "en-US",
      // Keep the screenshots sharp on high-resolution displays.
      deviceScaleFactor: environment.takesScreenshots ? 1.5 : 1,
    });
    await page.goto(`${environment.address}&${new URLSearchParams({ folder })}`);
    editor = new Editor(page, folder);
    try {
      await editor.ready();
    } catch (error) {
      await keepScreenshot(editor, this.test?.fullTitle());
      throw error;
    }
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await keepScreenshot(editor, this.currentTest.fullTitle());
  });

  after(() => browser?.close());

  return () => editor;
}

async function keepScreenshot(editor: Editor, title = "window"): Promise<void> {
  mkdirSync(environment.failures, { recursive: true });
  const file = path.join(environment.failures, `${title.replaceAll(/\W+/g, "-")}.png`);
  await editor.screenshot(file);
  console.error(`      Screenshot: ${path.relative(".", file)}`);
}
