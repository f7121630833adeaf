import {
  commandsText,
  type DeployResult,
  deploy,
  isAllowStep,
  locateFailure,
  type PreparedPlan,
  planJson,
  planText,
  resultJson,
  resultText,
  type Step,
  type StepState,
  stepTitle,
  withoutPermission,
} from "../../deployment/src";
import { ask, isInteractive } from "./ask";
import type { Command } from "./command";
import { DEPLOY_OPTIONS, type DeployArguments, parseDeployArguments, RECORD_NOTES } from "./deployArguments";
import { prepareDeployment, type Ready } from "./prepareDeployment";
import { complain } from "./report";

/** `apigw deploy`. */
export const deployCommand: Command = {
  name: "deploy",
  usage: "FILE",
  summary: "deploy the file to AWS",
  description: `Deploys the file: shows the plan, asks for confirmation, and applies it. Changes that somebody else
made in the meantime are not overwritten. If AWS's answer to a call is lost, apigw finds out whether
the call succeeded.`,
  options: DEPLOY_OPTIONS,
  notes: RECORD_NOTES,
  exitStatus: "0 deployed, or nothing to do; 1 the file has errors; 2 failed.",
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

async function deployPlan(args: DeployArguments, { gateway, prepared: planned }: Ready): Promise<number> {
  const { file, format, connection } = args;
  const { plan } = planned;
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
  const prepared = args.yes ? planned : await confirmed(file, planned);
  if (!prepared) return 2;
  const result = await deploy(gateway, prepared, { signal: interruption(), onProgress: printProgress });
  if (isText && result.outcome !== "in-sync") process.stdout.write(resultText(file, result));
  show(result);
  printFailure(file, prepared, result);
  return result.outcome === "done" || result.outcome === "in-sync" ? 0 : 2;
}

/** Shows someone who waits what is being done. */
function printProgress(step: Step, state: "started" | StepState): void {
  if (state === "started" && isInteractive()) process.stderr.write(`${stepTitle(step)}…\n`);
}

/** Asks for the steps that change a function's policy, then for the plan; undefined if it is not confirmed. */
async function confirmed(file: string, prepared: PreparedPlan): Promise<PreparedPlan | undefined> {
  let { plan } = prepared;
  const allowed = plan.steps.filter(isAllowStep);
  const [first] = allowed;
  if (first && isInteractive()) {
    const sources = allowed.map(({ source }) => source).join(", ");
    const answer = await ask(`Allow API Gateway to invoke ${first.function.name} for ${sources}? [Y/n] `);
    if (!/^(?:y(?:es)?)?$/i.test(answer)) plan = withoutPermission(plan);
  }
  if (!plan.isInSync && !(await isConfirmed(file, plan.endpoint))) return undefined;
  return { ...prepared, plan };
}

async function isConfirmed(file: string, endpoint: string | undefined): Promise<boolean> {
  if (!isInteractive()) {
    complain(
      file,
      "not deployed, because nobody can be asked to confirm: use --yes to deploy without confirmation",
    );
    return false;
  }
  const isYes = /^y(?:es)?$/i.test(
    await ask(`Deploy${endpoint === undefined ? "" : ` to ${endpoint}`}? [y/N] `),
  );
  if (!isYes) complain(file, "not deployed");
  return isYes;
}

/** Aborted by Ctrl+C, which stops before the next step; a second Ctrl+C ends the process. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort());
  return controller.signal;
}

function printFailure(file: string, { analysis }: PreparedPlan, result: DeployResult): void {
  const { outcome, failure, recordFailure } = result;
  if (recordFailure !== undefined) complain(file, `the deployment was not recorded: ${recordFailure}`);
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
