import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { type Browser, chromium } from "playwright-core";
import { Editor } from "./editor";
import { environment } from "./environment";

type Files = Readonly<Record<string, string>>;

/** A function where they are known only once the tests run. */
type FilesOf = Files | (() => Files);

/**
 * Gives the tests of a `describe` a window of VS Code, opened on a fresh copy of the samples with some
 * further files in it. Of a test that fails a screenshot is kept.
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
      // Sharp on every screen.
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
  console.error(`      A screenshot is in ${path.relative(".", file)}.`);
}
