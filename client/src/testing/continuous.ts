import * as vscode from "vscode";
import type { RunContext, RunTests } from "./runContext";
import { selectedTests } from "./selection";
import type { TestFileItems } from "./testFileItems";

/**
 * Runs the tests of a request, and again those of each test file that is affected by a change, until it is cancelled.
 * A change ends the run that it makes outdated, so that there is never more than one run to wait for.
 */
export async function runContinuously(
  { controller, data, onDidChangeFile }: Pick<RunContext, "controller" | "data" | "onDidChangeFile">,
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
  run: RunTests,
): Promise<void> {
  const waiting = new Set<TestFileItems>((await selectedTests(controller, request, data)).keys());
  let running:
    | { readonly source: vscode.CancellationTokenSource; readonly files: Set<TestFileItems> }
    | undefined;

  const pump = async (): Promise<void> => {
    while (waiting.size > 0 && !token.isCancellationRequested) {
      const files = new Set(waiting);
      waiting.clear();
      const source = new vscode.CancellationTokenSource();
      running = { source, files };
      try {
        // The names may have changed.
        const selection = await selectedTests(controller, request, data);
        const affected = new Map(Array.from(selection).filter(([file]) => files.has(file)));
        if (affected.size > 0 && !source.token.isCancellationRequested) {
          await run(request, affected, source.token);
        }
      } finally {
        // A run that failed must not stop those that later changes lead to.
        running = undefined;
        source.dispose();
      }
    }
  };
  const changed = (file: TestFileItems): void => {
    waiting.add(file);
    if (!running) {
      void pump();
      return;
    }
    if (!running.files.has(file)) return;
    // What the run has not done yet is done again, together with what has changed.
    for (const each of running.files) waiting.add(each);
    running.source.cancel();
  };
  const subscription = onDidChangeFile(changed);
  const stopped = new Promise<void>((resolve) => {
    token.onCancellationRequested(() => {
      running?.source.cancel();
      resolve();
    });
  });
  await pump();
  await stopped;
  subscription.dispose();
}
