import type { Api, ApiGateway, Members, Stage } from "./port";
import { apiIdOf, type Target } from "./target";

/** A thing that the target could be, with its id where AWS gives it one. */
export interface LiveThing {
  readonly id?: string;
  readonly members: Members;
}

/** What a plan is made against, as it was read. */
export interface LiveState {
  readonly api: Api;
  /** The target itself; absent where there is none yet. */
  readonly current?: LiveThing;
  /** Its like beside it: the API's other integrations, or the integration's other responses. */
  readonly others: readonly LiveThing[];
  /** What the target is made in: the REST method or the WebSocket integration. */
  readonly isParentThere: boolean;
  /** Of a REST integration: its responses. */
  readonly responses: readonly Members[];
  /** Of a REST method: the status codes that it declares. */
  readonly statusCodes: readonly string[];
  /** The stage that is asked for; absent where there is none of that name. */
  readonly stage?: Stage;
}

/** Reads what is there. */
export async function readState(
  gateway: ApiGateway,
  api: Api,
  target: Target,
  stage?: string,
): Promise<LiveState> {
  const family = api.protocol === "REST" ? "apigateway" : "apigatewayv2";
  const [thing, stages] = await Promise.all([
    readThing(gateway, target),
    stage === undefined ? [] : gateway.listStages(family, apiIdOf(target)),
  ]);
  const found = stages.find(({ name }) => name === stage);
  return { api, ...thing, ...(found && { stage: found }) };
}

type Thing = Pick<LiveState, "current" | "others" | "isParentThere" | "responses" | "statusCodes">;

async function readThing(gateway: ApiGateway, target: Target): Promise<Thing> {
  const none = { responses: [], statusCodes: [], isParentThere: true };
  switch (target.kind) {
    case "integration": {
      const all = await gateway.listIntegrations(target.apiId);
      return { ...none, ...divide(all, ({ id }) => id === target.integrationId) };
    }
    case "integration-response": {
      const { apiId, integrationId, responseId, key } = target;
      const isParentThere = (await gateway.getIntegration(apiId, integrationId)) !== undefined;
      const all = isParentThere ? await gateway.listIntegrationResponses(apiId, integrationId) : [];
      const isIt = ({ id, members }: LiveThing) =>
        responseId === undefined ? members.IntegrationResponseKey === key : id === responseId;
      return { ...none, isParentThere, ...divide(all, isIt) };
    }
    case "rest-integration": {
      const method = await gateway.getMethod(target.method);
      return {
        ...(method?.integration && { current: { members: method.integration } }),
        others: [],
        isParentThere: method !== undefined,
        responses: method?.responses ?? [],
        statusCodes: method?.statusCodes ?? [],
      };
    }
    case "rest-response": {
      const method = await gateway.getMethod(target.method);
      const current = method?.responses.find((members) => members.statusCode === target.statusCode);
      return {
        ...(current && { current: { members: current } }),
        others: [],
        isParentThere: method?.integration !== undefined,
        responses: [],
        statusCodes: method?.statusCodes ?? [],
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
