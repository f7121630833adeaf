import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Api } from "../../../../client/src/extension";
import type { TestExplorer } from "../../../../client/src/testing/testExplorer";

/** The tests of the extension. */
export async function testExplorer(): Promise<TestExplorer> {
  const extension = vscode.extensions.getExtension<Api>("apigateway-integrations.apigateway-integrations");
  assert.ok(extension, "the extension is installed");
  return (await extension.activate()).loadTests();
}

/** Waits until the tests have these lines: a line for each item, indented, with its error in brackets. */
export async function testsShow(wanted: (lines: readonly string[]) => boolean): Promise<readonly string[]> {
  const explorer = await testExplorer();
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const lines = linesOf(explorer.controller?.items);
      if (!wanted(lines)) return;
      stop();
      resolve(lines);
    };
    const subscription = explorer.onDidChange(look);
    const timer = setTimeout(() => {
      stop();
      reject(
        new Error(
          `The expected tests did not show. Shown:\n${linesOf(explorer.controller?.items).join("\n")}`,
        ),
      );
    }, 20_000);
    const stop = (): void => {
      subscription.dispose();
      clearTimeout(timer);
    };
    look();
  });
}

function linesOf(items: vscode.TestItemCollection | undefined, indent = ""): readonly string[] {
  const sorted = Array.from(items ?? [], ([, item]) => item).sort((a, b) =>
    (a.sortText ?? a.label).localeCompare(b.sortText ?? b.label),
  );
  return sorted.flatMap(({ label, error, children }) => [
    `${indent}${label}${error === undefined ? "" : ` [${typeof error === "string" ? error : error.value}]`}`,
    ...linesOf(children, `${indent}  `),
  ]);
}

/** The item at this path of labels. */
export async function testItem(...path: readonly string[]): Promise<vscode.TestItem> {
  const { controller } = await testExplorer();
  let items = controller?.items;
  let item: vscode.TestItem | undefined;
  for (const label of path) {
    item = Array.from(items ?? [], ([, each]) => each).find((each) => each.label === label);
    items = item?.children;
  }
  assert.ok(item, `there is an item ${path.join(" / ")}`);
  return item;
}

/** What a run reported. */
export interface RecordedRun {
  /** `passed NAME` and so on, in order, without those that were only enqueued or started. */
  readonly results: readonly string[];
  readonly messages: readonly vscode.TestMessage[];
  readonly output: string;
  readonly coverage: readonly vscode.FileCoverage[];
  readonly run: vscode.TestRun;
}

/** Records all runs from now on, until it is disposed of. */
export class RunRecorder {
  readonly #runs: RecordedRun[] = [];
  readonly #ended = new vscode.EventEmitter<void>();
  readonly #create: vscode.TestController["createTestRun"];

  constructor(private readonly controller: vscode.TestController) {
    const create = controller.createTestRun;
    this.#create = create;
    controller.createTestRun = (...given) =>
      recorded(create(...given), (run) => {
        this.#runs.push(run);
        this.#ended.fire();
      });
  }

  /** Waits for the end of a run with such results. */
  async ranWith(wanted: (run: RecordedRun) => boolean): Promise<RecordedRun> {
    for (;;) {
      const found = this.#runs.find(wanted);
      if (found) return found;
      await new Promise<void>((resolve) => {
        const subscription = this.#ended.event(() => {
          subscription.dispose();
          resolve();
        });
      });
    }
  }

  dispose(): void {
    this.controller.createTestRun = this.#create;
  }
}

/**
 * Runs all tests, or those of some items, and waits for the end of the run. VS Code's own commands do nothing for tests
 * that its window does not know yet, which no event reports.
 */
export async function runTests(
  kind: "run" | "coverage" | "debug" = "run",
  items?: readonly vscode.TestItem[],
): Promise<RecordedRun> {
  const profile = (await testExplorer()).profiles?.[kind];
  assert.ok(profile, "there are tests");
  const request = new vscode.TestRunRequest(items, undefined, profile);
  const { token } = new vscode.CancellationTokenSource();
  return runOf(async () => profile.runHandler(request, token));
}

/** Does something that runs tests, and waits for the end of the run. */
export async function runOf(start: () => Thenable<unknown>): Promise<RecordedRun> {
  const recorder = await recordRuns();
  try {
    await start();
    return await recorder.ranWith(() => true);
  } finally {
    recorder.dispose();
  }
}

export async function recordRuns(): Promise<RunRecorder> {
  const { controller } = await testExplorer();
  assert.ok(controller, "there are tests");
  return new RunRecorder(controller);
}

function recorded(run: vscode.TestRun, onEnd: (run: RecordedRun) => void): vscode.TestRun {
  const results: string[] = [];
  const messages: vscode.TestMessage[] = [];
  const coverage: vscode.FileCoverage[] = [];
  let output = "";
  const all = (given: vscode.TestMessage | readonly vscode.TestMessage[]) =>
    Array.isArray(given) ? given : [given];
  return {
    name: run.name,
    token: run.token,
    isPersisted: run.isPersisted,
    onDidDispose: run.onDidDispose,
    enqueued: (item) => run.enqueued(item),
    started: (item) => run.started(item),
    skipped: (item) => run.skipped(item),
    passed(item, duration) {
      results.push(`passed ${item.label}`);
      run.passed(item, duration);
    },
    failed(item, message, duration) {
      results.push(`failed ${item.label}`);
      messages.push(...all(message));
      run.failed(item, message, duration);
    },
    errored(item, message, duration) {
      results.push(`errored ${item.label}`);
      messages.push(...all(message));
      run.errored(item, message, duration);
    },
    appendOutput(text, location, item) {
      output += text;
      run.appendOutput(text, location, item);
    },
    addCoverage(file) {
      coverage.push(file);
      run.addCoverage(file);
    },
    end() {
      run.end();
      onEnd({ results, messages, output, coverage, run });
    },
  };
}
