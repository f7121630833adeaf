import type * as vscode from "vscode";
import type { LanguageServer } from "../languageServer";
import type { Selection } from "./selection";
import type { ItemData, TestFileItems } from "./testFileItems";

/** What running tests needs to know. */
export interface RunContext {
  readonly controller: vscode.TestController;
  readonly server: LanguageServer;
  readonly data: WeakMap<vscode.TestItem, ItemData>;
  /** Fires when a test file or a file that its tests read has changed. */
  readonly onDidChangeFile: vscode.Event<TestFileItems>;
}

/** Runs the tests of a request. */
export type RunTests = (
  request: vscode.TestRunRequest,
  selection: Selection,
  token: vscode.CancellationToken,
) => Promise<void>;
