/** Applies a prepared plan and records the result. */

import { type ApplyOptions, type ApplyResult, applyPlan } from "./apply";
import { AwsError } from "./awsError";
import { fingerprint } from "./fingerprint";
import type { ApiGateway, Members } from "./gateway";
import type { PreparedHistory } from "./history";
import { isAllowStep } from "./permission";
import type { Plan } from "./plan";
import type { PreparedPlan } from "./prepare";
import type { DeploymentRecord, Pending } from "./records";
import { isPrerequisite, type Step } from "./steps";

export interface DeployResult extends ApplyResult {
  /** Why the record could not be written although the steps were applied. */
  readonly recordFailure?: string;
}

/**
 * Applies a prepared plan and records the result. Rejects only if the record cannot be written before something
 * is created; nothing is created then.
 */
export async function deploy(
  gateway: ApiGateway,
  { plan, stage, history }: PreparedPlan,
  options: Omit<ApplyOptions, "beforeStep"> = {},
): Promise<DeployResult> {
  let wasBegun = false;
  const beforeStep = async (step: Step, knownIds: readonly string[]): Promise<void> => {
    if (history?.record && isPrerequisite(step))
      // The stages lack what is about to change, even if their integration is the same.
      await history.records.update(history.key, (record) => ({ ...record, stages: {} }));
    if (!history || (step.kind !== "create" && step.kind !== "put")) return;
    const pending = {
      kind: step.kind,
      at: new Date().toISOString(),
      fingerprint: fingerprint(plan.after),
      knownIds,
      responses: plan.steps.flatMap((other) =>
        other.kind === "responses" ? other.inputs.map(ownMembers) : [],
      ),
    };
    await history.records.update(history.key, (record) => {
      if (record.id !== history.record?.id || record.pending?.at !== history.record?.pending?.at)
        throw deployedElsewhere();
      return { ...record, pending };
    });
    wasBegun = true;
  };
  const result = await applyPlan(gateway, plan, { ...options, beforeStep });
  if (!history) return result;
  try {
    const wasTouched = result.steps.some(({ state }) => state !== "not-done");
    if (wasTouched || result.outcome === "in-sync") await recordResult(history, plan, stage, result);
    // AWS rejected it, so exactly what was pending before is still pending.
    else if (wasBegun) await history.records.update(history.key, withPending(history.record?.pending));
    return result;
  } catch (error) {
    return { ...result, recordFailure: error instanceof Error ? error.message : String(error) };
  }
}

async function recordResult(
  { records, key }: PreparedHistory,
  plan: Plan,
  stage: string | undefined,
  result: ApplyResult,
): Promise<void> {
  const isDone = (kind: Step["kind"]): boolean =>
    result.steps.some(({ step, state }) => step.kind === kind && (state === "done" || state === "found"));
  const isWritten = result.outcome === "in-sync" || isDone("create") || isDone("update") || isDone("put");
  await records.update(key, ({ pending, ...record }) => ({
    ...record,
    ...(result.id !== undefined && { id: result.id }),
    ...(isWritten && { fingerprint: fingerprint(result.kept ?? plan.after) }),
    stages: {
      ...record.stages,
      ...(stage !== undefined && isDone("deployment") && { [stage]: fingerprint(plan.after) }),
    },
    at: new Date().toISOString(),
    ...(pending && isOpen(result) && { pending }),
  }));
}

function deployedElsewhere(): AwsError {
  return new AwsError(
    "conflict",
    "Somebody else has deployed or is deploying the file since the plan was made. Nothing was changed.",
    "Plan and deploy again.",
  );
}

function withPending(pending: Pending | undefined): (record: DeploymentRecord) => DeploymentRecord {
  return ({ pending: _, ...record }) => ({ ...record, ...(pending && { pending }) });
}

/** True if a later deployment has to follow up: a write has an unknown result, or responses are still missing. */
function isOpen({ steps }: ApplyResult): boolean {
  return (
    steps.some(({ step, state }) => state === "unknown" && !isPrerequisite(step) && !isAllowStep(step)) ||
    (steps.some(({ step, state }) => step.kind === "put" && state !== "not-done") &&
      steps.some(({ step, state }) => step.kind === "responses" && state === "not-done"))
  );
}

function ownMembers({ restApiId: _, resourceId: __, httpMethod: ___, ...members }: Members): Members {
  return members;
}
