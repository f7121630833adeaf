import { planJson, planText } from "../../deployment/src";
import type { Command } from "./command";
import { type DeployArguments, PLAN_OPTIONS, parsePlanArguments, RECORD_NOTES } from "./deployArguments";
import { prepareDeployment } from "./prepareDeployment";

/** `apigw plan`. */
export const planCommand: Command = {
  name: "plan",
  usage: "FILE",
  summary: "show what deploying the file would change on AWS",
  description: `Shows what deploying the file would change on AWS, and changes nothing. Values that only spell out
AWS's defaults do not count as changes. FILE may be - for standard input.`,
  options: PLAN_OPTIONS,
  notes: RECORD_NOTES,
  exitStatus: "0 in sync, 1 there are changes to deploy, 2 failed.",
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
