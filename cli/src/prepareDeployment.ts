/** What `plan` and `deploy` do before they part. */
import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import {
  type ApiGateway,
  connect,
  type DeploymentRequest,
  errorsOf,
  type Invalid,
  isAwsError,
  type Memory,
  type PreparedPlan,
  prepare,
  Records,
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
  /** Its reason is told already. */
  | { readonly kind: "invalid" | "failed" };

/** Reads the file, connects and plans; what stands against it is told. */
export async function prepareDeployment(args: DeployArguments): Promise<Preparation> {
  const { file, ids, extras, stage, operation } = args;
  const input = await readInput(file);
  if (input.kind === "failed") {
    complain(file, input.message);
    return { kind: "failed" };
  }
  const request: DeploymentRequest = {
    text: input.text,
    ids,
    extras,
    ...(file !== "-" && { fileName: file, memory: memoryFor(file) }),
    ...(stage !== undefined && { stage }),
    ...(operation && { operation }),
  };
  const wrong = errorsOf(request);
  if (wrong) return tellErrors(args, wrong);
  let gateway: ApiGateway | undefined;
  try {
    gateway = await connect({
      ...args.connection,
      ...(isInteractive() && { mfaCode: (serial: string) => ask(`MFA code of ${serial}: `) }),
    });
    const prepared = await prepare(gateway, request);
    switch (prepared.kind) {
      case "plan":
        return { kind: "ready", ready: { gateway, prepared } };
      case "incomplete":
        complain(file, `does not say what it is for: add ${prepared.flags.join(" and ")}`);
        break;
      case "invalid":
        gateway.close();
        return tellErrors(args, prepared);
    }
  } catch (error) {
    if (!isAwsError(error)) throw error;
    complain(file, error.told);
  }
  gateway?.close();
  return { kind: "failed" };
}

function tellErrors({ file, format }: DeployArguments, { analysis, errors }: Invalid): Preparation {
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

function memoryFor(file: string): Memory {
  const path = resolve(file);
  const records = new Records(recordFolder(path));
  return { records, file: records.nameOf(path) };
}

/** The nearest folder above the file that has a record; else the current one, if the file is in it. */
function recordFolder(path: string): string {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".apigw"))) return folder;
    if (folder === dirname(folder)) break;
  }
  const isInside = !relative(process.cwd(), path).startsWith("..");
  return isInside ? process.cwd() : dirname(path);
}
