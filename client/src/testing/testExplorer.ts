import type * as vscode from "vscode";
import type { Profiles } from "./profiles";

/** The tests of the workspace, for other extensions and for tests. */
export interface TestExplorer extends vscode.Disposable {
  /** Undefined as long as there is no test file. */
  readonly controller: vscode.TestController | undefined;
  readonly profiles: Profiles | undefined;
  /** Fires when test files were found, read again or forgotten. */
  readonly onDidChange: vscode.Event<void>;
}
