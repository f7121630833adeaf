import * as assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import type { Locator, Page } from "playwright-core";
import { environment } from "./environment";

/** A window of VS Code, used as a person does: with keys and the mouse. */
export class Editor {
  readonly squiggles: Locator;
  readonly suggestions: Locator;
  readonly hovers: Locator;
  readonly problems: Locator;
  readonly notifications: Locator;
  readonly quickInput: Locator;
  readonly quickPicks: Locator;
  /** The braces in the status bar; they are there once the server has said what it takes the file for. */
  readonly languageStatus: Locator;
  /** Each group of editors has an active tab, and one group is active. */
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

  /** Waits until VS Code is there to be used. */
  async ready(): Promise<void> {
    const explorer = this.page.locator(".explorer-folders-view .monaco-list-row").first();
    await explorer.waitFor();
    // The room is better used by what is tested.
    await this.press("Control+B");
    await explorer.waitFor({ state: "hidden" });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Opens a file by its name. */
  async openFile(name: string): Promise<void> {
    await this.press("Control+P");
    await this.quickInput.fill(name);
    await this.quickPicks.filter({ hasText: name }).first().waitFor();
    await this.press("Enter");
    await this.page.locator(".tab.active").filter({ hasText: name }).waitFor();
    await this.page.locator(".monaco-editor.focused .view-line").first().waitFor();
  }

  /** Runs a command as the command palette shows it. */
  async runCommand(title: string): Promise<void> {
    await this.press("F1");
    await this.quickInput.fill(`>${title}`);
    await this.quickPicks.filter({ hasText: title }).first().waitFor();
    await this.press("Enter");
  }

  /**
   * The titles of our commands that the command palette shows and that begin with the words. Rows that the
   * palette has no room for are not in the page: words are to leave few.
   */
  async ourCommands(words: string): Promise<readonly string[]> {
    const title = `API Gateway: ${words}`;
    await this.press("F1");
    await this.quickInput.fill(`>${title}`);
    // The palette shows all that match at once.
    await this.quickPicks.filter({ hasText: title }).first().waitFor();
    const labels = await this.quickPicks.locator(".label-name").allTextContents();
    await this.press("Escape");
    return labels.filter((label) => label.startsWith(title));
  }

  /** Waits until a command asks this, and picks an answer with the keyboard. */
  async answer(question: string, answer: string): Promise<void> {
    await this.page.locator(`.quick-input-widget input[placeholder="${question}"]`).waitFor();
    await this.type(answer);
    await this.quickPicks.and(this.page.locator(".focused")).filter({ hasText: answer }).waitFor();
    await this.press("Enter");
  }

  /** Waits until a command asks for a text with this prompt, and types one. */
  async answerWithText(prompt: string, text: string): Promise<void> {
    await this.page.locator(".quick-input-widget .quick-input-message").filter({ hasText: prompt }).waitFor();
    await this.quickInput.fill(text);
    await this.press("Enter");
  }

  /** A line of a view in the side bar. */
  treeLine(text: string): Locator {
    return this.page.locator(".sidebar .monaco-list-row").filter({ hasText: text }).first();
  }

  /** Drags the side bar's edge to the right, by so many pixels. */
  async widenSideBar(pixels: number): Promise<void> {
    const box = await this.page.locator(".part.sidebar").boundingBox();
    assert.ok(box, "the side bar is there");
    const { mouse } = this.page;
    const edge = box.x + box.width;
    await mouse.move(edge, box.y + box.height / 2);
    await mouse.down();
    await mouse.move(edge + pixels, box.y + box.height / 2, { steps: 5 });
    await mouse.up();
    // The edge is lit as long as the mouse is on it.
    await mouse.move(edge + 4 * pixels, box.y + box.height - 20);
    await this.page.locator(".monaco-sash.hover").waitFor({ state: "detached" });
  }

  /** Takes an entry of the menu that a right click on a line of a view shows. */
  async chooseOnLine(text: string, entry: string): Promise<void> {
    await this.treeLine(text).click({ button: "right" });
    const item = this.page.locator(".monaco-menu .action-item").filter({ hasText: entry }).first();
    await item.hover();
    // A menu takes no clicks in its first moments, and nothing tells when it does.
    await item.and(this.page.locator(".focused")).waitFor();
    await this.press("Enter");
    await item.waitFor({ state: "detached" });
  }

  /** Clicks on one of the buttons that a line of a view shows under the mouse. */
  async clickOnLine(text: string, button: string): Promise<void> {
    await this.treeLine(text).hover();
    await this.treeLine(text).locator(`a[aria-label^="${button}"]`).click();
  }

  /** Clicks on one of the buttons in the title of a view. */
  async clickInTitle(view: string, button: string): Promise<void> {
    const title = this.page.locator(".sidebar .pane-header").filter({ hasText: view });
    await title.hover();
    await title.locator(`a[aria-label^="${button}"]`).click();
  }

  /** Waits for the tab with this title to be the active one. */
  async showsTab(title: string): Promise<void> {
    await this.activeTab.filter({ hasText: title }).waitFor();
  }

  /** Clicks on a line of a view, which opens or expands it. */
  async clickLine(text: string): Promise<void> {
    await this.treeLine(text).click();
  }

  /** Puts the cursor at a line and column, both from 1. */
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

  /** Waits until a lens with these words stands above a line. */
  async showsLens(words: string): Promise<void> {
    await this.page.locator(".codelens-decoration").filter({ hasText: words }).first().waitFor();
  }

  /** Saves the active file, which was changed. */
  async save(): Promise<void> {
    // The tab shows a change a moment after it is made.
    await this.activeTab.and(this.page.locator(".dirty")).waitFor();
    await this.press("Control+S");
    await this.activeTab.and(this.page.locator(":not(.dirty)")).waitFor();
  }

  /** A file of the folder, as it is on the disk. */
  readFile(name: string): Promise<string> {
    return readFile(path.join(this.folder, name), "utf8");
  }

  /** Asks for suggestions and waits for the one with this label. */
  async suggest(label: string): Promise<Locator> {
    await this.press("Control+Space");
    const suggestion = this.suggestions.filter({ hasText: label }).first();
    await suggestion.waitFor();
    return suggestion;
  }

  /** Shows what is said of the focused suggestion, and waits for these words in it. */
  async showDetails(words: string): Promise<void> {
    await this.press("Control+Space");
    await this.page.locator(".suggest-details").filter({ hasText: words }).waitFor();
  }

  /** Accepts a suggestion with the keyboard, going down the list to it. */
  async acceptSuggestion(label: string): Promise<void> {
    const focused = this.suggestions.and(this.page.locator(".focused"));
    await focused.waitFor();
    for (let tries = await this.suggestions.count(); tries > 0; tries--) {
      if ((await focused.locator(".label-name").textContent()) === label) {
        await this.press("Enter");
        await this.suggestions.first().waitFor({ state: "hidden" });
        return;
      }
      await this.press("ArrowDown");
    }
    assert.fail(`"${label}" is not among the suggestions.`);
  }

  /** An entry of what a click on the language status shows. */
  languageStatusEntry(text: string): Locator {
    return this.page.locator(".hover-language-status .element").filter({ hasText: text });
  }

  /** Takes the quick fix with these words for the problem at the cursor, with the keyboard. */
  async quickFix(words: string): Promise<void> {
    await this.press("Control+Period");
    const actions = this.page.locator(".action-widget .monaco-list-row.action");
    await actions.filter({ hasText: words }).first().waitFor();
    const focused = this.page.locator(".action-widget .monaco-list-row.action.focused");
    for (let tries = await actions.count(); tries > 0; tries--) {
      if ((await focused.textContent())?.includes(words)) return this.press("Enter");
      await this.press("ArrowDown");
    }
    assert.fail(`No quick fix says "${words}".`);
  }

  /** Points at a word of the text with the mouse, and waits for what VS Code says of it. */
  async hover(word: string): Promise<string> {
    await this.page.locator(".view-line").getByText(word).first().hover();
    const hover = this.hovers.filter({ hasText: word }).first();
    await hover.waitFor();
    return (await hover.textContent()) ?? "";
  }

  /** Shows the problem at the cursor between the lines, and gives what is said of it. */
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

  /** Shows all notifications; for tests VS Code does not show them by themselves. */
  async showNotifications(): Promise<void> {
    await this.runCommand("Notifications: Show Notifications");
    await this.page.locator(".notifications-center.visible").waitFor();
  }

  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file, animations: "disabled" });
  }

  /**
   * Takes a picture for the README, where that is asked for: other runs are to change no files.
   * @param height how much of the window, from the part's top
   */
  async picture(name: string, height: number, part = ".part.editor"): Promise<void> {
    if (!environment.takesScreenshots) return;
    const box = await this.page.locator(part).boundingBox();
    assert.ok(box, `${part} is there`);
    const file = path.join("docs", "screenshots", `${name}.png`);
    await this.page.screenshot({ path: file, animations: "disabled", clip: { ...box, height } });
  }
}
