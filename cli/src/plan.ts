import { planJson, planText } from "../../deployment/src";
import type { Command } from "./command";
import {
  DEPLOY_OPTIONS_HELP,
  type DeployArguments,
  parsePlanArguments,
  RECORD_HELP,
} from "./deployArguments";
import { prepareDeployment } from "./prepareDeployment";

const HELP = `Usage: apigw plan FILE [options]

Shows what deploying the file would change at AWS, and changes nothing. AWS's defaults are known: what
does the same counts as the same. FILE may be - for standard input.

Options:
${DEPLOY_OPTIONS_HELP}${RECORD_HELP}
Exit status: 0 in sync, 1 there is something to do, 2 could not.
`;

/** `apigw plan`. */
export const planCommand: Command = {
  help: HELP,
  run: async (args) => showPlan(parsePlanArguments(args)),
};

async function showPlan(args: DeployArguments): Promise<number> {
  const { file, connection } = args;
  const preparation = await prepareDeployment(args);
  if (preparation.kind !== "ready") return 2;
  const { gateway, prepared } = preparation.ready;
  gateway.close();
  const { plan } = prepared;
  process.stdout.write(
    args.format === "json"
      ? `${JSON.stringify(planJson(file, plan, connection), null, 2)}\n`
      : planText(file, plan),
  );
  if (plan.obstacles.length > 0) return 2;
  return plan.isInSync ? 0 : 1;
}
