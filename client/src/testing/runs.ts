import * as vscode from "vscode";
import {
  RUN_TESTS_REQUEST,
  type RunTestsParams,
  type RunTestsResult,
  type TestOutcome,
} from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";
import { readText } from "../preview/requestFile";
import { readTexts } from "./fileTexts";
import { messagesOf, outputOf } from "./messages";
import { selectedTests } from "./selection";
import type { ItemData, TestFileItems } from "./testFileItems";

/** Runs tests, and reports their results to VS Code. */
export class Runs {
  constructor(
    private readonly controller: vscode.TestController,
    private readonly server: LanguageServer,
    private readonly data: WeakMap<vscode.TestItem, ItemData>,
  ) {}

  async run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const selection = await selectedTests(this.controller, request, this.data);
    const run = this.controller.createTestRun(request);
    try {
      for (const [file, names] of selection) for (const item of itemsOf(file, names)) run.enqueued(item);
      for (const [file, names] of selection) {
        if (token.isCancellationRequested) return;
        await this.#runFile(run, file, names, token);
      }
    } finally {
      run.end();
    }
  }

  async #runFile(
    run: vscode.TestRun,
    file: TestFileItems,
    names: readonly string[],
    token: vscode.CancellationToken,
  ): Promise<void> {
    const items = itemsOf(file, names);
    const text = await readText(file.uri);
    if (text === undefined) {
      const message = new vscode.TestMessage("The test file does not exist anymore.");
      for (const item of items) run.errored(item, message);
      return;
    }
    for (const item of items) run.started(item);
    const params: RunTestsParams = {
      uri: file.uri.toString(),
      text,
      only: names,
      texts: await readTexts(file.uri, file.files),
    };
    const onPart = (outcomes: readonly TestOutcome[]): void => {
      for (const outcome of outcomes) report(run, file, outcome);
    };
    const { tests } = await this.server.requestParts<RunTestsParams, readonly TestOutcome[], RunTestsResult>(
      RUN_TESTS_REQUEST,
      params,
      { token, onPart },
    );
    onPart(tests);
  }
}

function itemsOf(file: TestFileItems, names: readonly string[]): readonly vscode.TestItem[] {
  return names.flatMap((name) => file.itemOf(name) ?? []);
}

function report(run: vscode.TestRun, file: TestFileItems, outcome: TestOutcome): void {
  const item = file.itemOf(outcome.name);
  if (!item) return;
  run.appendOutput(outputOf(outcome), undefined, item);
  const { milliseconds } = outcome;
  if (outcome.outcome === "passed") run.passed(item, milliseconds);
  else if (outcome.outcome === "failed") run.failed(item, messagesOf(file.uri, outcome), milliseconds);
  else run.errored(item, messagesOf(file.uri, outcome), milliseconds);
}
