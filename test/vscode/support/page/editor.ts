import * as assert from "node:assert/strict";
import { on } from "node:events";
import { watch } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import type { Locator, Page } from "playwright-core";
import { isBackedUp } from "./backups";
import { environment } from "./environment";

/** A VS Code window, driven with the keyboard and mouse like a user would. */
export class Editor {
  readonly squiggles: Locator;
  readonly suggestions: Locator;
  readonly hovers: Locator;
  readonly problems: Locator;
  readonly notifications: Locator;
  readonly quickInput: Locator;
  readonly quickPicks: Locator;
  /** The braces in the status bar, visible once the server has recognized the file. */
  readonly languageStatus: Locator;
  /** The active tab of the active editor group. */
  readonly activeTab: Locator;

  constructor(
    readonly page: Page,
    private readonly folder: string,
  ) {
    this.squiggles = page.locator(".monaco-editor .squiggly-error");
    this.suggestions = page.locator(".suggest-widget.visible .monaco-list-row");
    this.hovers = page.locator(".monaco-hover:not(.hidden)");
    this.problems = page.locator(".markers-panel .monaco-list-row");
    this.notifications = page.locator(".notification-list-item-message");
    this.languageStatus = page.locator(".statusbar [id='status.languageStatus']");
    this.activeTab = page.locator(".editor-group-container.active .tab.active");
    this.quickInput = page.locator(".quick-input-widget input");
    this.quickPicks = page.locator(".quick-input-widget .monaco-list-row");
  }

  /** Waits until VS Code has loaded, and closes the side bar. */
  async ready(): Promise<void> {
    const explorer = this.page.locator(".explorer-folders-view .monaco-list-row").first();
    await explorer.waitFor();
    // Leave the space to the editor.
    await this.press("Control+B");
    await explorer.waitFor({ state: "hidden" });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Opens a file by name. */
  async openFile(name: string): Promise<void> {
    await this.press("Control+P");
    await this.quickInput.fill(name);
    await this.quickPicks.filter({ hasText: name }).first().waitFor();
    await this.press("Enter");
    await this.page.locator(".tab.active").filter({ hasText: name }).waitFor();
    await this.page.locator(".monaco-editor.focused .view-line").first().waitFor();
  }

  /**
   * Waits until VS Code's own JSON support runs, which starts with the first JSON file and takes longer than our server.
   * When it registers its completion, VS Code asks for the suggestions in an open list again, and focuses the first one.
   */
  async waitForJsonSupport(): Promise<void> {
    const name = "unfinished.json";
    await this.writeFile(name, "{");
    await this.openFile(name);
    // Only the JSON support reports a problem in this file.
    await this.squiggles.first().waitFor();
    await this.press("Control+W");
    await this.page.locator(".tab").filter({ hasText: name }).waitFor({ state: "detached" });
  }

  /** Switches to the tab of an open file. */
  async switchTo(name: string): Promise<void> {
    await this.page.locator(".tab").filter({ hasText: name }).first().click();
    await this.page.locator(".tab.active").filter({ hasText: name }).waitFor();
    await this.page.locator(".monaco-editor.focused .view-line").first().waitFor();
  }

  /** Runs a command by its title in the Command Palette. */
  async runCommand(title: string): Promise<void> {
    await this.#find(title, 5);
    await this.press("Enter");
  }

  /**
   * Opens the Command Palette with a command. It closes when something else takes the focus, and does not learn of
   * commands that become available while it is open, so that a person, too, would open it again.
   */
  async #find(title: string, attempts: number): Promise<void> {
    const isLast = attempts === 1;
    const timeout = isLast ? {} : { timeout: 4000 };
    await this.press("F1");
    try {
      await this.quickInput.fill(`>${title}`, timeout);
      await this.quickPicks.filter({ hasText: title }).first().waitFor(timeout);
    } catch (error) {
      if (isLast) throw error;
      await this.press("Escape");
      await this.#find(title, attempts - 1);
    }
  }

  /**
   * Returns the titles of our commands in the Command Palette that begin with the words. Rows that do not fit
   * are not part of the page, so the words should match only a few.
   */
  async ourCommands(words: string): Promise<readonly string[]> {
    const title = `API Gateway: ${words}`;
    await this.press("F1");
    await this.quickInput.fill(`>${title}`);
    // The palette shows all matches at the same time.
    await this.quickPicks.filter({ hasText: title }).first().waitFor();
    const labels = await this.quickPicks.locator(".label-name").allTextContents();
    await this.press("Escape");
    return labels.filter((label) => label.startsWith(title));
  }

  /** Waits for a quick pick with this placeholder, and selects an item with the keyboard. */
  async answer(placeHolder: string, answer: string): Promise<void> {
    await this.page.locator(`.quick-input-widget input[placeholder="${placeHolder}"]`).waitFor();
    await this.type(answer);
    await this.quickPicks.and(this.page.locator(".focused")).filter({ hasText: answer }).waitFor();
    await this.press("Enter");
  }

