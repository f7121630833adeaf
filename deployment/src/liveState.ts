import { FAMILY_OF } from "../../server/src/service";
import type { Api, ApiGateway, Members, Method, MethodResponse, Stage } from "./gateway";
import { apiIdOf, type Target } from "./target";

/** A thing that the target could be, with its id where AWS gives it one. */
export interface LiveThing {
  readonly id?: string;
  readonly members: Members;
}

/** A route that is asked for; without an id where there is none of its key. */
export interface AskedRoute {
  readonly key: string;
  readonly id?: string;
  /** Absent for a route that leads nowhere. */
  readonly integrationId?: string;
}

/** What is read beside the target. */
export interface Asked {
  /** The stage's name. */
  readonly stage?: string;
  /** The routes' keys; of integrations only. */
  readonly routes?: readonly string[];
}

/** What a plan is made against, as it was read. */
export interface LiveState {
  readonly api: Api;
  /** The target itself; absent where there is none yet. */
  readonly current?: LiveThing;
  /** Its like beside it: the API's other integrations, or the integration's other responses. */
  readonly others: readonly LiveThing[];
  /** What the target is made in: the REST method or the WebSocket integration. */
  readonly parentExists: boolean;
  /** Of a REST integration: its responses. */
  readonly responses: readonly Members[];
  /** Of a REST integration response: what the method declares for its status code; absent where it does not. */
  readonly methodResponse?: MethodResponse;
  readonly routes: readonly AskedRoute[];
  /** The REST method itself. */
  readonly method?: Method;
  /** The stage that is asked for; absent where there is none of that name. */
  readonly stage?: Stage;
}

/** Reads what is there. */
export async function readLiveState(
  gateway: ApiGateway,
  api: Api,
  target: Target,
  { stage, routes = [] }: Asked = {},
): Promise<LiveState> {
  const [thing, stages, asked] = await Promise.all([
    readThing(gateway, target),
    stage === undefined ? [] : gateway.listStages(FAMILY_OF[api.protocol], apiIdOf(target)),
    target.kind === "integration" ? readRoutes(gateway, target.apiId, routes) : [],
  ]);
  const found = stages.find(({ name }) => name === stage);
  return { api, ...thing, routes: asked, ...(found && { stage: found }) };
}

async function readRoutes(
  gateway: ApiGateway,
  apiId: string,
  keys: readonly string[],
): Promise<readonly AskedRoute[]> {
  if (keys.length === 0) return [];
  const all = await gateway.listRoutes(apiId);
  return Array.from(new Set(keys), (key) => all.find((route) => route.key === key) ?? { key });
}

type Thing = Pick<
  LiveState,
  "current" | "others" | "parentExists" | "responses" | "methodResponse" | "method"
>;

async function readThing(gateway: ApiGateway, target: Target): Promise<Thing> {
  const none = { responses: [], parentExists: true };
  switch (target.kind) {
    case "integration": {
      const all = await gateway.listIntegrations(target.apiId);
      return { ...none, ...divide(all, ({ id }) => id === target.integrationId) };
    }
    case "integration-response": {
      const { apiId, integrationId, responseId, key } = target;
      const parentExists = (await gateway.getIntegration(apiId, integrationId)) !== undefined;
      const all = parentExists ? await gateway.listIntegrationResponses(apiId, integrationId) : [];
      const isIt = ({ id, members }: LiveThing) =>
        responseId === undefined ? members.IntegrationResponseKey === key : id === responseId;
      return { ...none, parentExists, ...divide(all, isIt) };
    }
    case "rest-integration": {
      const method = await gateway.getMethod(target.method);
      return {
        ...(method?.integration && { current: { members: method.integration } }),
        others: [],
        parentExists: method !== undefined,
        responses: method?.responses ?? [],
        ...(method && { method }),
      };
    }
    case "rest-response": {
      const method = await gateway.getMethod(target.method);
      const isIt = ({ statusCode }: Members | MethodResponse) => statusCode === target.statusCode;
      const current = method?.responses.find(isIt);
      const methodResponse = method?.methodResponses.find(isIt);
      return {
        ...(current && { current: { members: current } }),
        others: [],
        parentExists: method?.integration !== undefined,
        responses: [],
        ...(methodResponse && { methodResponse }),
        ...(method && { method }),
      };
    }
  }
}

function divide(
  all: readonly LiveThing[],
  isIt: (thing: LiveThing) => boolean,
): { readonly current?: LiveThing; readonly others: readonly LiveThing[] } {
  const current = all.find(isIt);
  return { ...(current && { current }), others: all.filter((thing) => thing !== current) };
}
