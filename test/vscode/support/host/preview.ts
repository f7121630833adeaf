import * as vscode from "vscode";

/** Waits until a preview shows the text. */
export function previewShows(text: string): Promise<vscode.TextDocument> {
  return new Promise((resolve, reject) => {
    const previews = () => vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === "apigw-preview");
    const look = (): void => {
      const found = previews().find((document) => document.getText() === text);
      if (!found) return;
      stop();
      resolve(found);
    };
    const subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument(look),
      vscode.workspace.onDidChangeTextDocument(look),
    );
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`The previews show ${JSON.stringify(previews().map((each) => each.getText()))}`));
    }, 20_000);
    const stop = (): void => {
      subscriptions.dispose();
      clearTimeout(timer);
    };
    look();
  });
}
