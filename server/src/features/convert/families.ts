import { memberName, type SharedRole } from "../../model/memberNames";
import { FAMILY_OF, type Family, type Protocol } from "../../model/protocol";
import { TIMEOUTS } from "../../model/timeouts";
import { isRecord, type Json } from "../../syntax/json";
import { httpToRest, restToHttp, restToWebSocket, translate, webSocketToRest } from "./mappings";

/** An input for the other family, and what could not be converted. */
export interface Conversion {
  readonly document: { readonly [member: string]: Json };
  readonly protocol: Protocol;
  /** Members, and entries of maps (`requestParameters: integration.request.path.id`), without a counterpart. */
  readonly lost: readonly string[];
}

type Members = { readonly [member: string]: Json };

/** The roles of members that both families have, with the same values. */
const SHARED: readonly SharedRole[] = [
  "type",
  "method",
  "uri",
  "connectionType",
  "connectionId",
  "credentials",
  "timeout",
];

/** The roles that only WebSocket APIs share with REST APIs. */
const TEMPLATES: readonly SharedRole[] = ["requestTemplates", "passthrough", "contentHandling"];

/** Converts a `put-integration` input to `create-integration`: proxies for an HTTP API, others for a WebSocket API. */
export function restToV2(rest: Members): Conversion {
  const protocol: Protocol = /_PROXY$/.test(String(rest.type)) ? "HTTP" : "WEBSOCKET";
  const roles = protocol === "HTTP" ? SHARED : [...SHARED, ...TEMPLATES];
  const { mappings, lost: lostMappings } = translate(
    rest.requestParameters,
    protocol === "HTTP" ? restToHttp : restToWebSocket,
  );
  const document: Members = {
    ...renamed(rest, roles, protocol),
    ...(protocol === "HTTP" && { PayloadFormatVersion: "1.0" }),
    ...(Object.keys(mappings).length > 0 && { RequestParameters: mappings }),
  };
  return {
    document: sorted(document),
    protocol,
    lost: lostOf(rest, roles, "apigateway", lostMappings),
  };
}

/** Converts a `create-integration` input to `put-integration`. */
export function v2ToRest(v2: Members, protocol: Protocol | undefined): Conversion {
  const roles = [...SHARED, ...TEMPLATES];
  const { mappings, lost: lostMappings } = translate(
    v2.RequestParameters,
    protocol === "WEBSOCKET" ? webSocketToRest : httpToRest,
  );
  const document: Members = {
    ...renamed(v2, roles, "REST"),
    ...(Object.keys(mappings).length > 0 && { requestParameters: mappings }),
  };
  return { document, protocol: "REST", lost: lostOf(v2, roles, "apigatewayv2", lostMappings) };
}

/** The members with those roles, under the names of the other family. */
function renamed(from: Members, roles: readonly SharedRole[], to: Protocol): Members {
  const family = FAMILY_OF[to];
  return Object.fromEntries(
    roles.flatMap((role) => {
      const value = from[memberName(otherFamily(family), role)];
      if (value === undefined) return [];
      const isTimeout = role === "timeout" && typeof value === "number";
      return [[memberName(family, role), isTimeout ? Math.min(value, TIMEOUTS[to].maximum) : value]];
    }),
  );
}

function lostOf(
  from: Members,
  roles: readonly SharedRole[],
  family: Family,
  lostMappings: readonly string[],
): readonly string[] {
  const mappings = memberName(family, "requestParameters");
  const kept = new Set([...roles.map((role) => memberName(family, role)), mappings]);
  return [
    ...Object.keys(from).filter((name) => !kept.has(name)),
    ...(isRecord(from[mappings]) ? lostMappings.map((key) => `${mappings}: ${key}`) : []),
  ];
}

function otherFamily(family: Family): Family {
  return family === "apigateway" ? "apigatewayv2" : "apigateway";
}

/** `create-integration` lists its members in alphabetical order. */
function sorted(document: Members): Members {
  return Object.fromEntries(Object.entries(document).sort(([a], [b]) => (a < b ? -1 : 1)));
}
