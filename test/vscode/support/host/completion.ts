import * as assert from "node:assert/strict";
import * as vscode from "vscode";

/** The completion items at the cursor. */
export async function completionsAt(editor: vscode.TextEditor): Promise<readonly vscode.CompletionItem[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    editor.document.uri,
    editor.selection.active,
  );
  return items;
}

/** The one item with this label. */
export function itemLabelled(items: readonly vscode.CompletionItem[], label: string): vscode.CompletionItem {
  const found = items.filter((item) => labelOf(item) === label);
  assert.equal(found.length, 1, `one of ${items.map(labelOf).join(", ")} is ${label}`);
  return found[0] as vscode.CompletionItem;
}

export function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === "string" ? label : label.label;
}

/** Applies the edits of an item as VS Code does when it is accepted. */
export async function accept(editor: vscode.TextEditor, item: vscode.CompletionItem): Promise<void> {
  const { additionalTextEdits = [], range, insertText } = item;
  if (additionalTextEdits.length > 0) {
    await editor.edit((edit) => {
      for (const { range: where, newText } of additionalTextEdits) edit.replace(where, newText);
    });
  }
  const snippet = insertText instanceof vscode.SnippetString ? insertText : undefined;
  assert.ok(snippet, "the item inserts a snippet");
  assert.ok(range, "the item has a range to replace");
  await editor.insertSnippet(snippet, range instanceof vscode.Range ? range : range.replacing);
}
