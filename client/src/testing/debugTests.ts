import * as vscode from "vscode";
import { resolvePath } from "./fileTexts";
import type { RunContext } from "./runContext";
import { runTestsOf } from "./runs";
import type { Selection } from "./selection";
import type { TestFileItems } from "./testFileItems";

/** Debugs tests, one after the other, and reports their results. */
export async function debugTests(
  { controller, server }: Pick<RunContext, "controller" | "server">,
  request: vscode.TestRunRequest,
  selection: Selection,
  token: vscode.CancellationToken,
): Promise<void> {
  const run = controller.createTestRun(request);
  try {
    for (const [file, names] of selection) {
      for (const name of names) {
        if (token.isCancellationRequested) return;
        const item = file.itemOf(name);
        if (item) run.started(item);
        if (!(await debugTest(run, file, name, token))) return;
        await runTestsOf(server, run, file, [name], { token });
      }
    }
  } finally {
    run.end();
  }
}

let sessions = 0;

/** Resolves at the end of the session; to false if it did not start. */
async function debugTest(
  run: vscode.TestRun,
  file: TestFileItems,
  name: string,
  token: vscode.CancellationToken,
): Promise<boolean> {
  const id = `${file.uri.toString()} ${sessions++}`;
  const isThis = (session: vscode.DebugSession): boolean => session.configuration.testRun === id;
  let stop = (): void => {};
  const started = vscode.debug.onDidStartDebugSession((session) => {
    if (isThis(session)) stop = () => void vscode.debug.stopDebugging(session);
  });
  const cancelled = token.onCancellationRequested(() => stop());
  const subject = file.subjects.find(({ tests }) => tests.includes(name));
  try {
    const ended = new Promise<void>((resolve) => {
      const subscription = vscode.debug.onDidTerminateDebugSession((session) => {
        if (!isThis(session)) return;
        subscription.dispose();
        resolve();
      });
      token.onCancellationRequested(() => resolve());
    });
    const configuration: vscode.DebugConfiguration = {
      type: "apigw",
      request: "launch",
      name,
      testFile: pathOf(file.uri),
      testName: name,
      testRun: id,
      ...(subject && { program: pathOf(resolvePath(file.uri, subject.path)) }),
    };
    const folder = vscode.workspace.getWorkspaceFolder(file.uri);
    if (!(await vscode.debug.startDebugging(folder, configuration, { testRun: run }))) return false;
    await ended;
    return true;
  } finally {
    started.dispose();
    cancelled.dispose();
  }
}

/** Launch configurations have paths, which only files of the local file system have. */
function pathOf(uri: vscode.Uri): string {
  return uri.scheme === "file" ? uri.fsPath : uri.toString();
}
