/** Optional additions to a deployment: a route, a deployment to a stage, or missing prerequisites. */
import * as vscode from "vscode";
import {
  type ApiGateway,
  apiIdOf,
  isAllowStep,
  isAwsError,
  type Obstacle,
  type Plan,
  type Remedy,
  type RequestedPrerequisites,
} from "../../../deployment/src";
import { FAMILY_OF } from "../../../server/src/service";
import { idsOf } from "./address";
import { usedBy } from "./deletion";
import type { Answers } from "./prepareFile";
import { askForRouteKey, askForStage } from "./questions";

export interface Offer {
  readonly label: string;
  /** Asks for details; returns the answers for another plan, or undefined if cancelled. */
  readonly take: () => Promise<Answers | undefined>;
}

const REMEDIES: Readonly<
  Record<Remedy, { readonly button: string; readonly prerequisites: RequestedPrerequisites }>
> = {
  "create-method": { button: "Create Method", prerequisites: { method: true } },
  "create-method-response": { button: "Create Method Response", prerequisites: { methodResponse: true } },
  "declare-headers": { button: "Declare Headers", prerequisites: { methodResponse: true } },
};

/** Shows why the file cannot be deployed; returns the answers that remove the obstacle if the user agrees. */
export async function askToRemove(
  name: string,
  { message, advice, remedy }: Obstacle,
  { prerequisites, yes = false }: Answers,
  destination: () => Promise<string>,
): Promise<Answers | undefined> {
  const text = `${name} cannot be deployed: ${message}`;
  if (!remedy || yes) {
    // Not awaited: a notification stays until it is closed.
    void vscode.window.showErrorMessage(advice === undefined ? text : `${text} ${advice}`);
    return undefined;
  }
  const { button, prerequisites: more } = REMEDIES[remedy];
  const detail = `It will be created or changed in ${await destination()}.`;
  const answer = await vscode.window.showWarningMessage(text, { modal: true, detail }, button);
  return answer === button ? { prerequisites: { ...prerequisites, ...more } } : undefined;
}

/** What else can be deployed together with the plan; nothing if AWS cannot be read. */
export async function offersFor(gateway: ApiGateway, plan: Plan, given: Answers): Promise<readonly Offer[]> {
  try {
    const more = await Promise.all([routeOffer(gateway, plan, given), stageOffer(gateway, plan, given)]);
    return [...permissionOffer(plan), ...more.flat()];
  } catch (error) {
    if (isAwsError(error)) return permissionOffer(plan);
    throw error;
  }
}

/** The answers that led to the plan, so that the next plan does not ask for them again. */
export function settled(given: Answers, { target, state }: Plan): Answers {
  const { integrationId, ...ids } = idsOf(target);
  // A recorded integration that was deleted does not count: a new one will be created.
  const exists = state.current !== undefined || target.kind !== "integration";
  return {
    ...given,
    ids: { ...ids, ...(integrationId !== undefined && exists && { integrationId }) },
    isSettled: true,
  };
}

/** Offers to leave out the steps that change a function's policy. */
function permissionOffer({ steps }: Plan): readonly Offer[] {
  if (!steps.some(isAllowStep)) return [];
  const take = async () => ({ permission: false });
  return [{ label: "$(shield) Do Not Change the Function's Permissions", take }];
}

/** Offers a route if no route uses the integration. */
async function routeOffer(
  gateway: ApiGateway,
  { target, state: { api, current } }: Plan,
  { prerequisites }: Answers,
): Promise<readonly Offer[]> {
  if (target.kind !== "integration" || prerequisites?.routes) return [];
  if (current && (await usedBy(gateway, { ...target, integrationId: current.id ?? "" })).length > 0)
    return [];
  const take = async () => {
    const key = await askForRouteKey(api.protocol);
    return key === undefined ? undefined : { prerequisites: { ...prerequisites, routes: [key] } };
  };
  return [{ label: "$(milestone) Deploy with a Route…", take }];
}

/** Offers a deployment to a stage without automatic deployment. A REST API can get a new stage. */
async function stageOffer(
  gateway: ApiGateway,
  { target, state: { api } }: Plan,
  given: Answers,
): Promise<readonly Offer[]> {
  if (given.stage !== undefined) return [];
  const stages = (await gateway.listStages(FAMILY_OF[api.protocol], apiIdOf(target))).filter(
    ({ autoDeploys }) => !autoDeploys,
  );
  const canCreate = api.protocol === "REST";
  if (stages.length === 0 && !canCreate) return [];
  const take = async () => {
    const stage = await askForStage(stages, canCreate);
    return stage === undefined ? undefined : { stage };
  };
  return [{ label: "$(rocket) Deploy to a Stage…", take }];
}
