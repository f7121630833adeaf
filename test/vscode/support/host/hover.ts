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

/** Asks for the hover at the cursor until it shows the text: there is no event for when the server knows a sample. */
export async function hoverShows(editor: vscode.TextEditor, text: RegExp): Promise<void> {
  while (!text.test(await hoverAt(editor)));
}