  /** Waits for an input box with this prompt, and enters text. */
  async answerWithText(prompt: string, text: string): Promise<void> {
    await this.page.locator(".quick-input-widget .quick-input-message").filter({ hasText: prompt }).waitFor();
    await this.quickInput.fill(text);
    await this.press("Enter");
  }

  /** A row of a view in the side bar. */
  treeRow(text: string): Locator {
    return this.page.locator(".sidebar .monaco-list-row").filter({ hasText: text }).first();
  }

  /** Drags the edge of the side bar to the right by a number of pixels. */
  async widenSideBar(pixels: number): Promise<void> {
    const box = await this.page.locator(".part.sidebar").boundingBox();
    assert.ok(box, "the side bar is visible");
    const { mouse } = this.page;
    const edge = box.x + box.width;
    await mouse.move(edge, box.y + box.height / 2);
    await mouse.down();
    await mouse.move(edge + pixels, box.y + box.height / 2, { steps: 5 });
    await mouse.up();
    // The edge is highlighted while the mouse is on it.
    await mouse.move(edge + 4 * pixels, box.y + box.height - 20);
    await this.page.locator(".monaco-sash.hover").waitFor({ state: "detached" });
  }

  /** Chooses an entry of the context menu of a row. */
  async chooseOnRow(text: string, entry: string): Promise<void> {
    await this.treeRow(text).click({ button: "right" });
    const item = this.page.locator(".monaco-menu .action-item").filter({ hasText: entry }).first();
    await item.hover();
    // A menu ignores clicks at first, and there is no event for when it stops doing so.
    await item.and(this.page.locator(".focused")).waitFor();
    await this.press("Enter");
    await item.waitFor({ state: "detached" });
  }

  /** Clicks an inline button, which a row shows on hover. */
  async clickOnRow(text: string, button: string): Promise<void> {
    await this.treeRow(text).hover();
    await this.treeRow(text).locator(`a[aria-label^="${button}"]`).click();
  }

  /** Clicks a button in the title of a view. */
  async clickInTitle(view: string, button: string): Promise<void> {
    const title = this.page.locator(".sidebar .pane-header").filter({ hasText: view });
    await title.hover();
    await title.locator(`a[aria-label^="${button}"]`).click();
  }

  /** Waits until the active tab has this title. */
  async showsTab(title: string): Promise<void> {
    await this.activeTab.filter({ hasText: title }).waitFor();
  }

  /** Clicks a row, which opens or expands it. */
  async clickRow(text: string): Promise<void> {
    await this.treeRow(text).click();
  }

  /** Moves the cursor to a line and column, both 1-based. */
  async goTo(line: number, column: number): Promise<void> {
    await this.press("Control+G");
    await this.quickInput.fill(`:${line}:${column}`);
    await this.press("Enter");
    await this.page.locator(".statusbar").getByText(`Ln ${line}, Col ${column}`).waitFor();
    await this.page.locator(".part.editor .monaco-editor.focused").waitFor();
  }

  /** Waits until the editor shows a line with this text. */
  async shows(text: string): Promise<void> {
    await this.page.locator(".part.editor .view-line").filter({ hasText: text }).first().waitFor();
  }

  /** Waits for a code lens that contains these words. */
  async showsLens(words: string): Promise<void> {
    await this.page.locator(".codelens-decoration").filter({ hasText: words }).first().waitFor();
  }

  /** Saves the active file, which must have changes. */
  async save(): Promise<void> {
    // The tab shows the change with a short delay.
    await this.activeTab.and(this.page.locator(".dirty")).waitFor();
    await this.press("Control+S");
    await this.activeTab.and(this.page.locator(":not(.dirty)")).waitFor();
  }

  /** Reloads the window, once VS Code has kept the unsaved document that contains the text. */
  async reload(unsaved: string): Promise<void> {
    await isBackedUp(unsaved);
    await this.page.reload();
  }

  /** Writes a file of the folder, as another program would. */
  async writeFile(name: string, text: string): Promise<void> {
    await writeFile(path.join(this.folder, name), text);
  }

  /** Reads a file of the folder from disk. */
  readFile(name: string): Promise<string> {
    return readFile(path.join(this.folder, name), "utf8");
  }

  /** Reads a file from disk that VS Code writes, once it contains the text. */
  async readFileWith(name: string, part: string): Promise<string> {
    const watcher = watch(this.folder);
    try {
      const changes = on(watcher, "change");
      for (;;) {
        const text = await this.readFile(name).catch(() => "");
        if (text.includes(part)) return text;
        await changes.next();
      }
    } finally {
      watcher.close();
    }
  }

