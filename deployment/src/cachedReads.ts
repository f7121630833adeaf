import type { ApiGateway } from "./gateway";

/** Wraps a gateway so that each list of an API is read once: many files belong to the same API. */
export function cachedReads(gateway: ApiGateway): ApiGateway {
  const stages = new Map<string, ReturnType<ApiGateway["listStages"]>>();
  const routes = new Map<string, ReturnType<ApiGateway["listRoutes"]>>();
  const resources = new Map<string, ReturnType<ApiGateway["listResources"]>>();
  return {
    ...gateway,
    listStages: (family, apiId) => once(stages, apiId, () => gateway.listStages(family, apiId)),
    listRoutes: (apiId) => once(routes, apiId, () => gateway.listRoutes(apiId)),
    listResources: (apiId) => once(resources, apiId, () => gateway.listResources(apiId)),
  };
}

function once<T>(cache: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const result = cache.get(key) ?? read();
  cache.set(key, result);
  return result;
}
