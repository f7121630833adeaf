import { FAMILY_OF } from "../../server/src/service";
import type { Api, ApiGateway, Members, Method, MethodResponse, Stage } from "./gateway";
import { apiIdOf, type Target } from "./target";

/** A resource of the target's kind, with its ID if AWS assigns one. */
export interface LiveThing {
  readonly id?: string;
  readonly members: Members;
}

/** A requested route; without an ID if no route with its key exists. */
export interface AskedRoute {
  readonly key: string;
  readonly id?: string;
  /** Absent for a route without a target. */
  readonly integrationId?: string;
}

/** What to read in addition to the target. */
export interface Asked {
  /** The name of a stage. */
  readonly stage?: string;
  /** The keys of routes; only for integrations. */
  readonly routes?: readonly string[];
}

/** The live state that a plan is made against. */
export interface LiveState {
  readonly api: Api;
  /** The target itself; absent if it does not exist. */
  readonly current?: LiveThing;
  /** The API's other integrations, or the integration's other responses. */
  readonly others: readonly LiveThing[];
  /** True if the REST method or the WebSocket integration that contains the target exists. */
  readonly parentExists: boolean;
  /** The responses of a REST integration. */
  readonly responses: readonly Members[];
  /** For a REST integration response: the method response with its status code, if declared. */
  readonly methodResponse?: MethodResponse;
  readonly routes: readonly AskedRoute[];
  /** The REST method of the target. */
  readonly method?: Method;
  /** The requested stage; absent if it does not exist. */
  readonly stage?: Stage;
}

/** Reads the live state of the target and of what was requested with it. */
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
