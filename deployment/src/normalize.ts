/** Members as they take effect: with AWS's defaults left out, so that what does the same reads the same. */

import {
  isRecord,
  type Json,
  type MemberSchema,
  OPERATIONS,
  type OperationName,
  type Protocol,
} from "../../server/src/service";
import type { Members } from "./gateway";

/** The operations whose inputs describe a whole thing. */
export type WholeOperation = Exclude<OperationName, `update-${string}`>;

/** Where the members belong: some defaults depend on it. */
export interface Place {
  readonly operation: WholeOperation;
  readonly protocol: Protocol;
  /** Of a REST API's method. */
  readonly resourceId?: string;
}

/** The operation whose input describes the whole of what the given one writes. */
export function wholeOperation(operation: OperationName): WholeOperation {
  if (operation === "update-integration") return "create-integration";
  return operation === "update-integration-response" ? "create-integration-response" : operation;
}

/** The members in the input's order, without path segments and without what is AWS's default anyway. */
export function normalize(members: Members, place: Place): Members {
  const schemas = OPERATIONS[place.operation].members;
  const entries = [...schemas.values()].flatMap((schema) => {
    const value = members[schema.name];
    if (schema.inPath || value === undefined || isIneffective(schema.name, members)) return [];
    const kept = keep(schema, value, place.protocol);
    return kept === undefined || isDefault(schema, kept, members, place)
      ? []
      : [[schema.name, kept] as const];
  });
  return Object.fromEntries(entries);
}

/** The value that a member has when it is left out; undefined where it then has none. */
export function defaultOf(schema: MemberSchema, members: Members, place: Place): Json | undefined {
  switch (schema.name) {
    case "cacheNamespace":
      return place.resourceId;
    case "PayloadFormatVersion":
      return "1.0";
    case "IntegrationMethod":
      // A function and a service are called with POST unless another method is given.
      return /^AWS/.test(String(members.IntegrationType)) ? "POST" : undefined;
    default:
      return isRecord(schema.default) ? schema.default[place.protocol] : schema.default;
  }
}

/** The value as it counts: maps by the alphabet and without null, undefined for what is as good as absent. */
function keep(schema: MemberSchema, value: Json, protocol: Protocol): Json | undefined {
  if (value === null || value === "") return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : [...value].map(String).sort();
  if (!isRecord(value)) return value;
  if (schema.properties) return keepStructure(schema.properties, value);
  const entries = Object.entries(value).map(
    ([key, entry]) => [key, keepEntry(schema, key, entry, protocol)] as const,
  );
  const present = entries.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined);
  return present.length === 0 ? undefined : Object.fromEntries(present.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function keepEntry(schema: MemberSchema, key: string, entry: Json, protocol: Protocol): Json | undefined {
  if (schema.additional?.additional) return keep(schema.additional, entry, protocol);
  // What `remove:` removes is in its name; the guide gives it two quotes for a value.
  if (key.startsWith("remove:")) return "''";
  // An empty template is one; an empty parameter is none.
  return entry === null || entry === "" ? (schema.name.endsWith("Templates") ? "" : undefined) : entry;
}

/** A structure's being there can mean something by itself, unless it says no more than the defaults. */
function keepStructure(
  properties: ReadonlyMap<string, MemberSchema>,
  value: { readonly [name: string]: Json },
): Json | undefined {
  const entries = Object.entries(value);
  const kept = entries.filter(([name, entry]) => entry !== null && entry !== properties.get(name)?.default);
  return entries.length > 0 && kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function isDefault(schema: MemberSchema, value: Json, members: Members, place: Place): boolean {
  if (value === defaultOf(schema, members, place)) return true;
  // More than a WebSocket API takes: only an emulator's default can be the like.
  return schema.name === "TimeoutInMillis" && place.protocol === "WEBSOCKET" && value === 30_000;
}

/** What a private integration alone has is without effect on a public one. */
export function isIneffective(name: string, members: Members): boolean {
  switch (name) {
    case "ConnectionId":
    case "TlsConfig":
      return members.ConnectionType !== "VPC_LINK";
    case "connectionId":
    case "integrationTarget":
      return members.connectionType !== "VPC_LINK";
    default:
      return false;
  }
}
