/** The ways to run tests: run, run with coverage, debug. */
import * as vscode from "vscode";
import { runContinuously } from "./continuous";
import { CoverageSum } from "./coverage";
import { debugTests } from "./debugTests";
import type { RunContext, RunTests } from "./runContext";
import { itemsOf, runTestsOf } from "./runs";
import { selectedTests } from "./selection";

/** The ways to run tests, by their kind. */
export interface Profiles {
  readonly run: vscode.TestRunProfile;
  readonly coverage: vscode.TestRunProfile;
  readonly debug: vscode.TestRunProfile;
}

export function createProfiles(context: RunContext): Profiles {
  const { controller } = context;
  const { Run, Coverage, Debug } = vscode.TestRunProfileKind;
  const handler =
    (run: RunTests) =>
    async (request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> => {
      if (request.continuous) return runContinuously(context, request, token, run);
      await run(request, await selectedTests(controller, request, context.data), token);
    };
  const run = controller.createRunProfile("Run", Run, handler(runner(context)), true, undefined, true);
  const details = new WeakMap<vscode.FileCoverage, vscode.FileCoverageDetail[]>();
  const coverage = controller.createRunProfile(
    "Run with Coverage",
    Coverage,
    handler(runner(context, details)),
    true,
    undefined,
    true,
  );
  coverage.loadDetailedCoverage = async (_run, file) => details.get(file) ?? [];
  const debug = controller.createRunProfile(
    "Debug",
    Debug,
    async (request, token) => {
      const selection = await selectedTests(controller, request, context.data);
      await debugTests(context, request, selection, token);
    },
    true,
  );
  return { run, coverage, debug };
}

/** @param details where to keep the details of coverage, if it is counted */
function runner(
  { controller, server }: RunContext,
  details?: WeakMap<vscode.FileCoverage, vscode.FileCoverageDetail[]>,
): RunTests {
  return async (request, selection, token) => {
    const isContinuous = request.continuous === true;
    const run = controller.createTestRun(request, undefined, !isContinuous);
    const sum = new CoverageSum();
    const onCoverage = sum.add.bind(sum);
    try {
      // While the user types, the last results stay until there are new ones.
      if (!isContinuous) {
        for (const [file, names] of selection) itemsOf(file, names).forEach(run.enqueued, run);
      }
      for (const [file, names] of selection) {
        if (token.isCancellationRequested) return;
        await runTestsOf(server, run, file, names, { token, ...(details && { onCoverage }) });
      }
      for (const { uri, details: known } of sum.files()) {
        const file = vscode.FileCoverage.fromDetails(uri, known);
        details?.set(file, known);
        run.addCoverage(file);
      }
    } catch (error) {
      // The server may answer a request that is cancelled before it is handled with an error.
      if (!token.isCancellationRequested) throw error;
    } finally {
      run.end();
    }
  };
}
