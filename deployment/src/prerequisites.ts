/**
 * What an input needs beside itself: routes that lead to an integration, the method that a REST integration is
 * put into, the method response that an integration response is for. Pure.
 */

import { AN_API, isRecord, type Protocol } from "../../server/src/service";
import type { Members } from "./gateway";
import type { LiveState } from "./liveState";
import type { Obstacle, PlanRequest } from "./planRequest";
import { headersOf, type PrerequisiteStep, RESPONSE_HEADER } from "./steps";
import type { Target } from "./target";

/** Why the key cannot be a route's; undefined where nothing stands against it. */
export function routeKeyProblem(protocol: Protocol, key: string): string | undefined {
  const isSound = protocol === "HTTP" ? HTTP_KEY.test(key) : key.trim() !== "";
  if (isSound) return undefined;
  const advice = protocol === "HTTP" ? ": write $default, or a method and a path, such as GET /orders" : "";
  return `"${key}" is no key of a route of ${AN_API[protocol]}${advice}.`;
}

/** What has to be there before the input is sent. */
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

/** What makes the routes that are asked for lead to the integration. */
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

/** What is missing beside the input, or cannot be made for it; an input that is not sent misses no header. */
export function prerequisiteObstacles(
  request: PlanRequest,
  state: LiveState,
  isWriting: boolean,
): readonly Obstacle[] {
  return [...misplaced(request, state), ...missing(request, state, isWriting)];
}

function misplaced({ target, prerequisites = {} }: PlanRequest, { api }: LiveState): readonly Obstacle[] {
  const { routes = [], method = false, methodResponse = false } = prerequisites;
  const messages: (string | undefined)[] = [];
  if (target.kind === "integration")
    messages.push(...routes.map((key) => routeKeyProblem(api.protocol, key)));
  else if (routes.length > 0)
    messages.push("Routes lead to the integrations of HTTP and WebSocket APIs only.");
  if (method && target.kind !== "rest-integration")
    messages.push("A method is made for put-integration only.");
  if (methodResponse && target.kind !== "rest-response")
    messages.push("A method response is made for put-integration-response only.");
  return messages.flatMap((message) => (message === undefined ? [] : [{ path: [], message }]));
}

function missing(
  { target, members, prerequisites = {} }: PlanRequest,
  state: LiveState,
  isWriting: boolean,
): readonly Obstacle[] {
  if (target.kind === "rest-integration" && !state.parentExists && !prerequisites.method) {
    const { httpMethod, resourceId } = target.method;
    return [
      {
        path: ["httpMethod"],
        message: `The resource ${resourceId} has no method ${httpMethod}.`,
        advice: adviceOf("put-method", "makes", "--method"),
        remedy: "create-method",
      },
    ];
  }
  if (target.kind !== "rest-response" || !state.parentExists || prerequisites.methodResponse) return [];
  const { statusCode } = target;
  if (!state.methodResponse)
    return [
      {
        path: ["statusCode"],
        message: `The method declares no response ${statusCode}.`,
        advice: adviceOf("put-method-response", "makes", "--method-response"),
        remedy: "create-method-response",
      },
    ];
  const headers = isWriting ? undeclared(members, state) : [];
  if (headers.length === 0) return [];
  return [
    {
      path: ["responseParameters"],
      message: `The method response ${statusCode} does not declare ${headersOf(headers)}.`,
      advice: adviceOf("update-method-response", "declares", "--method-response"),
      remedy: "declare-headers",
    },
  ];
}

function adviceOf(command: PrerequisiteStep["kind"], does: string, flag: string): string {
  return `aws apigateway ${command} ${does} it, and so does apigw deploy ${flag}.`;
}

/** What a plan counts on beside the target, such as where routes lead. */
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

/** The headers that the input sets and the method response does not declare; AWS refuses to set those. */
function undeclared({ responseParameters }: Members, { methodResponse }: LiveState): readonly string[] {
  const declared = methodResponse?.responseParameters ?? [];
  return Object.keys(isRecord(responseParameters) ? responseParameters : {}).filter(
    (name) => name.startsWith(RESPONSE_HEADER) && !declared.includes(name),
  );
}

const HTTP_KEY = /^(?:\$default|(?:ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) \/\S*)$/;
