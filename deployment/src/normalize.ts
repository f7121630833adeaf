/** Normalizes members: leaves out AWS's defaults, so that equivalent inputs become equal. */

import {
  isPatchOperation,
  isRecord,
  type Json,
  type MemberSchema,
  OPERATIONS,
  type OperationName,
  type PatchOperationName,
  type Protocol,
  TIMEOUTS,
  WHOLE_OF_PATCH,
} from "../../server/src/service";
import type { Members } from "./gateway";

/** The operations whose inputs describe a complete resource. */
export type WholeOperation = Exclude<OperationName, `update-${string}` | PatchOperationName>;

/** What the members belong to, which some defaults depend on. */
export interface Place {
  readonly operation: WholeOperation;
  readonly protocol: Protocol;
  /** For methods of REST APIs. */
  readonly resourceId?: string;
}

/** Returns the operation whose input describes the complete resource that the given operation writes. */
export function wholeOperation(operation: OperationName): WholeOperation {
  if (operation === "update-integration") return "create-integration";
  if (operation === "update-integration-response") return "create-integration-response";
  return isPatchOperation(operation) ? WHOLE_OF_PATCH[operation] : operation;
}

/** Returns the members in the input's order, without path segments and without values that equal AWS's defaults. */
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

/** Returns the value of a member that is absent; undefined if it has none then. */
export function defaultOf(schema: MemberSchema, members: Members, place: Place): Json | undefined {
  switch (schema.name) {
    case "cacheNamespace":
      return place.resourceId;
    case "PayloadFormatVersion":
      return "1.0";
    case "IntegrationMethod":
      // Functions and services are called with POST by default.
      return /^AWS/.test(String(members.IntegrationType)) ? "POST" : undefined;
    default:
      return isRecord(schema.default) ? schema.default[place.protocol] : schema.default;
  }
}

/** Normalizes a value: sorts maps and drops null. Returns undefined for a value that equals an absent one. */
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
  // `remove:` ignores its value, which the guide sets to two quotes.
  if (key.startsWith("remove:")) return "''";
  // An empty template is a template; an empty parameter is ignored.
  return entry === null || entry === "" ? (schema.name.endsWith("Templates") ? "" : undefined) : entry;
}

/** Keeps even an empty structure, because its presence can have a meaning, unless it only repeats the defaults. */
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
  // Above the limit of WebSocket APIs, so it can only be the default of an emulator.
  return (
    schema.name === "TimeoutInMillis" && place.protocol === "WEBSOCKET" && value === TIMEOUTS.HTTP.maximum
  );
}

/** Returns true for members of private integrations in a public one, where they have no effect. */
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
