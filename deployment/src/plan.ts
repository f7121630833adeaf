/** Plans a deployment from the file and the live state. Pure. */
import {
  AN_API,
  FAMILY_OF,
  isPatchOperation,
  OPERATIONS,
  type Operation,
  type Protocol,
} from "../../server/src/service";
import { changesBetween, type MemberChange } from "./changes";
import { comparable } from "./comparable";
import { fingerprint } from "./fingerprint";
import type { Members } from "./gateway";
import type { LiveState } from "./liveState";
import { normalize, type Place, wholeOperation } from "./normalize";
import { type Patched, patchLive } from "./patch";
import type { Obstacle, PlanRequest } from "./planRequest";
import { livePrerequisites, prerequisiteObstacles, routeSteps, stepsBefore } from "./prerequisites";
import type { Step } from "./steps";
import { apiIdOf, pathMembers, type Target } from "./target";
import { applyUpdate, updateBetween } from "./update";

export interface Plan {
  readonly target: Target;
  readonly operation: Operation;
  readonly place: Place;
  readonly state: LiveState;
  /** The live members, normalized; undefined if nothing exists. */
  readonly before: Members | undefined;
  /** The members after the deployment, normalized. */
  readonly after: Members;
  readonly changes: readonly MemberChange[];
  readonly steps: readonly Step[];
  /** If there are any, nothing can be deployed. */
  readonly obstacles: readonly Obstacle[];
  /** What to know before deploying, as sentences. */
  readonly notices: readonly string[];
  readonly isInSync: boolean;
  /** The endpoint that the calls go to, if it is not AWS's own. */
  readonly endpoint?: string;
}

/** Compares the file with the live state, and lists the steps from the live state to the file. */
export function makePlan(asked: PlanRequest, state: LiveState): Plan {
  const { operation, target } = asked;
  const patched = isPatchOperation(operation.name) ? patchLive(operation.name, asked, state) : undefined;
  // From here on, a patch is the whole input that leads to the same result.
  const request = patched ? { ...asked, members: patched.members } : asked;
  const place = placeOf(operation, target, state.api.protocol);
  const before = state.current && normalize(state.current.members, place);
  const isUpdate = operation.name.startsWith("update-");
  const own = withoutPath(request);
  const after = normalize(isUpdate ? applyUpdate(before ?? {}, own) : own, place);
  const shown = before ? comparable(before, after, place) : { before: {}, after };
  const changes = inOrder(changesBetween(shown.before, shown.after), place);
  const isWriting = changes.length > 0 || !before;
  const obstacles = [...obstaclesOf(request, state, isWriting), ...(patched?.obstacles ?? [])];
  const notices = [...noticesOf(request, state, before, after, place), ...(patched?.notices ?? [])];
  const steps: Step[] = [];
  if (obstacles.length === 0) {
    const written = isWriting
      ? write(request, state, place, before, after, patched)
      : { steps: responsesAfter(request, state, false), obstacles: [], notices: [] };
    steps.push(...stepsBefore(request, state), ...written.steps, ...routeSteps(target, state));
    obstacles.push(...written.obstacles);
    notices.push(...written.notices);
  }
  steps.push(...deployment(request, state, steps.length > 0, fingerprint(after)));
  return {
    target,
    operation,
    place,
    state,
    before,
    after,
    changes,
    steps: obstacles.length > 0 ? [] : steps,
    obstacles,
    notices,
    isInSync: obstacles.length === 0 && steps.length === 0,
  };
}

/** Sorts the changes in the input's order. */
function inOrder(changes: readonly MemberChange[], place: Place): readonly MemberChange[] {
  const names = [...OPERATIONS[place.operation].members.keys()];
  const rank = ({ path: [name = ""] }: MemberChange): number => names.indexOf(name);
  return [...changes].sort((a, b) => rank(a) - rank(b));
}

/** Returns a fingerprint of the state that a plan depends on, to detect changes since it was made. */
export function stateFingerprint(target: Target, state: LiveState, place: Place): string {
  const { current } = state;
  const responses = state.responses.map((response) => ({
    ...normalize(response, { ...place, operation: "put-integration-response" }),
    statusCode: response.statusCode ?? "",
  }));
  const prerequisites = livePrerequisites(target, state);
  return fingerprint({
    current: current ? normalize(current.members, place) : null,
    responses,
    prerequisites,
  });
}

function placeOf(operation: Operation, target: Target, protocol: Protocol): Place {
  const place = { operation: wholeOperation(operation.name), protocol };
  return "method" in target ? { ...place, resourceId: target.method.resourceId } : place;
}

function withoutPath({ operation, members }: PlanRequest): Members {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !operation.members.get(name)?.inPath));
}

interface Writing {
  readonly steps: readonly Step[];
  readonly obstacles: readonly Obstacle[];
  readonly notices: readonly string[];
}

