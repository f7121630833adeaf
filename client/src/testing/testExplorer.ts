import type * as vscode from "vscode";

/** The tests of the workspace, for other extensions and for tests. */
export interface TestExplorer extends vscode.Disposable {
  /** Undefined as long as there is no test file. */
  readonly controller: vscode.TestController | undefined;
  /** Fires when test files were found, read again or forgotten. */
  readonly onDidChange: vscode.Event<void>;
}
