/** From a checked file to a plan: resolves the target, reads the live state and plans against it. */
import type { Analysis, ApiFacts } from "../../server/src/service";
import { AwsError } from "./awsError";
import {
  type Checked,
  checkWithFacts,
  type FileToCheck,
  hasErrors,
  type Invalid,
  invalid,
} from "./checkFile";
import { factsOf, readLists } from "./facts";
import type { Api, ApiGateway } from "./gateway";
import { type DeploymentHistory, onlyRecordedApi, type PreparedHistory, recordKeyOf } from "./history";
import { readLiveState } from "./liveState";
import { findNewMatches } from "./newMatches";
import { wholeOperation } from "./normalize";
import { withPermission } from "./permission";
import { makePlan, type Plan } from "./plan";
import type { Obstacle, RequestedPrerequisites } from "./planRequest";
import type { DeploymentRecord, Pending } from "./records";
import { apiIdOf, partOf, type Target, type TargetIds, targetOf } from "./target";

export interface DeploymentOptions {
  /** Take precedence over the file and the record. */
  readonly ids?: TargetIds;
  readonly stage?: string;
  readonly prerequisites?: RequestedPrerequisites;
  /** Without a history, every create makes another resource. */
  readonly history?: DeploymentHistory;
  /**
   * False to leave aside whether API Gateway may invoke the integration's function; true by default, which reads the
   * function's policy.
   */
  readonly permission?: boolean;
  /** True to collect facts about the API, as far as the credentials allow listing them. */
  readonly wantsFacts?: boolean;
}

/** A file and how to deploy it. */
export interface DeploymentRequest extends FileToCheck, DeploymentOptions {}

export type Prepared =
  /** The file has errors, now that the API's protocol or its method is known. */
  | Invalid
  /** Neither the file nor the options identify the target: these flags would. */
  | { readonly kind: "incomplete"; readonly analysis: Analysis; readonly flags: readonly string[] }
  | PreparedPlan;

export interface PreparedPlan {
  readonly kind: "plan";
  readonly analysis: Analysis;
  readonly plan: Plan;
  readonly stage?: string;
  readonly history?: PreparedHistory;
  /** Set if facts were requested. */
  readonly facts?: ApiFacts;
}

/** Reads the live state and plans the deployment of a checked file. Rejects with an `AwsError`. */
export async function prepare(
  gateway: ApiGateway,
  checked: Checked,
  options: DeploymentOptions = {},
): Promise<Prepared> {
  const { ids = {}, stage, prerequisites, history } = options;
  const { members } = checked;
  const { operation } = checked.analysis;
  const found = await resolveTarget(gateway, checked, ids, history);
  if (found.kind === "missing") return { kind: "incomplete", analysis: checked.analysis, flags: found.flags };
  const { target } = found;

  const api = await gateway.getApi(operation.family, apiIdOf(target));
  const lists = options.wantsFacts ? readLists(gateway, api) : undefined;
  const analysis = checkWithFacts(checked.analysis, { protocol: api.protocol });
  if (hasErrors(analysis)) return invalid(analysis, lists && factsOf(api, target, await lists));

  const key = history && (await recordKeyOf(history, gateway, target, partOf(operation, target)));
  const record = key && (await history.records.find(key));
  const resumed = await resume(gateway, target, analysis, api, record);
  const state = await readLiveState(gateway, api, resumed.target, {
    ...(stage !== undefined && { stage }),
    ...(prerequisites?.routes && { routes: prerequisites.routes }),
  });
  const inStage = stage === undefined ? undefined : record?.stages[stage];
  const endpoint = gateway.endpointOf(operation.family);
  const bare = makePlan(
    {
      operation,
      members,
      target: resumed.target,
      isRemembered: resumed.isRemembered,
      obstacles: resumed.obstacles,
      ...(stage !== undefined && { stage }),
      ...(prerequisites && { prerequisites }),
      ...(inStage !== undefined && { inStage }),
      ...(record?.fingerprint !== undefined && { deployed: record.fingerprint }),
      ...(record?.pending?.kind === "put" && { unrestored: record.pending.responses }),
    },
    state,
  );
  const plan = options.permission === false ? bare : await withPermission(gateway, bare);
  const facts = lists && factsOf(api, resumed.target, await lists, state.method);
  if (state.method && plan.steps.some(({ kind }) => kind === "put" || kind === "update")) {
    // The plan's obstacles already cover the responses that the method declares.
    const { requestParameters } = state.method;
    const withMethod = checkWithFacts(analysis, { protocol: "REST", requestParameters });
    if (hasErrors(withMethod)) return invalid(withMethod, facts);
  }
  return {
    kind: "plan",
    analysis,
    ...(facts && { facts }),
    plan: {
      ...plan,
      ...(endpoint !== undefined && { endpoint }),
      notices: [...resumed.notices, ...plan.notices],
    },
    ...(stage !== undefined && { stage }),
    ...(history && key && { history: { ...history, key, ...(record && { record }) } }),
  };
}

