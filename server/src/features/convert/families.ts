import type { Protocol } from "../../model/protocol";
import { TIMEOUTS } from "../../model/timeouts";
import { isRecord, type Json } from "../../syntax/json";
import { httpToRest, restToHttp, restToWebSocket, translate, webSocketToRest } from "./mappings";

/** The other family's input, and the members that have no place in it. */
export interface Conversion {
  readonly document: { readonly [member: string]: Json };
  readonly protocol: Protocol;
  /** Members, or entries of maps (`requestParameters: integration.request.path.id`), that are left out. */
  readonly lost: readonly string[];
}

type Members = { readonly [member: string]: Json };

/** Members that only change their name, REST's first. */
const RENAMED: readonly (readonly [string, string])[] = [
  ["type", "IntegrationType"],
  ["integrationHttpMethod", "IntegrationMethod"],
  ["uri", "IntegrationUri"],
  ["connectionType", "ConnectionType"],
  ["connectionId", "ConnectionId"],
  ["credentials", "CredentialsArn"],
  ["timeoutInMillis", "TimeoutInMillis"],
];

/** Members that only WebSocket APIs share with REST. */
const TEMPLATES: readonly (readonly [string, string])[] = [
  ["requestTemplates", "RequestTemplates"],
  ["passthroughBehavior", "PassthroughBehavior"],
  ["contentHandling", "ContentHandlingStrategy"],
];

/** A REST `put-integration` input as one of `create-integration`: a proxy for an HTTP API, else for a WebSocket API. */
export function restToV2(rest: Members): Conversion {
  const protocol: Protocol = /_PROXY$/.test(String(rest.type)) ? "HTTP" : "WEBSOCKET";
  const names = protocol === "HTTP" ? RENAMED : [...RENAMED, ...TEMPLATES];
  const { mappings, lost: lostMappings } = translate(
    rest.requestParameters,
    protocol === "HTTP" ? restToHttp : restToWebSocket,
  );
  const document: Members = {
    ...renamed(rest, names, protocol),
    ...(protocol === "HTTP" && { PayloadFormatVersion: "1.0" }),
    ...(Object.keys(mappings).length > 0 && { RequestParameters: mappings }),
  };
  return {
    document: sorted(document),
    protocol,
    lost: lostOf(rest, names, "requestParameters", lostMappings),
  };
}

/** A `create-integration` input as one of REST's `put-integration`. */
export function v2ToRest(v2: Members, protocol: Protocol | undefined): Conversion {
  const names = [...RENAMED, ...TEMPLATES].map(([rest, name]) => [name, rest] as const);
  const { mappings, lost: lostMappings } = translate(
    v2.RequestParameters,
    protocol === "WEBSOCKET" ? webSocketToRest : httpToRest,
  );
  const document: Members = {
    ...renamed(v2, names, "REST"),
    ...(Object.keys(mappings).length > 0 && { requestParameters: mappings }),
  };
  return { document, protocol: "REST", lost: lostOf(v2, names, "RequestParameters", lostMappings) };
}

function renamed(from: Members, names: readonly (readonly [string, string])[], to: Protocol): Members {
  return Object.fromEntries(
    names.flatMap(([old, name]) => {
      const value = from[old];
      if (value === undefined) return [];
      const isTimeout = name.toLowerCase() === "timeoutinmillis" && typeof value === "number";
      return [[name, isTimeout ? Math.min(value, TIMEOUTS[to].maximum) : value]];
    }),
  );
}

function lostOf(
  from: Members,
  names: readonly (readonly [string, string])[],
  mappings: string,
  lostMappings: readonly string[],
): readonly string[] {
  const kept = new Set([...names.map(([old]) => old), mappings]);
  return [
    ...Object.keys(from).filter((name) => !kept.has(name)),
    ...(isRecord(from[mappings]) ? lostMappings.map((key) => `${mappings}: ${key}`) : []),
  ];
}

/** `create-integration` lists its members by the alphabet. */
function sorted(document: Members): Members {
  return Object.fromEntries(Object.entries(document).sort(([a], [b]) => (a < b ? -1 : 1)));
}
