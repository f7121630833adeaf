/** The Test Explorer as it is until it is loaded: nothing to see, and commands that load it. */
import * as vscode from "vscode";
import type { LanguageServer } from "../languageServer";
import type { TestExplorer } from "./testExplorer";
import { isTestFileUri, NOT_SEARCHED, testGlobs } from "./testFileNames";

/** Loads the Test Explorer. Resolves when it has looked for test files. */
export type LoadTests = () => Promise<TestExplorer>;

/** The commands of tests in the manifest. */
const COMMANDS: readonly string[] = [
  "apigw.acceptActual",
  "apigw.compareWithSnapshot",
  "apigw.newTest",
  "apigw.runTests",
];

/**
 * Looks for test files, and loads the Test Explorer with the first: most workspaces have none, and a controller shows
 * the view of tests.
 */
export function registerLazyTesting(context: vscode.ExtensionContext, server: LanguageServer): LoadTests {
  let loaded: ReturnType<LoadTests> | undefined;
  const load: LoadTests = () => {
    loaded ??= import("./explorer").then(async ({ Explorer }) => {
      waiting.dispose();
      const explorer = new Explorer(server);
      context.subscriptions.push(explorer);
      await explorer.search();
      return explorer;
    });
    return loaded;
  };
  const look = ({ uri }: vscode.TextDocument): void => {
    if (isTestFileUri(uri)) void load();
  };
  const search = async (): Promise<void> => {
    for (const glob of testGlobs()) {
      const [found] = await vscode.workspace.findFiles(glob, NOT_SEARCHED, 1);
      if (found) return void load();
    }
  };
  const waiting = vscode.Disposable.from(
    ...testGlobs().map((glob) => {
      const watcher = vscode.workspace.createFileSystemWatcher(glob, false, true, true);
      return vscode.Disposable.from(
        watcher,
        watcher.onDidCreate(() => load()),
      );
    }),
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeWorkspaceFolders(search),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("apigw.tests")) void load();
    }),
    ...COMMANDS.map((command) =>
      vscode.commands.registerCommand(command, async (...given: readonly unknown[]) => {
        await load();
        // By now, the command itself is registered.
        return vscode.commands.executeCommand(command, ...given);
      }),
    ),
  );
  context.subscriptions.push(waiting);
  vscode.workspace.textDocuments.forEach(look);
  void search();
  return load;
}
