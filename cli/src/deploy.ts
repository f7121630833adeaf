import {
  commandsText,
  type DeployResult,
  deploy,
  locateFailure,
  type PreparedPlan,
  planJson,
  planText,
  resultJson,
  resultText,
  type Step,
  type StepState,
  stepTitle,
} from "../../deployment/src";
import { ask, isInteractive } from "./ask";
import type { Command } from "./command";
import {
  DEPLOY_OPTIONS_HELP,
  type DeployArguments,
  parseDeployArguments,
  RECORD_HELP,
} from "./deployArguments";
import { prepareDeployment, type Ready } from "./prepareDeployment";
import { complain } from "./report";

const HELP = `Usage: apigw deploy FILE [options]

Makes AWS's side as the file says: shows the plan, asks, and carries it out. A change that somebody else
made in the meantime is not overwritten, and what was done though its answer was lost is found to be done.

Options:
  --yes                  do not ask; needed where there is nobody to ask
  --dry-run              show the plan and the commands of the AWS CLI that do the same, and do nothing
${DEPLOY_OPTIONS_HELP}${RECORD_HELP}
Exit status: 0 done, or nothing to do; 1 the file has errors; 2 failed.
`;

/** `apigw deploy`. */
export const deployCommand: Command = {
  help: HELP,
  run: async (args) => deployFile(parseDeployArguments(args)),
};

async function deployFile(args: DeployArguments): Promise<number> {
  const preparation = await prepareDeployment(args);
  if (preparation.kind !== "ready") return preparation.kind === "invalid" ? 1 : 2;
  const { ready } = preparation;
  try {
    return await deployPlan(args, ready);
  } finally {
    ready.gateway.close();
  }
}

async function deployPlan(args: DeployArguments, { gateway, prepared }: Ready): Promise<number> {
  const { file, format, connection } = args;
  const { plan } = prepared;
  const isText = format === "text";
  if (isText) process.stdout.write(planText(file, plan));
  const show = (result?: DeployResult): void => {
    if (isText) return;
    const json = { ...planJson(file, plan, connection), ...(result && { result: resultJson(result) }) };
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  };
  if (args.dryRun || plan.obstacles.length > 0) {
    if (isText) process.stdout.write(commandsText(plan, connection));
    show();
    return plan.obstacles.length > 0 ? 2 : 0;
  }
  if (!plan.isInSync && !args.yes && !(await isWanted(file))) return 2;
  const result = await deploy(gateway, prepared, { signal: interruption(), onProgress: tellProgress });
  if (isText && result.outcome !== "in-sync") process.stdout.write(resultText(file, result));
  show(result);
  tellFailure(file, prepared, result);
  return result.outcome === "done" || result.outcome === "in-sync" ? 0 : 2;
}

/** A person who waits is told what for. */
function tellProgress(step: Step, state: "started" | StepState): void {
  if (state === "started" && isInteractive()) process.stderr.write(`${stepTitle(step)}…\n`);
}

async function isWanted(file: string): Promise<boolean> {
  if (!isInteractive()) {
    complain(file, "is not deployed, for there is nobody to ask: --yes deploys without asking");
    return false;
  }
  const isYes = /^y(?:es)?$/i.test(await ask("Deploy? [y/N] "));
  if (!isYes) complain(file, "is not deployed");
  return isYes;
}

/** Ends it before the next step; a second Ctrl+C ends it at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort());
  return controller.signal;
}

function tellFailure(file: string, { analysis }: PreparedPlan, result: DeployResult): void {
  const { outcome, failure, recordFailure } = result;
  if (recordFailure !== undefined) complain(file, `it was not recorded: ${recordFailure}`);
  if (!failure || outcome !== "failed") return;
  const problem = locateFailure(analysis, failure);
  if (!problem) {
    complain(file, failure.messageWithAdvice);
    return;
  }
  const { line, character } = analysis.lines.range(problem.span).start;
  const code = problem.code === undefined ? "" : ` ${problem.code}`;
  complain(`${file}:${line + 1}:${character + 1}: error${code}: AWS answers: ${failure.messageWithAdvice}`);
}
