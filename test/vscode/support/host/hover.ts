import * as vscode from "vscode";

/** The text of the hovers at the cursor. */
export async function hoverAt(editor: vscode.TextEditor): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    editor.document.uri,
    editor.selection.active,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === "string" ? content : content.value))
    .join("\n");
}