/** The target from the IDs and the file; the API from the record if neither names it. */
async function resolveTarget(
  gateway: ApiGateway,
  { analysis: { operation }, members }: Checked,
  ids: TargetIds,
  history: DeploymentHistory | undefined,
): Promise<ReturnType<typeof targetOf>> {
  const given = targetOf(operation, members, ids);
  if (given.kind === "target" || !given.flags.includes("--api-id") || !history) return given;
  const apiId = await onlyRecordedApi(history, gateway);
  return apiId === undefined ? given : targetOf(operation, members, { ...ids, apiId });
}

interface Resumed {
  readonly target: Target;
  readonly isRemembered: boolean;
  readonly notices: readonly string[];
  readonly obstacles: readonly Obstacle[];
}

/** Adds what the record knows to the target, including the result of a create that was interrupted. */
async function resume(
  gateway: ApiGateway,
  target: Target,
  { operation }: Analysis,
  api: Api,
  record: DeploymentRecord | undefined,
): Promise<Resumed> {
  const unchanged = { target, isRemembered: false, notices: [], obstacles: [] };
  if (operation.name !== "create-integration" || target.kind !== "integration") return unchanged;
  if (target.integrationId !== undefined || !record) return unchanged;
  const { id, pending } = record;
  if (pending?.kind === "create") {
    const { others } = await readLiveState(gateway, api, target);
    const place = { operation: wholeOperation(operation.name), protocol: api.protocol };
    const created = findNewMatches(others, pending.knownIds, pending.fingerprint, place);
    if (created.length > 1) {
      throw new AwsError(
        "conflict",
        `A deployment was interrupted, and it may have created any of ${created.length} new integrations: ${created.join(", ")}.`,
        "Specify which one belongs to the file with --integration-id.",
      );
    }
    const [integrationId] = created;
    if (integrationId !== undefined) {
      const notices = [`An interrupted deployment created the integration ${integrationId}.`];
      return { target: { ...target, integrationId }, isRemembered: true, notices, obstacles: [] };
    }
    const obstacles = unfinished(pending);
    if (obstacles.length > 0) return { ...unchanged, obstacles };
  }
  return id === undefined
    ? unchanged
    : { target: { ...target, integrationId: id }, isRemembered: true, notices: [], obstacles: [] };
}

/** How long a create may take until it shows, or until the process that sent it has given up. */
const UNFINISHED_MS = 120_000;

/** A create that was sent a moment ago and does not show: sending it again now could make two. */
function unfinished({ at }: Pending): readonly Obstacle[] {
  const age = Date.now() - Date.parse(at);
  // The record may come from a computer whose clock is ahead.
  if (!(Math.abs(age) < UNFINISHED_MS)) return [];
  const left = Math.ceil((UNFINISHED_MS - Math.max(age, 0)) / 1_000);
  return [
    {
      path: [],
      message:
        "A deployment that creates this integration is running or was interrupted a moment ago, and AWS may still carry it out.",
      advice: `Deploy again in ${left} seconds. If the integration exists by then, it is updated.`,
    },
  ];
}
