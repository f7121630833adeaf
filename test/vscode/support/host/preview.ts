import * as vscode from "vscode";

/** Waits until a preview shows the text: any, or the one of a file, or one in a language. */
export function previewShows(
  text: string,
  { file = "", language }: { readonly file?: string; readonly language?: string } = {},
): Promise<vscode.TextDocument> {
  const previews = () =>
    vscode.workspace.textDocuments.filter(
      ({ uri, languageId }) =>
        uri.scheme === "apigw-preview" &&
        uri.path.endsWith(file) &&
        (language === undefined || languageId === language),
    );
  return when(
    () => previews().find((document) => document.getText() === text),
    [vscode.workspace.onDidOpenTextDocument, vscode.workspace.onDidChangeTextDocument],
    () => `The previews show ${JSON.stringify(previews().map((each) => each.getText()))}`,
  );
}

/** Waits until the open tabs satisfy the predicate. */
export function tabsWhen(wanted: (tabs: readonly vscode.Tab[]) => boolean): Promise<readonly vscode.Tab[]> {
  const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return when(
    () => (wanted(tabs()) ? tabs() : undefined),
    [vscode.window.tabGroups.onDidChangeTabs, vscode.window.tabGroups.onDidChangeTabGroups],
    () =>
      `The tabs are ${tabs()
        .map(({ label }) => label)
        .join(", ")}`,
  );
}

/** The URI of the document that a tab shows. */
export function uriOfTab({ input }: vscode.Tab): vscode.Uri | undefined {
  return input instanceof vscode.TabInputText ? input.uri : undefined;
}

/** Waits for an event after which there is a result. Rejects after 20 seconds. */
function when<T>(
  look: () => T | undefined,
  events: readonly ((listener: () => void) => vscode.Disposable)[],
  describe: () => string,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      const found = look();
      if (found === undefined) return;
      stop();
      resolve(found);
    };
    const subscriptions = vscode.Disposable.from(...events.map((event) => event(check)));
    const timer = setTimeout(() => {
      stop();
      reject(new Error(describe()));
    }, 20_000);
    const stop = (): void => {
      subscriptions.dispose();
      clearTimeout(timer);
    };
    check();
  });
}
