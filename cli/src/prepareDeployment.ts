/** What `plan` and `deploy` have in common: read and check the file, connect, and prepare the plan. */
import { dirname, relative, resolve } from "node:path";
import {
  type ApiGateway,
  checkFile,
  connect,
  type DeploymentHistory,
  historyOf,
  type Invalid,
  isAwsError,
  type PreparedPlan,
  prepare,
} from "../../deployment/src";
import { messageOf } from "../../server/src/service";
import { ask, isInteractive } from "./ask";
import type { DeployArguments } from "./deployArguments";
import { FORMATS } from "./formats";
import { readInput } from "./readInput";
import { complain } from "./report";

export interface Ready {
  readonly gateway: ApiGateway;
  readonly prepared: PreparedPlan;
}

export type Preparation =
  | { readonly kind: "ready"; readonly ready: Ready }
  /** The reason has already been printed. */
  | { readonly kind: "invalid" | "failed" };

/** Reads the file, connects and plans. Prints the reason if that is not possible. */
export async function prepareDeployment(args: DeployArguments): Promise<Preparation> {
  const { file, ids, prerequisites, stage, operation } = args;
  const input = await readInput(file);
  if (input.kind === "failed") {
    complain(file, input.message);
    return { kind: "failed" };
  }
  const checked = checkFile({
    text: input.text,
    ...(file !== "-" && { fileName: file }),
    ...(operation && { operation }),
  });
  if (checked.kind === "invalid") return printErrors(args, checked);
  let gateway: ApiGateway | undefined;
  try {
    gateway = await connect({
      ...args.connection,
      ...(isInteractive() && { mfaCode: (serial: string) => ask(`MFA code for ${serial}: `) }),
    });
    const prepared = await prepare(gateway, checked, {
      ids,
      prerequisites,
      permission: args.permission,
      ...(file !== "-" && { history: historyFor(file) }),
      ...(stage !== undefined && { stage }),
    });
    switch (prepared.kind) {
      case "plan":
        return { kind: "ready", ready: { gateway, prepared } };
      case "incomplete":
        complain(file, `does not identify the target: add ${prepared.flags.join(" and ")}`);
        break;
      case "invalid":
        gateway.close();
        return printErrors(args, prepared);
    }
  } catch (error) {
    if (!isAwsError(error)) throw error;
    complain(file, error.messageWithAdvice);
  }
  gateway?.close();
  return { kind: "failed" };
}

function printErrors({ file, format }: DeployArguments, { analysis, errors, reason }: Invalid): Preparation {
  if (reason !== undefined) {
    complain(file, reason);
    return { kind: "failed" };
  }
  const problems = errors.map((problem) => ({
    code: problem.code,
    severity: problem.severity,
    message: messageOf(problem),
    range: analysis.lines.range(problem.span),
  }));
  const result = { operation: analysis.operation.name, protocol: analysis.protocol, problems };
  process.stdout.write(FORMATS[format]([{ file, result }]));
  return { kind: "invalid" };
}

/** A new record is in the current folder if the file is inside it, or else next to the file. */
function historyFor(file: string): DeploymentHistory {
  const path = resolve(file);
  const isInside = !relative(process.cwd(), path).startsWith("..");
  return historyOf(path, isInside ? process.cwd() : dirname(path));
}
