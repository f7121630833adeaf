import * as vscode from "vscode";
import type { Previews } from "./previews";
import { PREVIEW_SCHEME, type PreviewedTemplate, previewedTemplate, previewUri } from "./previewUri";
import type { TemplatesAtCursor } from "./templateAtCursor";

/**
 * The preview that follows the cursor: as the cursor moves to another template, the preview in the same place shows that
 * one. Locked previews stay as they are.
 */
export class Following implements vscode.Disposable {
  readonly #locked = new Set<string>();
  /** The preview that was opened or unlocked last, by its URI. */
  #followed: string | undefined;
  #target: PreviewedTemplate | undefined;
  #isMoving = false;
  readonly #subscription: vscode.Disposable;

  constructor(
    private readonly previews: Previews,
    cursor: TemplatesAtCursor,
  ) {
    this.#subscription = vscode.Disposable.from(
      cursor.onDidMove((template) => {
        const active = vscode.window.activeTextEditor?.document.uri;
        if (!template?.isAtCursor || active?.scheme === PREVIEW_SCHEME) return;
        void this.#follow({
          source: template.source,
          path: template.path,
          ...(template.sampleName !== undefined && { sampleName: template.sampleName }),
        });
      }),
      vscode.commands.registerCommand("apigw.togglePreviewLock", () => this.#toggleLock()),
    );
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Shows the preview of a template next to its source, in place of the one that follows the cursor. */
  async open(template: PreviewedTemplate): Promise<void> {
    const followed = this.#followedTab();
    const editor = await this.#show(template, followed?.group.viewColumn ?? vscode.ViewColumn.Beside);
    await this.#closeOther(followed, editor.document.uri);
    this.#followed = editor.document.uri.toString();
    this.#locked.delete(this.#followed);
  }

  /** Moves to the latest target; the cursor may move on in the meantime. */
  async #follow(template: PreviewedTemplate): Promise<void> {
    this.#target = template;
    if (this.#isMoving) return;
    this.#isMoving = true;
    try {
      while (this.#target) {
        const target = this.#target;
        this.#target = undefined;
        await this.#move(target);
      }
    } finally {
      this.#isMoving = false;
    }
  }

  async #move(template: PreviewedTemplate): Promise<void> {
    const tab = this.#followedTab();
    // A preview that something else covers stays covered.
    if (!tab?.isActive || this.#locked.has(previewUri(template).toString())) return;
    if (uriOf(tab)?.toString() === previewUri(template).toString()) return;
    const editor = await this.#show(template, tab.group.viewColumn);
    await this.#closeOther(tab, editor.document.uri);
    this.#followed = editor.document.uri.toString();
  }

  async #show(template: PreviewedTemplate, viewColumn: vscode.ViewColumn): Promise<vscode.TextEditor> {
    const document = await this.previews.open(template);
    return vscode.window.showTextDocument(document, { viewColumn, preserveFocus: true, preview: true });
  }

  /** VS Code replaces the tab itself, unless it is set to keep all tabs. */
  async #closeOther(tab: vscode.Tab | undefined, shown: vscode.Uri): Promise<void> {
    const uri = tab && uriOf(tab);
    if (!uri || uri.toString() === shown.toString()) return;
    const left = previewTabs().find((each) => uriOf(each)?.toString() === uri.toString());
    if (left) await vscode.window.tabGroups.close(left, true);
  }

  /** The tab of the preview that follows the cursor: after a restart, any that is not locked. */
  #followedTab(): vscode.Tab | undefined {
    const tabs = previewTabs().filter((tab) => !this.#locked.has(uriOf(tab)?.toString() ?? ""));
    return (
      tabs.find((tab) => uriOf(tab)?.toString() === this.#followed) ?? tabs.find(({ isActive }) => isActive)
    );
  }

  async #toggleLock(): Promise<void> {
    const active = vscode.window.activeTextEditor?.document;
    const shown = active && previewedTemplate(active.uri) ? active.uri : uriOf(this.#followedTab());
    if (!shown) {
      void vscode.window.showInformationMessage("Open a preview first.");
      return;
    }
    const key = shown.toString();
    if (this.#locked.delete(key)) {
      this.#followed = key;
      void vscode.window.setStatusBarMessage("The preview follows the cursor again.", 3000);
      return;
    }
    this.#locked.add(key);
    if (this.#followed === key) this.#followed = undefined;
    const tab = previewTabs().find((each) => uriOf(each)?.toString() === key);
    // Otherwise, the next preview would replace it.
    await vscode.window.showTextDocument(shown, {
      viewColumn: tab?.group.viewColumn ?? vscode.ViewColumn.Active,
      preserveFocus: true,
      preview: false,
    });
    void vscode.window.setStatusBarMessage("The preview is locked and stays with this template.", 3000);
  }
}

/** The tabs that show one preview, which is not a side of a comparison. */
function previewTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter((tab) => uriOf(tab) !== undefined));
}

function uriOf(tab: vscode.Tab | undefined): vscode.Uri | undefined {
  const input = tab?.input;
  return input instanceof vscode.TabInputText && input.uri.scheme === PREVIEW_SCHEME ? input.uri : undefined;
}
