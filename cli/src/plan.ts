import {
  formatObstacle,
  type Plan,
  planJson,
  planText,
  turnIntoPatch,
  unpatchableText,
} from "../../deployment/src";
import { type Format, printInput } from "../../server/src/service";
import type { Command } from "./command";
import { PLAN_ONLY_OPTIONS, parsePlanArguments, RECORD_NOTES } from "./deployArguments";
import { prepareDeployment } from "./prepareDeployment";
import { complain } from "./report";

/** `apigw plan`. */
export const planCommand: Command = {
  name: "plan",
  usage: "FILE",
  summary: "show what deploying the file would change on AWS",
  description: `Shows what deploying the file would change on AWS, and changes nothing. Values that only spell out
AWS's defaults do not count as changes. FILE may be - for standard input.`,
  options: PLAN_ONLY_OPTIONS,
  notes: RECORD_NOTES,
  exitStatus: "0 in sync, 1 there are changes to deploy, 2 failed.",
  run: async (args) => showPlan(parsePlanArguments(args)),
};

async function showPlan(args: ReturnType<typeof parsePlanArguments>): Promise<number> {
  const { file, connection } = args;
  const preparation = await prepareDeployment(args);
  if (preparation.kind !== "ready") return 2;
  const { gateway, prepared } = preparation.ready;
  gateway.close();
  const { plan, analysis } = prepared;
  if (args.patch) return printPatch(file, plan, analysis.document.format);
  process.stdout.write(
    args.format === "json"
      ? `${JSON.stringify(planJson(file, plan, connection), null, 2)}\n`
      : planText(file, plan),
  );
  if (plan.obstacles.length > 0) return 2;
  return plan.isInSync ? 0 : 1;
}

/** Prints the patch input that makes the plan's changes, and on standard error what it leaves out. */
function printPatch(file: string, plan: Plan, format: Format): number {
  const turned = turnIntoPatch(plan);
  if (turned.kind === "impossible") {
    complain(file, turned.reason);
    return 2;
  }
  for (const obstacle of plan.obstacles) complain(file, formatObstacle(obstacle));
  if (plan.obstacles.length > 0) return 2;
  if (turned.kind === "in-sync") {
    complain(file, "does not differ from the live state, so there is nothing to patch");
    return 0;
  }
  process.stdout.write(printInput(turned.input, format));
  if (turned.unpatchable.length > 0) complain(file, unpatchableText(turned.unpatchable));
  return 1;
}
