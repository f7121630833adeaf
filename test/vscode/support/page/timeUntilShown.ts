import type { Page } from "playwright-core";

/** Runs in the page, whose types the tests do not have. */
const SCRIPT = `(expected) => { window.apigwShown = new Promise((resolve) => {
  let pressed;
  window.addEventListener("keydown", () => { pressed = performance.now(); }, { capture: true, once: true });
  const [, group] = document.querySelectorAll(".editor-group-container");
  const look = () => {
    const lines = [...group.querySelectorAll(".view-line")];
    const isShown = lines.some((line) => line.textContent.replaceAll("\\u00a0", " ").includes(expected));
    if (pressed === undefined || !isShown) return;
    observer.disconnect();
    resolve(performance.now() - pressed);
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
}); }`;

/**
 * Returns how long it takes from a key press until the second editor group shows a line with the text, in milliseconds
 * on the page's own clock.
 */
export async function timeUntilShown(page: Page, key: string, text: string): Promise<number> {
  await page.evaluate(`(${SCRIPT})(${JSON.stringify(text)})`);
  await page.keyboard.press(key);
  return page.evaluate<number>("window.apigwShown");
}
