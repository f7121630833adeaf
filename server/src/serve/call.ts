/** What API Gateway knows about a call beyond what the client sends: `$context`. */
import type { StageFacts } from "../model/apiFacts";
import { isRecord, type Json } from "../syntax/json";
import type { Route } from "./route";

type Context = Readonly<Record<string, Json>>;

/** A request to a route, or an event of a WebSocket connection. */
export interface Call {
  /** A UUID. */
  readonly requestId: string;
  readonly extendedRequestId: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly sourceIp: string;
  readonly userAgent?: string;
  /** The value of the header Host. */
  readonly host: string;
  /** For REST and HTTP APIs. */
  readonly http?: { readonly method: string; readonly path: string };
  /** For WebSocket APIs. */
  readonly socket?: {
    readonly connectionId: string;
    readonly connectedAt: number;
    readonly eventType: "CONNECT" | "MESSAGE" | "DISCONNECT";
    readonly messageId?: string;
    readonly disconnectStatusCode?: number;
    readonly disconnectReason?: string;
  };
}

/** Returns the ID of a route's API, or one that looks like it. */
export function apiIdOf({ scenario: { integration } }: Route): string {
  const { input } = integration?.source ?? {};
  return input?.text("restApiId") || input?.text("ApiId") || "a1b2c3d4e5";
}

/** Returns the name of a route's stage: the first in the file, else what is common for that kind of API. */
export function stageNameOf({ stage, protocol }: Pick<Route, "stage" | "protocol">): string {
  return stage?.name ?? (protocol === "HTTP" ? "$default" : "test");
}

/** Returns `$context` of a call. */
export function contextOfCall(route: Route, call: Call): Context {
  const stage = stageNameOf(route);
  const common: Context = {
    apiId: apiIdOf(route),
    domainName: call.host,
    extendedRequestId: call.extendedRequestId,
    identity: { sourceIp: call.sourceIp, ...(call.userAgent !== undefined && { userAgent: call.userAgent }) },
    requestId: route.protocol === "REST" ? call.requestId : call.extendedRequestId,
    requestTime: requestTime(call.time),
    requestTimeEpoch: call.time,
    stage,
  };
  if (call.socket) {
    const { connectionId, connectedAt, eventType, messageId } = call.socket;
    const own = { connectionId, connectedAt, eventType, messageDirection: "IN", routeKey: route.key };
    return { ...common, ...own, ...(messageId !== undefined && { messageId }) };
  }
  const { method = "", path = "" } = call.http ?? {};
  return {
    ...common,
    accountId: "123456789012",
    domainPrefix: call.host.split(/[.:]/, 1)[0] ?? "",
    httpMethod: method,
    path: stage === "$default" ? path : `/${stage}${path}`,
    protocol: "HTTP/1.1",
    ...(route.protocol === "HTTP" ? { routeKey: route.key } : { resourcePath: route.path ?? "/" }),
  };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Formats a time as `09/Apr/2015:12:34:56 +0000`. */
export function requestTime(time: number): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}`;
  return `${day}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
}

/** Merges the context of a sample request into the one of a call, name by name. */
export function mergedContext(context: Context, own: Context): Context {
  const result = new Map(Object.entries(context));
  for (const [name, value] of Object.entries(own)) {
    const known = result.get(name);
    result.set(name, isMap(known) && isMap(value) ? mergedContext(known, value) : value);
  }
  return Object.fromEntries(result);
}

function isMap(value: Json | undefined): value is Context {
  return isRecord(value);
}

/** The variables of a stage, with others on top. */
export function stageVariables(
  stage: StageFacts | undefined,
  ...others: readonly ReadonlyMap<string, readonly string[]>[]
): ReadonlyMap<string, readonly string[]> {
  const own = Object.entries(stage?.variables ?? {}).map(([name, value]) => [name, [value]] as const);
  return new Map([...own, ...others.flatMap((more) => [...more])]);
}
