import type { ApiFacts, FactsSubject } from "../../server/src/service";
import type { Api, ApiGateway, Method, Resource, Route, Stage } from "./gateway";
import type { Target } from "./target";

/** The lists of an API. A list that the credentials may not read is absent. */
export interface ApiLists {
  readonly stages?: readonly Stage[];
  readonly routes?: readonly Route[];
  /** For REST APIs, instead of routes. */
  readonly resources?: readonly Resource[];
}

/** Reads the lists. Never rejects: plans do not depend on them, and whoever may deploy may not be allowed to list. */
export async function readLists(gateway: ApiGateway, { id, protocol }: Api): Promise<ApiLists> {
  if (protocol === "REST") {
    const [stages, resources] = await Promise.all([
      ifAllowed(gateway.listStages("apigateway", id)),
      ifAllowed(gateway.listResources(id)),
    ]);
    return { ...(stages && { stages }), ...(resources && { resources }) };
  }
  const [stages, routes] = await Promise.all([
    ifAllowed(gateway.listStages("apigatewayv2", id)),
    ifAllowed(gateway.listRoutes(id)),
  ]);
  return { ...(stages && { stages }), ...(routes && { routes }) };
}

/** Returns the facts about the target's API for the language server; `method` is that of a REST target, if it was read. */
export function factsOf(api: Api, target: Target, lists: ApiLists, method?: Method): ApiFacts {
  const routes = routesTo(target, lists);
  return {
    of: subjectOf(target),
    protocol: api.protocol,
    ...(lists.stages && { stages: lists.stages.map(({ name, variables }) => ({ name, variables })) }),
    ...(routes && { routes }),
    ...(api.binaryMediaTypes && { binaryMediaTypes: api.binaryMediaTypes }),
    ...(method && { requestParameters: method.requestParameters, methodResponses: method.methodResponses }),
  };
}

/** Reads all available facts about a target's API. Never rejects. */
export async function readFacts(gateway: ApiGateway, api: Api, target: Target): Promise<ApiFacts> {
  const [lists, method] = await Promise.all([
    readLists(gateway, api),
    "method" in target ? ifAllowed(gateway.getMethod(target.method)) : undefined,
  ]);
  return factsOf(api, target, lists, method);
}

async function ifAllowed<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch {
    return undefined;
  }
}

/** The routes to the target's integration; all routes of the API if it does not exist yet. */
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
