/** Prints plans and their results. */

import { API_NAME, type Json } from "../../server/src/service";
import type { StepState } from "./apply";
import { awsCommandsOf, type CommandContext } from "./awsCommand";
import type { MemberChange } from "./changes";
import type { DeployResult } from "./deploy";
import type { Plan } from "./plan";
import type { Obstacle } from "./planRequest";
import { stepTitle } from "./steps";
import { pathMembers } from "./target";

/** Formats a plan as text. */
export function planText(file: string, plan: Plan): string {
  const { changes, steps, obstacles, notices, isInSync } = plan;
  const head = `${file}: ${subjectOf(plan)}`;
  const notes = [...endpointNotices(plan), ...notices].map((notice) => `  note: ${notice}`);
  if (isInSync) return lines([`${head}: in sync`, ...notes]);
  return lines([
    head,
    ...changes.map((change) => `  ${changeText(change)}`),
    ...notes,
    ...obstacles.map((obstacle) => `  obstacle: ${formatObstacle(obstacle)}`),
    ...steps.map((step, index) => `  ${index + 1}. ${stepTitle(step)}`),
  ]);
}

/** Returns a sentence that names the endpoint if it is not AWS's own; empty for AWS. */
export function endpointNotices({ endpoint }: Plan): readonly string[] {
  return endpoint === undefined ? [] : [`The calls go to ${endpoint}, not to AWS.`];
}

/** Formats the equivalent AWS CLI commands, one per line. */
export function commandsText({ steps }: Plan, context: CommandContext): string {
  return lines(awsCommandsOf(steps, context).flat());
}

/** Formats a plan as JSON. */
export function planJson(
  file: string,
  plan: Plan,
  context: CommandContext,
): { readonly [name: string]: Json } {
  const { api } = plan.state;
  const commands = awsCommandsOf(plan.steps, context);
  return {
    file,
    operation: plan.operation.name,
    api: { id: api.id, name: api.name, protocol: api.protocol },
    ...(plan.endpoint !== undefined && { endpoint: plan.endpoint }),
    target: pathMembers(plan.target, plan.state.current?.id),
    inSync: plan.isInSync,
    changes: plan.changes.map(changeJson),
    steps: plan.steps.map((step, index) => ({
      kind: step.kind,
      title: stepTitle(step),
      ...("input" in step && { operation: step.operation, input: step.input }),
      commands: commands[index] ?? [],
    })),
    obstacles: plan.obstacles.map((obstacle) => ({ path: obstacle.path, message: formatObstacle(obstacle) })),
    notices: plan.notices,
  };
}

/** Formats the result of a plan as text: what was done, what was not, and why. */
export function resultText(
  file: string,
  { outcome, steps, id, failure, elsewhere, differing, twins }: DeployResult,
): string {
  return lines([
    ...(outcome === "in-sync" ? [`${file}: nothing to do`] : []),
    ...steps.map(({ step, state }) => `  ${STATES[state]}: ${stepTitle(step)}`),
    ...(outcome === "done" && id !== undefined ? [`${file}: deployed to ${id}`] : []),
    ...(outcome === "done" && id === undefined ? [`${file}: deployed`] : []),
    ...(outcome === "cancelled" ? [`${file}: stopped before it was complete`] : []),
    ...(outcome === "changed-elsewhere" && twins.length > 0 ? [`${file}: nothing was deployed`] : []),
    ...(outcome === "changed-elsewhere" && twins.length === 0
      ? [`${file}: somebody else changed it since the plan was made, so nothing was deployed:`]
      : []),
    ...elsewhere.map((change) => `  ${changeText(change)}`),
    ...(twins.length > 0 ? [`${file}: ${twinsText(outcome, twins)}`] : []),
    ...(differing.length > 0 ? [`${file}: the live state differs from what was sent:`] : []),
    ...differing.map((change) => `  ${changeText(change)}`),
    ...(outcome === "done" && failure
      ? [`${file}: the result could not be read back: ${failure.message}`]
      : []),
  ]);
}

/** Formats the result of a plan as JSON. */
export function resultJson(result: DeployResult): { readonly [name: string]: Json } {
  const { outcome, steps, id, failure, elsewhere, differing, twins, recordFailure } = result;
  return {
    outcome,
    steps: steps.map(({ step, state }) => ({ title: stepTitle(step), state })),
    ...(id !== undefined && { id }),
    ...(failure && { failure: { kind: failure.kind, message: failure.message, advice: failure.advice } }),
    changedElsewhere: elsewhere.map(changeJson),
    differing: differing.map(changeJson),
    twins,
    ...(recordFailure !== undefined && { recordFailure }),
  };
}

/** Says what identical integrations mean for a deployment that should create one. */
export function twinsText(outcome: DeployResult["outcome"], twins: readonly string[]): string {
  const ids = twins.join(", ");
  const several = twins.length > 1;
  if (outcome === "failed")
    return `this deployment may have created any of the integrations ${ids}. Specify the one that belongs to the file with --integration-id, and delete the others.`;
  const what = `${several ? "identical integrations" : "an identical integration"} (${ids})`;
  return outcome === "changed-elsewhere"
    ? `${what} appeared since the plan was made. To update ${several ? "one of them" : "it"} instead of creating another, specify its ID with --integration-id.`
    : `${what} appeared at the same time. Delete ${several ? "them" : "it"} if nothing uses ${several ? "them" : "it"}.`;
}

const STATES: Readonly<Record<StepState, string>> = {
  done: "done",
  found: "done, although the response was lost",
  "not-done": "not done",
  unknown: "unknown",
};

/** Returns what a plan is for, such as `a new integration of HTTP API orders (a1b2c3)`. */
export function subjectOf({ target, state: { api, current } }: Plan): string {
  const where = `${API_NAME[api.protocol]} ${api.name} (${api.id})`;
  switch (target.kind) {
    case "integration":
      return current ? `integration ${current.id} of ${where}` : `a new integration of ${where}`;
    case "integration-response": {
      const response = current ? `integration response ${current.id}` : "a new integration response";
      return `${response} of integration ${target.integrationId} of ${where}`;
    }
    case "rest-integration":
      return `integration of ${target.method.httpMethod} ${target.method.resourceId} of ${where}`;
    case "rest-response":
      return `integration response ${target.statusCode} of ${target.method.httpMethod} ${target.method.resourceId} of ${where}`;
  }
}

/** Returns why the file cannot be deployed, and what to do next. */
export function formatObstacle({ message, advice }: Obstacle): string {
  return advice === undefined ? message : `${message} ${advice}`;
}

function changeText({ kind, path, before, after }: MemberChange): string {
  const name = path.join(".");
  switch (kind) {
    case "added":
      return `+ ${name}: ${JSON.stringify(after)}`;
    case "removed":
      return `- ${name}: ${JSON.stringify(before)}`;
    case "changed":
      return `~ ${name}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`;
  }
}

function changeJson({ kind, path, before, after }: MemberChange): Json {
  return { kind, path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join("");
}
