import type { ApiFacts, FactsSubject } from "../../server/src/service";
import type { Api, ApiGateway, Method, Resource, Route, Stage } from "./gateway";
import type { Target } from "./target";

/** What an API's lists tell. What AWS did not want to tell is absent. */
export interface ApiLists {
  readonly stages?: readonly Stage[];
  readonly routes?: readonly Route[];
  /** Of a REST API, in the place of routes. */
  readonly resources?: readonly Resource[];
}

/** Reads the lists. Never rejects: a plan does not hang on them, and who may deploy may not be allowed to list. */
export async function readLists(gateway: ApiGateway, { id, protocol }: Api): Promise<ApiLists> {
  if (protocol === "REST") {
    const [stages, resources] = await Promise.all([
      granted(gateway.listStages("apigateway", id)),
      granted(gateway.listResources(id)),
    ]);
    return { ...(stages && { stages }), ...(resources && { resources }) };
  }
  const [stages, routes] = await Promise.all([
    granted(gateway.listStages("apigatewayv2", id)),
    granted(gateway.listRoutes(id)),
  ]);
  return { ...(stages && { stages }), ...(routes && { routes }) };
}

/** What is known of the target's API, for the language server; `method` is a REST target's, where it was read. */
export function factsOf(api: Api, target: Target, lists: ApiLists, method?: Method): ApiFacts {
  const routes = routesTo(target, lists);
  return {
    of: subjectOf(target),
    protocol: api.protocol,
    ...(lists.stages && { stages: lists.stages.map(({ name, variables }) => ({ name, variables })) }),
    ...(routes && { routes }),
    ...(method && { requestParameters: method.requestParameters, methodResponses: method.methodResponses }),
  };
}

/** All that can be found out of a target's API. Never rejects. */
export async function readFacts(gateway: ApiGateway, api: Api, target: Target): Promise<ApiFacts> {
  const [lists, method] = await Promise.all([
    readLists(gateway, api),
    "method" in target ? granted(gateway.getMethod(target.method)) : undefined,
  ]);
  return factsOf(api, target, lists, method);
}

async function granted<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch {
    return undefined;
  }
}

/** The routes to the target's integration; all of the API's for one that is still to be made. */
function routesTo(target: Target, { routes, resources }: ApiLists): readonly string[] | undefined {
  if ("method" in target) {
    const { resourceId, httpMethod } = target.method;
    return resources?.filter(({ id }) => id === resourceId).map(({ path }) => `${httpMethod} ${path}`);
  }
  const { integrationId } = target;
  return routes
    ?.filter((route) => integrationId === undefined || route.integrationId === integrationId)
    .map(({ key }) => key);
}

function subjectOf(target: Target): FactsSubject {
  if ("method" in target) {
    const { restApiId, resourceId, httpMethod } = target.method;
    return { apiId: restApiId, resourceId, httpMethod };
  }
  const { apiId, integrationId } = target;
  return { apiId, ...(integrationId !== undefined && { integrationId }) };
}
