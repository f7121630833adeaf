/** What a deployment can bring beside the integration, offered where it may be of use. */
import * as vscode from "vscode";
import {
  type ApiGateway,
  apiIdOf,
  type Extras,
  isAwsError,
  type Obstacle,
  type Plan,
  type Remedy,
} from "../../../deployment/src";
import { FAMILY_OF } from "../../../server/src/service";
import { idsOf } from "./address";
import { usedBy } from "./deletion";
import type { Answers } from "./prepareFile";
import { askForRouteKey, askForStage } from "./questions";

export interface Offer {
  readonly label: string;
  /** Asks what is left open; gives the answers for another plan, or undefined where the person turns away. */
  readonly take: () => Promise<Answers | undefined>;
}

const REMEDIES: Readonly<Record<Remedy, { readonly button: string; readonly extras: Extras }>> = {
  "create-method": { button: "Create the Method Too", extras: { method: true } },
  "create-method-response": { button: "Create the Method Response Too", extras: { methodResponse: true } },
  "declare-headers": { button: "Declare the Headers Too", extras: { methodResponse: true } },
};

/** Says why the file cannot be deployed; gives the answers that remove the obstacle where the person wants that. */
export async function askToRemove(
  name: string,
  { message, advice, remedy }: Obstacle,
  { extras, yes = false }: Answers,
): Promise<Answers | undefined> {
  const text = `${name} cannot be deployed: ${message}`;
  if (!remedy || yes) {
    // Not waited for: a message stays until somebody closes it.
    void vscode.window.showErrorMessage(advice === undefined ? text : `${text} ${advice}`);
    return undefined;
  }
  const { button, extras: more } = REMEDIES[remedy];
  const answer = await vscode.window.showWarningMessage(text, { modal: true }, button);
  return answer === button ? { extras: { ...extras, ...more } } : undefined;
}

/** What else can be deployed with the plan; nothing where AWS does not tell. */
export async function offersFor(gateway: ApiGateway, plan: Plan, given: Answers): Promise<readonly Offer[]> {
  try {
    return (await Promise.all([routeOffer(gateway, plan, given), stageOffer(gateway, plan, given)])).flat();
  } catch (error) {
    if (isAwsError(error)) return [];
    throw error;
  }
}

/** The answers that led to the plan, so that nothing of them is asked again for the next one. */
export function settled(given: Answers, { target, state }: Plan): Answers {
  const { integrationId, ...ids } = idsOf(target);
  // One that is remembered and gone is no answer: another is made.
  const isThere = state.current !== undefined || target.kind !== "integration";
  return {
    ...given,
    ids: { ...ids, ...(integrationId !== undefined && isThere && { integrationId }) },
    isSettled: true,
  };
}

/** A route, where none leads to the integration. */
async function routeOffer(
  gateway: ApiGateway,
  { target, state: { api, current } }: Plan,
  { extras }: Answers,
): Promise<readonly Offer[]> {
  if (target.kind !== "integration" || extras?.routes) return [];
  if (current && (await usedBy(gateway, { ...target, integrationId: current.id ?? "" })).length > 0)
    return [];
  const take = async () => {
    const key = await askForRouteKey(api.protocol);
    return key === undefined ? undefined : { extras: { ...extras, routes: [key] } };
  };
  return [{ label: "$(milestone) Deploy, with a route…", take }];
}

/** The stages that wait for a deployment; the first one of a REST API is made by it. */
async function stageOffer(
  gateway: ApiGateway,
  { target, state: { api } }: Plan,
  given: Answers,
): Promise<readonly Offer[]> {
  if (given.stage !== undefined) return [];
  const stages = (await gateway.listStages(FAMILY_OF[api.protocol], apiIdOf(target))).filter(
    ({ deploysItself }) => !deploysItself,
  );
  const isNewTaken = api.protocol === "REST";
  if (stages.length === 0 && !isNewTaken) return [];
  const take = async () => {
    const stage = await askForStage(stages, isNewTaken);
    return stage === undefined ? undefined : { stage };
  };
  return [{ label: "$(rocket) Deploy, and to a stage…", take }];
}