function write(
  request: PlanRequest,
  state: LiveState,
  place: Place,
  before: Members | undefined,
  after: Members,
  patched: Patched | undefined,
): Writing {
  const { target } = request;
  const whole = place.operation;
  const input = (members: Members): Members => ({ ...pathMembers(target, state.current?.id), ...members });
  if (patched) {
    const patch = input({ patchOperations: patched.operations });
    return {
      steps: [{ kind: "update", operation: request.operation.name, input: patch }],
      obstacles: [],
      notices: [],
    };
  }
  if (whole === "put-integration" || whole === "put-integration-response") {
    const put: Step = { kind: "put", operation: whole, input: input(withoutPath(request)) };
    return { steps: [put, ...responsesAfter(request, state, true)], obstacles: [], notices: [] };
  }
  if (!before) {
    const missing = missingFor(whole, after);
    return {
      steps: [{ kind: "create", operation: whole, input: input(withoutPath(request)) }],
      obstacles: missing.map((name) => ({
        path: [name],
        message: `Missing ${name}, which is required to create it.`,
      })),
      notices: [],
    };
  }
  const operation = whole === "create-integration" ? "update-integration" : "update-integration-response";
  const { members, stuck, doubtful } = updateBetween(before, after, place);
  return {
    steps: [{ kind: "update", operation, input: input(members) }],
    obstacles: stuck.map((name) => ({
      path: [name],
      message: `An update cannot remove ${name}. Keep it, or delete the live resource and deploy the file again.`,
    })),
    notices:
      doubtful.length === 0
        ? []
        : [
            `Removing ${doubtful.join(", ")} from RequestParameters may need a new integration: an update of a service action may leave a parameter as it is. If the live state still differs afterwards, delete the integration and deploy the file again.`,
          ],
  };
}

function missingFor(operation: string, after: Members): readonly string[] {
  const name = operation === "create-integration" ? "IntegrationType" : "IntegrationResponseKey";
  return name in after ? [] : [name];
}

/** Restores the responses that a put may drop, and those that an interrupted put has dropped. */
function responsesAfter(
  { target, unrestored = [] }: PlanRequest,
  state: LiveState,
  isPut: boolean,
): readonly Step[] {
  if (target.kind !== "rest-integration") return [];
  const existing = new Set(state.responses.map(({ statusCode }) => statusCode));
  const due = unrestored.filter(({ statusCode }) => !existing.has(statusCode ?? ""));
  const inputs = [...(isPut ? state.responses : []), ...due].map((response) => ({
    ...target.method,
    ...response,
  }));
  return inputs.length === 0 ? [] : [{ kind: "responses", inputs }];
}

function deployment(
  { target, stage, inStage }: PlanRequest,
  state: LiveState,
  isChanging: boolean,
  wanted: string,
): readonly Step[] {
  if (stage === undefined || state.stage?.autoDeploys) return [];
  // AWS does not report what a stage contains, but the record says what was deployed to it from here.
  if (!isChanging && inStage === wanted) return [];
  const family = FAMILY_OF[state.api.protocol];
  return [{ kind: "deployment", family, apiId: apiIdOf(target), stage }];
}

function obstaclesOf(request: PlanRequest, state: LiveState, isWriting: boolean): readonly Obstacle[] {
  const { operation, target, stage, isRemembered } = request;
  const { api, current } = state;
  const isPatch = isPatchOperation(operation.name);
  if (!operation.protocols.includes(api.protocol)) {
    const message = `${api.id} is ${AN_API[api.protocol]}, which ${operation.command} does not support. The protocol of an API cannot be changed.`;
    return [{ path: [], message }];
  }
  const obstacles: Obstacle[] = [...(request.obstacles ?? [])];
  const against = (path: string, message: string) => obstacles.push({ path: [path], message });
  switch (target.kind) {
    case "integration":
      if (!current && target.integrationId !== undefined && !isRemembered)
        against("IntegrationId", `The API ${api.id} has no integration ${target.integrationId}.`);
      break;
    case "integration-response":
      if (!state.parentExists)
        against("IntegrationId", `The API ${api.id} has no integration ${target.integrationId}.`);
      else if (!current && target.responseId !== undefined)
        against(
          "IntegrationResponseId",
          `The integration ${target.integrationId} has no integration response ${target.responseId}.`,
        );
      break;
    case "rest-integration":
      if (isPatch && state.parentExists && !current)
        against(
          "httpMethod",
          "The method has no integration to change. Deploy a put-integration input first.",
        );
      break;
    case "rest-response":
      if (!state.parentExists)
        against("httpMethod", "The method has no integration yet. Deploy a put-integration input first.");
      else if (isPatch && !current)
        against(
          "statusCode",
          `The integration has no response ${target.statusCode} to change. Deploy a put-integration-response input first.`,
        );
  }
  obstacles.push(...prerequisiteObstacles(request, state, isWriting));
  if (stage !== undefined && !state.stage && api.protocol !== "REST")
    obstacles.push({ path: [], message: `The API ${api.id} has no stage ${stage}.` });
  return obstacles;
}

function noticesOf(
  request: PlanRequest,
  state: LiveState,
  before: Members | undefined,
  after: Members,
  place: Place,
): readonly string[] {
  const { target, stage, deployed, isRemembered } = request;
  const notices: string[] = [];
  if (!before && isRemembered && target.kind === "integration")
    notices.push(
      `The previously deployed integration ${target.integrationId} no longer exists, so a new one is created.`,
    );
  if (before && deployed !== undefined && fingerprint(before) !== deployed)
    notices.push("The live resource was changed elsewhere since it was deployed from here.");
  if (!before && target.kind === "integration") {
    const identical = state.others.filter(
      ({ members }) => fingerprint(normalize(members, place)) === fingerprint(after),
    );
    if (identical.length > 0) {
      const ids = identical.map(({ id }) => id).join(", ");
      notices.push(`An identical integration already exists: ${ids}. To update it instead, specify its ID.`);
    }
  }
  if (stage !== undefined && state.stage?.autoDeploys)
    notices.push(`The stage ${stage} deploys every change automatically.`);
  if (stage !== undefined && !state.stage && state.api.protocol === "REST")
    notices.push(`The stage ${stage} does not exist yet and is created by the deployment.`);
  return notices;
}
