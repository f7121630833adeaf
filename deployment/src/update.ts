/**
 * Updates of integrations and integration responses. AWS merges `RequestParameters` by key and
 * `ResponseParameters` by status code, and keeps every member that an update does not contain. Updates of service
 * actions (`IntegrationSubtype`) are different: they cannot remove single request parameters.
 */

import { isRecord, type Json, OPERATIONS } from "../../server/src/service";
import type { Members } from "./gateway";
import { defaultOf, isIneffective, type Place } from "./normalize";

export interface Update {
  readonly members: Members;
  /** Members to remove that an update cannot remove. */
  readonly stuck: readonly string[];
  /** Request parameters of a service action that are to be removed, which an update may not achieve. */
  readonly doubtful: readonly string[];
}

/** Returns the update that turns one normalized document into the other. */
export function updateBetween(before: Members, after: Members, place: Place): Update {
  const members: Record<string, Json> = {};
  const stuck: string[] = [];
  for (const [name, schema] of OPERATIONS[place.operation].members) {
    const [old, wanted] = [before[name], after[name]];
    if (JSON.stringify(old) === JSON.stringify(wanted)) continue;
    const value = wanted === undefined || isRecord(wanted) ? reset(name, old, wanted) : wanted;
    const sent = value ?? defaultOf(schema, after, place);
    if (sent !== undefined) members[name] = sent;
    else if (!isIneffective(name, after)) stuck.push(name);
  }
  const isEmpty = Object.keys(members).length === 0;
  const { IntegrationSubtype: subtype, RequestParameters: parameters } = after;
  if (isEmpty || subtype === undefined) return { members, stuck, doubtful: [] };
  const doubtful = goneFrom(before.RequestParameters, parameters);
  if (parameters === undefined && doubtful.length > 0) stuck.push("RequestParameters");
  // AWS validates an update of a service action by itself: with all parameters that the subtype requires, whether
  // they are stored or not, and without the empty values that otherwise remove a parameter.
  const { RequestParameters: _, ...others } = members;
  const whole = { ...others, ...(parameters !== undefined && { RequestParameters: parameters }) };
  return { members: { ...whole, IntegrationSubtype: subtype }, stuck, doubtful };
}

function goneFrom(old: Json | undefined, wanted: Json | undefined): readonly string[] {
  return Object.keys(records(old)).filter((key) => !(key in records(wanted)));
}

/**
 * A value that also removes what is no longer there. Maps are sent completely, although AWS would keep the
 * entries that are absent, because updates must contain the parameters that a subtype requires.
 */
function reset(name: string, old: Json | undefined, wanted: Json | undefined): Json | undefined {
  const entries = records(wanted);
  const gone = goneFrom(old, wanted);
  switch (name) {
    case "Description":
      return "";
    case "RequestParameters":
      return { ...entries, ...Object.fromEntries(gone.map((key) => [key, ""])) };
    case "ResponseParameters":
      return isByStatus(old) || isByStatus(wanted)
        ? { ...entries, ...Object.fromEntries(gone.map((key) => [key, {}])) }
        : entries;
    case "RequestTemplates":
    case "ResponseTemplates":
      return entries;
    default:
      return wanted;
  }
}

/** True for an integration's response parameters, which are grouped by status code. */
function isByStatus(value: Json | undefined): boolean {
  return isRecord(value) && Object.values(value).some(isRecord);
}

/** Applies an update to the live members. */
export function applyUpdate(stored: Members, update: Members): Members {
  const result: Record<string, Json> = { ...stored };
  for (const [name, value] of Object.entries(update)) {
    if (name === "RequestParameters" && isRecord(value)) {
      result[name] = without({ ...records(stored[name]), ...value }, (entry) => entry === "");
    } else if (name === "ResponseParameters" && isByStatus(value) && isRecord(value)) {
      result[name] = without({ ...records(stored[name]), ...value }, isEmptyRecord);
    } else if (!(isRecord(value) && Object.keys(value).length === 0)) {
      result[name] = value;
    }
  }
  return result;
}

function records(value: Json | undefined): { readonly [key: string]: Json } {
  return isRecord(value) ? value : {};
}

function without(entries: { readonly [key: string]: Json }, isGone: (entry: Json) => boolean): Json {
  return Object.fromEntries(Object.entries(entries).filter(([, entry]) => !isGone(entry)));
}

function isEmptyRecord(entry: Json): boolean {
  return isRecord(entry) && Object.keys(entry).length === 0;
}
