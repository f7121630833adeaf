import type { ApiFacts } from "../model/apiFacts";
import { pathParameterNames } from "../model/knownNames";
import type { Protocol } from "../model/protocol";
import type { Json } from "../syntax/json";
import { type ClientRequest, withPathParameters } from "./request";
import { matchResourcePath } from "./resourcePath";

/** A route with a path. The value of each path parameter is the parameter's own name. */
export interface SampleRoute {
  /** Absent for a route that accepts any method. */
  readonly method?: string;
  readonly resourcePath: string;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Returns the first route that has a path. */
export function sampleRoute({ routes = [] }: Pick<ApiFacts, "routes">): SampleRoute | undefined {
  for (const route of routes) {
    const [, method = "", resourcePath] = /^([A-Z]+) (\/.*)$/.exec(route) ?? [];
    if (resourcePath === undefined) continue;
    const pathParameters = Object.fromEntries(pathParameterNames([route]).map((name) => [name, name]));
    return { ...(method !== "ANY" && { method }), resourcePath, pathParameters };
  }
  return undefined;
}

/** Fills the gaps of a request with what is known about the API. */
export function withFacts(
  request: ClientRequest,
  protocol: Protocol,
  facts: ApiFacts | undefined,
): ClientRequest {
  if (!facts) return request;
  const stage = stageOf(request, facts);
  const context: Readonly<Record<string, Json>> = {
    ...(stage && { stage: stage.name }),
    ...(protocol === "WEBSOCKET" && routeContext(facts)),
    ...request.context,
  };
  const { path, resourcePath, pathParameters, method } = request;
  const saysPath = path !== undefined || resourcePath !== undefined || pathParameters.size > 0;
  const route = saysPath || protocol === "WEBSOCKET" ? undefined : sampleRoute(facts);
  const routeMethod = method ?? route?.method;
  const matching =
    resourcePath === undefined && path !== undefined ? routeOf(path, method, facts) : undefined;
  return withPathParameters({
    ...request,
    ...(matching !== undefined && { resourcePath: matching }),
    ...(routeMethod !== undefined && { method: routeMethod }),
    ...(route && { resourcePath: route.resourcePath, pathParameters: parameters(route.pathParameters) }),
    context,
    ...(stage && request.stageVariables.size === 0 && { stageVariables: parameters(stage.variables) }),
  });
}

/** The resource path of the most specific route that a path belongs to: the one with the fewest parameters. */
function routeOf(path: string, method: string | undefined, { routes = [] }: ApiFacts): string | undefined {
  let best: { readonly resourcePath: string; readonly rank: number } | undefined;
  for (const route of routes) {
    const [, routeMethod, resourcePath] = /^([A-Z]+) (\/.*)$/.exec(route) ?? [];
    if (resourcePath === undefined) continue;
    if (routeMethod !== "ANY" && method !== undefined && routeMethod !== method) continue;
    const found = matchResourcePath(resourcePath, path);
    const rank = found && found.size + (resourcePath.includes("+}") ? 1000 : 0);
    if (rank !== undefined && (best === undefined || rank < best.rank)) best = { resourcePath, rank };
  }
  return best?.resourcePath;
}

/** The stage named by the request, else the first stage of the API. */
function stageOf({ context: { stage } }: ClientRequest, { stages = [] }: ApiFacts) {
  return stage === undefined ? stages[0] : stages.find(({ name }) => name === stage);
}

/** The `eventType` of the predefined routes of a WebSocket API. */
const EVENTS: Readonly<Record<string, string>> = { $connect: "CONNECT", $disconnect: "DISCONNECT" };

function routeContext({ routes }: ApiFacts): Readonly<Record<string, Json>> {
  const routeKey = routes?.[0];
  if (routeKey === undefined) return {};
  const eventType = EVENTS[routeKey];
  return { routeKey, ...(eventType !== undefined && { eventType }) };
}

function parameters(values: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(values).map(([name, value]) => [name, [value]]));
}