  /** Opens the suggestions and waits for the one with this label. */
  async suggest(label: string): Promise<Locator> {
    await this.press("Control+Space");
    const suggestion = this.suggestions.filter({ hasText: label }).first();
    await suggestion.waitFor();
    return suggestion;
  }

  /** Shows the documentation of the focused suggestion, and waits for these words in it. */
  async showDetails(words: string): Promise<void> {
    await this.press("Control+Space");
    await this.page.locator(".suggest-details").filter({ hasText: words }).waitFor();
  }

  /** Moves down the list to a suggestion and accepts it with the keyboard. */
  async acceptSuggestion(label: string): Promise<void> {
    const labelIn = (row: Locator) => row.locator(".label-name").textContent();
    await this.#focusRow(this.suggestions, label, labelIn, (found) => found === label);
    await this.press("Enter");
    await this.suggestions.first().waitFor({ state: "hidden" });
  }

  /** Moves down a list to a row with the keyboard. Fails once all rows were seen, with what they contain. */
  async #focusRow(
    rows: Locator,
    wanted: string,
    textOf: (row: Locator) => Promise<string | null>,
    isWanted: (text: string) => boolean,
  ): Promise<void> {
    const focused = rows.and(this.page.locator(".focused"));
    await focused.waitFor();
    const seen: string[] = [];
    // The focus may start anywhere in the list, and returns to the top after the last row.
    for (let ends = 0; ends < 2; ) {
      const text = (await textOf(focused)) ?? "";
      if (isWanted(text)) return;
      seen.push(text);
      const row = await focused.getAttribute("data-index");
      // Rows that do not fit are not part of the page, so their number there says nothing.
      const size = await focused.getAttribute("aria-setsize");
      if ((await focused.getAttribute("aria-posinset")) === size) ends++;
      if (size === "1") break;
      await this.press("ArrowDown");
      // The focus moves with a short delay. Without waiting, a row would be read twice and the next one skipped.
      await focused.and(this.page.locator(`:not([data-index="${row}"])`)).waitFor();
    }
    assert.fail(`"${wanted}" is not among: ${[...new Set(seen)].join(", ")}`);
  }

  /** An entry in the popup of the language status. */
  languageStatusEntry(text: string): Locator {
    return this.page.locator(".hover-language-status .element").filter({ hasText: text });
  }

  /** Applies the quick fix that contains these words at the cursor, with the keyboard. */
  async quickFix(words: string): Promise<void> {
    await this.press("Control+Period");
    await this.#takeAction(words);
  }

  /** Chooses another way to paste what was just pasted, with the keyboard. */
  async pasteAs(title: string): Promise<void> {
    await this.page.locator(".post-edit-widget").waitFor();
    await this.press("Control+Period");
    await this.#takeAction(title);
  }

  /** Takes the action that contains these words from the menu that opens, with the keyboard. */
  async #takeAction(words: string): Promise<void> {
    const actions = this.page.locator(".action-widget .monaco-list-row.action");
    await actions.filter({ hasText: words }).first().waitFor();
    await this.#focusRow(
      actions,
      words,
      (row) => row.textContent(),
      (text) => text.includes(words),
    );
    await this.press("Enter");
  }

  /** Moves the mouse over a word, and returns the text of its hover. */
  async hover(word: string): Promise<string> {
    await this.page.locator(".view-line").getByText(word).first().hover();
    const hover = this.hovers.filter({ hasText: word }).first();
    await hover.waitFor();
    return (await hover.textContent()) ?? "";
  }

  /** Shows the problem at the cursor in the editor, and returns its text. */
  async viewProblem(): Promise<string> {
    await this.press("Alt+F8");
    const problem = this.page.locator(".marker-widget");
    await problem.waitFor();
    return (await problem.innerText()).replaceAll("\u00a0", " ");
  }

  /** Shows the Problems panel. */
  async showProblems(): Promise<void> {
    await this.press("Control+Shift+M");
    await this.page.locator(".markers-panel").waitFor();
  }

  /** Opens the notification center: under test, VS Code does not show notifications on its own. */
  async showNotifications(): Promise<void> {
    await this.runCommand("Notifications: Show Notifications");
    await this.page.locator(".notifications-center.visible").waitFor();
  }

  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file, animations: "disabled" });
  }

  /**
   * Takes a screenshot for the README if requested with APIGW_SCREENSHOTS=1, so that other runs change no files.
   * @param height the height in pixels, from the top of the part
   */
  async picture(name: string, height: number, part = ".part.editor"): Promise<void> {
    if (!environment.takesScreenshots) return;
    const box = await this.page.locator(part).boundingBox();
    assert.ok(box, `${part} is visible`);
    const file = path.join("docs", "screenshots", `${name}.png`);
    await this.page.screenshot({ path: file, animations: "disabled", clip: { ...box, height } });
  }
}
