/**
 * What an update says. AWS merges `RequestParameters` key by key and `ResponseParameters` by status code, and
 * leaves every member alone that an update does not name.
 */

import { isRecord, type Json, OPERATIONS } from "../../server/src/service";
import type { Members } from "./gateway";
import { defaultOf, isIneffective, type Place } from "./normalize";

export interface Update {
  readonly members: Members;
  /** Members that should go, and that no update takes away. */
  readonly stuck: readonly string[];
}

/** The update that makes the one normalized document of the other. */
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
  const subtype = after.IntegrationSubtype;
  // AWS looks at an update by itself, and takes one without the subtype for one without a target.
  if (Object.keys(members).length > 0 && subtype !== undefined) members.IntegrationSubtype = subtype;
  return { members, stuck };
}

/**
 * A map that also deletes what is gone. It is sent whole, though AWS would keep what it is not told of: the
 * parameters that a subtype needs are needed in its updates, too.
 */
function reset(name: string, old: Json | undefined, wanted: Json | undefined): Json | undefined {
  const entries = isRecord(wanted) ? wanted : {};
  const gone = isRecord(old) ? Object.keys(old).filter((key) => !(key in entries)) : [];
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

/** An integration's are by status code; an integration response's are not. */
function isByStatus(value: Json | undefined): boolean {
  return isRecord(value) && Object.values(value).some(isRecord);
}

/** What an update file makes of what is stored. */
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
