import * as vscode from "vscode";
import {
  type CoveredFile,
  RUN_TESTS_REQUEST,
  type RunTestsParams,
  type RunTestsResult,
  type TestOutcome,
} from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";
import { readText } from "../preview/requestFile";
import { readTexts, resolvePath } from "./fileTexts";
import { messagesOf, outputOf } from "./messages";
import type { TestFileItems } from "./testFileItems";

export interface RunOptions {
  readonly token: vscode.CancellationToken;
  /** Called with the parts of a tested file that ran. Nothing is counted without it. */
  readonly onCoverage?: (uri: vscode.Uri, covered: CoveredFile) => void;
}

/** Runs tests of a file on the texts as they are in the editor, and reports their results to VS Code. */
export async function runTestsOf(
  server: LanguageServer,
  run: vscode.TestRun,
  file: TestFileItems,
  names: readonly string[],
  { token, onCoverage }: RunOptions,
): Promise<void> {
  const text = await readText(file.uri);
  if (text === undefined) {
    const message = new vscode.TestMessage("The test file does not exist anymore.");
    for (const item of itemsOf(file, names)) run.errored(item, message);
    return;
  }
  const params: RunTestsParams = {
    uri: file.uri.toString(),
    text,
    only: names,
    texts: await readTexts(file.uri, file.files),
    coverage: onCoverage !== undefined,
  };
  const onPart = (outcomes: readonly TestOutcome[]): void => {
    reportAll(run, file, outcomes);
  };
  const { tests, coverage = [] } = await server.requestParts<
    RunTestsParams,
    readonly TestOutcome[],
    RunTestsResult
  >(RUN_TESTS_REQUEST, params, { token, onPart });
  onPart(tests);
  for (const covered of coverage) onCoverage?.(resolvePath(file.uri, covered.path), covered);
}

export function itemsOf(file: TestFileItems, names: readonly string[]): readonly vscode.TestItem[] {
  return names.flatMap((name) => file.itemOf(name) ?? []);
}

function reportAll(run: vscode.TestRun, file: TestFileItems, outcomes: readonly TestOutcome[]): void {
  // Every call is a message to VS Code's window, which thousands of them would keep busy.
  let output = "";
  const flush = (): void => {
    if (output !== "") run.appendOutput(output);
    output = "";
  };
  for (const outcome of outcomes) {
    const item = file.itemOf(outcome.name);
    if (!item) continue;
    if (outcome.outcome === "passed") {
      run.passed(item, outcome.milliseconds);
      output += outputOf(outcome);
      continue;
    }
    const messages = messagesOf(file.uri, outcome);
    if (outcome.outcome === "failed") run.failed(item, messages, outcome.milliseconds);
    else run.errored(item, messages, outcome.milliseconds);
    flush();
    run.appendOutput(outputOf(outcome), undefined, item);
  }
  flush();
}
