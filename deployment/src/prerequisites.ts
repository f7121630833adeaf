/**
 * The prerequisites of an input: routes to an integration, the method of a REST integration, the method response
 * of a REST integration response. Pure.
 */

import { AN_API, isPatchOperation, isRecord, type Protocol } from "../../server/src/service";
import type { Members } from "./gateway";
import type { LiveState } from "./liveState";
import type { Obstacle, PlanRequest } from "./planRequest";
import { headersOf, type PrerequisiteStep, RESPONSE_HEADER } from "./steps";
import type { Target } from "./target";

/** Returns why the key is not a valid route key; undefined if it is. */
export function routeKeyProblem(protocol: Protocol, key: string): string | undefined {
  const isSound = protocol === "HTTP" ? HTTP_KEY.test(key) : key.trim() !== "";
  if (isSound) return undefined;
  const advice = protocol === "HTTP" ? ". Use $default, or a method and a path, such as GET /orders" : "";
  return `"${key}" is not a valid route key for ${AN_API[protocol]}${advice}.`;
}

/** Returns the steps that come before the input. */
export function stepsBefore(request: PlanRequest, state: LiveState): readonly PrerequisiteStep[] {
  const { target, prerequisites = {} } = request;
  if (target.kind === "rest-integration" && prerequisites.method && !state.parentExists)
    return [{ kind: "put-method", method: target.method }];
  if (target.kind !== "rest-response" || !prerequisites.methodResponse) return [];
  const { method, statusCode } = target;
  const responseParameters = undeclared(request.members, state);
  if (!state.methodResponse) return [{ kind: "put-method-response", method, statusCode, responseParameters }];
  return responseParameters.length === 0
    ? []
    : [{ kind: "update-method-response", method, statusCode, responseParameters }];
}

/** Returns the steps that point the requested routes to the integration. */
export function routeSteps(target: Target, { current, routes }: LiveState): readonly PrerequisiteStep[] {
  if (target.kind !== "integration") return [];
  const integrationId = current?.id;
  return routes.flatMap(({ key, id: routeId, integrationId: from }): readonly PrerequisiteStep[] => {
    const step = { apiId: target.apiId, key, ...(integrationId !== undefined && { integrationId }) };
    if (routeId === undefined) return [{ kind: "create-route", ...step }];
    if (from !== undefined && from === integrationId) return [];
    return [{ kind: "update-route", routeId, ...(from !== undefined && { from }), ...step }];
  });
}

/** Returns prerequisites that are missing or not applicable. Headers are only required if the input is sent. */
export function prerequisiteObstacles(
  request: PlanRequest,
  state: LiveState,
  isWriting: boolean,
): readonly Obstacle[] {
  return [...misplaced(request, state), ...missing(request, state, isWriting)];
}

function misplaced(
  { operation, target, prerequisites = {} }: PlanRequest,
  { api }: LiveState,
): readonly Obstacle[] {
  const { routes = [], method = false, methodResponse = false } = prerequisites;
  const messages: (string | undefined)[] = [];
  if (target.kind === "integration")
    messages.push(...routes.map((key) => routeKeyProblem(api.protocol, key)));
  else if (routes.length > 0)
    messages.push("Routes are only supported for integrations of HTTP and WebSocket APIs.");
  if (method && (target.kind !== "rest-integration" || isPatchOperation(operation.name)))
    messages.push("A method can only be created for put-integration.");
  if (methodResponse && target.kind !== "rest-response")
    messages.push("A method response can only be created for put-integration-response.");
  return messages.flatMap((message) => (message === undefined ? [] : [{ path: [], message }]));
}

function missing(
  { operation, target, members, prerequisites = {} }: PlanRequest,
  state: LiveState,
  isWriting: boolean,
): readonly Obstacle[] {
  const isPatch = isPatchOperation(operation.name);
  if (target.kind === "rest-integration" && !state.parentExists && (isPatch || !prerequisites.method)) {
    const { httpMethod, resourceId } = target.method;
    const message = `The resource ${resourceId} has no method ${httpMethod}.`;
    // A new method has no integration that could be changed.
    if (isPatch) return [{ path: ["httpMethod"], message }];
    return [
      {
        path: ["httpMethod"],
        message,
        advice: adviceOf("Create", "put-method", "--method"),
        remedy: "create-method",
      },
    ];
  }
  if (target.kind !== "rest-response" || !state.parentExists || prerequisites.methodResponse) return [];
  if (isPatch && !state.current) return [];
  const { statusCode } = target;
  if (!state.methodResponse)
    return [
      {
        path: ["statusCode"],
        message: `The method does not declare a response ${statusCode}.`,
        advice: adviceOf("Create", "put-method-response", "--method-response"),
        remedy: "create-method-response",
      },
    ];
  const headers = isWriting ? undeclared(members, state) : [];
  if (headers.length === 0) return [];
  return [
    {
      path: ["responseParameters"],
      message: `The method response ${statusCode} does not declare ${headersOf(headers)}.`,
      advice: adviceOf("Declare", "update-method-response", "--method-response", headers.length),
      remedy: "declare-headers",
    },
  ];
}

function adviceOf(
  verb: "Create" | "Declare",
  command: PrerequisiteStep["kind"],
  flag: string,
  count = 1,
): string {
  return `${verb} ${count === 1 ? "it" : "them"} with aws apigateway ${command} or apigw deploy ${flag}.`;
}

/** Returns the live prerequisites that a plan depends on, such as the targets of routes. */
export function livePrerequisites(
  target: Target,
  { parentExists, methodResponse, routes }: LiveState,
): Members {
  return {
    ...(parentExists && parentOf(target)),
    ...(methodResponse && {
      [`method response ${methodResponse.statusCode}`]: methodResponse.responseParameters,
    }),
    ...Object.fromEntries(
      routes.flatMap(({ key, id, integrationId = null }) =>
        id === undefined ? [] : [[`route ${key}`, integrationId]],
      ),
    ),
  };
}

function parentOf(target: Target): Members {
  switch (target.kind) {
    case "integration":
      return {};
    case "integration-response":
      return { integration: target.integrationId };
    case "rest-integration":
      return { method: target.method.httpMethod };
    case "rest-response":
      return { integration: target.method.httpMethod };
  }
}

/** The headers that the input sets and the method response does not declare, which AWS rejects. */
function undeclared({ responseParameters }: Members, { methodResponse }: LiveState): readonly string[] {
  const declared = methodResponse?.responseParameters ?? [];
  return Object.keys(isRecord(responseParameters) ? responseParameters : {}).filter(
    (name) => name.startsWith(RESPONSE_HEADER) && !declared.includes(name),
  );
}

const HTTP_KEY = /^(?:\$default|(?:ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) \/\S*)$/;
