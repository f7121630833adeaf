/** Applies a prepared plan and records the result. */

import { type ApplyOptions, type ApplyResult, applyPlan } from "./apply";
import { AwsError } from "./awsError";
import { fingerprint } from "./fingerprint";
import type { ApiGateway, Members } from "./gateway";
import type { PreparedHistory } from "./history";
import type { Plan } from "./plan";
import type { PreparedPlan } from "./prepare";
import type { DeploymentRecord, Pending } from "./records";
import { isPrerequisite, type Step } from "./steps";

export interface DeployResult extends ApplyResult {
  /** Why the record could not be written; what was done at AWS is done. */
  readonly recordFailure?: string;
}

/**
 * Carries a prepared plan out and remembers it. Rejects only where the record cannot be written before
 * something is made, for then nothing is.
 */
export async function deploy(
  gateway: ApiGateway,
  { plan, stage, history }: PreparedPlan,
  options: Omit<ApplyOptions, "beforeStep"> = {},
): Promise<DeployResult> {
  let wasBegun = false;
  const beforeStep = async (step: Step, knownIds: readonly string[]): Promise<void> => {
    if (history?.record && isPrerequisite(step))
      // No stage has what is made now, though the integration in it may be the same.
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
        throw underWay();
      return { ...record, pending };
    });
    wasBegun = true;
  };
  const result = await applyPlan(gateway, plan, { ...options, beforeStep });
  if (!history) return result;
  try {
    const wasTouched = result.steps.some(({ state }) => state !== "not-done");
    if (wasTouched || result.outcome === "in-sync") await remember(history, plan, stage, result);
    // AWS refused it: what was due before is due still, and nothing else.
    else if (wasBegun) await history.records.update(history.key, withPending(history.record?.pending));
    return result;
  } catch (error) {
    return { ...result, recordFailure: error instanceof Error ? error.message : String(error) };
  }
}

async function remember(
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

function underWay(): AwsError {
  return new AwsError(
    "conflict",
    "The file was deployed, or is being deployed, by somebody else since the plan was made; nothing was done.",
    "Make a new plan and deploy that.",
  );
}

function withPending(pending: Pending | undefined): (record: DeploymentRecord) => DeploymentRecord {
  return ({ pending: _, ...record }) => ({ ...record, ...(pending && { pending }) });
}

/** Something that a later deployment has to look after: a write without an answer, responses still gone. */
function isOpen({ steps }: ApplyResult): boolean {
  return (
    steps.some(({ step, state }) => state === "unknown" && !isPrerequisite(step)) ||
    (steps.some(({ step, state }) => step.kind === "put" && state !== "not-done") &&
      steps.some(({ step, state }) => step.kind === "responses" && state === "not-done"))
  );
}

function ownMembers({ restApiId: _, resourceId: __, httpMethod: ___, ...members }: Members): Members {
  return members;
}
